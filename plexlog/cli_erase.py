"""The command that erases a whole patient, signed by two."""

from __future__ import annotations

from typing import Any

import click

from plexlog.cli_door import door_of, door_options, fail, password_of
from plexlog.cli_people import SECOND, secret_of
from plexlog.services.erasing import BACKUPS, ErasureGiven, erasable, erase_patient, erasures


@click.command()
@click.argument("number", required=False)
@click.option("--why", default="", help="The reason; it stays on record and must name nobody.")
@click.option("--second", default="", help="Login of the other who signs.")
@click.option("--confirm", metavar="NUMBER", default="", help="The record number once more.")
@door_options
def erase(number: str | None, why: str, second: str, confirm: str, **door: Any) -> None:
    """Erase a whole patient by record number; without one, list what was erased.

    Two sign, each with their own password. Without --confirm only what would go is said.
    Write the patient out before: `plexlog export --patient NUMBER --out FILE`.
    """
    opened = door_of(**door)
    if number is None:
        done = erasures(opened.open())
        lines = [one.sentence for one in done]
        opened.tell({"erasures": lines}, lines or ["Nobody was erased."])
        return
    own = password_of()
    desk = opened.open(own)
    found = erasable(desk, number)
    if not confirm:
        fail(
            f"{found.sentence} {BACKUPS} Write the patient out with `plexlog export --patient`, "
            "then say --confirm with the number once more, --why and --second. Nothing was erased."
        )
    erasure = erase_patient(
        desk,
        found.patient.key,
        ErasureGiven(
            number=confirm,
            why=why,
            password=own,
            second=second,
            second_password=secret_of(SECOND, f"Password of {second}"),
        ),
    )
    answer = {
        "key": erasure.key,
        "courses": erasure.courses,
        "sessions": erasure.sessions,
        "rows": erasure.rows,
    }
    opened.tell(answer, [erasure.sentence, BACKUPS])
