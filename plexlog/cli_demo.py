"""The command that makes a unit of invented patients."""

from __future__ import annotations

from typing import Any

import click

from plexlog import doorstep, house
from plexlog.cli_door import door_of, door_options, password_of


@click.command()
@click.option(
    "--sessions", type=click.IntRange(1), default=100, show_default=True, help="How many, about."
)
@click.option("--seed", type=int, default=1, show_default=True, help="For the same unit again.")
@door_options
def demo(sessions: int, seed: int, **door: Any) -> None:
    """Make a unit of invented patients, with sessions of ten years, all signed but today's."""
    from plexlog.demo_unit import make_demo  # noqa: PLC0415 - only when needed
    from plexlog.domain.unit import DEMO_UNIT  # noqa: PLC0415 - only when needed

    opened = door_of(**door)
    login = opened.login or "demo"
    founding = house.Founding(
        unit=DEMO_UNIT,
        name="Demo Nurse",
        login=login,
        password=password_of(is_new=True),
    )
    made = 0
    for made in make_demo(opened.path, founding, sessions, doorstep.SystemClock(), seed):
        click.echo(f"\r{made} sessions", err=True, nl=False)
    click.echo("", err=True)
    opened.tell(
        {"db": str(opened.path), "login": login, "sessions": made},
        [f"A unit with {made} invented sessions is at {opened.path}; sign in as {login}."],
    )
