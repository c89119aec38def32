"""A run in the real window that goes on for hours, on a clock that is moved by hand."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtTest import QTest

from benchmarks.bedside import COURSE, LOGIN, PASSWORD
from plexlog import house
from plexlog.domain.moments import Moment
from plexlog.domain.unit import Role
from ui.demo.stage import Stage, StageClock
from ui.session.run_row import OpenRow
from ui.shell.window import Window
from ui.widgets.theme import Look

ROW_EVERY_MIN = 15
PAGE = 4096
NOT_YET = ("readings", "bags", "ended_at", "close")
NOT_OF_THE_DAY = ("exported_at", "lab_results", "scores", "overrides", "signatures")


@contextmanager
def long_run(folder: Path, look: Look) -> Iterator[tuple[Stage, str]]:
    """The window on the last session of a course, just started; its key."""
    course = json.loads(COURSE.read_text("utf-8"))
    last = {key: one for key, one in course["sessions"][-1].items() if key not in NOT_YET}
    course["sessions"][-1] = last
    del course["access_devices"][0]["removed_on"]
    source = folder / "running.json"
    kept = {key: one for key, one in course.items() if key not in NOT_OF_THE_DAY}
    source.write_text(json.dumps(kept), "utf-8")
    stage = Stage(folder, look, StageClock(Moment.parse(last["started_at"])))
    founding = house.Founding(
        unit="Bench", name="Bench", login=LOGIN, password=PASSWORD, role=Role.NURSE
    )
    house.found(stage.path, founding, stage.clock)
    stage.open()
    try:
        stage.hands.type("Password", PASSWORD)
        stage.hands.push("sign_in")
        stage.hands.wait_for(lambda: stage.program.window is not None, "the board")
        desk = window_of(stage).desk
        taken = house.import_document(desk, source)
        key = desk.store.sessions_of(taken.course_key)[-1].session_key
        window_of(stage).open_session(key)
        stage.hands.settle()
        yield stage, key
    finally:
        stage.close()


def window_of(stage: Stage) -> Window:
    """The window after signing in."""
    assert stage.program.window is not None  # noqa: S101 - long_run has signed in
    return stage.program.window


def go_on(stage: Stage, minutes: int) -> None:
    """Let minutes pass, each seen by the timers; every quarter of an hour a row is entered."""
    for minute in range(1, minutes + 1):
        stage.let_time_pass(1)
        if minute % ROW_EVERY_MIN == 0:
            enter_vitals(stage)


def enter_vitals(stage: Stage) -> None:
    """A pressure and a pulse, by keys."""
    row = stage.program.page.findChild(OpenRow)
    assert isinstance(row, OpenRow)  # noqa: S101 - the run page has one
    row.focus_vitals()
    for text in ("118/", "76/", "72"):
        QTest.keyClicks(stage.hands.focused(), text.rstrip("/"))
        if text.endswith("/"):
            QTest.keyClicks(stage.hands.focused(), "\t")
    QTest.keyClicks(stage.hands.focused(), "\r")
    stage.hands.settle()


def resident_mb() -> float:
    """The memory that the process holds, after what nobody keeps has gone."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * PAGE / 1e6
