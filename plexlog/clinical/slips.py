"""Likely slips behind a typed height, weight or haematocrit: wrong unit, lost decimal point.

They only name what a value looks like, so that it can be asked about; none corrects a value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plexlog.clinical.domain_errors import possible
from plexlog.clinical.volumes import ADULT_YEARS

LB_PER_KG = 2.2046
CM_PER_INCH = 2.54
CM_PER_FOOT = 30.48
SLIP_FIT = 0.1  # how near a ratio of two weights must lie to a slip
SHORT_ADULT_CM = 120
LIKELY_ADULT_CM = (140.0, 205.0)
LIKELY_ADULT_BMI = (15.0, 45.0)
POUNDS_FROM_BMI = 50
HEIGHTS_M = (0.3, 2.5)  # possible ones
HEIGHTS_MM = (300.0, 2500.0)
HEAVIEST_KG = 350.0
GRAMS_FROM = 1000.0  # the lightest patient, in grams
FRACTIONS = (0.08, 0.70)
HAEMOGLOBINS_G_L = (70.0, 220.0)  # above any haematocrit in per cent
HEMATOCRIT_PER_HAEMOGLOBIN = 0.3  # per cent for each g/L


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed, in the units of the fields; None: nothing was."""

    height_cm: float | None = None
    weight_kg: float | None = None
    hematocrit_percent: float | None = None
    age_years: int | None = None
    last_weight_kg: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A value that looks like a slip, and what was probably meant."""

    quantity: str  # the field's code
    typed: float
    meant: float  # in the field's unit
    sentence: str


def likely_slips(typed: Typed) -> tuple[Slip, ...]:
    """What the typed values look like; empty where nothing looks wrong.

    Takes impossible values too, such as a height of 1.8 cm: they are named here and refused by
    the field. Raises ImpossibleValueError for what is no number at all.
    """
    for name in ("height_cm", "weight_kg", "hematocrit_percent", "age_years", "last_weight_kg"):
        value = getattr(typed, name)
        if value is not None:
            possible(name.replace("_", " "), value, 0, 1_000_000, "")
    return (*_of_height(typed), *_of_weight(typed), *_of_hematocrit(typed))


def weight_slip(ratio: float) -> str:
    """A likely slip behind a ratio of two weights; empty: none."""
    possible("a ratio of weights of", ratio, 0, 1_000_000, "")
    for factor, slip in (
        (LB_PER_KG, "It looks like pounds typed as kilograms."),
        (1 / LB_PER_KG, "It looks like kilograms taken for pounds and divided by 2.2."),
        (10.0, "It looks ten times too high: a decimal point is missing."),
        (0.1, "It looks ten times too low: a digit is missing."),
    ):
        if abs(ratio / factor - 1) <= SLIP_FIT:
            return slip
    return ""


def _of_height(typed: Typed) -> Iterator[Slip]:
    height = typed.height_cm
    if height is None:
        return
    if HEIGHTS_M[0] <= height <= HEIGHTS_M[1]:
        yield _slip("height_cm", height, 100 * height, "metres typed as centimetres")
    elif _is_adult(typed) and height < SHORT_ADULT_CM:
        for factor, slip in (
            (CM_PER_INCH, "inches typed as centimetres"),
            (CM_PER_FOOT, "feet typed as centimetres"),
        ):
            if LIKELY_ADULT_CM[0] <= height * factor <= LIKELY_ADULT_CM[1]:
                yield _slip("height_cm", height, height * factor, slip)
    elif HEIGHTS_MM[0] <= height <= HEIGHTS_MM[1]:
        yield _slip("height_cm", height, height / 10, "millimetres typed as centimetres")


def _of_weight(typed: Typed) -> Iterator[Slip]:
    weight, last = typed.weight_kg, typed.last_weight_kg
    if weight is None:
        return
    if last:
        words = weight_slip(weight / last)
        if words:
            yield Slip(quantity="weight_kg", typed=weight, meant=last, sentence=words)
    elif weight >= GRAMS_FROM:
        yield _slip("weight_kg", weight, weight / 1000, "grams typed as kilograms")
    elif weight > HEAVIEST_KG:
        yield _slip("weight_kg", weight, weight / 10, "a weight without its decimal point")
    elif _looks_like_pounds(typed, weight):
        yield _slip("weight_kg", weight, weight / LB_PER_KG, "pounds typed as kilograms")


def _looks_like_pounds(typed: Typed, weight: float) -> bool:
    """An adult whom pounds would make an ordinary weight, and kilograms hardly any."""
    height = typed.height_cm
    if height is None or not _is_adult(typed) or height < LIKELY_ADULT_CM[0]:
        return False
    bmi = weight / (height / 100) ** 2
    low, high = LIKELY_ADULT_BMI
    return bmi >= POUNDS_FROM_BMI and low <= bmi / LB_PER_KG <= high


def _of_hematocrit(typed: Typed) -> Iterator[Slip]:
    percent = typed.hematocrit_percent
    if percent is None:
        return
    if FRACTIONS[0] <= percent <= FRACTIONS[1]:
        yield _slip("hematocrit_percent", percent, 100 * percent, "a fraction typed as per cent")
    elif HAEMOGLOBINS_G_L[0] < percent <= HAEMOGLOBINS_G_L[1]:
        meant = percent * HEMATOCRIT_PER_HAEMOGLOBIN
        words = "haemoglobin in g/L typed as haematocrit"
        yield _slip("hematocrit_percent", percent, meant, words)


def _slip(quantity: str, typed: float, meant: float, words: str) -> Slip:
    sentence = f"It looks like {words}."
    return Slip(quantity=quantity, typed=typed, meant=meant, sentence=sentence)


def _is_adult(typed: Typed) -> bool:
    return typed.age_years is not None and typed.age_years >= ADULT_YEARS
