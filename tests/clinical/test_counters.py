"""What a course adds up to is the sum of its sessions, and says nothing where one cannot say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plexlog.clinical.counters import (
    Counters,
    albumin_g,
    citrate_g,
    course_counters,
    donor_exposures,
    session_counters,
)
from plexlog.clinical.figures import course_figures, session_figures
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag
from plexlog.domain.words import Fluid
from tests.reports.cases import course_of

AT = Moment.parse("2026-09-09T09:05+02:00")


def bag(number: int, fluid: Fluid = Fluid.ALBUMIN, **changes: object) -> Bag:
    made = Bag(
        id=f"b{number}",
        fluid=fluid,
        volume_ml=Decimal(500),
        concentration_percent=Decimal(5) if fluid is Fluid.ALBUMIN else None,
        given_ml=Decimal(500),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize("name", ["gbs-albumin-five", "ttp-plasma-daily", "ms-relapse-steroids"])
def test_each_counter_is_the_sum_of_its_sessions(name: str) -> None:
    course = course_of(name)
    figures = course_figures(course)
    each = [session_counters(one, figures.sessions[one.id]) for one in course.sessions or ()]

    whole = course_counters(each)

    assert whole.plasma_volumes == pytest.approx(figures.plasma_volumes)
    for counter in Counters.__slots__:
        assert getattr(whole, counter) == pytest.approx(sum(getattr(one, counter) for one in each))


counted = st.builds(
    Counters,
    plasma_volumes=st.none() | st.floats(0, 4),
    plasma_removed_ml=st.none() | st.floats(0, 12_000),
    albumin_g=st.none() | st.floats(0, 1_000),
    donor_exposures=st.none() | st.integers(0, 60),
    pooled_units=st.none() | st.integers(0, 60),
    citrate_g=st.none() | st.floats(0, 100),
)


@given(st.lists(counted, max_size=12))
def test_a_sum_is_said_only_where_every_session_can_say(sessions: list[Counters]) -> None:
    whole = course_counters(sessions)

    for counter in Counters.__slots__:
        values = [getattr(one, counter) for one in sessions]
        said = getattr(whole, counter)
        assert (said is None) == (None in values)
        assert said is None or said == pytest.approx(sum(values))


def test_albumin_is_counted_by_the_strength_that_was_given() -> None:
    diluted = bag(2, concentration_percent=Decimal(20), diluted_to_percent=Decimal(4))

    assert albumin_g((bag(1), diluted, bag(3, Fluid.SALINE))) == 45


@pytest.mark.parametrize(
    "changes", [{"concentration_percent": None}, {"given_ml": None, "started_at": AT}]
)
def test_albumin_is_not_guessed(changes: dict[str, Any]) -> None:
    assert albumin_g((bag(1), bag(2, **changes))) is None


def test_a_bag_that_was_never_hung_counts_for_nothing() -> None:
    waiting = bag(1, given_ml=None)
    unused = bag(2, Fluid.PLASMA_FRESH_FROZEN, given_ml=Decimal(0))

    assert albumin_g((waiting,)) == 0
    assert donor_exposures((unused,)) == 0


def test_a_donation_in_two_bags_is_one_donor_and_pooled_plasma_none() -> None:
    halves = [bag(n, Fluid.PLASMA_FRESH_FROZEN, din="A999926000111") for n in (1, 2)]
    other = bag(3, Fluid.PLASMA_CRYO_POOR)
    pooled = bag(4, Fluid.PLASMA_SD_TREATED)

    assert donor_exposures((*halves, other, pooled, bag(5))) == 2


def test_without_a_ledger_of_bags_nothing_is_counted_from_it() -> None:
    course = course_of("gbs-albumin-five")
    session = replace(course.session("s2"), bags=None)

    counters = session_counters(session, session_figures(course, session))

    assert counters.albumin_g is None
    assert counters.donor_exposures is None
    assert counters.pooled_units is None


def test_citrate_is_the_mean_rate_over_weight_and_time() -> None:
    course = course_of("gbs-albumin-five")
    figures = session_figures(course, course.session("s2"))

    told = citrate_g(figures)

    assert told is not None
    assert figures.citrate_mean_mg_per_kg_min is not None
    assert told == pytest.approx(figures.citrate_mean_mg_per_kg_min * 78.1 * 133 / 1000)
    assert citrate_g(replace(figures, run_minutes=None)) is None
