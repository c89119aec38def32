"""Worked examples of which volume formula is used when, and of how far the others are from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plexlog.clinical.comparison import volume_comparison
from plexlog.clinical.examples.example import REFUSED, Example
from plexlog.clinical.slips import Typed, likely_slips, weight_slip
from plexlog.clinical.volumes import BodySize, typed_volume, usual_formula
from plexlog.clinical.weight_volumes import build_by_bmi, flat_ml_per_kg
from plexlog.domain.words import Sex

NADLER = "Nadler, Surgery 1962;51:224-232: for adults"
LINDERKAMP = "Linderkamp, Eur J Pediatr 1977;125:227-234: for children"
OBESE = "Lemmens, Obes Surg 2006;16:773-776: weight alone overshoots in obesity"
WHO = "WHO classes of the body mass index"
BEDSIDE = (
    "Reverberi and Reverberi, Blood Transfus 2007;5:164-174; children after Linderkamp, rounded"
)
SLIP = "2.2046 lb are 1 kg"
OBESE_MAN = BodySize(sex=Sex.MALE, age_years=50, height_cm=178, weight_kg=150)
FROM_NADLER = {"lemmens": -4.6, "kaplan": 30.0, "flat": 40.0, "gilcher": 20.0}


def _chosen() -> Iterator[Example]:
    for years, kilograms, formula, source in (
        (18, 35.1, "nadler", NADLER),
        (18, 35.0, "linderkamp", LINDERKAMP),
        (17, 80.0, "linderkamp", LINDERKAMP),
        (0, 3.5, "linderkamp", LINDERKAMP),
    ):
        yield Example(
            formula="Formula in use",
            inputs=f"{years} y, {kilograms:g} kg",
            expected=formula,
            compute=partial(_usual, years, kilograms),
            source=source,
        )
    for formula, percent in FROM_NADLER.items():
        yield Example(
            formula="Plasma volume, from Nadler's",
            inputs=f"{formula}, male, 1.78 m, 150 kg, Hct 0.42",
            expected=percent,
            compute=partial(_difference_percent, formula),
            unit="%",
            tolerance=0.05,
            source=OBESE,
        )
    for bmi, build in ((18.4, "thin"), (18.5, "normal"), (29.9, "normal"), (30.0, "obese")):
        yield Example(
            formula="Build",
            inputs=f"BMI {bmi:g}",
            expected=build,
            compute=partial(_build, bmi),
            source=WHO,
        )
    for years, per_kg in ((0, 80), (3, 75), (12, 70), (40, 70)):
        yield Example(
            formula="Blood volume by age",
            inputs=f"{years} y",
            expected=per_kg,
            compute=partial(flat_ml_per_kg, years),
            unit="mL/kg",
            source=BEDSIDE,
        )


def _usual(years: int, kilograms: float) -> str:
    return usual_formula(years, kilograms).value


def _difference_percent(formula: str) -> float:
    others = volume_comparison(OBESE_MAN, 0.42).others
    return next(one.difference_percent for one in others if one.formula == formula)


def _build(bmi: float) -> str:
    return build_by_bmi(bmi).value


def _typed() -> Iterator[Example]:
    yield Example(
        formula="Typed blood volume",
        inputs="4800 mL",
        expected=4800,
        compute=lambda: typed_volume(4800, "measured").tbv_ml,
        unit="mL",
        source="entered by a person",
    )
    yield Example(
        formula="Typed blood volume",
        inputs="4.8 mL",
        expected=REFUSED,
        compute=lambda: typed_volume(4.8, "litres").tbv_ml,
        source="wrong unit",
    )
    yield Example(
        formula="Likely slip",
        inputs="176.4 kg, 80 kg the time before",
        expected="It looks like pounds typed as kilograms.",
        compute=lambda: weight_slip(176.4 / 80),
        source=SLIP,
    )
    for inputs, typed, meant in (
        ("height of 1.8 cm", Typed(height_cm=1.8), 180),
        ("haematocrit of 0.45 %", Typed(hematocrit_percent=0.45), 45),
    ):
        yield Example(
            formula="Likely slip, what was meant",
            inputs=inputs,
            expected=meant,
            compute=partial(_meant, typed),
            tolerance=0.001,
            source="wrong unit",
        )


def _meant(typed: Typed) -> float:
    return likely_slips(typed)[0].meant


CHOOSING_EXAMPLES = (*_chosen(), *_typed())
