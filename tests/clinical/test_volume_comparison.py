"""The blood volume in use beside every other formula, and the rules of thumb by weight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plexlog.clinical.comparison import VolumeComparison, volume_comparison
from plexlog.clinical.domain_errors import ImpossibleValueError
from plexlog.clinical.volumes import BodySize, blood_volume, plasma_volume_ml, typed_volume
from plexlog.clinical.weight_volumes import (
    Build,
    build_by_bmi,
    flat_ml,
    flat_ml_per_kg,
    gilcher_ml_per_kg,
    kaplan_plasma_ml,
)
from plexlog.domain.words import Sex, VolumeFormula

OBESE_MAN = BodySize(sex=Sex.MALE, age_years=50, height_cm=178, weight_kg=150)
BOY = BodySize(sex=Sex.MALE, age_years=5, height_cm=110, weight_kg=18)
SMALL_WOMAN = BodySize(sex=Sex.FEMALE, age_years=30, height_cm=140, weight_kg=34)


def percents(compared: VolumeComparison) -> dict[str, float]:
    return {one.formula: round(one.difference_percent, 1) for one in compared.others}


def test_an_adult_sees_every_formula_for_adults() -> None:
    compared = volume_comparison(OBESE_MAN, 0.42)

    assert compared.used.formula == "nadler"
    assert compared.reason == "usual from 18 years and above 35 kg"
    assert compared.epv_ml == pytest.approx(4351.1, abs=0.1)
    assert percents(compared) == {"lemmens": -4.6, "gilcher": 20.0, "flat": 40.0, "kaplan": 30.0}


def test_each_formula_says_how_it_came_to_its_number() -> None:
    others = {one.formula: one for one in volume_comparison(OBESE_MAN, 0.42).others}

    told = {code: (one.label, one.working, one.source) for code, one in others.items()}

    assert told == {
        "lemmens": (
            "Lemmens",
            "70 / √(47.3 / 22) × 150 = 7\u202f158\u00a0mL",
            "Lemmens 2006, Obes Surg 16:773",
        ),
        "gilcher": ("Gilcher, obese", "60 × 150 = 9\u202f000\u00a0mL", "Gilcher, rule of fives"),
        "flat": ("70 mL/kg", "70 × 150 = 10\u202f500\u00a0mL", "bedside rule by age"),
        "kaplan": (
            "Kaplan",
            "1000 × 0.065 × 150 × (1 − 0.42) = 5\u202f655\u00a0mL of plasma",
            "Kaplan 1990, ASAIO Trans 36:M597",
        ),
    }
    assert others["kaplan"].tbv_ml is None
    assert others["flat"].tbv_ml == 10500
    assert others["flat"].epv_ml == pytest.approx(6090)
    assert others["flat"].difference_ml == pytest.approx(1738.9, abs=0.1)


def test_a_child_is_not_compared_with_formulas_for_adults() -> None:
    compared = volume_comparison(BOY, 0.36)

    assert compared.reason == "usual below 18 years"
    assert [(one.formula, one.label, one.tbv_ml) for one in compared.others] == [
        ("gilcher", "Gilcher, child", 1440),
        ("flat", "75 mL/kg", 1350),
    ]


def test_a_small_adult_is_measured_as_a_child_and_compared_as_an_adult() -> None:
    compared = volume_comparison(SMALL_WOMAN, 0.36)

    assert compared.used.formula == "linderkamp"
    assert compared.reason == "usual up to 35 kg"
    assert [one.formula for one in compared.others] == ["lemmens", "gilcher", "flat", "kaplan"]


def test_what_a_person_chose_is_held_against_the_usual_one() -> None:
    lemmens = blood_volume(OBESE_MAN, VolumeFormula.LEMMENS)

    compared = volume_comparison(OBESE_MAN, 0.42, lemmens)

    assert compared.reason == "chosen by a person; the usual one would be Nadler"
    assert percents(compared)["nadler"] == 4.8
    assert "lemmens" not in percents(compared)


def test_what_a_person_typed_is_held_against_all() -> None:
    compared = volume_comparison(OBESE_MAN, 0.42, typed_volume(7000, "measured"))

    assert compared.reason == "typed by a person: measured"
    assert list(percents(compared)) == ["nadler", "lemmens", "gilcher", "flat", "kaplan"]
    assert compared.epv_ml == pytest.approx(4060)


def test_a_person_sees_muscle_where_the_bmi_sees_fat() -> None:
    (gilcher,) = (
        one
        for one in volume_comparison(OBESE_MAN, 0.42, build=Build.MUSCULAR).others
        if one.formula == "gilcher"
    )

    assert gilcher.label == "Gilcher, muscular"
    assert gilcher.tbv_ml == 75 * 150


@pytest.mark.parametrize(
    ("bmi", "build"),
    [(18.4, "thin"), (18.5, "normal"), (29.9, "normal"), (30, "obese")],
)
def test_the_build_goes_by_the_bmi(bmi: float, build: str) -> None:
    assert build_by_bmi(bmi) == build


@pytest.mark.parametrize(("age", "per_kg"), [(0, 80), (5, 80), (6, 70), (17, 70), (18, 65)])
def test_gilchers_rule_goes_by_age_below_18(age: int, per_kg: int) -> None:
    assert gilcher_ml_per_kg(Sex.FEMALE, age, Build.NORMAL) == per_kg


@pytest.mark.parametrize(("age", "per_kg"), [(0, 80), (1, 75), (6, 75), (7, 70), (40, 70)])
def test_the_flat_rule_goes_by_age(age: int, per_kg: int) -> None:
    assert flat_ml_per_kg(age) == per_kg


def test_a_flat_rule_has_its_bounds() -> None:
    assert flat_ml(10, 40) == 400
    assert flat_ml(10, 110) == 1100
    for per_kg in (39.9, 110.1):
        with pytest.raises(ImpossibleValueError, match=r"a blood volume of .* mL per kg"):
            flat_ml(10, per_kg)


def test_kaplans_formula_takes_weight_not_body_water() -> None:
    assert kaplan_plasma_ml(80, 0.45) == pytest.approx(2860)


@given(st.sampled_from(Sex), st.integers(0, 90), st.sampled_from(Build), st.floats(1, 349))
def test_volumes_by_weight_alone_grow_with_weight(
    sex: Sex, age: int, build: Build, weight_kg: float
) -> None:
    for per_kg in (gilcher_ml_per_kg(sex, age, build), flat_ml_per_kg(age)):
        assert flat_ml(weight_kg + 1, per_kg) > flat_ml(weight_kg, per_kg)
    assert kaplan_plasma_ml(weight_kg + 1, 0.4) > kaplan_plasma_ml(weight_kg, 0.4)


@given(st.floats(0.08, 0.69), st.floats(1, 350))
def test_more_red_cells_leave_less_plasma(hematocrit: float, weight_kg: float) -> None:
    more = hematocrit + 0.01

    assert kaplan_plasma_ml(weight_kg, more) < kaplan_plasma_ml(weight_kg, hematocrit)
    assert plasma_volume_ml(5000, more) < plasma_volume_ml(5000, hematocrit)
