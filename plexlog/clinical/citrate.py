"""Citrate that reaches the patient: with returned anticoagulant and with donor plasma."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plexlog.clinical.domain_errors import blood_volume, possible, time, volume, weight

MG_PER_ML_ACD_A = 21.34  # citrate ion; 112.9 mmol/L (USP monograph of ACD-A)
MG_PER_ML_PLASMA = 3.78  # about 20 mmol/L in a unit drawn into CPD


@dataclass(frozen=True, slots=True)
class BagShare:
    """A bag as the ledger of replacement has it."""

    is_plasma: bool
    given_ml: float


def citrate_mg(acd_a_to_patient_ml: float, plasma_given_ml: float) -> float:
    """Citrate ion in mg: ACD-A that returns, and plasma given.

    Lee G, Arepally GM. J Clin Apher 2012;27:117-125; citrate of plasma units from the CPD
    formula.
    """
    volume("ACD-A to the patient", acd_a_to_patient_ml)
    volume("plasma given", plasma_given_ml)
    return acd_a_to_patient_ml * MG_PER_ML_ACD_A + plasma_given_ml * MG_PER_ML_PLASMA


def citrate_rate_mg_kg_min(dose_mg: float, weight_kg: float, minutes: float) -> float | None:
    """Citrate per kg of body weight and minute; None where no time passed."""
    possible("a citrate dose of", dose_mg, 0, 10_000_000, "mg")
    weight(weight_kg)
    return None if time(minutes) <= 0 else dose_mg / weight_kg / minutes


def citrate_rate_of_acd_a(ml_per_min_per_l: float, tbv_ml: float, weight_kg: float) -> float:
    """Citrate in mg/kg/min of an ACD-A infusion in mL per minute and litre of blood volume."""
    possible("an infusion of ACD-A of", ml_per_min_per_l, 0, 100, "mL/min per L")
    per_min = ml_per_min_per_l * blood_volume(tbv_ml) / 1000
    return per_min * MG_PER_ML_ACD_A / weight(weight_kg)


def plasma_along_bags_ml(replaced_ml: float, bags: Sequence[BagShare]) -> float:
    """Donor plasma among what was replaced, mL: the total laid along the bags in their order.

    What goes beyond the last bag belongs to the last.
    """
    plasma = 0.0
    left = volume("replaced", replaced_ml)
    for bag in bags:
        part = min(left, volume("given of a bag", bag.given_ml))
        plasma += part if bag.is_plasma else 0.0
        left -= part
    return plasma + (left if bags and bags[-1].is_plasma else 0.0)
