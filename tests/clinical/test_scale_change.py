"""How a scale changed: which way is better, and what change matters."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.clinical.scale_change import Direction, ScaleChange, scale_changes
from plexlog.domain.moments import Moment
from plexlog.domain.records import Score
from plexlog.domain.shapes import Measured
from tests.reports.cases import course_of
from tests.reports.courses import SCALES


def change(code: str, *values: str) -> ScaleChange:
    course = course_of("gbs-albumin-five")
    scores = tuple(
        Score(scale=code, value=Decimal(value), at=Moment.parse(f"2026-09-{day:02d}T08:00+02:00"))
        for day, value in enumerate(values, start=1)
    )
    order = replace(course.order, response_scale=code)
    (made,) = scale_changes(replace(course, order=order, scores=scores), SCALES)
    return made


@pytest.mark.parametrize(
    ("code", "values", "direction", "matters"),
    [
        ("gbs-disability", ("4", "4", "3"), Direction.BETTER, True),
        ("gbs-disability", ("3", "4"), Direction.WORSE, True),
        ("mrc-sum", ("34", "36"), Direction.BETTER, False),
        ("mrc-sum", ("34", "34"), Direction.UNCHANGED, False),
        ("edss", ("6.5", "6.0"), Direction.BETTER, True),
        ("edss", ("4.0", "3.5"), Direction.BETTER, False),
        ("mg-qol15r", ("20", "10"), Direction.BETTER, None),
        ("mrc-sum", ("34",), None, None),
        ("of-our-own", ("1", "2"), None, None),
    ],
)
def test_direction_and_weight_of_a_change(
    code: str, values: tuple[str, ...], direction: Direction | None, *, matters: bool | None
) -> None:
    made = change(code, *values)

    assert made.direction is direction
    assert made.matters is matters
    assert made.reaches_target is None


def test_platelets_are_taken_from_the_laboratory_and_reach_their_target() -> None:
    (made,) = scale_changes(course_of("ttp-plasma-daily"), SCALES)

    assert [str(one.value) for one in made.values] == ["12", "16", "27", "68", "131", "186"]
    assert made.reaches_target is True
    assert replace(made, values=made.values[:3]).reaches_target is False


def test_platelets_of_the_values_before_a_session_count_too() -> None:
    course = course_of("ttp-plasma-daily")
    first = (course.sessions or ())[0]
    measured = Measured(value=Decimal(18), taken_at=first.started_at)
    told = replace(first, before={"platelets_10e9_l": measured})

    (made,) = scale_changes(replace(course, sessions=(told,), lab_results=(), scores=None), SCALES)

    assert [(one.value, one.session_id) for one in made.values] == [(Decimal(18), first.id)]


def test_a_target_may_lie_below() -> None:
    made = change("gbs-disability", "4", "1")
    fact = replace(SCALES["gbs-disability"], target="2")

    assert replace(made, fact=fact).reaches_target is True


def test_the_ordered_scale_comes_first_and_an_empty_one_not_at_all() -> None:
    course = course_of("ms-relapse-steroids")

    assert [one.code for one in scale_changes(course, SCALES)] == ["visual-acuity-decimal", "edss"]
    order = replace(course.order, response_scale=None)
    without = replace(course, order=order, scores=None)
    assert scale_changes(without, SCALES) == ()
    assert scale_changes(replace(course, scores=None), SCALES) == ()
