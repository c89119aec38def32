"""Times: the text is kept, the instant counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from plexlog.domain.errors import UnreadableError
from plexlog.domain.moments import Moment

BEFORE_CHANGE = Moment.parse("2026-10-25T02:50+02:00")
AFTER_CHANGE = Moment.parse("2026-10-25T02:10+01:00")


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22T14:30+01:00",
        "2026-11-22T14:30:05+01:00",
        "2026-11-22T14:30:05.25-03:30",
        "2026-11-22T14:30Z",
    ],
)
def test_the_text_of_a_time_is_kept_as_it_came(text: str) -> None:
    assert str(Moment.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["2026-11-22", "2026-11-22T14:30", "14:30", "", "2026-11-22 14:30Z"]
)
def test_a_time_without_its_offset_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="UTC offset"):
        Moment.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30T14:30+01:00",
        "2026-11-22T24:30+01:00",
        "2026-11-22T14:30+25:00",
        "0001-01-01T00:00+02:00",
        "9999-12-31T23:59-02:00",
        "٢٠٢٦-11-22T14:30Z",
    ],
)
def test_a_time_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="not a time that exists"):
        Moment.parse(text)


def test_a_moment_needs_an_offset() -> None:
    naive = datetime(2026, 11, 22, 14, 30)  # noqa: DTZ001 - that is the point

    with pytest.raises(ValueError, match="offset"):
        Moment.of(naive)


@pytest.mark.parametrize(
    ("second", "microsecond", "text"),
    [
        (0, 0, "2026-11-22T14:30+00:00"),
        (5, 0, "2026-11-22T14:30:05+00:00"),
        (0, 9, "2026-11-22T14:30:00+00:00"),
    ],
)
def test_a_moment_is_written_to_the_minute_or_second(
    second: int, microsecond: int, text: str
) -> None:
    instant = datetime(2026, 11, 22, 14, 30, second, microsecond, tzinfo=UTC)

    assert Moment.of(instant).text == text


def test_time_runs_on_when_the_clocks_go_back() -> None:
    assert AFTER_CHANGE > BEFORE_CHANGE
    assert AFTER_CHANGE.minutes_since(BEFORE_CHANGE) == 20
    assert AFTER_CHANGE.hours_since(BEFORE_CHANGE) == pytest.approx(1 / 3)
    assert BEFORE_CHANGE.minutes_since(AFTER_CHANGE) == -20


def test_the_same_instant_is_equal_however_written() -> None:
    here = Moment.parse("2026-11-22T14:30+01:00")
    there = Moment.parse("2026-11-22T13:30Z")

    assert here == there
    assert len({here, there}) == 1
    assert here != "2026-11-22T14:30+01:00"


def test_day_and_clock_are_those_of_the_place() -> None:
    late = Moment.parse("2026-11-22T23:30:15-05:00")

    assert late.day.isoformat() == "2026-11-22"
    assert late.clock == "23:30"
    assert late.utc.isoformat() == "2026-11-23T04:30:15+00:00"
    assert late.to_minute().text == "2026-11-22T23:30-05:00"
    assert late.at_clock(8, 5).text == "2026-11-22T08:05-05:00"
    assert (late + timedelta(hours=1)).text == "2026-11-23T00:30:15-05:00"
