"""The command that verifies the record, or the code of a printed report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from plexlog.cli_door import STOPPED, WANTING, Door, door_of, door_options, fail, told_on_terminal
from plexlog.domain.errors import StoreError
from plexlog.domain.unit import Problem
from plexlog.domain.verified import Verified, counted
from plexlog.services.desk import Desk
from plexlog.services.erasing import erasures
from plexlog.services.printed import check_printed
from plexlog.services.verifying import acknowledge, keep_mark, verify_here, verify_state


@click.command()
@click.option(
    "--report",
    "code",
    help="Only look for the code of a report, or the history at the foot of a paper.",
)
@click.option("--new", is_flag=True, help="Only what came since everything was last found right.")
@click.option(
    "--acknowledge",
    "row",
    type=int,
    help="A row of the history that tells of a trigger made again or a recovery: looked into.",
)
@click.option("--why", default="", help="What came of looking into it.")
@door_options
def verify(code: str | None, row: int | None, why: str, *, new: bool, **door: Any) -> None:
    """Check every row, signature and trigger; says where something is wrong.

    Ctrl C stops it. With --new what is older than the last whole check is not looked at again.
    """
    opened = door_of(**door)
    desk = opened.open()
    if row is not None:
        acknowledge(desk, row, why)
        opened.tell({"acknowledged": row}, [f"Row {row} of the history is a note from now on."])
        return
    if code is not None:
        _tell_printed(opened, desk, code)
        return
    last = verify_state(desk).sentence
    verified = _verify(opened, desk, is_whole=not new)
    answer: dict[str, Any] = {
        "whole": verified.is_whole,
        "rows": verified.rows,
        "since": None if verified.since is None else verified.since.at.text,
        "head": verified.head,
        "problems": _problems(verified.problems),
        "notes": _problems(verified.notes),
        "backups": verified.backups,
        "erasures": [one.sentence for one in erasures(desk)],
    }
    before = f"Before that: {last[0].lower()}{last[1:]}"
    opened.tell(answer, [*_lines(verified.lines), verified.sentence, before, *answer["erasures"]])
    if verified.problems:
        raise SystemExit(WANTING)


def _verify(opened: Door, desk: Desk, *, is_whole: bool) -> Verified:
    found: list[Problem] = []
    try:
        with told_on_terminal() as progress:
            verified = verify_here(desk, progress, found, is_whole=is_whole)
    except KeyboardInterrupt:
        opened.tell({"stopped": True, "problems": _problems(found)}, _lines(found))
        until = f"{counted(len(found))} found until then" if found else "nothing found until then"
        fail(f"Stopped before everything was checked; {until}. Nothing was changed.", STOPPED)
    except StoreError:  # what was found until then is not lost with it
        if found:
            opened.tell({"stopped": True, "problems": _problems(found)}, _lines(found))
        raise
    try:
        keep_mark(desk, verified)
    except StoreError as error:  # the answer counts, also where the record cannot be written
        click.echo(f"That everything was checked could not be kept. {error}", err=True)
    return verified


def _problems(found: Sequence[Problem]) -> list[dict[str, Any]]:
    return [
        {
            "where": one.where,
            "what": one.what,
            "about": one.about,
            "fields": list(one.fields),
            "record_number": one.record_number,
            "course": one.course_id,
            "session": one.session_number,
        }
        for one in found
    ]


def _lines(found: Sequence[Problem]) -> list[str]:
    return [one.sentence for one in found]


def _tell_printed(opened: Door, desk: Desk, code: str) -> None:
    """Say whether a printed report is of this record and as the record is now."""
    found = check_printed(desk, code)
    answer = {"fit": found.fit.value, "what": found.what, "knows_history": found.knows_history}
    opened.tell(answer, [found.sentence])
    if not found.is_good:
        raise SystemExit(WANTING)
