"""Published numbers of the blood volume formulas, and what they refuse."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plexlog.clinical.domain_errors import ImpossibleValueError
from plexlog.clinical.volumes import (
    BodySize,
    blood_volume,
    body_mass_index,
    completed_years,
    lemmens_ml,
    linderkamp_ml,
    nadler_ml,
    plasma_volume_ml,
    suggests_lemmens,
    typed_volume,
    usual_formula,
)
from plexlog.domain import wording
from plexlog.domain.words import Sex, VolumeFormula

SEXES = st.sampled_from(Sex)
HEIGHTS = st.floats(30, 249)
WEIGHTS = st.floats(1, 349)


@dataclass(frozen=True)
class Published:
    """One published example: a body, and the volumes it has in mL."""

    sex: Sex
    height_m: float
    weight_kg: float
    hematocrit: float
    tbv: float
    epv: float
    lemmens: float


@pytest.mark.parametrize(
    "example",
    [
        Published(Sex.MALE, 1.80, 80, 0.45, 5319.1, 2925.5, 5286),
        Published(Sex.FEMALE, 1.65, 60, 0.38, 3767.7, 2336.0, 4196),
        Published(Sex.MALE, 1.75, 70, 0.30, 4823.8, 3376.6, 4807),
        Published(Sex.FEMALE, 1.60, 100, 0.36, 4949.9, 3167.9, 5253),
        Published(Sex.MALE, 1.78, 150, 0.42, 7501.8, 4351.1, 7158),
    ],
)
def test_nadler_and_lemmens_give_the_published_numbers(example: Published) -> None:
    total = nadler_ml(example.sex, example.height_m, example.weight_kg)
    by_lemmens = lemmens_ml(example.height_m, example.weight_kg)

    assert total == pytest.approx(example.tbv, abs=1)
    assert plasma_volume_ml(total, example.hematocrit) == pytest.approx(example.epv, abs=1)
    assert by_lemmens == pytest.approx(example.lemmens, abs=1)


@pytest.mark.parametrize(
    ("sex", "age", "height_cm", "weight_kg", "tbv"),
    [
        (Sex.FEMALE, 1, 75, 10, 814.1),
        (Sex.MALE, 5, 110, 18, 1396.1),
        (Sex.FEMALE, 5, 110, 18, 1396.1),
        (Sex.MALE, 10, 138, 32, 2416.1),
        (Sex.FEMALE, 10, 138, 32, 2276.5),
    ],
)
def test_linderkamp_gives_the_published_numbers(
    sex: Sex, age: int, height_cm: float, weight_kg: float, tbv: float
) -> None:
    assert linderkamp_ml(sex, age, height_cm, weight_kg) == pytest.approx(tbv, abs=1)


def test_a_height_in_centimetres_is_refused_where_metres_are_meant() -> None:
    with pytest.raises(ImpossibleValueError, match=r"a height of 180 m is not possible"):
        nadler_ml(Sex.MALE, 180, 80)


@pytest.mark.parametrize("nonsense", [math.nan, math.inf, -math.inf, 0, -1])
def test_nonsense_is_refused(nonsense: float) -> None:
    for compute in (
        lambda: nadler_ml(Sex.MALE, nonsense, 80),
        lambda: nadler_ml(Sex.MALE, 1.8, nonsense),
        lambda: lemmens_ml(1.8, nonsense),
        lambda: linderkamp_ml(Sex.MALE, 5, nonsense, 18),
        lambda: plasma_volume_ml(nonsense, 0.4),
        lambda: plasma_volume_ml(5000, nonsense),
        lambda: typed_volume(nonsense, "measured"),
    ):
        with pytest.raises(ImpossibleValueError, match="is not possible; possible"):
            compute()


def test_a_haematocrit_in_percent_is_refused_where_a_fraction_is_meant() -> None:
    with pytest.raises(ImpossibleValueError, match=r"possible 0\.08 to 0\.7"):
        plasma_volume_ml(5000, 41.5)


@pytest.mark.parametrize(
    ("age", "weight_kg", "formula"),
    [
        (18, 35.1, VolumeFormula.NADLER),
        (18, 35, VolumeFormula.LINDERKAMP),
        (17, 80, VolumeFormula.LINDERKAMP),
    ],
)
def test_nadler_is_for_adults_above_35_kg(
    age: int, weight_kg: float, formula: VolumeFormula
) -> None:
    assert usual_formula(age, weight_kg) is formula


@pytest.mark.parametrize(
    ("chosen", "formula"),
    [
        (None, "nadler"),
        (VolumeFormula.LEMMENS, "lemmens"),
        (VolumeFormula.LINDERKAMP, "linderkamp"),
    ],
)
def test_a_blood_volume_shows_its_working(chosen: VolumeFormula | None, formula: str) -> None:
    body = BodySize(sex=Sex.FEMALE, age_years=40, height_cm=165, weight_kg=60)

    volume = blood_volume(body, chosen)

    assert volume.formula == formula
    assert volume.working.endswith(f"= {wording.millilitres(volume.tbv_ml)}")
    assert volume.source


def test_the_working_holds_the_numbers_that_were_put_in() -> None:
    body = BodySize(sex=Sex.MALE, age_years=40, height_cm=180, weight_kg=80)

    working = blood_volume(body).working

    assert working == "1000 × (0.3669 × 1.8³ + 0.03219 × 80 + 0.6041) = 5\u202f319\u00a0mL"


def test_a_typed_volume_keeps_its_reason() -> None:
    volume = typed_volume(4800, "measured by indicator")

    assert (volume.formula, volume.tbv_ml) == ("typed", 4800)
    assert volume.reason == "measured by indicator"


def test_lemmens_is_suggested_from_a_bmi_of_35() -> None:
    def at(weight_kg: float) -> BodySize:
        return BodySize(sex=Sex.MALE, age_years=40, height_cm=200, weight_kg=weight_kg)

    assert suggests_lemmens(at(140))
    assert not suggests_lemmens(at(139.9))
    assert body_mass_index(2.0, 140) == pytest.approx(35)


@pytest.mark.parametrize(
    ("day", "years"),
    [(date(2026, 2, 28), 37), (date(2026, 3, 1), 38), (date(1988, 2, 29), 0)],
)
def test_age_is_in_completed_years(day: date, years: int) -> None:
    assert completed_years(date(1988, 2, 29), day) == years


def test_nobody_is_treated_before_birth() -> None:
    with pytest.raises(ImpossibleValueError, match="an age of -1 years"):
        completed_years(date(2000, 1, 2), date(2000, 1, 1))


@given(SEXES, st.integers(0, 90), HEIGHTS, WEIGHTS, st.sampled_from([None, *VolumeFormula]))
def test_volumes_grow_with_weight(
    sex: Sex, age: int, height_cm: float, weight_kg: float, chosen: VolumeFormula | None
) -> None:
    formula = chosen or usual_formula(age, weight_kg)
    lighter = BodySize(sex=sex, age_years=age, height_cm=height_cm, weight_kg=weight_kg)
    heavier = BodySize(sex=sex, age_years=age, height_cm=height_cm, weight_kg=weight_kg + 1)

    assert blood_volume(heavier, formula).tbv_ml > blood_volume(lighter, formula).tbv_ml


@given(SEXES, st.integers(0, 90), HEIGHTS, WEIGHTS, st.sampled_from([None, *VolumeFormula]))
def test_volumes_grow_with_height(
    sex: Sex, age: int, height_cm: float, weight_kg: float, chosen: VolumeFormula | None
) -> None:
    formula = chosen or usual_formula(age, weight_kg)
    shorter = BodySize(sex=sex, age_years=age, height_cm=height_cm, weight_kg=weight_kg)
    taller = BodySize(sex=sex, age_years=age, height_cm=height_cm + 1, weight_kg=weight_kg)

    assert blood_volume(taller, formula).tbv_ml > blood_volume(shorter, formula).tbv_ml
