"""What the pages of Setup are handed from outside: worker, self-test, reports, files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from plexlog.domain.backups import Examined
from plexlog.domain.verified import Verified
from plexlog.services.selftest import SelfTest
from ui.settings.checking import Checking
from ui.settings.exporting import Exporting
from ui.tasks import Tasks


@dataclass(frozen=True, kw_only=True)
class SetupTools:
    """The tools of the Setup pages."""

    tasks: Tasks
    checking: Checking  # the verification of the record
    exporting: Exporting
    verification_report: Callable[[Verified], object]  # to a report model
    run_selftest: Callable[[], SelfTest]  # takes a while; may run on the worker
    make_report: Callable[[SelfTest], object]  # to a report model; reads the record
    render_report: Callable[[object], bytes]  # report model to PDF; may run on the worker
    make_sheet: Callable[[str], object]  # of a session by its key, or blank; to a report model
    render_sheet: Callable[[object, str], bytes]  # with a paper size; may run on the worker
    lock_after: Callable[[], int]  # minutes without a touch; 0 for never
    set_lock_after: Callable[[int], None]  # holds at once, and is remembered
    # whole or not at all, noted before it takes its place; raises PlexlogError
    save_file: Callable[[Path, bytes, Callable[[], None] | None], None]
    prove: Callable[[str], None]  # the password of who is signed in; raises AccessError
    examine_backup: Callable[[Path, str], Examined]  # with a password; may run on the worker
    go_back: Callable[[Examined, str, str], None]  # with password and reason; closes the record
    go_to: Callable[[str, str], None]  # kind of page and its key: session, course or patient
