"""A window that is used all day keeps nothing of what was closed, and does not grow.

The short form; `python3 dev.py soak` opens 200 sessions and lets eight hours pass.
"""

from __future__ import annotations

import gc
import threading
from collections import Counter
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.long_run import go_on, long_run, resident_mb, window_of
from tests.soak import IS_SOAK
from ui.demo.stage import Stage
from ui.widgets.theme import Look

pytestmark = [pytest.mark.e2e, pytest.mark.no_cover]  # hours of work; others hold each line
OPENED = 200 if IS_SOAK else 8  # what one of them keeps is told after one
WARM_UP = 2
WARM_MIN, THEN_MIN = (30, 480) if IS_SOAK else (15, 30)
MOST = 1.05  # of the memory before
STEPS = ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+5", "Ctrl+4")


def open_and_close(stage: Stage, key: str, *, steps: tuple[str, ...] = ()) -> None:
    """Open a session, look at some of its steps, go back to Today."""
    window_of(stage).open_session(key)
    for step in steps:
        stage.hands.shortcut(step)
    window_of(stage).open_today()
    stage.hands.settle()


def alive(stage: Stage) -> Counter[str]:
    """How many widgets, timers, threads and other objects of Qt there are."""
    gc.collect()
    stage.hands.settle()
    held = [one for one in gc.get_objects() if isinstance(one, QObject) and shiboken6.isValid(one)]
    return Counter(
        {
            "widgets": len(QApplication.allWidgets()),
            "timers": sum(isinstance(one, QTimer) for one in held),
            "running timers": sum(isinstance(one, QTimer) and one.isActive() for one in held),
            "threads of Qt": sum(isinstance(one, QThread) for one in held),
            "threads": threading.active_count(),
            "objects": len(held),
        }
    )


def test_sessions_opened_and_closed_leave_nothing(tmp_path: Path, look: Look) -> None:
    with long_run(tmp_path, look) as (stage, key):
        for _time in range(WARM_UP):
            open_and_close(stage, key, steps=STEPS)
        before = alive(stage)

        for time in range(OPENED):
            open_and_close(stage, key, steps=STEPS if time % 20 == 0 else ())

        assert alive(stage) == before


def test_hours_of_a_run_take_no_more_memory(tmp_path: Path, look: Look) -> None:
    with long_run(tmp_path, look) as (stage, _key):
        go_on(stage, WARM_MIN)
        before = resident_mb()

        go_on(stage, THEN_MIN)

        readings = stage.step().session.readings or ()
        assert len(readings) == (WARM_MIN + THEN_MIN) // 15
        assert resident_mb() <= before * MOST
