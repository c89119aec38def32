"""The expected course of a protein: through the points around sessions, with a band, and ahead."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plexlog.clinical.course_curve import (
    CurvePoint,
    as_ordered,
    at_day,
    fibrinogen_curve,
    one_more,
    solute_curve,
)
from plexlog.clinical.kinetics import IGM, Delivered, predict, predict_solute


def sessions(days: list[float], volumes: float | None = 1.0) -> list[Delivered]:
    return [
        Delivered(session_id=f"s{number}", day=day, removing_volumes=volumes)
        for number, day in enumerate(days)
    ]


FIVE = sessions([0.0, 2.0, 4.0, 6.0, 8.0])


def around(curve: tuple[CurvePoint, ...], day: float) -> tuple[CurvePoint, CurvePoint]:
    here = [point for point in curve if point.day == day]
    return here[0], here[-1]


@given(st.lists(st.floats(0.5, 4), min_size=1, max_size=6), st.floats(0.2, 2))
def test_the_curve_passes_through_what_is_predicted(gaps: list[float], volumes: float) -> None:
    days = [0.0]
    for gap in gaps:
        days.append(days[-1] + gap)
    delivered = sessions(days, volumes)

    igg = solute_curve(delivered, days[-1] + 1)
    fibrinogen = fibrinogen_curve(delivered, days[-1] + 1)

    for told, session in zip(predict(delivered), delivered, strict=True):
        before, after = around(igg, session.day)
        assert before.percent == pytest.approx(told.igg_before_percent)
        assert after.percent == pytest.approx(told.igg_after_percent)
        assert (after.low, after.high) == pytest.approx(told.igg_after_band_percent)
        before, after = around(fibrinogen, session.day)
        assert before.percent == pytest.approx(told.fibrinogen_before_percent)
        assert after.percent == pytest.approx(told.fibrinogen_after_percent)


def test_igm_has_a_curve_of_its_own() -> None:
    told = predict_solute(FIVE, IGM)[-1]

    _, after = around(solute_curve(FIVE, 8.0, IGM), 8.0)

    assert after.percent == pytest.approx(told.after_percent)


def test_the_band_holds_the_curve() -> None:
    for curve in (solute_curve(FIVE, 12.0), fibrinogen_curve(FIVE, 12.0)):
        assert all(point.low <= point.percent <= point.high for point in curve)
        assert curve[-1].high > curve[-1].low


@pytest.mark.parametrize("draw", [solute_curve, fibrinogen_curve])
def test_a_session_of_which_nothing_is_known_ends_the_curve(draw: object) -> None:
    unknown = [*FIVE[:2], Delivered(session_id="u", day=4.0, removing_volumes=None), *FIVE[3:]]

    curve = draw(unknown, 12.0)  # type: ignore[operator]  # one of two functions

    assert curve[-1].day == 4.0
    assert draw([], 3.0) == ()  # type: ignore[operator]  # as above


def test_one_more_session_lowers_what_is_there_at_its_time() -> None:
    ahead = one_more(solute_curve(FIVE, 10.0), 1.0)
    told = predict([*FIVE, Delivered(session_id="next", day=10.0, removing_volumes=1.0)])[-1]

    assert ahead is not None
    assert ahead.before.percent == pytest.approx(told.igg_before_percent)
    assert ahead.after.percent == pytest.approx(told.igg_after_percent)
    assert (ahead.after.low, ahead.after.high) == pytest.approx(told.igg_after_band_percent)
    assert ahead.after.day == 10.0
    assert one_more((), 1.0) is None


def test_as_ordered_is_in_full_and_on_time() -> None:
    sessions = as_ordered([1.0, 0.8, 0.8], [2.0, 2.0, 3.0])

    assert [(one.day, one.removing_volumes) for one in sessions] == [
        (0.0, 1.0),
        (2.0, 0.8),
        (5.0, 0.8),
    ]


@pytest.mark.parametrize("interval", [-1.0, 1e9, math.nan])
def test_an_impossible_interval_is_refused(interval: float) -> None:
    with pytest.raises(ValueError, match="an interval of"):
        as_ordered([1.0, 1.0], [2.0, interval])


def test_a_level_is_read_between_the_points_and_not_outside() -> None:
    curve = (
        CurvePoint(day=0, percent=40, low=38, high=42),
        CurvePoint(day=2, percent=60, low=58, high=66),
    )

    assert at_day(curve, 1) == CurvePoint(day=1, percent=50, low=48, high=54)
    assert at_day(curve, 3) is None


def test_at_the_time_of_a_session_the_level_after_it_stands() -> None:
    curve = solute_curve(FIVE, 10.0)

    assert at_day(curve, 0.0) == around(curve, 0.0)[1]
