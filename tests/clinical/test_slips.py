"""Values that look like a slip are named; values that do not are left alone."""

from __future__ import annotations

import math
from typing import Any

import pytest

from plexlog.clinical.domain_errors import ImpossibleValueError
from plexlog.clinical.slips import Typed, likely_slips, weight_slip


@pytest.mark.parametrize(
    ("typed", "quantity", "meant", "words"),
    [
        ({"height_cm": 1.8}, "height_cm", 180, "metres"),
        ({"height_cm": 0.3}, "height_cm", 30, "metres"),
        ({"height_cm": 2.5}, "height_cm", 250, "metres"),
        ({"height_cm": 1800}, "height_cm", 180, "millimetres"),
        ({"height_cm": 300}, "height_cm", 30, "millimetres"),
        ({"height_cm": 2500}, "height_cm", 250, "millimetres"),
        ({"height_cm": 70.866, "age_years": 40}, "height_cm", 180, "inches"),
        ({"height_cm": 5.9, "age_years": 18}, "height_cm", 179.8, "feet"),
        ({"height_cm": 180, "weight_kg": 176.37, "age_years": 40}, "weight_kg", 80, "pounds"),
        ({"weight_kg": 176, "last_weight_kg": 80}, "weight_kg", 80, "pounds"),
        ({"weight_kg": 36, "last_weight_kg": 80}, "weight_kg", 80, "divided by 2.2"),
        ({"weight_kg": 800, "last_weight_kg": 80}, "weight_kg", 80, "ten times too high"),
        ({"weight_kg": 8, "last_weight_kg": 80}, "weight_kg", 80, "ten times too low"),
        ({"weight_kg": 3500}, "weight_kg", 3.5, "grams"),
        ({"weight_kg": 1000}, "weight_kg", 1, "grams"),
        ({"weight_kg": 999}, "weight_kg", 99.9, "decimal point"),
        ({"weight_kg": 351}, "weight_kg", 35.1, "decimal point"),
        ({"height_cm": 140 / 2.54, "age_years": 40}, "height_cm", 140, "inches"),
        ({"height_cm": 205 / 2.54, "age_years": 40}, "height_cm", 205, "inches"),
        ({"hematocrit_percent": 0.41}, "hematocrit_percent", 41, "a fraction"),
        ({"hematocrit_percent": 0.08}, "hematocrit_percent", 8, "a fraction"),
        ({"hematocrit_percent": 0.7}, "hematocrit_percent", 70, "a fraction"),
        ({"hematocrit_percent": 140}, "hematocrit_percent", 42, "haemoglobin"),
        ({"hematocrit_percent": 220}, "hematocrit_percent", 66, "haemoglobin"),
    ],
)
def test_a_slip_is_named(typed: dict[str, Any], quantity: str, meant: float, words: str) -> None:
    (slip,) = likely_slips(Typed(**typed))

    assert slip.quantity == quantity
    assert slip.typed == typed[quantity]
    assert slip.meant == pytest.approx(meant, abs=0.1)
    assert words in slip.sentence
    assert slip.sentence.startswith("It looks ")
    assert slip.sentence.endswith(".")


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"height_cm": 180, "weight_kg": 80, "hematocrit_percent": 41, "age_years": 40},
        {"height_cm": 178, "weight_kg": 150, "age_years": 40},
        {"height_cm": 70.866},
        {"height_cm": 71, "age_years": 17},
        {"height_cm": 120, "age_years": 18},
        {"height_cm": 119, "age_years": 18},
        {"height_cm": 110, "weight_kg": 18, "age_years": 5},
        {"height_cm": 2.6},
        {"height_cm": 0.2},
        {"height_cm": 299},
        {"height_cm": 2501},
        {"weight_kg": 350},
        {"weight_kg": 130},
        {"height_cm": 130, "weight_kg": 100, "age_years": 40},
        {"height_cm": 110, "weight_kg": 100, "age_years": 17},
        {"weight_kg": 80, "last_weight_kg": 80},
        {"weight_kg": 100, "last_weight_kg": 80},
        {"height_cm": 180, "weight_kg": 340, "age_years": 40},
        {"hematocrit_percent": 0.07},
        {"hematocrit_percent": 0.71},
        {"hematocrit_percent": 70},
        {"hematocrit_percent": 221},
    ],
)
def test_what_may_well_be_is_left_alone(typed: dict[str, Any]) -> None:
    assert likely_slips(Typed(**typed)) == ()


@pytest.mark.parametrize(("kilograms", "is_slip"), [(161.9, False), (162.0, True)])
def test_pounds_are_asked_about_from_a_bmi_of_50(kilograms: float, is_slip: bool) -> None:
    slips = likely_slips(Typed(height_cm=180, weight_kg=kilograms, age_years=40))

    assert bool(slips) is is_slip


@pytest.mark.parametrize(("kilograms", "is_slip"), [(321.4, True), (321.5, False)])
def test_pounds_are_not_asked_about_where_they_would_be_obese_too(
    kilograms: float, is_slip: bool
) -> None:
    slips = likely_slips(Typed(height_cm=180, weight_kg=kilograms, age_years=40))

    assert bool(slips) is is_slip


@pytest.mark.parametrize(
    ("height_cm", "age", "is_slip"), [(140, 18, True), (139.9, 18, False), (140, 17, False)]
)
def test_pounds_are_asked_about_in_grown_people(height_cm: float, age: int, is_slip: bool) -> None:
    slips = likely_slips(Typed(height_cm=height_cm, weight_kg=110, age_years=age))

    assert bool(slips) is is_slip


def test_several_slips_are_named_in_the_order_of_the_fields() -> None:
    slips = likely_slips(Typed(height_cm=1.8, weight_kg=8000, hematocrit_percent=0.4))

    assert [slip.quantity for slip in slips] == ["height_cm", "weight_kg", "hematocrit_percent"]


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (2.2046 * 1.0999, "pounds typed"),
        (2.2046 * 0.9001, "pounds typed"),
        (2.2046 * 1.11, ""),
        (1 / 2.2046, "divided by 2.2"),
        (10, "ten times too high"),
        (0.1, "ten times too low"),
        (1.3, ""),
    ],
)
def test_a_ratio_of_two_weights_names_its_slip(ratio: float, words: str) -> None:
    assert words in weight_slip(ratio)
    assert bool(words) is bool(weight_slip(ratio))


@pytest.mark.parametrize("nonsense", [math.nan, math.inf, -1.0])
@pytest.mark.parametrize(
    "name", ["height_cm", "weight_kg", "hematocrit_percent", "age_years", "last_weight_kg"]
)
def test_what_is_no_number_is_refused(name: str, nonsense: float) -> None:
    typed: dict[str, Any] = {name: nonsense}

    with pytest.raises(ImpossibleValueError, match=f"{name.replace('_', ' ')} .* is not possible"):
        likely_slips(Typed(**typed))
