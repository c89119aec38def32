"""Worked examples of blood and plasma volume."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from plexlog.clinical.examples.example import REFUSED, Example, Result
from plexlog.clinical.volumes import (
    lemmens_ml,
    lemmens_ml_per_kg,
    linderkamp_ml,
    nadler_ml,
    plasma_volume_ml,
)
from plexlog.clinical.weight_volumes import Build, flat_ml, gilcher_ml_per_kg, kaplan_plasma_ml
from plexlog.domain.words import Sex

NADLER = "Nadler, Surgery 1962;51:224-232"
LEMMENS = "Lemmens, Obes Surg 2006;16:773-776"
KAPLAN = "Kaplan, ASAIO Trans 1990;36:M597-M599"
LINDERKAMP = "Linderkamp, Eur J Pediatr 1977;125:227-234"
PLASMA = "Kaplan, Am J Kidney Dis 2008;52:1180-1196"
GILCHER = "Gilcher, rule of fives (AABB Technical Manual)"
CM_PER_INCH, LB_PER_KG = 2.54, 2.20462

# Sex, height in m, weight in kg, haematocrit; then in mL: Nadler, plasma by it, Lemmens in mL/kg,
# Lemmens, its plasma, plasma by Kaplan, plasma by 70 mL/kg.
ADULTS = (
    (Sex.MALE, 1.80, 80.0, 0.45, (5319.1, 2925.5, 66.07, 5286.0, 2907.0, 2860.0, 3080.0)),
    (Sex.FEMALE, 1.65, 60.0, 0.38, (3767.7, 2336.0, 69.94, 4196.0, 2602.0, 2418.0, 2604.0)),
    (Sex.MALE, 1.75, 70.0, 0.30, (4823.8, 3376.6, 68.67, 4807.0, 3365.0, 3185.0, 3430.0)),
    (Sex.FEMALE, 1.60, 100.0, 0.36, (4949.9, 3167.9, 52.53, 5253.0, 3362.0, 4160.0, 4480.0)),
    (Sex.MALE, 1.78, 150.0, 0.42, (7501.8, 4351.1, 47.72, 7158.0, 4151.0, 5655.0, 6090.0)),
)
# Sex, completed years, height in cm, weight in kg, total blood volume in mL.
CHILDREN = (
    (Sex.FEMALE, 1, 75.0, 10.0, 814.1),
    (Sex.MALE, 5, 110.0, 18.0, 1396.1),
    (Sex.MALE, 10, 138.0, 32.0, 2416.1),
    (Sex.FEMALE, 10, 138.0, 32.0, 2276.5),
)
# Sex, completed years, build, mL/kg.
RULE_OF_FIVES = (
    *((Sex.MALE, 40, build, 60 + 5 * step) for step, build in enumerate(Build)),
    *((Sex.FEMALE, 40, build, 55 + 5 * step) for step, build in enumerate(Build)),
    (Sex.FEMALE, 0, Build.NORMAL, 80),
    (Sex.MALE, 12, Build.NORMAL, 70),
)


def _ml(
    formula: str, inputs: str, expected: Result, compute: Callable[[], Result], source: str
) -> Example:
    return Example(
        formula=formula,
        inputs=inputs,
        expected=expected,
        compute=compute,
        unit="mL",
        tolerance=1.0,
        source=source,
    )


def _plasma(blood: Callable[[], float], hematocrit: float) -> Callable[[], float]:
    return lambda: plasma_volume_ml(blood(), hematocrit)


def _adults() -> Iterator[Example]:
    for sex, metres, kilograms, hct, expected in ADULTS:
        nadler, plasma, per_kg, lemmens, by_lemmens, kaplan, flat = expected
        size = f"{sex}, {metres:.2f} m, {kilograms:g} kg"
        with_hct = f"{size}, Hct {hct:g}"
        blood, obese = (
            partial(nadler_ml, sex, metres, kilograms),
            partial(lemmens_ml, metres, kilograms),
        )
        by_70 = partial(flat_ml, kilograms, 70)
        yield _ml("Nadler", size, nadler, blood, NADLER)
        yield _ml("Plasma by Nadler", with_hct, plasma, _plasma(blood, hct), PLASMA)
        yield _ml("1.5 plasma volumes", with_hct, 1.5 * plasma, _times(1.5, blood, hct), PLASMA)
        yield Example(
            formula="Lemmens, mL per kg",
            inputs=size,
            expected=per_kg,
            compute=partial(lemmens_ml_per_kg, metres, kilograms),
            unit="mL/kg",
            tolerance=0.005,
            source=LEMMENS,
        )
        yield _ml("Lemmens", size, lemmens, obese, LEMMENS)
        yield _ml("Plasma by Lemmens", with_hct, by_lemmens, _plasma(obese, hct), PLASMA)
        yield _ml("Kaplan", with_hct, kaplan, partial(kaplan_plasma_ml, kilograms, hct), KAPLAN)
        yield _ml("Plasma by 70 mL/kg", with_hct, flat, _plasma(by_70, hct), PLASMA)


def _times(count: float, blood: Callable[[], float], hematocrit: float) -> Callable[[], float]:
    return lambda: count * plasma_volume_ml(blood(), hematocrit)


def _children() -> Iterator[Example]:
    for sex, years, centimetres, kilograms, expected in CHILDREN:
        inputs = f"{sex}, {years} y, {centimetres:g} cm, {kilograms:g} kg"
        compute = partial(linderkamp_ml, sex, years, centimetres, kilograms)
        yield _ml("Linderkamp", inputs, expected, compute, LINDERKAMP)
    for sex, years, build, per_kg in RULE_OF_FIVES:
        yield Example(
            formula="Gilcher",
            inputs=f"{sex}, {years} y, {build}",
            expected=per_kg,
            compute=partial(gilcher_ml_per_kg, sex, years, build),
            unit="mL/kg",
            source=GILCHER,
        )


def _slips() -> Iterator[Example]:
    """Wrong units: converted by hand they give the same, typed as they are they are refused."""
    metres, kilograms = 70.866 * CM_PER_INCH / 100, 176.37 / LB_PER_KG
    yield _ml(
        "Nadler",
        "male, 70.866 in, 176.37 lb",
        5318.6,
        partial(nadler_ml, Sex.MALE, metres, kilograms),
        NADLER,
    )
    for formula, inputs, compute in (
        ("Nadler", "male, 180 m", partial(nadler_ml, Sex.MALE, 180, 80)),
        ("Lemmens", "180 m", partial(lemmens_ml, 180, 80)),
        ("Linderkamp", "1.1 cm", partial(linderkamp_ml, Sex.MALE, 5, 1.1, 18)),
        ("Plasma volume", "Hct 45", partial(plasma_volume_ml, 5319.1, 45)),
        ("Plasma volume", "Hct 0", partial(plasma_volume_ml, 5319.1, 0)),
        ("Kaplan", "Hct 45", partial(kaplan_plasma_ml, 80, 45)),
    ):
        yield Example(
            formula=formula, inputs=inputs, expected=REFUSED, compute=compute, source="wrong unit"
        )


VOLUME_EXAMPLES = (*_adults(), *_children(), *_slips())
