"""What left the patient and what came in: anticoagulant in the waste, plasma removed, balance."""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.clinical.domain_errors import (
    ImpossibleValueError,
    blood_volume,
    hematocrit,
    possible,
    time,
    volume,
)


@dataclass(frozen=True, slots=True)
class Balance:
    """Fluid in and out of the patient, in mL."""

    in_ml: float
    out_ml: float

    def __post_init__(self) -> None:
        volume("fluid in", self.in_ml)
        volume("fluid out", self.out_ml)

    @property
    def difference_ml(self) -> float:
        """In minus out, mL; positive where the patient gained."""
        return self.in_ml - self.out_ml

    @property
    def percent(self) -> float | None:
        """In over out × 100; None while nothing is out."""
        return self.in_ml / self.out_ml * 100 if self.out_ml > 0 else None


def estimated_anticoagulant_in_waste_ml(
    *,
    removed_ml: float,
    saline_in_waste_ml: float,
    inlet_ml: float,
    anticoagulant_ml: float,
    hematocrit_fraction: float,
) -> float:
    """Anticoagulant that left with the plasma, mL; inlet is blood and anticoagulant.

    Anticoagulant dilutes the plasma of the drawn blood: its share of the separated fluid is
    AC / ((inlet − AC) × (1 − Hct) + AC). Mass balance of the separator; Lee G, Arepally GM.
    J Clin Apher 2012;27:117-125.
    """
    volume("removed", removed_ml)
    volume("saline in the waste", saline_in_waste_ml)
    volume("inlet", inlet_ml)
    volume("anticoagulant", anticoagulant_ml)
    plasma_share = 1 - hematocrit(hematocrit_fraction)
    if anticoagulant_ml > inlet_ml:
        raise ImpossibleValueError(
            f"anticoagulant {anticoagulant_ml:g} mL is not possible; "
            f"the inlet of {inlet_ml:g} mL includes it"
        )
    if anticoagulant_ml == 0:
        return 0.0
    separated = (inlet_ml - anticoagulant_ml) * plasma_share + anticoagulant_ml
    return max(removed_ml - saline_in_waste_ml, 0.0) * anticoagulant_ml / separated


def patient_plasma_removed_ml(
    removed_ml: float, anticoagulant_in_waste_ml: float, saline_in_waste_ml: float
) -> float:
    """The patient's own plasma in the waste, mL: removed − anticoagulant − saline in it."""
    volume("removed", removed_ml)
    volume("anticoagulant in the waste", anticoagulant_in_waste_ml)
    volume("saline in the waste", saline_in_waste_ml)
    plasma = removed_ml - anticoagulant_in_waste_ml - saline_in_waste_ml
    if plasma < 0:
        raise ImpossibleValueError(
            f"removed {removed_ml:g} mL is not possible; possible is at least what is in it: "
            f"{anticoagulant_in_waste_ml + saline_in_waste_ml:g} mL of anticoagulant and saline"
        )
    return plasma


def plasma_volumes_exchanged(patient_plasma_ml: float, plasma_volume_ml: float) -> float:
    """Plasma removed as multiples of the patient's plasma volume."""
    possible("a plasma volume of", plasma_volume_ml, 10, 100_000, "mL")
    return volume("patient plasma", patient_plasma_ml) / plasma_volume_ml


def citrate_anticoagulant_rate(
    anticoagulant_ml: float, minutes: float, tbv_ml: float
) -> float | None:
    """Anticoagulant to the patient, mL per minute and litre of total blood volume.

    None where no time passed.
    """
    litres = blood_volume(tbv_ml) / 1000
    returned = volume("anticoagulant", anticoagulant_ml)
    return None if time(minutes) <= 0 else returned / minutes / litres
