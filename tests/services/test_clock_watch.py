"""A clock that is set while a session is open: timers go on by the time that has passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from plexlog.domain.moments import Moment
from plexlog.services.clock_watch import ClockWatch

NOON = Moment.parse("2026-11-20T12:00+01:00")


@dataclass
class TwoClocks:
    """A wall clock that can be set, beside one that never jumps."""

    wall: Moment = NOON
    steady: float = 500.0

    def now(self) -> Moment:
        return self.wall

    def monotonic(self) -> float:
        return self.steady

    def pass_by(self, minutes: float) -> None:
        self.wall += timedelta(minutes=minutes)
        self.steady += 60 * minutes

    def set_by(self, minutes: float) -> None:
        self.wall += timedelta(minutes=minutes)


@pytest.fixture
def clocks() -> TwoClocks:
    return TwoClocks()


@pytest.fixture
def watch(clocks: TwoClocks) -> ClockWatch:
    made = ClockWatch(clocks)
    made.since_start(NOON)
    made.since_vitals(NOON)
    return made


@pytest.mark.parametrize(("minutes", "word"), [(120, "forward"), (-120, "back")])
def test_a_clock_that_is_set_is_noticed_and_makes_no_time_pass(
    clocks: TwoClocks, watch: ClockWatch, minutes: float, word: str
) -> None:
    clocks.pass_by(10)
    clocks.set_by(minutes)

    assert watch.look() == clocks.wall
    assert watch.jump is not None
    assert f"moved 2:00 h {word}" in watch.jump.sentence
    assert watch.since_vitals(NOON).clock == "12:10"
    assert watch.since_start(NOON).clock == "12:10"


def test_a_clock_kept_right_by_seconds_is_no_jump(clocks: TwoClocks, watch: ClockWatch) -> None:
    for _minute in range(30):
        clocks.pass_by(1)
        clocks.set_by(0.2)
        watch.look()

    assert watch.jump is None
    assert watch.since_vitals(NOON) == clocks.wall


def test_vitals_written_by_the_new_clock_count_by_it(clocks: TwoClocks, watch: ClockWatch) -> None:
    clocks.set_by(120)
    watch.look()
    taken = clocks.wall
    clocks.pass_by(5)
    watch.look()

    assert watch.since_vitals(taken).minutes_since(taken) == 5
    assert watch.since_start(NOON).clock == "12:05"


def test_a_row_begun_before_the_clock_was_set_counts_by_the_old_one(
    clocks: TwoClocks, watch: ClockWatch
) -> None:
    clocks.pass_by(3)
    begun = clocks.wall
    clocks.set_by(120)
    watch.look()

    assert watch.since_vitals(begun).minutes_since(begun) == 0


def test_a_clock_set_and_set_right_again_leaves_nothing(
    clocks: TwoClocks, watch: ClockWatch
) -> None:
    for minutes in (120, -120):
        clocks.set_by(minutes)
        clocks.pass_by(1)
        watch.look()

    assert watch.since_start(NOON) == clocks.wall


def test_the_change_to_winter_time_is_no_jump() -> None:
    clocks = TwoClocks(Moment.parse("2026-10-25T02:50+02:00"))
    watch = ClockWatch(clocks)
    clocks.steady += 20 * 60
    clocks.wall = Moment.parse("2026-10-25T02:10+01:00")

    watch.look()

    assert watch.jump is None


def test_midnight_is_no_jump() -> None:
    clocks = TwoClocks(Moment.parse("2026-11-20T23:55+01:00"))
    watch = ClockWatch(clocks)
    clocks.pass_by(10)

    assert watch.look().clock == "00:05"
    assert watch.jump is None


def test_a_run_never_goes_back_behind_what_is_recorded(
    clocks: TwoClocks, watch: ClockWatch
) -> None:
    watch.goes_on_from(NOON)
    clocks.pass_by(10)
    clocks.set_by(-120)

    assert watch.now().clock == "12:10"
    assert watch.jump is not None
    assert watch.jump.sentence == (
        "The clock of this computer moved 2:00 h back, to 10:10: "
        "entries go on by the time of the run, 12:10"
    )
    clocks.pass_by(5)
    assert (watch.now().clock, watch.since_start(NOON).clock) == ("12:15", "12:15")


def test_a_run_opened_anew_goes_on_from_what_was_recorded_last(
    clocks: TwoClocks,
) -> None:
    clocks.set_by(-60)
    again = ClockWatch(clocks)

    again.goes_on_from(NOON)

    assert again.now().clock == "12:00"
    clocks.pass_by(5)
    again.goes_on_from(NOON)
    assert again.now().clock == "12:05"


def test_a_clock_that_was_ahead_when_a_row_was_kept_and_is_set_right_goes_on_from_it(
    clocks: TwoClocks, watch: ClockWatch
) -> None:
    watch.goes_on_from(NOON)
    clocks.set_by(120)
    assert watch.now().clock == "14:00"  # a row is kept by it
    clocks.set_by(-120)
    assert watch.now().clock == "12:00"

    watch.goes_on_from(NOON + timedelta(minutes=120))

    assert watch.now().clock == "14:00"
    assert watch.jump is not None
    assert watch.jump.sentence.endswith("entries go on by the time of the run, 14:00")


def test_a_run_that_goes_on_a_minute_after_its_start_needs_nothing(
    clocks: TwoClocks, watch: ClockWatch
) -> None:
    clocks.pass_by(1)

    watch.goes_on_from(NOON)

    assert (watch.now(), watch.jump) == (clocks.wall, None)
