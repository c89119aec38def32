"""Each page of the window, opened through the whole program, keeps the promises of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import ui
from plexlog import doorstep, house
from plexlog.domain.steps import Step
from plexlog.domain.unit import Role
from plexlog.storage import unit_file
from plexlog.storage.key_file import Cost
from tests.contracts.pages import nameless, outlives, takes_the_wheel
from ui.app import Program
from ui.forms.fields import LineField
from ui.forms.row_list import RowList
from ui.session.session_screen import SessionScreen
from ui.shell.window import Opened, Window
from ui.tasks import InlineTasks
from ui.widgets.buttons import ActionButton

PASSWORD = "invented and long enough"  # noqa: S105 - opens invented records only
# Every page that the window opens, with what it is opened for.
PAGES = (
    "today",
    "patients",
    "patient",
    "patient-form",
    "order",
    "order-change",
    "course",
    "session",
    "setup",
)


@pytest.fixture(scope="module")
def unit(tmp_path_factory: pytest.TempPathFactory, cases: Path) -> Path:
    path = tmp_path_factory.mktemp("unit") / "unit.plexlog"
    clock = doorstep.SystemClock()
    unit_file.found_unit(
        path,
        unit="Invented",
        name="Ada N.",
        login="ada",
        password=PASSWORD,
        role=Role.NURSE,
        clock=clock,
        cost=Cost(memory_kib=64, iterations=1, lanes=1),
    )
    desk = house.open_desk(path, "ada", PASSWORD, clock)
    house.import_document(desk, cases / "gbs-albumin-five.json")
    desk.store.close()
    return path


@pytest.fixture
def program(unit: Path, qapp: QApplication) -> Iterator[Program]:
    qapp.processEvents()
    made = Program(unit, doorstep.SystemClock(), InlineTasks())
    made.frame.resize(1366, 768)
    made.frame.show()
    made.begin()
    yield made
    made.close()


def signed_in(program: Program, qtbot: QtBot) -> Window:
    """Sign in as one does: password, button."""
    page = program.page
    field = page.findChild(LineField, "password")
    button = page.findChild(ActionButton, "sign_in")
    assert field is not None
    assert button is not None
    field.set_text(PASSWORD)
    button.click()
    qtbot.waitUntil(lambda: program.window is not None)
    assert program.window is not None
    return program.window


def opened(window: Window, kind: str) -> None:
    """Open a page of a kind, for the course or patient on file."""
    store = window.desk.store
    course = store.courses()[0]
    keys = {
        "patient": course.patient_key,
        "patient-form": course.patient_key,
        "order": course.patient_key,
        "course": course.course_key,
        "order-change": course.course_key,
        "session": store.sessions_of(course.course_key)[-1].session_key,
    }
    window.open(Opened(kind, keys.get(kind, "")))


def test_the_sign_in_page_has_a_name_for_each_part(program: Program) -> None:
    assert nameless(program.page) == []


@pytest.mark.parametrize("kind", PAGES)
def test_each_part_of_a_page_has_a_name(program: Program, qtbot: QtBot, kind: str) -> None:
    window = signed_in(program, qtbot)

    opened(window, kind)

    assert window.page is not None
    assert nameless(window.page) == []


@pytest.mark.parametrize("kind", PAGES)
def test_the_wheel_over_a_page_changes_no_value(program: Program, qtbot: QtBot, kind: str) -> None:
    window = signed_in(program, qtbot)
    opened(window, kind)
    assert window.page is not None
    for one in window.page.findChildren(RowList):
        one.add_row()

    assert takes_the_wheel(window.page) == []
    for screen in window.page.findChildren(SessionScreen):
        for step in Step:
            screen.show_step(step.value)
            assert takes_the_wheel(screen) == [], step


def test_every_drop_down_is_one_that_the_wheel_does_not_change() -> None:
    own = Path(ui.__file__).parent / "widgets" / "choices.py"
    made = re.compile(r"\b(QComboBox|Q\w*SpinBox|Q\w*(Date|Time)Edit|QSlider|QDial)\(")

    found = [
        path.name
        for path in own.parents[1].rglob("*.py")
        if path != own and made.search(path.read_text())
    ]

    assert found == []


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_freed_when_another_opens(program: Program, qtbot: QtBot, kind: str) -> None:
    window = signed_in(program, qtbot)
    opened(window, kind)

    assert not outlives(lambda: window.page, window.open_today)
