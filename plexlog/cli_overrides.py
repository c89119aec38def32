"""The command that lists what was overridden, by whom, when and why."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from plexlog import whole_file
from plexlog.cli_door import door_of, door_options
from plexlog.domain import wording
from plexlog.domain.overridden import Overridden
from plexlog.services.access_log import note_export
from plexlog.services.overrides import finding_words, often_words, overrides, overrides_csv


@click.command("overrides")
@click.argument("words", nargs=-1)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From this day on.")
@click.option("--out", type=click.Path(path_type=Path), help="Write them to a file as CSV.")
@door_options
def list_overrides(
    words: tuple[str, ...], since: datetime | None, out: Path | None, **door: Any
) -> None:
    """List findings that were gone on from, with who, when and why; all WORDS must occur.

    A finding overridden in more than 90 % of the sessions that were begun is named at the end.
    """
    opened = door_of(**door)
    desk = opened.open()
    page = overrides(desk, " ".join(words), None if since is None else since.date())
    if out is not None:
        note = partial(note_export, desk, "overridden findings, CSV")
        whole_file.write_text(out, overrides_csv(page.lines), note)
    answer = {
        "overrides": [_answer(one) for one in page.lines],
        "mostly_overridden": [one.finding for one in page.mostly],
        "file": None if out is None else str(out),
    }
    told = [_line(one) for one in page.lines] or ["Nothing was overridden."]
    opened.tell(answer, [*told, *(often_words(one) for one in page.mostly)])


def _answer(one: Overridden) -> dict[str, Any]:
    return {
        "at": one.at.text,
        "finding": one.finding,
        "reason": one.reason,
        "by": one.by,
        "record_number": one.record_number,
        "course": one.course_id,
        "session": one.session_number,
    }


def _line(one: Overridden) -> str:
    session = "order" if one.session_number is None else f"session {one.session_number}"
    what = finding_words(one.finding)
    when = wording.moment(one.at)
    return f"{when}  {one.course_id}, {session}  {what}  {one.by}: {one.reason}"
