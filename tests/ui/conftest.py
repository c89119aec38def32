"""What the tests of pages share: a unit with its clock, one course under way, a dressed window.

`desk` is a founded unit on a real encrypted file; `clock` is set by hand; `due_session` is the
key of the third session of a course whose first two are done and whose third has nothing yet;
`run` is the window in which it is under way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plexlog.domain import codec, json_text
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Session
from plexlog.domain.unit import Role
from plexlog.services.desk import Desk
from plexlog.storage import unit_file
from tests.founded import put_down
from ui.widgets.theme import Theme, wear

if TYPE_CHECKING:
    from tests.ui.pages.run_window import RunWindow

PASSWORD = "correct horse battery staple"  # noqa: S105 - of a unit that lives for one test
NURSE = "Adelheid Bauer"
BEGIN = Moment.parse("2026-11-06T09:14+01:00")  # the third session is planned for 10:00


class WardClock:
    """A clock that is set by hand."""

    def __init__(self, at: Moment = BEGIN) -> None:
        self.at = at
        self._seconds = 0.0

    def now(self) -> Moment:
        return self.at

    def monotonic(self) -> float:
        return self._seconds

    def pass_minutes(self, minutes: float) -> None:
        """Time passes."""
        self.at = self.at + timedelta(minutes=minutes)
        self._seconds += 60 * minutes

    def set_minutes(self, minutes: float) -> None:
        """Somebody sets the clock; no time passes."""
        self.at = self.at + timedelta(minutes=minutes)


@pytest.fixture
def clock() -> WardClock:
    return WardClock()


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in the light look."""
    wear(qapp, Theme.light())
    return qapp


@pytest.fixture
def desk(tmp_path: Path, clock: WardClock, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A founded unit; the course under way is on file where a test asks for `due_session`."""
    is_due = "due_session" in request.fixturenames
    path = tmp_path / "unit.plexlog"
    put_down(
        path,
        clock,
        (request.getfixturevalue("due_course"),) if is_due else (),
        unit="Apheresis unit",
        name=NURSE,
        login="bauer",
        password=PASSWORD,
        role=Role.NURSE,
    )
    record = unit_file.open_unit(path, "bauer", PASSWORD, clock)
    yield Desk(record, clock, record.signer)
    record.close()


@cache
def course_at(place: Path) -> Course:
    """The course of a case; records never change, so one serves all tests."""
    document = json_text.parse(place.read_bytes())
    envelope = ("format", "version", "exported_at", "exported_by")
    return codec.read(Course, {k: v for k, v in document.items() if k not in envelope})


@pytest.fixture
def due_course(cases: Path) -> Course:
    """Two sessions done, the third planned for 10:00 with nothing recorded yet."""
    course = course_at(cases / "ms-relapse-steroids.json")
    done = (course.sessions or ())[:2]
    planned = Session(id="s3", number=3, planned_at=Moment.parse("2026-11-06T10:00+01:00"))
    devices = tuple(
        replace(one, removed_on=None, removal_reason=None)
        for one in course.access_devices or ()
        if one.id == "jug1"
    )
    early = tuple(one for one in course.lab_results or () if one.taken_at < BEGIN)
    return replace(
        course,
        sessions=(*done, planned),
        access_devices=devices,
        lab_results=tuple(one for one in early if one.session_id in (None, "s1", "s2")),
        scores=(),
        overrides=(),
        signatures=(),
    )


@pytest.fixture
def keep_course(desk: Desk) -> Callable[[Course], str]:
    """Keeps a course; answers the key of its last session."""

    def keep(course: Course) -> str:
        key = desk.store.add_course(course)
        return desk.store.sessions_of(key)[-1].session_key

    return keep


@pytest.fixture
def due_session(desk: Desk) -> str:
    (course,) = desk.store.courses()
    return desk.store.sessions_of(course.course_key)[-1].session_key


@pytest.fixture
def run(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str, clock: WardClock
) -> RunWindow:
    """The run twelve minutes after its start, with a bag."""
    from tests.ui.pages.run_window import RunWindow  # noqa: PLC0415 - it knows this module

    del dressed
    window = RunWindow(qtbot, desk, due_session).begin()
    clock.pass_minutes(12)
    return window.show("run")
