"""Midnight, the change of the clocks and a clock that is set, with the window of a run open."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plexlog.domain import wording
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.moments import Moment
from plexlog.services.desk import Desk
from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import RunWindow
from ui.session.session_presenter import not_written
from ui.widgets.tile import Tile, TileState, TileView

Key = Qt.Key


class NightClock(WardClock):
    """Goes to a time, however long that really takes."""

    def go_to(self, text: str) -> None:
        at = Moment.parse(text)
        self.pass_minutes(at.minutes_since(self.at))
        self.at = at


@pytest.fixture
def clock() -> NightClock:
    return NightClock()


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The workstation's clock is that of the unit."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def begin(
    qtbot: QtBot,
    dressed: QApplication,
    berlin: None,
    desk: Desk,
    due_session: str,
    clock: NightClock,
) -> Callable[[str], RunWindow]:
    """Starts a run at a time and shows it."""
    del dressed, berlin

    def begin(text: str) -> RunWindow:
        clock.go_to(text)
        return RunWindow(qtbot, desk, due_session).start()

    return begin


def goes(run: RunWindow, clock: NightClock, text: str) -> None:
    """The time passes with the window open."""
    clock.go_to(text)
    run.presenter.tick()
    run.settle()


def vitals(run: RunWindow) -> TileView:
    return run.screen.page.findChildren(Tile)[5].view


def times(run: RunWindow) -> list[str]:
    """Day and time of the kept rows, as the table has them from top to bottom."""
    rows = sorted(run.readings, key=lambda row: row.at.instant)
    model = run.table.model()
    shown = [model.data(model.index(place, 0)) for place in range(model.rowCount())]
    assert shown == [row.at.clock for row in rows]
    return [wording.moment(row.at) for row in rows]


def keep(run: RunWindow, pulse: str, at: str = "") -> None:
    """Type pressure and pulse, at another time where one is given, and keep the row."""
    if at:
        run.type_cell("at", at)
    run.type_cell("systolic_mmhg", "118").type_cell("diastolic_mmhg", "64")
    run.type_cell("pulse_per_min", pulse).key(Key.Key_Return)


def test_over_midnight_rows_have_their_day_and_vitals_fall_due_in_time(
    begin: Callable[[str], RunWindow], clock: NightClock
) -> None:
    run = begin("2026-11-06T23:50+01:00")
    assert vitals(run).sub.startswith("at 00:05")
    goes(run, clock, "2026-11-07T00:04+01:00")
    assert (run.row.text("at"), run.tiles()["Elapsed"]) == ("00:04", "0:14")
    assert vitals(run).state is TileState.NORMAL

    keep(run, "76")
    assert vitals(run).sub.startswith("at 00:19")
    keep(run, "78", at="23:58")

    assert times(run) == ["2026-11-06 23:58", "2026-11-07 00:04"]
    assert vitals(run).sub.startswith("at 00:19")
    goes(run, clock, "2026-11-07T00:24+01:00")
    assert (vitals(run).value, vitals(run).unit) == ("5", "min late")


def test_a_row_begun_before_midnight_stays_of_that_day(
    begin: Callable[[str], RunWindow], clock: NightClock
) -> None:
    run = begin("2026-11-06T23:50+01:00")
    goes(run, clock, "2026-11-06T23:59+01:00")
    run.type_cell("pulse_per_min", "76")
    goes(run, clock, "2026-11-07T00:02+01:00")
    run.type_cell("spo2_percent", "97").key(Key.Key_Return)

    assert times(run) == ["2026-11-06 23:59"]
    assert run.row.text("at") == "00:02"


def test_the_hour_that_comes_twice_is_told_apart(
    begin: Callable[[str], RunWindow], clock: NightClock
) -> None:
    run = begin("2027-10-31T02:50+02:00")
    assert vitals(run).sub.startswith("at 02:05")
    goes(run, clock, "2027-10-31T02:58+02:00")
    keep(run, "76")
    goes(run, clock, "2027-10-31T02:08+01:00")
    assert (run.row.text("at"), run.tiles()["Elapsed"]) == ("02:08", "0:18")
    assert vitals(run).state is TileState.NORMAL
    assert "clock" not in run.act

    keep(run, "78")
    keep(run, "80", at="02:55")

    assert [row.at.text[11:] for row in sorted(run.readings, key=lambda row: row.at.instant)] == [
        "02:55+02:00",
        "02:58+02:00",
        "02:08+01:00",
    ]
    assert [row.values["pulse_per_min"].typed for row in run.readings] == ["76", "78", "80"]
    assert times(run)[-1].endswith("02:08")
    assert vitals(run).sub.startswith("at 02:23")


def test_the_hour_that_is_left_out_makes_nothing_late(
    begin: Callable[[str], RunWindow], clock: NightClock
) -> None:
    run = begin("2027-03-28T01:50+01:00")
    assert vitals(run).sub.startswith("at 03:05")
    goes(run, clock, "2027-03-28T03:04+02:00")
    assert (run.row.text("at"), run.tiles()["Elapsed"]) == ("03:04", "0:14")
    assert vitals(run).state is TileState.NORMAL
    assert "clock" not in run.act

    run.type_cell("at", "02:30").cell("pulse_per_min")
    assert "did not exist" in run.row.hint()
    run.cell("at").key(Key.Key_Escape)
    keep(run, "76")
    keep(run, "78", at="01:58")

    assert times(run) == ["2027-03-28 01:58", "2027-03-28 03:04"]
    assert vitals(run).sub.startswith("at 03:19")


def test_after_a_clock_was_put_forward_rows_have_its_time_and_vitals_are_due_as_before(
    begin: Callable[[str], RunWindow], clock: NightClock
) -> None:
    run = begin("2026-11-06T12:00+01:00")
    goes(run, clock, "2026-11-06T12:10+01:00")
    clock.set_minutes(180)
    run.presenter.tick()
    assert "clock of this computer moved 3:00 h" in run.act
    assert vitals(run).state is TileState.NORMAL
    assert run.row.text("at") == clock.now().clock
    run.key(Key.Key_F5)

    keep(run, "76")
    assert [row.at.clock for row in run.readings] == [clock.now().clock]
    assert vitals(run).sub.startswith("at 15:25")


@pytest.mark.parametrize("minutes", [-180, -12])
def test_a_clock_set_back_behind_the_start_stops_no_entry(
    begin: Callable[[str], RunWindow], clock: NightClock, minutes: int
) -> None:
    run = begin("2026-11-06T12:00+01:00")
    goes(run, clock, "2026-11-06T12:10+01:00")
    clock.set_minutes(minutes)
    run.presenter.tick()
    assert f"back, to {clock.now().clock}: entries go on by the time of the run, 12:10" in run.act
    assert (run.row.text("at"), run.tiles()["Elapsed"]) == ("12:10", "0:10")
    run.key(Key.Key_F5)

    keep(run, "76")
    clock.pass_minutes(5)
    run.presenter.tick()
    keep(run, "78", at="12:12")
    run.key(Key.Key_F4, Key.Key_Escape)
    run.key(Key.Key_F9).push("hypotension").key(Key.Key_Escape)

    now = run.view.session
    assert [row.at.clock for row in run.readings] == ["12:10", "12:12"]
    assert [row.entered_at and row.entered_at.clock for row in run.readings] == ["12:10", "12:15"]
    assert [one.start.clock for one in now.pauses or ()] == ["12:15"]
    assert [one.onset_at.clock for one in now.reactions or ()] == ["12:15"]
    assert vitals(run).sub.startswith("at 12:27")


def test_a_clock_set_right_again_is_followed_again(
    begin: Callable[[str], RunWindow], clock: NightClock
) -> None:
    run = begin("2026-11-06T12:00+01:00")
    for minutes, shown in ((-120, "12:10"), (120, "12:20")):
        clock.pass_minutes(10)
        clock.set_minutes(minutes)
        run.presenter.tick()
        assert run.row.text("at") == shown
    assert run.row.text("at") == clock.now().clock
    assert run.act.count("check the time of each entry") == 1


def test_a_run_opened_by_a_clock_before_its_start_goes_on_from_what_is_on_record(
    begin: Callable[[str], RunWindow], clock: NightClock, qtbot: QtBot
) -> None:
    run = begin("2026-11-06T12:00+01:00")
    goes(run, clock, "2026-11-06T12:10+01:00")
    keep(run, "76")
    clock.set_minutes(-120)

    again = RunWindow(qtbot, run.desk, run.presenter.session.key).show("run")
    assert "entries go on by the time of the run, 12:10" in again.act
    clock.pass_minutes(3)
    again.presenter.tick()
    keep(again, "78")

    assert [row.at.clock for row in again.readings] == ["12:10", "12:13"]


def test_a_time_before_the_start_is_refused_in_words(
    begin: Callable[[str], RunWindow], clock: NightClock
) -> None:
    run = begin("2026-11-06T12:00+01:00")
    goes(run, clock, "2026-11-06T12:10+01:00")

    run.type_cell("at", "11:50")

    assert "11:50 lies before the start at 12:00" in run.row.hint()
    refused = RefusedError([Refusal("at", "11:50 lies before the start at 12:00")])
    entry = not_written("at", "11:50", refused)
    assert entry.message == "11:50 lies before the start at 12:00"
