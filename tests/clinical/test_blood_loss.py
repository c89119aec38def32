"""Red cells left in a set, what a separator did, and the windows of reactions to plasma."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.clinical.blood_loss import (
    filtration_fraction_percent,
    inlet_to_anticoagulant,
    red_cells_lost_ml,
)
from plexlog.clinical.domain_errors import ImpossibleValueError
from plexlog.clinical.haemovigilance import WINDOWS, plasma_units
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag
from plexlog.domain.words import Fluid, ReactionKind

ONSET = Moment.parse("2026-11-20T12:00+01:00")
PLASMA = Bag(
    id="p1",
    fluid=Fluid.PLASMA_FRESH_FROZEN,
    volume_ml=Decimal(250),
    started_at=Moment.parse("2026-11-20T10:00+01:00"),
    ended_at=Moment.parse("2026-11-20T10:30+01:00"),
)


@pytest.mark.parametrize(
    ("circuit_ml", "haematocrit", "lost_ml"),
    [(180, 0.40, 72), (141, 0.30, 42.3), (0, 0.40, 0)],
)
def test_red_cells_in_a_set_are_its_volume_times_the_haematocrit(
    circuit_ml: float, haematocrit: float, lost_ml: float
) -> None:
    assert red_cells_lost_ml(circuit_ml, haematocrit) == pytest.approx(lost_ml)


@pytest.mark.parametrize(("circuit_ml", "haematocrit"), [(-1, 0.4), (180, 40), (180, 0.01)])
def test_a_set_or_haematocrit_that_cannot_be_is_refused(
    circuit_ml: float, haematocrit: float
) -> None:
    with pytest.raises(ImpossibleValueError):
        red_cells_lost_ml(circuit_ml, haematocrit)


def test_the_ratio_is_inlet_over_anticoagulant() -> None:
    assert inlet_to_anticoagulant(1000, 100) == 10
    assert inlet_to_anticoagulant(1000, 0) is None


def test_the_filtration_fraction_is_what_was_taken_of_the_plasma_that_came() -> None:
    # 1000 mL of inlet with 100 mL of anticoagulant: 900 mL of blood at 40 %, 640 mL of plasma
    assert filtration_fraction_percent(160, 1000, 100, 0.4) == pytest.approx(25)
    assert filtration_fraction_percent(0, 0, 0, 0.4) is None
    with pytest.raises(ImpossibleValueError):
        filtration_fraction_percent(160, 100, 200, 0.4)


@pytest.mark.parametrize(
    ("kind", "hours"),
    [
        (ReactionKind.ALLERGIC, 4),
        (ReactionKind.HYPOTENSION, 1),
        (ReactionKind.TRALI, 6),
        (ReactionKind.TACO, 12),
        (ReactionKind.HAEMOLYSIS, 24),
    ],
)
def test_windows_are_those_of_the_surveillance_protocol(kind: ReactionKind, hours: float) -> None:
    assert [one.hours for one in WINDOWS[kind]] == [hours]


def test_a_late_reaction_names_the_definitions_it_still_falls_into() -> None:
    late = Moment.parse("2026-11-20T20:30+01:00")

    (unit,) = plasma_units([PLASMA], ReactionKind.DYSPNOEA, late)

    assert unit.minutes == 600
    assert [one.name for one in unit.open_windows] == ["TACO", "TAD"]


def test_the_bound_of_a_window_is_inside() -> None:
    at_bound = Moment.parse("2026-11-20T14:30+01:00")
    beyond = Moment.parse("2026-11-20T14:31+01:00")

    (inside,) = plasma_units([PLASMA], ReactionKind.ALLERGIC, at_bound)
    (outside,) = plasma_units([PLASMA], ReactionKind.ALLERGIC, beyond)

    assert [one.name for one in inside.open_windows] == ["allergic"]
    assert outside.open_windows == ()


def test_units_stand_last_begun_first_and_only_plasma_that_was_begun() -> None:
    running = replace(PLASMA, id="p2", started_at=ONSET, ended_at=None)
    unknown = replace(PLASMA, id="p3", started_at=None, ended_at=None)
    later = replace(PLASMA, id="p4", started_at=Moment.parse("2026-11-20T12:05+01:00"))
    albumin = replace(PLASMA, id="a1", fluid=Fluid.ALBUMIN)

    found = list(
        plasma_units([PLASMA, running, unknown, later, albumin], ReactionKind.CITRATE, ONSET)
    )

    assert [one.bag.id for one in found] == ["p2", "p1", "p3"]
    assert [one.minutes for one in found] == [0, 90, None]
    assert all(one.open_windows == () for one in found)
