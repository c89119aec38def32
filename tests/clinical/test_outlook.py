"""A course looked at as a whole: how far the estimate goes, and when one more session would be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from plexlog.clinical.figures import course_figures
from plexlog.clinical.outlook import Outlook
from plexlog.domain import wording
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, LabResult, Session
from tests.reports.cases import course_of

FIRST_END = Moment.parse("2026-09-07T11:06+02:00")
LAST_START = Moment.parse("2026-09-15T09:00+02:00")
LAST_END = Moment.parse("2026-09-15T10:56+02:00")


@pytest.fixture
def gbs() -> Course:
    """Five sessions every second day, all ended."""
    return course_of("gbs-albumin-five")


def outlook(course: Course, now: Moment = LAST_END) -> Outlook:
    return Outlook(course=course, begun=course, figures=course_figures(course).sessions, now=now)


def every(course: Course, hours: str | None) -> Course:
    """The course ordered at another interval."""
    interval = None if hours is None else Decimal(hours)
    return replace(course, order=replace(course.order, interval_hours=interval))


def last_days(seen: Outlook) -> set[float]:
    """Where the estimates end, in days since the first session ended."""
    return {round(one.curve[-1].day, 4) for one in seen.levels}


def days(at: Moment) -> float:
    return round(at.hours_since(FIRST_END) / 24, 4)


@pytest.mark.parametrize(("hours", "ahead"), [("48", 48), ("72", 72), (None, 24)])
def test_the_estimate_goes_on_to_the_next_session(
    gbs: Course, hours: str | None, ahead: float
) -> None:
    seen = outlook(every(gbs, hours))

    assert last_days(seen) == {days(LAST_END + timedelta(hours=ahead))}
    assert [one.quantity for one in seen.levels][:1] == ["igg_g_l"]


def test_the_estimate_goes_on_to_the_last_value(gbs: Course) -> None:
    late = [LAST_END + timedelta(days=one) for one in (9, 5)]
    results = tuple(LabResult(quantity="igg_g_l", value=Decimal(7), taken_at=one) for one in late)

    seen = outlook(replace(gbs, lab_results=(*(gbs.lab_results or ()), *results)))

    assert last_days(seen) == {days(late[0])}


def test_a_value_before_the_next_session_does_not_shorten_it(gbs: Course) -> None:
    soon = LabResult(quantity="igg_g_l", value=Decimal(7), taken_at=LAST_END + timedelta(hours=3))

    seen = outlook(replace(gbs, lab_results=(*(gbs.lab_results or ()), soon)))

    assert last_days(seen) == {days(LAST_END + timedelta(hours=48))}


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (LAST_END, LAST_START + timedelta(hours=48)),
        (LAST_START + timedelta(hours=50), LAST_START + timedelta(hours=50)),
        (LAST_START + timedelta(days=16), LAST_START + timedelta(days=16)),
        (LAST_START + timedelta(days=16, minutes=1), None),
    ],
)
def test_one_more_session_is_due_an_interval_after_the_last_or_now(
    gbs: Course, now: Moment, due: Moment | None
) -> None:
    seen = outlook(gbs, now)

    assert seen.next_at == due
    assert bool(seen.levels_ahead) is (due is not None)
    assert any("nother session" in one for one in seen.sentences) is (due is not None)


def test_without_an_interval_nobody_knows_when_one_more_would_be(gbs: Course) -> None:
    assert outlook(every(gbs, None)).next_at is None


@pytest.mark.parametrize("hours", ["48", None])
def test_one_more_session_is_at_the_time_it_is_planned_for(gbs: Course, hours: str | None) -> None:
    moved = LAST_START + timedelta(days=4)
    later = [moved + timedelta(days=one) for one in (2, 0)]
    planned = tuple(Session(id=f"p{one}", number=6, planned_at=one) for one in later)
    skipped = Session(id="p0", number=6, planned_at=LAST_START + timedelta(days=-1))
    ordered = every(gbs, hours)
    course = replace(ordered, sessions=(*(gbs.sessions or ()), *planned, skipped))

    seen = replace(outlook(ordered), course=course)
    too_late = replace(seen, now=moved + timedelta(hours=1))

    assert seen.next_at == moved
    assert last_days(seen) == {days(moved)}  # the drawing ends where the sentence looks
    assert f"at {wording.moment(moved)} would bring" in " ".join(seen.sentences)
    assert too_late.next_at == too_late.now


def test_a_session_under_way_is_the_next_one(gbs: Course) -> None:
    start = LAST_START + timedelta(days=1)
    runs = Session(id="s6", number=6, planned_at=LAST_START, started_at=start)
    after = Session(id="s7", number=7, planned_at=LAST_START + timedelta(days=3))
    course = replace(gbs, sessions=(*(gbs.sessions or ()), runs, after))

    seen = replace(outlook(gbs, start + timedelta(hours=1)), course=course)

    assert seen.next_at == start + timedelta(hours=1)


def test_of_a_course_that_has_not_begun_nothing_is_estimated(gbs: Course) -> None:
    seen = outlook(replace(gbs, sessions=()))

    assert (seen.next_at, seen.levels, seen.levels_ahead, seen.sentences) == (None, (), (), ())
