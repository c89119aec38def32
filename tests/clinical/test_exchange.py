"""Anticoagulant in the waste, balance, citrate, run time and catheter days."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plexlog.clinical.citrate import (
    BagShare,
    citrate_mg,
    citrate_rate_mg_kg_min,
    plasma_along_bags_ml,
)
from plexlog.clinical.domain_errors import ImpossibleValueError
from plexlog.clinical.exchange import (
    Balance,
    citrate_anticoagulant_rate,
    estimated_anticoagulant_in_waste_ml,
    patient_plasma_removed_ml,
    plasma_volumes_exchanged,
)
from plexlog.clinical.timing import RunTime, catheter_days
from plexlog.domain.records import AccessDevice, Pause
from plexlog.domain.words import AccessKind
from tests.clinical.ward import moment

VOLUMES = st.floats(0, 20_000)


@pytest.mark.parametrize(
    ("ratio", "hematocrit", "share"),
    [(10, 0.25, 12.9), (12, 0.40, 13.2), (10, 0.40, 15.6), (10, 0.45, 16.8), (15, 0.45, 11.5)],
)
def test_anticoagulant_is_part_of_the_waste(ratio: float, hematocrit: float, share: float) -> None:
    in_waste = estimated_anticoagulant_in_waste_ml(
        removed_ml=1000,
        saline_in_waste_ml=0,
        inlet_ml=6000,
        anticoagulant_ml=6000 / ratio,
        hematocrit_fraction=hematocrit,
    )

    assert in_waste / 10 == pytest.approx(share, abs=0.06)


def estimate(**changes: float) -> float:
    totals: dict[str, float] = {
        "removed_ml": 3000,
        "saline_in_waste_ml": 0,
        "inlet_ml": 6000,
        "anticoagulant_ml": 600,
        "hematocrit_fraction": 0.4,
    }
    return estimated_anticoagulant_in_waste_ml(**{**totals, **changes})


def test_3000_ml_of_waste_are_2531_ml_of_the_patients_plasma() -> None:
    assert patient_plasma_removed_ml(3000, estimate(), 0) == pytest.approx(2531, abs=1)


def test_saline_in_the_waste_carries_no_anticoagulant() -> None:
    assert estimate(saline_in_waste_ml=1000) == pytest.approx(estimate() * 2 / 3)
    assert estimate(saline_in_waste_ml=4000) == 0


def test_without_anticoagulant_none_is_in_the_waste() -> None:
    assert estimate(anticoagulant_ml=0, inlet_ml=0) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"removed_ml": -1},
        {"removed_ml": math.nan},
        {"inlet_ml": math.inf},
        {"hematocrit_fraction": 0},
        {"anticoagulant_ml": 6001},
    ],
)
def test_impossible_totals_are_refused(changes: dict[str, float]) -> None:
    with pytest.raises(ImpossibleValueError, match="is not possible"):
        estimate(**changes)


def test_no_less_is_removed_than_what_is_in_it() -> None:
    assert patient_plasma_removed_ml(700, 500, 200) == 0

    with pytest.raises(ImpossibleValueError) as refused:
        patient_plasma_removed_ml(699, 500, 200)

    assert str(refused.value) == (
        "removed 699 mL is not possible; possible is at least what is in it: "
        "700 mL of anticoagulant and saline"
    )


def test_plasma_volumes_need_a_plasma_volume() -> None:
    assert plasma_volumes_exchanged(3000, 3000) == 1
    with pytest.raises(ImpossibleValueError):
        plasma_volumes_exchanged(3000, 0)


@given(st.floats(1, 20_000))
def test_in_equal_to_out_is_100_percent(amount: float) -> None:
    balance = Balance(in_ml=amount, out_ml=amount)

    assert balance.percent == 100
    assert balance.difference_ml == 0


def test_a_balance_without_anything_out_has_no_percent() -> None:
    assert Balance(in_ml=100, out_ml=0).percent is None


def test_replacement_equal_to_plasma_removed_is_more_than_100_percent() -> None:
    balance = Balance(in_ml=2926 + 679, out_ml=3517)

    assert balance.percent == pytest.approx(102.5, abs=0.05)


def test_plasma_is_the_main_source_of_citrate() -> None:
    with_plasma = citrate_rate_mg_kg_min(citrate_mg(0, 2837), 80, 113.2)
    with_acd_a = citrate_rate_mg_kg_min(citrate_mg(88, 0), 80, 113.2)

    assert with_plasma == pytest.approx(1.18, abs=0.01)
    assert with_acd_a == pytest.approx(0.21, abs=0.01)


def test_a_rate_needs_time() -> None:
    assert citrate_rate_mg_kg_min(100, 80, 0) is None
    assert citrate_anticoagulant_rate(88, 0, 5000) is None
    assert citrate_anticoagulant_rate(500, 100, 5000) == 1


@pytest.mark.parametrize(
    ("replaced", "plasma"),
    [(0, 0), (500, 0), (1500, 0), (1700, 200), (1750, 250), (1900, 250), (2500, 250)],
)
def test_the_replaced_total_is_laid_along_the_bags(replaced: float, plasma: float) -> None:
    bags = [BagShare(False, 1500), BagShare(True, 250), BagShare(False, 500)]

    assert plasma_along_bags_ml(replaced, bags) == plasma


def test_what_goes_beyond_the_bags_belongs_to_the_last() -> None:
    assert plasma_along_bags_ml(400, [BagShare(False, 100), BagShare(True, 200)]) == 300
    assert plasma_along_bags_ml(400, [BagShare(True, 100), BagShare(False, 200)]) == 100
    assert plasma_along_bags_ml(400, []) == 0


def pause(start: str, end: str | None) -> Pause:
    return Pause(start=moment(start), end=None if end is None else moment(end))


def test_overlapping_pauses_count_once() -> None:
    run = RunTime.of(
        [pause("09:50", "10:00"), pause("09:55", "10:05"), pause("10:20", "10:30")], None
    )

    assert run.run_minutes(moment("09:00"), moment("11:00")) == 95
    assert run.paused_minutes(moment("09:52"), moment("10:00")) == 8


def test_an_open_pause_lasts_until_now() -> None:
    pauses = [pause("09:50", None)]

    assert RunTime.of(pauses, moment("10:00")).still
    assert RunTime.of(pauses, None).still == ()
    assert RunTime.of(pauses, moment("09:40")).still == ()


def line(inserted: str | None, removed: str | None = None) -> AccessDevice:
    return AccessDevice(
        id="line",
        kind=AccessKind.TUNNELLED_CATHETER,
        inserted_on=date.fromisoformat(inserted) if inserted else None,
        removed_on=date.fromisoformat(removed) if removed else None,
    )


def test_the_day_of_insertion_is_catheter_day_1() -> None:
    assert catheter_days([line("2026-09-06", "2026-09-06")], None) == 1
    assert catheter_days([line("2026-09-06", "2026-09-15")], None) == 10
    assert catheter_days([line("2026-09-06")], date(2026, 9, 7)) == 2


def test_two_lines_on_one_day_count_once() -> None:
    lines = [line("2026-09-06", "2026-09-08"), line("2026-09-08", "2026-09-09")]

    assert catheter_days(lines, None) == 4


def test_veins_have_no_catheter_days() -> None:
    assert catheter_days([AccessDevice(id="v", kind=AccessKind.PERIPHERAL_VEINS)], None) == 0


@pytest.mark.parametrize("devices", [None, [line(None)], [line("2026-09-06")]])
def test_catheter_days_that_cannot_be_said(devices: list[AccessDevice] | None) -> None:
    assert catheter_days(devices, None) is None
