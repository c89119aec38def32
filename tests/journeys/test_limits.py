"""A physician changes a limit in Setup: what is begun or signed keeps its findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from plexlog import house
from plexlog.domain.fields import Place
from plexlog.domain.findings import Phase
from plexlog.domain.moments import Moment
from plexlog.domain.records import Session
from plexlog.domain.unit import Role
from plexlog.services import recording
from plexlog.services.open_session import OpenSession
from plexlog.services.signing import sign_session
from tests.journeys.conftest import MORNING
from tests.services.fakes import FakeClock
from tests.services.ward import COURSE, work
from ui.demo.stage import Stage, StageClock
from ui.session.session_screen import SessionScreen
from ui.settings.limits_page import LimitsPage
from ui.settings.setup_screen import SetupScreen
from ui.shell.window import Window
from ui.widgets.theme import Look

pytestmark = pytest.mark.e2e
PASSWORD = "a quiet demonstration"  # noqa: S105 - of an invented physician
WHY = "our patients are used to low pressure"


class PassingClock(FakeClock):
    """The clock of the stage, moved as the story of a session moves it."""

    def __init__(self, clock: StageClock) -> None:
        super().__init__()
        self._clock = clock

    def pass_by(self, **span: float) -> None:
        self._clock.go_on(span["minutes"])


@pytest.fixture
def stage(tmp_path: Path, look: Look) -> Iterator[Stage]:
    """An open window of a unit with one physician, who has signed in."""
    made = Stage(tmp_path, look, StageClock(MORNING))
    founding = house.Founding(
        unit="Apheresis unit 3B",
        name="Dr. Federkiel",
        login="federkiel",
        password=PASSWORD,
        role=Role.PHYSICIAN,
    )
    house.found(made.path, founding, made.clock)
    made.open()
    made.hands.type("Password", PASSWORD)
    made.hands.push("sign_in")
    made.hands.wait_for(lambda: made.program.window is not None, "the board")
    yield made
    made.close()


def window_of(stage: Stage) -> Window:
    assert stage.program.window is not None
    return stage.program.window


def begin(stage: Stage) -> list[str]:
    """One session signed, one started, one planned; the pressure before each is 95."""
    desk = window_of(stage).desk
    third = Session(id="s3", number=3, planned_at=Moment.parse("2026-11-22T14:00+01:00"))
    course = desk.store.add_course(replace(COURSE, sessions=(*(COURSE.sessions or ()), third)))
    keys = [line.session_key for line in desk.store.sessions_of(course)]
    signed, started, planned = (OpenSession(desk, key) for key in keys)
    for one in (started, planned):
        recording.enter_value(one, Place.BEFORE, "systolic_mmhg", "95")
    work(signed, PassingClock(stage.clock))
    sign_session(signed)
    recording.start_run(started)
    return keys


def codes(stage: Stage, key: str) -> set[str]:
    """What the window finds of a session."""
    window_of(stage).open_session(key)
    assert stage.program.chairs is not None
    pages = [window.page for window in stage.program.chairs.windows]
    (view,) = [
        page.view
        for page in pages
        if isinstance(page, SessionScreen) and page.view.line.session_key == key
    ]
    return {one.code for one in view.findings(*Phase)}


def change(stage: Stage, row: str, value: str) -> None:
    """Change a limit in Setup, by keyboard once its row is picked."""
    stage.hands.push("rail_setup")
    screen = stage.program.page
    assert isinstance(screen, SetupScreen)
    page = screen.page
    assert isinstance(page, LimitsPage)
    model = page.table.model()
    places = [model.index(place, 0) for place in range(model.rowCount())]
    page.table.setCurrentIndex(next(one for one in places if one.data() == row))
    stage.hands.push("change_limit")
    stage.hands.write_over("New value", value)
    stage.hands.press(Qt.Key.Key_Return)
    stage.hands.write_over("Reason", WHY)
    stage.hands.press(Qt.Key.Key_Return)
    assert page.dialog is None


def test_a_changed_limit_holds_for_what_is_not_begun_yet(stage: Stage) -> None:
    keys = begin(stage)
    before = [codes(stage, key) for key in keys]

    change(stage, "Systolic pressure under", "130")
    stage.let_time_pass(1)

    after = [codes(stage, key) for key in keys]
    assert ["systolic-low" in one for one in before] == [False, False, False]
    assert ["systolic-low" in one for one in after] == [False, False, True]
    assert after[:2] == before[:2]
    assert house.verify(window_of(stage).desk) == []
