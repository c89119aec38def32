"""A typed value held against its likely slips and against the run around it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from plexlog.clinical.entry_checks import RunAt, doubt
from plexlog.clinical.entry_slips import slip_of
from plexlog.domain.catalogue import CATALOGUE

RUN = RunAt(
    minutes=15,
    last={"inlet_ml": 900.0, "anticoagulant_ml": 90.0, "removed_ml": 500.0, "replaced_ml": 430.0},
    last_clock="14:15",
    row={"inlet_ml": 1800.0, "anticoagulant_ml": 180.0},
    flows_ml_min=(60.0, 60.0),
    inlet_ac_ratio=10.0,
    plasma_fraction=0.6,
    hung_ml=1000.0,
)


@pytest.mark.parametrize(
    ("code", "text", "says"),
    [
        ("temperature_c", "98.6", "98.6 °F would be 37.0 °C"),
        ("temperature_c", "367", "367 °F"),
        ("temperature_c", "370", "a decimal point is missing, 37.0 °C?"),
        ("temperature_c", "29", ""),
        ("ionised_calcium_mmol_l", "4.8", "4.8 mg/dL would be 1.20 mmol/L"),
        ("ionised_calcium_mmol_l", "108", "a decimal point is missing, 1.08 mmol/L?"),
        ("systolic_mmhg", "1180", "118 mmHg?"),
        ("systolic_mmhg", "1185", ""),
        ("pulse_per_min", "7", "a digit is missing, 70 /min?"),
        ("systolic_mmhg", "12", "a digit is missing, 120 mmHg?"),
        ("diastolic_mmhg", "7", "a digit is missing, 70 mmHg?"),
        ("spo2_percent", "9", "a digit is missing, 90 %?"),
        ("temperature_c", "3.7", "ten times too low, 37.0 °C?"),
        ("pulse_per_min", "3", ""),
        ("height_cm", "1.7", "It looks like metres typed as centimetres."),
        ("height_cm", "-1", ""),
        ("hematocrit_percent", "0.36", "It looks like a fraction typed as per cent."),
        ("hematocrit_percent", "120", "It looks like haemoglobin in g/L typed as haematocrit."),
        ("weight_kg", "618", ""),
        ("inlet_ml", "90000", ""),
    ],
)
def test_the_likely_slip_is_named(code: str, text: str, says: str) -> None:
    found = slip_of(CATALOGUE[code], Decimal(text))

    if text != "367":  # 186 °C is nothing that anybody has
        assert found == says
    else:
        assert found == "a decimal point is missing, 36.7 °C?"


@pytest.mark.parametrize(
    ("code", "value", "says"),
    [
        ("inlet_ml", 1800, ""),
        ("inlet_ml", 2350, ""),  # 900 + 1.5 × 60 × 15 + 100
        ("inlet_ml", 2351, "1\u202f451\u00a0mL in 15 min is more than the flow allows"),
        ("inlet_ml", 18000, "more than the flow allows; ten times too high, 1\u202f800?"),
        ("inlet_ml", 1250, ""),  # 900 + 0.5 × 60 × 15 - 100
        ("inlet_ml", 1249, "349\u00a0mL in 15 min is less than the flow, without a pause"),
        ("inlet_ml", 180, "below the 900\u00a0mL of 14:15; a digit is missing, 1\u202f800?"),
        ("inlet_ml", 12, "below the 900\u00a0mL of 14:15"),
        ("anticoagulant_ml", 180, ""),
        ("anticoagulant_ml", 139, ""),  # 12.9 : 1
        ("anticoagulant_ml", 138, "would be 13.0 : 1, planned 10 : 1"),
        ("anticoagulant_ml", 234, ""),
        ("anticoagulant_ml", 235, "would be 7.7 : 1"),
        (
            "anticoagulant_ml",
            1801,
            "1\u202f800\u00a0mL: swapped with the inlet, or ten times too high, 180?",
        ),
        ("removed_ml", 1000, ""),
        ("removed_ml", 1801, "more than was drawn"),
        ("removed_ml", 1366, ""),  # 1.1 × (1620 × 0.6 + 180) + 100
        ("removed_ml", 1368, "more than the plasma of the blood drawn, about 1\u202f152\u00a0mL"),
        ("replaced_ml", 1050, ""),
        ("replaced_ml", 1051, "all bags that hung hold 1\u202f000\u00a0mL: is one not recorded?"),
        ("anticoagulant_ml", 1800, "as much as was drawn, 1\u202f800\u00a0mL: the inlet typed"),
        ("anticoagulant_in_waste_ml", 99999, ""),
    ],
)
def test_a_total_that_cannot_be_is_asked_about(code: str, value: float, says: str) -> None:
    found = doubt(code, Decimal(str(value)), RUN)

    assert says in found
    assert bool(found) == bool(says)


@pytest.mark.parametrize(
    ("code", "value", "changed"),
    [
        ("inlet_ml", 950, {"has_pause": True}),
        ("inlet_ml", 950, {"flows_ml_min": ()}),
        ("inlet_ml", 100, {"last": {}}),
        ("inlet_ml", 3200, {"flows_ml_min": ()}),  # 150 mL/min are plausible
        ("anticoagulant_ml", 600, {"inlet_ac_ratio": None}),
        ("anticoagulant_ml", 600, {"row": {}}),
        ("anticoagulant_ml", 100, {"row": {"inlet_ml": 499.0}, "last": {}}),
        ("anticoagulant_ml", 50, {"row": {"inlet_ml": 99.0}, "last": {}}),
        ("anticoagulant_ml", 0, {"row": {"inlet_ml": 0.0}, "last": {}}),
        ("anticoagulant_ml", 0, {"last": {}}),
        ("removed_ml", 1700, {"plasma_fraction": None}),
        ("removed_ml", 1700, {"row": {"inlet_ml": 1800.0}}),
        ("removed_ml", 1700, {"row": {}}),
        ("replaced_ml", 1500, {"hung_ml": None}),
    ],
)
def test_what_is_not_known_raises_no_doubt(
    code: str, value: float, changed: dict[str, Any]
) -> None:
    assert doubt(code, Decimal(str(value)), replace(RUN, **changed)) == ""


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (24, ""),
        (
            240,
            "as much as was drawn, 240\u00a0mL: the inlet typed twice, or ten times too high, 24?",
        ),
        (
            239,
            "inlet to anticoagulant would be 1.0 : 1, planned 10 : 1; ten times too high, 24?",
        ),
        (80, "inlet to anticoagulant would be 3.0 : 1, planned 10 : 1"),
        (71, ""),  # less than three times off: the line is being primed
        (8, "inlet to anticoagulant would be 30.0 : 1, planned 10 : 1"),
        (2, "inlet to anticoagulant would be 120.0 : 1, planned 10 : 1; a digit is missing, 20?"),
        (9, ""),
    ],
)
def test_in_the_first_minutes_a_total_of_anticoagulant_far_off_is_asked_about(
    value: float, says: str
) -> None:
    first = replace(RUN, minutes=5, last={}, last_clock="", row={"inlet_ml": 240.0})

    assert doubt("anticoagulant_ml", Decimal(str(value)), first) == says


def test_without_a_bag_on_record_the_bag_is_asked_for_and_nothing_guessed() -> None:
    found = doubt("replaced_ml", Decimal(112), replace(RUN, hung_ml=0.0, last={}))

    assert found == "no bag hangs by the record: is one not recorded?"


@pytest.mark.parametrize(
    ("code", "value", "changed", "says"),
    [
        ("inlet_ml", 20000, {"last": {}, "minutes": 30}, "; ten times too high, 2\u202f000?"),
        # 4.3 mL would be further off the ratio still, and 430 mL is off it too
        ("anticoagulant_ml", 43, {"last": {}}, ""),
        ("anticoagulant_ml", 18, {"last": {}}, "; a digit is missing, 180?"),
        # 180 mL of replacement would be below the last; 1800 is more than all bags hold
        ("replaced_ml", 180, {}, ""),
        # a tenth is what was pumped by the flow, but not by the ratio
        ("anticoagulant_ml", 950, {"last": {}}, ""),
    ],
)
def test_a_slip_of_a_digit_is_named_only_where_nothing_else_is_doubted_then(
    code: str, value: float, changed: dict[str, Any], says: str
) -> None:
    found = doubt(code, Decimal(str(value)), replace(RUN, **changed))

    assert found
    assert found.partition(";")[2] == says.removeprefix(";")
