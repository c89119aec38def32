"""Removal and recovery of IgG and fibrinogen beside the published numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plexlog.clinical.domain_errors import ImpossibleValueError
from plexlog.clinical.kinetics import (
    IGA,
    IGG,
    IGM,
    SOLUTES,
    Delivered,
    Solute,
    baseline,
    fibrinogen_course,
    gained_fraction,
    plasma_course,
    pools_after,
    predict,
    predict_solute,
    remaining_after_cycles,
    remaining_with_donor_solute,
    removed_fraction,
    removing_volumes,
    solute_course,
)


def every(days: float, x: float | None = 1.0, count: int = 5) -> list[Delivered]:
    return [
        Delivered(session_id=f"s{number}", day=number * days, removing_volumes=x)
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("x", "removed"),
    [(0, 0), (0.5, 39.3), (0.75, 52.8), (1.0, 63.2), (1.5, 77.7), (2.0, 86.5), (3.0, 95.0)],
)
def test_plasma_volumes_remove_the_published_fractions(x: float, removed: float) -> None:
    assert 100 * removed_fraction(x) == pytest.approx(removed, abs=0.05)


@pytest.mark.parametrize(
    ("rate", "days", "course"),
    [
        (1, 1, [(100, 36.8), (52.4, 19.3), (37.3, 13.7), (31.1, 11.4), (27.5, 10.1)]),
        (2, 1, [(100, 36.8), (59.7, 22.0), (45.3, 16.7), (37.1, 13.7), (31.2, 11.5)]),
        (3, 1, [(100, 36.8), (64.5, 23.7), (49.3, 18.1), (39.3, 14.5), (32.0, 11.8)]),
        (1, 2, [(100, 36.8), (62.3, 22.9), (49.3, 18.1), (42.0, 15.5), (36.8, 13.5)]),
        (2, 2, [(100, 36.8), (69.4, 25.5), (54.6, 20.1), (44.4, 16.3), (37.2, 13.7)]),
        (3, 2, [(100, 36.8), (72.2, 26.6), (55.9, 20.6), (44.6, 16.4), (36.7, 13.5)]),
    ],
)
def test_igg_over_a_course(rate: float, days: float, course: list[tuple[float, float]]) -> None:
    for modelled, expected in zip(plasma_course(every(days), rate), course, strict=True):
        assert modelled == pytest.approx(expected, abs=0.06)


@pytest.mark.parametrize(
    ("days", "course"),
    [
        (1, [(100, 37), (49, 18), (33, 12), (28, 10.5), (27, 10)]),
        (2, [(100, 37), (58, 21), (48, 18), (45, 17), (45, 16)]),
    ],
)
def test_fibrinogen_over_a_course(days: float, course: list[tuple[float, float]]) -> None:
    for modelled, expected in zip(fibrinogen_course(every(days)), course, strict=True):
        assert modelled == pytest.approx(expected, abs=0.8)


def test_the_band_holds_the_prediction() -> None:
    for predicted in predict(every(2)):
        low, high = predicted.igg_after_band_percent or (math.nan, math.nan)
        assert low <= (predicted.igg_after_percent or 0) <= high


@pytest.mark.parametrize("solute", SOLUTES, ids=lambda solute: solute.code)
def test_each_immunoglobulin_is_predicted_with_its_band(solute: Solute) -> None:
    levels = predict_solute(every(2), solute)

    ends = [plasma_course(every(2), rate, solute)[-1][1] or 0 for rate in (1.0, 2.0, 3.0)]
    assert levels[-1].after_percent == ends[1]
    assert levels[-1].after_band_percent == (min(ends), max(ends))
    assert levels[0].before_percent == 100
    for level in levels:
        low, high = level.after_band_percent or (math.nan, math.nan)
        assert low <= (level.after_percent or 0) <= high


def test_a_session_that_is_not_known_ends_what_can_be_said() -> None:
    sessions = [*every(2, count=1), *every(2, x=None, count=3)[1:]]

    first, second, third = predict(sessions)

    assert first.igg_after_percent == pytest.approx(36.8, abs=0.1)
    assert second.igg_before_percent == pytest.approx(69.4, abs=0.1)
    assert second.igg_after_percent is None
    assert second.igg_after_band_percent is None
    assert third.igg_before_percent is None
    assert third.fibrinogen_before_percent is None


def test_a_course_without_sessions_predicts_nothing() -> None:
    assert predict([]) == ()


def test_donors_bring_their_own() -> None:
    assert removing_volumes(1.2, 1.0) == 0
    assert removing_volumes(1.2, 0.25) == pytest.approx(0.9)
    with pytest.raises(ImpossibleValueError):
        removing_volumes(1.2, 1.1)


@pytest.mark.parametrize("x", [-0.1, math.nan, math.inf])
def test_nonsense_volumes_are_refused(x: float) -> None:
    with pytest.raises(ImpossibleValueError):
        removed_fraction(x)


@given(st.sampled_from(SOLUTES), st.floats(0, 4), st.floats(0, 4), st.floats(0.1, 10))
def test_more_plasma_volumes_never_leave_more_of_any_immunoglobulin(
    solute: Solute, one: float, other: float, days: float
) -> None:
    less, more = sorted((one, other))

    mild = predict_solute(every(days, less, 3), solute)
    hard = predict_solute(every(days, more, 3), solute)

    for before, after in zip(mild, hard, strict=True):
        assert (after.after_percent or 0) <= (before.after_percent or 0) + 1e-9


@given(st.floats(0, 4), st.floats(0, 4), st.floats(0.1, 10))
def test_more_plasma_volumes_never_leave_more_igg(one: float, other: float, days: float) -> None:
    less, more = sorted((one, other))

    mild, hard = predict(every(days, less, 3)), predict(every(days, more, 3))

    for before, after in zip(mild, hard, strict=True):
        assert (after.igg_after_percent or 0) <= (before.igg_after_percent or 0) + 1e-9
        assert (after.fibrinogen_after_percent or 0) <= (
            before.fibrinogen_after_percent or 0
        ) + 1e-9


def test_cycles_never_take_more_than_there_is() -> None:
    assert remaining_after_cycles(1.0, 1) == 0
    assert remaining_after_cycles(2.0, 4) == 0.0625
    with pytest.raises(ImpossibleValueError, match=r"plasma volumes in one cycle of 1\.5"):
        remaining_after_cycles(3.0, 2)


def test_donors_above_the_patient_raise_the_level() -> None:
    assert remaining_with_donor_solute(1.0, 2.0) == pytest.approx(1.632, abs=0.001)
    assert gained_fraction(1.0) == pytest.approx(0.632, abs=0.001)


def test_the_body_keeps_what_is_outside_the_vessels() -> None:
    (around,) = solute_course(every(2, count=1), 2.0)

    assert around.before is not None
    assert around.before.body == 1
    assert around.after is not None
    assert around.after.body == pytest.approx(0.7155, abs=0.0001)


@given(st.sampled_from(SOLUTES), st.floats(0, 60), st.floats(0.5, 5))
def test_a_body_at_its_baseline_stays_there(solute: Solute, days: float, rate: float) -> None:
    after = pools_after(baseline(solute), days, rate, solute)

    assert after.body == pytest.approx(1)
    assert after.inside == pytest.approx(solute.intravascular_fraction)


def test_solutes_differ_by_what_stays_in_the_vessels() -> None:
    left = [plasma_course(every(2), 2.0, solute)[-1][1] for solute in (IGG, IGM, IGA)]

    assert left == [pytest.approx(one, abs=0.05) for one in (13.7, 11.7, 21.8)]
