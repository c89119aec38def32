"""Worked examples of run, balance, anticoagulant, citrate, calcium and colloid.

Most follow one run: a man of 80 kg and 180 cm with a haematocrit of 45 %, one plasma volume, 60
mL/min at the inlet, 10 to 1, efficiency 87 %.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from plexlog.clinical.calcium import calcium_content, calcium_with_replacement
from plexlog.clinical.citrate import citrate_mg, citrate_rate_mg_kg_min, citrate_rate_of_acd_a
from plexlog.clinical.examples.example import REFUSED, Example
from plexlog.clinical.exchange import Balance, citrate_anticoagulant_rate
from plexlog.clinical.expected_run import (
    ExpectedRun,
    anticoagulant_ratio_from_blood,
    anticoagulant_share_of_separated,
    blood_to_process_ml,
    expected_run,
    plasma_from_waste_ml,
)
from plexlog.clinical.replacement import (
    Portion,
    colloid_share,
    donor_citrate_mmol,
    mean_albumin_percent,
    replacement_needed_ml,
)
from plexlog.clinical.volumes import nadler_ml, plasma_volume_ml
from plexlog.domain.words import CalciumSalt, Sex

SEPARATOR = "mass balance of a separator; efficiency and 14.4 mL/L as its maker publishes them"
LEE = "Lee and Arepally, J Clin Apher 2012;27:117-125"
ACD_A = "USP monograph of ACD-A"
WEINSTEIN = "Weinstein, J Clin Apher 1996;11:204-210"
USP = "USP monographs of calcium gluconate and calcium chloride injection"
BALANCE = "mass balance"
SHARES = (
    (0.25, (12.9, 10.8, 8.7)),
    (0.40, (15.6, 13.2, 10.6)),
    (0.45, (16.8, 14.2, 11.5)),
)
RATIOS = (10, 12, 15)
REPLACED_ML, MINUTES, WEIGHT_KG = 2837, 113.2, 80
ALBUMIN_AND_SALINE = (
    Portion(volume_ml=1000, is_colloid=False),
    Portion(volume_ml=1838, is_colloid=True, albumin_percent=5),
)


def worked_run() -> ExpectedRun:
    """The run that most examples follow."""
    return expected_run(
        plasma_ml=_plasma_ml(),
        inlet_ml_per_min=60,
        inlet_ac_ratio=10,
        hematocrit_fraction=0.45,
    )


def _blood_ml() -> float:
    return nadler_ml(Sex.MALE, 1.80, 80)


def _plasma_ml() -> float:
    return plasma_volume_ml(_blood_ml(), 0.45)


def _needed_ml() -> float:
    run = worked_run()
    return replacement_needed_ml(
        patient_plasma_ml=_plasma_ml(),
        anticoagulant_ml=run.anticoagulant_ml,
        anticoagulant_in_waste_ml=run.anticoagulant_in_waste_ml,
    )


def _naive_percent() -> float:
    """The balance where what was removed is replaced."""
    run = worked_run()
    return Balance(_plasma_ml() + run.anticoagulant_ml, run.waste_ml).percent or 0.0


def _one(
    formula: str,
    expected: tuple[float, str, float],
    compute: Callable[[], float | None],
    source: str,
    inputs: str = "the worked run",
) -> Example:
    value, unit, tolerance = expected
    return Example(
        formula=formula,
        inputs=inputs,
        expected=value,
        compute=lambda: compute() or 0.0,
        unit=unit,
        tolerance=tolerance,
        source=source,
    )


def _run() -> Iterator[Example]:
    for formula, value, unit, tolerance, compute in (
        ("Blood flow", 54, "mL/min", 0.01, lambda: worked_run().blood_ml_per_min),
        ("Anticoagulant flow", 6, "mL/min", 0.01, lambda: worked_run().anticoagulant_ml_per_min),
        ("Plasma flow", 25.84, "mL/min", 0.005, lambda: worked_run().plasma_ml_per_min),
        ("Run time", 113.2, "min", 0.05, lambda: worked_run().minutes),
        ("Blood processed", 6114, "mL", 1, lambda: worked_run().blood_processed_ml),
        (
            "Blood processed, by volumes",
            6114,
            "mL",
            1,
            lambda: blood_to_process_ml(1, _blood_ml(), 0.87),
        ),
        ("Anticoagulant used", 679, "mL", 1, lambda: worked_run().anticoagulant_ml),
        ("Anticoagulant in waste", 591, "mL", 1, lambda: worked_run().anticoagulant_in_waste_ml),
        (
            "Anticoagulant to patient",
            88,
            "mL",
            1,
            lambda: worked_run().anticoagulant_to_patient_ml,
        ),
        ("Anticoagulant to patient, per litre of blood", 14.4, "mL", 0.05, _per_litre),
        ("Waste", 3517, "mL", 1, lambda: worked_run().waste_ml),
        (
            "Anticoagulant in the waste",
            16.8,
            "%",
            0.05,
            lambda: worked_run().anticoagulant_percent_of_waste,
        ),
        ("Replacement for 100 %", 2837, "mL", 1, _needed_ml),
        ("Balance where plasma removed is replaced", 102.5, "%", 0.05, _naive_percent),
    ):
        yield _one(formula, (value, unit, tolerance), compute, SEPARATOR)


def _per_litre() -> float:
    run = worked_run()
    return run.anticoagulant_to_patient_ml / run.blood_processed_ml * 1000


def _shares() -> Iterator[Example]:
    for hct, shares in SHARES:
        for ratio, expected in zip(RATIOS, shares, strict=True):
            yield _one(
                "Anticoagulant in separated plasma",
                (expected, "%", 0.051),
                _hundred(partial(anticoagulant_share_of_separated, ratio, hct)),
                LEE,
                f"{ratio}:1, Hct {hct:g}",
            )
    yield _one(
        "Patient plasma in a bag",
        (2531, "mL", 1),
        partial(plasma_from_waste_ml, 3000, 10, 0.4),
        LEE,
        "3000 mL, 10:1, Hct 0.4",
    )
    yield _one(
        "Inlet to anticoagulant",
        (10, "", 0),
        partial(anticoagulant_ratio_from_blood, 9),
        LEE,
        "blood to anticoagulant 9:1",
    )


def _hundred(function: Callable[[], float]) -> Callable[[], float]:
    return lambda: 100 * function()


def _citrate() -> Iterator[Example]:
    per_min = (1.18, "mg/kg/min", 0.01)
    yield _one(
        "Citrate in 1 mL ACD-A", (21.3, "mg", 0.05), partial(citrate_mg, 1, 0), ACD_A, "1 mL"
    )
    yield _one(
        "Citrate in plasma",
        (57, "mmol", 0.5),
        partial(donor_citrate_mmol, REPLACED_ML, 20),
        LEE,
        f"{REPLACED_ML} mL plasma, 20 mmol/L",
    )
    yield _one("Citrate with plasma", per_min, partial(_rate, 0, REPLACED_ML), LEE)
    yield _one("Citrate with ACD-A", (0.21, "mg/kg/min", 0.01), partial(_rate, 88, 0), LEE)
    for acir, expected in ((0.8, 1.20), (1.2, 1.79)):
        yield _one(
            "Citrate of an ACD-A infusion",
            (expected, "mg/kg/min", 0.006),
            partial(citrate_rate_of_acd_a, acir, 70 * 70, 70),
            LEE,
            f"{acir:g} mL/min per L, 70 mL/kg",
        )
    yield _one(
        "Anticoagulant rate",
        (1.0, "mL/min/L", 0),
        partial(citrate_anticoagulant_rate, 500, 100, 5000),
        LEE,
        "500 mL in 100 min, 5 L of blood",
    )


def _rate(acd_a_ml: float, plasma_ml: float) -> float | None:
    return citrate_rate_mg_kg_min(citrate_mg(acd_a_ml, plasma_ml), WEIGHT_KG, MINUTES)


def _calcium() -> Iterator[Example]:
    for salt, mmol, mg in (
        (CalciumSalt.GLUCONATE_10, 0.23, 9.3),
        (CalciumSalt.CHLORIDE_10, 0.68, 27.3),
    ):
        inputs = f"1 mL {salt.label}"
        yield _one("Calcium", (mmol, "mmol", 0.005), partial(_mmol_in_1_ml, salt), USP, inputs)
        yield _one("Calcium", (mg, "mg", 0.05), partial(_mg_in_1_ml, salt), USP, inputs)
    gluconate = partial(calcium_with_replacement, CalciumSalt.GLUCONATE_10, 10, REPLACED_ML)
    yield _one("Calcium solution", (28.4, "mL", 0.05), lambda: gluconate()[0], WEINSTEIN)
    yield _one("Calcium given", (6.6, "mmol", 0.05), lambda: gluconate()[1].mmol, WEINSTEIN)


def _mmol_in_1_ml(salt: CalciumSalt) -> float:
    return calcium_content(salt, 1).mmol


def _mg_in_1_ml(salt: CalciumSalt) -> float:
    return calcium_content(salt, 1).mg


def _colloid() -> Iterator[Example]:
    inputs = "1000 mL saline, 1838 mL albumin 5 %"
    for formula, expected, compute in (
        ("Colloid", (64.8, "%", 0.05), _hundred(partial(colloid_share, ALBUMIN_AND_SALINE))),
        ("Albumin", (3.24, "%", 0.005), partial(mean_albumin_percent, ALBUMIN_AND_SALINE)),
    ):
        yield _one(formula, expected, compute, BALANCE, inputs)
    yield Example(
        formula="Calcium",
        inputs="oral",
        expected=REFUSED,
        compute=partial(_mmol_in_1_ml, CalciumSalt.ORAL),
        source=USP,
    )


EXCHANGE_EXAMPLES = (*_run(), *_shares(), *_citrate(), *_calcium(), *_colloid())
