"""What the pages of a session are handed from outside: worker, charts, reports, proof of a person.

Pages know neither reportlab nor the vault; they know that somebody can draw, print and prove.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QApplication

from plexlog.services.open_session import SessionView
from plexlog.services.vitals_watch import VitalsWatches
from ui.tasks import Tasks


class Drawer(Protocol):
    """Makes the picture of a run."""

    def __call__(self, view: SessionView, size: tuple[int, int], *, is_dark: bool) -> bytes:
        """The chart as SVG; plain values only, so that it may run on the worker."""
        ...


@dataclass(frozen=True, kw_only=True)
class SessionTools:
    """The tools of the session pages."""

    tasks: Tasks
    draw_run: Drawer
    make_report: Callable[[str], object]  # session key to report model; reads the record
    render_report: Callable[[object], bytes]  # report model to PDF; may run on the worker
    session_text: Callable[[str], str]  # session key to the text for the hospital's record
    copy: Callable[[str], None]  # to the clipboard
    prove: Callable[[str], None]  # password of who is signed in; raises AccessError, takes a while
    unlock: Callable[[str, str], object]  # what login and password open; as `prove`
    take_over: Callable[[str, object], None]  # that login works on with what it has opened
    # whole or not at all, noted before it takes its place; raises PlexlogError
    save_file: Callable[[Path, bytes, Callable[[], None] | None], None]
    ring: Callable[[], None] = QApplication.beep  # a reminder is heard
    watches: VitalsWatches = field(default_factory=VitalsWatches)  # the same for each page
