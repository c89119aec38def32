"""What a run will take: time, blood, anticoagulant and waste, from flow, ratio and device.

A forecast for the plan; what the machine counts afterwards is what was delivered.
"""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.clinical.domain_errors import (
    blood_volume,
    hematocrit,
    plasma_volumes,
    possible,
    volume,
)

USUAL_EFFICIENCY = 0.87  # of a centrifugal separator, as its maker publishes it


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedRun:
    """A run as it should go; mL and minutes."""

    blood_ml_per_min: float  # without the anticoagulant
    anticoagulant_ml_per_min: float
    plasma_ml_per_min: float  # the patient's own
    minutes: float
    blood_processed_ml: float
    anticoagulant_ml: float
    anticoagulant_in_waste_ml: float
    waste_ml: float

    @property
    def anticoagulant_to_patient_ml(self) -> float:
        """Anticoagulant that returns."""
        return self.anticoagulant_ml - self.anticoagulant_in_waste_ml

    @property
    def anticoagulant_percent_of_waste(self) -> float:
        """How much of the waste bag is anticoagulant."""
        return 100 * self.anticoagulant_in_waste_ml / self.waste_ml


def expected_run(
    *,
    plasma_ml: float,
    inlet_ml_per_min: float,
    inlet_ac_ratio: float,
    hematocrit_fraction: float,
    efficiency: float = USUAL_EFFICIENCY,
) -> ExpectedRun:
    """The run that removes so much patient plasma; inlet is blood and anticoagulant.

    The separator takes the same part, its efficiency, of plasma and of anticoagulant. Mass
    balance; efficiency 87 % as published for a centrifugal separator (Spectra Optia).
    """
    possible("plasma to remove", plasma_ml, 1, 100_000, "mL")
    possible("an inlet flow of", inlet_ml_per_min, 1, 300, "mL/min")
    possible("an efficiency of", efficiency, 0.1, 1, "")
    anticoagulant = inlet_ml_per_min / _ratio(inlet_ac_ratio)
    blood = inlet_ml_per_min - anticoagulant
    plasma = blood * (1 - hematocrit(hematocrit_fraction)) * efficiency
    minutes = plasma_ml / plasma
    used = anticoagulant * minutes
    in_waste = used * efficiency
    return ExpectedRun(
        blood_ml_per_min=blood,
        anticoagulant_ml_per_min=anticoagulant,
        plasma_ml_per_min=plasma,
        minutes=minutes,
        blood_processed_ml=blood * minutes,
        anticoagulant_ml=used,
        anticoagulant_in_waste_ml=in_waste,
        waste_ml=plasma_ml + in_waste,
    )


def anticoagulant_share_of_separated(inlet_ac_ratio: float, hematocrit_fraction: float) -> float:
    """Anticoagulant as a part of what the separator takes away: 1 / ((r − 1)(1 − Hct) + 1)."""
    plasma_share = 1 - hematocrit(hematocrit_fraction)
    return 1 / ((_ratio(inlet_ac_ratio) - 1) * plasma_share + 1)


def anticoagulant_ratio_from_blood(blood_ac_ratio: float) -> float:
    """Inlet to anticoagulant, from blood to anticoagulant: 9:1 is the same setting as 10:1."""
    return possible("a blood to anticoagulant ratio of", blood_ac_ratio, 3, 29, "") + 1


def blood_to_process_ml(volumes: float, tbv_ml: float, efficiency: float) -> float:
    """Whole blood to process for so many plasma volumes: x × TBV / efficiency."""
    possible("an efficiency of", efficiency, 0.1, 1, "")
    return plasma_volumes(volumes) * blood_volume(tbv_ml) / efficiency


def plasma_from_waste_ml(
    waste_ml: float, inlet_ac_ratio: float, hematocrit_fraction: float
) -> float:
    """The patient's own plasma in a waste bag without saline in it, mL."""
    share = anticoagulant_share_of_separated(inlet_ac_ratio, hematocrit_fraction)
    return volume("waste", waste_ml) * (1 - share)


def _ratio(inlet_ac_ratio: float) -> float:
    return possible("an inlet to anticoagulant ratio of", inlet_ac_ratio, 4, 30, "")
