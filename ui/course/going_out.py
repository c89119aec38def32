"""How a course leaves the program; the functions are handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plexlog.services.desk import Desk
from ui.tasks import Tasks

Noting = Callable[[], None]


@dataclass(frozen=True, kw_only=True)
class GoingOut:
    """What makes documents and files; each raises PlexlogError with a sentence."""

    tasks: Tasks
    draw_level: Callable[[Any, Any, tuple[int, int], bool], bytes]  # may run on the worker
    course_document: Callable[[Desk, str], str]
    course_report: Callable[[Desk, str], Any]  # the report as a model; may run on the worker
    summaries_report: Callable[[Desk, str], Any]
    letter_report: Callable[[Desk, str], Any]  # of a session, to its patient
    course_text: Callable[[Desk, str], str]  # for the hospital's record
    copy: Callable[[str], None]  # to the clipboard
    paper_work: Callable[[Desk, Callable[[Desk], Any]], Callable[[], bytes]]  # for the worker
    write_text: Callable[[Path, str, Noting], None]  # noted before it takes its place
    write_bytes: Callable[[Path, bytes, Noting], None]
