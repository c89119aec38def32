"""What the window is handed from outside, for it knows neither storage nor reports nor files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plexlog.domain.backups import Examined
from plexlog.domain.errors import Refusal
from plexlog.domain.unit import Problem
from plexlog.services.desk import Desk
from plexlog.services.selftest import SelfTest
from ui.session.tools import Drawer
from ui.tasks import Tasks


@dataclass(frozen=True, kw_only=True)
class TakenIn:
    """What became of a document: the course it made, or why it was refused."""

    course_key: str = ""
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outside:
    """The functions of the front door that an open window needs."""

    tasks: Tasks
    take_in: Callable[[Desk, Path], TakenIn]  # one document, whole or not at all
    course_document: Callable[[Desk, str], str]
    course_report: Callable[[Desk, str], Any]  # the report as a model
    summaries_report: Callable[[Desk, str], Any]
    write_text: Callable[[Path, str], None]
    write_bytes: Callable[[Path, bytes], None]
    draw_run: Drawer
    draw_level: Callable[[Any, Any, tuple[int, int], bool], bytes]  # may run on the worker
    session_report: Callable[[Desk, str], Any]  # the report as a model
    print_report: Callable[..., bytes]  # a model as PDF, A4 or as told; may run on the worker
    run_selftest: Callable[[], SelfTest]  # may run on the worker
    selftest_report: Callable[[Desk, SelfTest], Any]  # the report on it as a model
    sheet_report: Callable[[Desk, str], Any]  # the flow sheet of a session, or blank
    verify: Callable[[Desk], Sequence[Problem]]  # everything found wrong in the file
    lock_after: Callable[[], int]  # minutes without a touch; 0 for never
    set_lock_after: Callable[[int], None]
    prove: Callable[[Desk, str], None]  # the password of who is signed in; raises AccessError
    unlock: Callable[[str, str], object]  # what login and password open; raises AccessError
    take_over: Callable[[str, object], None]  # that login works on with what it has opened
    examine_backup: Callable[[Path, str], Examined]  # with a password; may run on the worker
    go_back: Callable[[Examined, str, str], None]  # with password and reason; closes the record
