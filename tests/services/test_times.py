"""Times as they are typed at the bedside."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import pytest

from plexlog.domain.errors import UnreadableError
from plexlog.domain.moments import Moment
from plexlog.services.times import read_day, read_planned, read_time, told_then

NOW = Moment.parse("2026-11-20T14:30:20+01:00")
ELSEWHERE = Moment.parse("2026-11-20T14:30:20-03:30")


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine stands in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("14:05", "2026-11-20T14:05+01:00"),
        ("1405", "2026-11-20T14:05+01:00"),
        ("14.05", "2026-11-20T14:05+01:00"),
        ("14h05", "2026-11-20T14:05+01:00"),
        (" 7:05 ", "2026-11-20T07:05+01:00"),
        ("705", "2026-11-20T07:05+01:00"),
        ("14:31", "2026-11-20T14:31+01:00"),
        ("2026-11-18 23:50", "2026-11-18T23:50+01:00"),
        ("2026-11-18T2350", "2026-11-18T23:50+01:00"),
    ],
)
def test_a_clock_is_todays_and_a_day_may_stand_before_it(text: str, read: str) -> None:
    assert read_time(text, NOW).text == read


def test_after_midnight_a_late_clock_is_yesterdays() -> None:
    now = Moment.parse("2026-11-20T00:10+01:00")

    assert read_time("23:50", now).text == "2026-11-19T23:50+01:00"
    assert read_planned("23:50", now).text == "2026-11-20T23:50+01:00"


@pytest.mark.parametrize("text", ["14:32", "15:00", "2026-11-21 08:00"])
def test_nothing_happened_in_the_future(text: str) -> None:
    with pytest.raises(UnreadableError, match="lies in the future; it is 14:30"):
        read_time(text, NOW)


def test_what_is_planned_may_lie_ahead() -> None:
    assert read_planned("2026-11-23 09:00", NOW).text == "2026-11-23T09:00+01:00"


def test_how_a_planned_time_is_written_is_told_with_its_day() -> None:
    with pytest.raises(UnreadableError, match="day and a time, such as 2026-11-20 09:00"):
        read_planned("Monday 9:00", NOW)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "must be a time, such as 14:32"),
        ("half past two", "must be a time"),
        ("25:00", "not a time that exists"),
        ("14:60", "not a time that exists"),
        ("2026-02-30 10:00", "not a day that exists"),
    ],
)
def test_what_is_no_time_is_refused(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_time(text, NOW)


def test_a_clock_told_elsewhere_keeps_its_offset_on_every_day() -> None:
    assert read_time("09:00", ELSEWHERE).text == "2026-11-20T09:00-03:30"
    assert read_time("2026-07-01 09:00", ELSEWHERE).text == "2026-07-01T09:00-03:30"


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize(
    ("now", "text", "read"),
    [
        ("2026-10-25T10:00+01:00", "01:30", "2026-10-25T01:30+02:00"),
        ("2026-10-25T10:00+01:00", "2026-10-24 09:00", "2026-10-24T09:00+02:00"),
        ("2026-10-25T03:10+01:00", "02:30", "2026-10-25T02:30+01:00"),
        ("2026-10-25T02:40+02:00", "02:30", "2026-10-25T02:30+02:00"),
        ("2026-10-25T02:10+01:00", "01:50", "2026-10-25T01:50+02:00"),
        ("2026-11-20T14:30+01:00", "2026-07-01 09:00", "2026-07-01T09:00+02:00"),
    ],
)
def test_the_offset_is_that_of_the_hour_when_the_clocks_change(
    now: str, text: str, read: str
) -> None:
    assert read_time(text, Moment.parse(now)).text == read


@pytest.mark.usefixtures("in_berlin")
def test_the_first_day_of_the_calendar_has_no_time() -> None:
    with pytest.raises(UnreadableError, match="has no such time"):
        read_time("0001-01-01 00:00", NOW)


@pytest.mark.usefixtures("in_berlin")
def test_an_hour_that_never_was_is_refused() -> None:
    with pytest.raises(UnreadableError, match="02:30 did not exist on 2026-03-29"):
        read_time("02:30", Moment.parse("2026-03-29T10:00+02:00"))


@pytest.mark.parametrize("text", ["1984-03-09", "19840309", " 1984-03-09 "])
def test_a_day_is_read_with_or_without_hyphens(text: str) -> None:
    assert read_day(text) == date(1984, 3, 9)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9.3.84", "must be a day, such as 1984-03-09 or 09.03.1984"),
        ("09.03/1984", "must be a day"),
        ("1984-02-30", "not a day that exists"),
        ("03/14/1984", "not a day that exists; the day stands before the month"),
        ("10/2026", "10/2026 is a month; type the day too"),
        ("2026-10", "2026-10 is a month"),
    ],
)
def test_what_is_no_day_is_refused(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "1988-03-14",
        "19880314",
        "1988/03/14",
        "14.03.1988",
        "14/03/1988",
        "14-3-1988",
        " 14.3.1988",
    ],
)
def test_a_day_is_read_alike_however_it_is_written(text: str) -> None:
    assert read_day(text) == date(1988, 3, 14)


def test_a_day_before_the_month_may_have_a_clock_too() -> None:
    assert read_planned("21.11.2026 09:00", NOW).text == "2026-11-21T09:00+01:00"


@pytest.mark.parametrize(
    ("now", "moment", "told"),
    [
        ("2027-10-31T02:50+02:00", "2027-10-31T03:05+02:00", "2027-10-31T02:05+01:00"),
        ("2027-03-28T01:50+01:00", "2027-03-28T02:05+01:00", "2027-03-28T03:05+02:00"),
        ("2027-03-29T01:50+02:00", "2027-03-29T02:05+02:00", "2027-03-29T02:05+02:00"),
        ("2027-10-31T02:50-03:30", "2027-10-31T03:05-03:30", "2027-10-31T03:05-03:30"),
    ],
)
def test_what_is_to_come_is_told_by_the_clock_of_that_time(
    in_berlin: None, now: str, moment: str, told: str
) -> None:
    del in_berlin

    assert told_then(Moment.parse(moment), Moment.parse(now)).text == told
