"""The run screen with 300 readings in: a further one kept, and the page painted anew.

It stands beside one frame of 60 Hz, and of the many times the slow end counts: the 95th
percentile. The chart follows, as in the window: drawn on the worker once the page is painted.
"""

from __future__ import annotations

import os
import time
from datetime import timedelta
from functools import partial
from statistics import quantiles

from PySide6.QtWidgets import QApplication

from benchmarks.bedside import bedside
from benchmarks.pairs import Pair, timed
from plexlog import papers, whole_file
from plexlog.domain.records import Reading
from plexlog.domain.steps import Step
from plexlog.services import recording
from plexlog.services.open_session import OpenSession
from ui.collecting import collect_seldom
from ui.session.run_chart import AFTER_MS
from ui.session.session_pages import session_screen
from ui.session.session_presenter import SessionPresenter
from ui.session.tools import SessionTools
from ui.shell.frame import Frame
from ui.shell.session_frame import SessionInFrame
from ui.tasks import ThreadTasks
from ui.widgets.fonts import load_first_fonts
from ui.widgets.theme import Look

FRAME_MS = 1000 / 60
READINGS = 300
TIMES = 60
VITALS = {"systolic_mmhg": 118, "diastolic_mmhg": 64, "pulse_per_min": 76}
TOTALS = {"inlet_ml": 20, "anticoagulant_ml": 2, "removed_ml": 10, "replaced_ml": 8}  # a minute


def measure() -> Pair:
    """Keep one row after the other in the window of a session."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    with bedside(has_rows=False) as (session, _):
        for minute in range(1, READINGS + 1):
            recording.keep_row(session, typed_row(session, minute))
        window = RunWindow(session)
        window.settle()
        times = []
        for minute in range(READINGS + 1, READINGS + 1 + TIMES):
            row = typed_row(session, minute)
            window.presenter.tell_kept()
            window.settle()
            times.append(timed(partial(window.keep, row)))
            window.settle()
        window.close()
    app.processEvents()
    return Pair(ours=quantiles(times, n=20)[-1], bare=FRAME_MS, named="p95_ms")


def typed_row(session: OpenSession, minute: int) -> Reading:
    """A row of which every cell has been typed."""
    started_at = session.view().session.started_at or session.desk.now()
    row = recording.begin_row(session, started_at + timedelta(minutes=minute))
    texts = VITALS | {code: each * minute for code, each in TOTALS.items()}
    for code, value in texts.items():
        recording.enter_cell(session, row, code, str(value), is_sure=True)
    return row


class RunWindow:
    """The window with the run in it, and its worker."""

    def __init__(self, session: OpenSession) -> None:
        load_first_fonts()
        self._collector = collect_seldom()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            Look(app, "light")
        self._tasks = ThreadTasks()
        self._is_waiting = False
        self.presenter = SessionPresenter(session)
        tools = SessionTools(
            tasks=self._tasks,
            draw_run=papers.run_picture,
            make_report=str,
            render_report=lambda _report: b"",
            session_text=str,
            copy=lambda _text: None,
            prove=lambda _password: None,
            unlock=lambda _login, _password: None,
            take_over=lambda _login, _opened: None,
            save_file=whole_file.write_bytes,
        )
        self._frame = Frame()
        screen = session_screen(self.presenter, tools)
        self._frame.show_page(screen)
        SessionInFrame(self._frame, screen)
        screen.show_step(Step.RUN.value)
        self._frame.show()

    def keep(self, row: Reading) -> None:
        """Keep a row, and paint what it changes."""
        self.presenter.attempt(lambda: recording.keep_row(self.presenter.session, row))
        QApplication.processEvents()

    def settle(self) -> None:
        """Wait until the worker has drawn and the window has shown it."""
        until = time.monotonic() + 2 * AFTER_MS / 1000
        while time.monotonic() < until:
            QApplication.processEvents()
            time.sleep(0.002)
        self._is_waiting = True
        self._tasks.run(lambda: None, self._on_done, self._on_failed)
        while self._is_waiting:
            QApplication.processEvents()

    def close(self) -> None:
        """End the worker and the window."""
        self._tasks.close()
        self._collector.stop()
        self._frame.close()

    def _on_done(self, _nothing: None) -> None:
        self._is_waiting = False

    def _on_failed(self, error: Exception) -> None:
        raise error
