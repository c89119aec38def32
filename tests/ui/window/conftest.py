"""The program itself, on a real encrypted file, with its clock set by hand and work in place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from plexlog.domain.records import Course
from plexlog.domain.unit import Role
from plexlog.services.open_session import OpenSession
from plexlog.services.recording import start_run
from tests.founded import put_down
from tests.ui.conftest import NURSE, PASSWORD, WardClock
from tests.ui.pages.program import Ward
from ui.app import Program
from ui.shell.window import Window
from ui.tasks import InlineTasks


@pytest.fixture
def courses(due_course: Course) -> tuple[Course, ...]:
    """The courses that are on file for those who ask `course_on_file`."""
    return (due_course,)


@pytest.fixture
def unit(tmp_path: Path, clock: WardClock, request: pytest.FixtureRequest) -> Path:
    """The file of a founded unit nobody has open; with courses for who asks `course_on_file`."""
    is_filled = "course_on_file" in request.fixturenames
    path = tmp_path / "unit.plexlog"
    put_down(
        path,
        clock,
        request.getfixturevalue("courses") if is_filled else (),
        unit="Apheresis unit",
        name=NURSE,
        login="bauer",
        password=PASSWORD,
        role=Role.NURSE,
    )
    return path


@pytest.fixture
def program(unit: Path, clock: WardClock, dressed: QApplication) -> Iterator[Program]:
    """The program before its sign-in page."""
    made = opened(unit, clock, dressed)
    yield made
    made.close()


def opened(path: Path, clock: WardClock, app: QApplication) -> Program:
    """A program whose window has been seen."""
    made = Program(path, clock, InlineTasks())
    made.start()
    for _turn in range(5):
        app.processEvents()
    return made


@pytest.fixture
def ward(program: Program) -> Ward:
    """The program with somebody signed in."""
    return Ward(program).sign_in()


@pytest.fixture
def course_on_file(ward: Ward) -> str:
    """The key of the course on file; of several, of the one that is listed first."""
    window = ward.program.window
    assert window is not None
    return window.desk.store.courses()[0].course_key


@pytest.fixture
def window(ward: Ward, course_on_file: str) -> Window:
    """The window, with a course whose third session runs."""
    window = ward.program.window
    assert window is not None
    store = window.desk.store
    start_run(OpenSession(window.desk, store.sessions_of(course_on_file)[-1].session_key))
    return window
