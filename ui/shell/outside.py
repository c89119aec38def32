"""What the window is handed from outside, for it knows neither storage nor reports nor files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QApplication

from plexlog.domain.backups import Examined
from plexlog.domain.errors import Refusal
from plexlog.domain.exports import ExportWanted
from plexlog.domain.verified import Verified
from plexlog.services.desk import Desk
from plexlog.services.selftest import SelfTest
from plexlog.services.vitals_watch import VitalsWatches
from ui.session.tools import Drawer
from ui.settings.exporting import ExportJob
from ui.tasks import Tasks


@dataclass(frozen=True, kw_only=True)
class TakenIn:
    """What became of a document: the course it made, or why it was refused."""

    course_key: str = ""
    refusals: tuple[Refusal, ...] = ()
    twin: str = ""  # key of who is perhaps the same person, under another number
    asking: str = ""  # the question, in words


class Papers(Protocol):
    """Papers beside the reports; each raises PlexlogError with a sentence."""

    def paper_work(self, desk: Desk, make: Callable[[Desk], Any], /) -> Callable[[], bytes]:
        """The making of a PDF, for the worker."""
        ...

    def letter_report(self, desk: Desk, session_key: str, /) -> Any:
        """The letter to the patient of a session, as a model."""
        ...

    def session_text(self, desk: Desk, session_key: str, /) -> str:
        """A session as text for the hospital's record."""
        ...

    def course_text(self, desk: Desk, course_key: str, /) -> str:
        """A course as text for the hospital's record."""
        ...


@dataclass(frozen=True, kw_only=True)
class Outside:
    """The functions of the front door that an open window needs."""

    tasks: Tasks
    long_tasks: Tasks  # a thread of its own, for what takes minutes
    demonstrate: Callable[[], str]  # open the demonstration beside this; says so
    take_in: Callable[[Desk, Path, bool], TakenIn]  # one document whole, or not; even so
    course_document: Callable[[Desk, str], str]
    course_report: Callable[[Desk, str], Any]  # the report as a model
    summaries_report: Callable[[Desk, str], Any]
    papers: Papers
    write_text: Callable[..., None]  # to a path, and what notes it before it takes its place
    write_bytes: Callable[..., None]
    draw_run: Drawer
    draw_level: Callable[[Any, Any, tuple[int, int], bool], bytes]  # may run on the worker
    session_report: Callable[[Desk, str], Any]  # the report as a model
    print_report: Callable[..., bytes]  # a model as PDF; may run on the worker
    run_selftest: Callable[[], SelfTest]  # may run on the worker
    selftest_report: Callable[[Desk, SelfTest], Any]  # the report on it as a model
    export_work: Callable[[Desk, ExportWanted], ExportJob]  # to be done on the slow thread
    verification_report: Callable[[Desk, Verified], Any]  # what was found, as a model
    sheet_report: Callable[[Desk, str], Any]  # the flow sheet of a session, or blank
    lock_after: Callable[[], int]  # minutes without a touch; 0 for never
    set_lock_after: Callable[[int], None]
    prove: Callable[[Desk, str], None]  # the password of who is signed in; raises AccessError
    unlock: Callable[[str, str], object]  # what login and password open; raises AccessError
    take_over: Callable[[str, object], None]  # that login works on with what it has opened
    examine_backup: Callable[[Path, str], Examined]  # with a password; may run on the worker
    go_back: Callable[[Examined, str, str], None]  # with password and reason; closes the record
    ring: Callable[[], None] = QApplication.beep  # a reminder is heard
    watches: VitalsWatches = field(default_factory=VitalsWatches)
