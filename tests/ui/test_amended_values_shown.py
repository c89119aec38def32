"""A value that was amended after it was signed says so wherever it is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from plexlog.domain.fields import Place
from plexlog.services import after_signing, recording
from plexlog.services.banner import session_banner
from plexlog.services.course_overview import course_overview
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.signing import sign_session
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE, close, work
from ui.course.course_sums import sums_of
from ui.course.session_grid import SessionGrid
from ui.course.session_table import FIRST_SESSION
from ui.session.value_words import last_pressure_words, last_words
from ui.shell.patient_view import patient_view


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def sessions(clock: FakeClock) -> tuple[OpenSession, OpenSession]:
    """The first session, signed, and the second a day later."""
    desk = Desk(FakeStore(), clock, FakeSigner())
    lines = desk.store.sessions_of(desk.store.add_course(COURSE))
    first, second = (OpenSession(desk, line.session_key) for line in lines)
    work(first, clock)
    recording.enter_value(first, Place.CLOSE, "saline_in_waste_ml", "0")
    close(first)
    sign_session(first)
    clock.pass_by(days=1)
    second.touch_course()
    return first, second


def amend(sessions: tuple[OpenSession, OpenSession], code: str, text: str) -> None:
    first, second = sessions
    after_signing.amend_value(first, f"before//{code}", text, "misread", is_sure=True)
    second.touch_course()


def test_the_form_says_that_the_last_value_was_amended(
    sessions: tuple[OpenSession, OpenSession],
) -> None:
    amend(sessions, "weight_kg", "61.5")
    amend(sessions, "hematocrit_percent", "36")
    view, catalogue = sessions[1].view(), sessions[1].desk.catalogue

    weight = last_words(view, catalogue["weight_kg"])
    haematocrit = last_words(view, catalogue["hematocrit_percent"])
    assert weight == "last 61.5\u00a0kg, 2026-11-20, amended"
    assert haematocrit.startswith("last 36.0")
    assert haematocrit.endswith("ago, amended")
    assert "amended" not in last_words(view, catalogue["pulse_per_min"])
    assert "amended" not in last_pressure_words(view)


def test_a_pressure_says_it_for_both(sessions: tuple[OpenSession, OpenSession]) -> None:
    amend(sessions, "diastolic_mmhg", "66")

    assert last_pressure_words(sessions[1].view()) == (
        "last 122/66\u00a0mmHg, 2026-11-20, amended"
    )


def test_the_banner_says_it_beside_the_weight(sessions: tuple[OpenSession, OpenSession]) -> None:
    amend(sessions, "weight_kg", "61.5")
    first, second = (patient_view(session_banner(one.desk, one.view(), ())) for one in sessions)

    assert first.weight == second.weight == "61.5\u00a0kg"
    assert first.weighed_on == "amended"
    assert second.weighed_on == "of 2026-11-20, amended"


def column(grid: SessionGrid, place: int) -> dict[str, str]:
    """What the grid says of a session, by row."""
    model = grid.table.model()
    return {
        str(model.index(row, 0).data()): str(model.index(row, FIRST_SESSION + place).data())
        for row in range(model.rowCount())
    }


def head(grid: SessionGrid, role: Qt.ItemDataRole) -> object:
    return grid.table.model().headerData(FIRST_SESSION, Qt.Orientation.Horizontal, role)


def test_the_course_marks_what_was_amended(
    sessions: tuple[OpenSession, OpenSession], qtbot: QtBot
) -> None:
    first = sessions[0]
    grid = SessionGrid()
    qtbot.addWidget(grid)
    view = course_overview(first.desk, first.course_key)
    grid.show_view(view)
    signed = column(grid, 0)
    assert "PV exchanged" in list(sums_of(view))[1]
    assert "as signed" not in list(sums_of(view))[1]

    amend(sessions, "weight_kg", "65.5")
    amend(sessions, "weight_kg", "61.5")
    view = course_overview(first.desk, first.course_key)
    grid.show_view(view)
    grid.resize(900, 500)
    grid.grab()

    told = column(grid, 0)
    assert told["Weight, haematocrit"] == "72.0, 41.0\n(amended: 61.5, 41.0)"
    volumes = next(label for label in told if label.startswith("Exchanged"))
    assert told[volumes] == f"{signed[volumes]} as signed"
    assert told["Plasma removed"] == signed["Plasma removed"]  # does not go by the weight
    assert head(grid, Qt.ItemDataRole.DisplayRole) == "Session 1, amended"
    assert head(grid, Qt.ItemDataRole.ToolTipRole) == (
        "Weight, before the start: signed as 72.0\u00a0kg, should be 61.5\u00a0kg"
    )
    assert head(grid, Qt.ItemDataRole.DecorationRole) is None
    assert "amended" not in repr(column(grid, 1))
    assert list(sums_of(view))[1].endswith("PV exchanged as signed")


def test_one_quantity_amended_in_two_sessions_is_told_of_both(
    sessions: tuple[OpenSession, OpenSession], clock: FakeClock
) -> None:
    first, second = sessions
    work(second, clock)
    recording.enter_value(second, Place.CLOSE, "saline_in_waste_ml", "0")
    close(second)
    sign_session(second)

    amend(sessions, "weight_kg", "61.5")
    after_signing.amend_value(second, "before//weight_kg", "62.5", "misread", is_sure=True)

    columns = course_overview(first.desk, first.course_key).sessions
    assert ["61.5" in "".join(one.amended) for one in columns[:2]] == [True, False]
    assert ["62.5" in "".join(one.amended) for one in columns[:2]] == [False, True]
