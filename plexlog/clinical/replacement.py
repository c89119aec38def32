"""Replacement fluid: how much a balance needs, how much of it is colloid, albumin, circuit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plexlog.clinical.domain_errors import (
    ImpossibleValueError,
    blood_volume,
    possible,
    share,
    volume,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """A part of the replacement as it is given."""

    volume_ml: float
    is_colloid: bool
    albumin_percent: float = 0.0  # g per 100 mL, as given


def replacement_needed_ml(
    *,
    patient_plasma_ml: float,
    anticoagulant_ml: float,
    anticoagulant_in_waste_ml: float,
    balance_percent: float = 100.0,
    other_in_ml: float = 0.0,
    other_out_ml: float = 0.0,
) -> float:
    """Replacement in mL for a fluid balance, in over out.

    Out is the waste, plasma with its anticoagulant; in is replacement, anticoagulant and what else
    is given. Replacing what plasma was removed gives more than 100 %. Mass balance.
    """
    possible("a balance of", balance_percent, 50, 200, "%")
    volume("anticoagulant", anticoagulant_ml)
    out = (
        volume("patient plasma", patient_plasma_ml)
        + volume("anticoagulant in the waste", anticoagulant_in_waste_ml)
        + volume("other fluid out", other_out_ml)
    )
    needed = out * balance_percent / 100 - anticoagulant_ml - volume("other fluid in", other_in_ml)
    return max(needed, 0.0)


def colloid_share(portions: Sequence[Portion]) -> float:
    """Colloid as a part of all that is given. Raises ImpossibleValueError where nothing is."""
    whole = _whole(portions)
    return sum(one.volume_ml for one in portions if one.is_colloid) / whole


def mean_albumin_percent(portions: Sequence[Portion]) -> float:
    """Albumin in g per 100 mL of all that is given. Raises ImpossibleValueError for nothing."""
    whole = _whole(portions)
    return 100 * sum(albumin_g(one.volume_ml, one.albumin_percent) for one in portions) / whole


def albumin_g(volume_ml: float, albumin_percent: float) -> float:
    """Grams of albumin in a volume of a solution."""
    possible("an albumin concentration of", albumin_percent, 0, 25, "%")
    return volume("a solution of", volume_ml) * albumin_percent / 100


def donor_citrate_mmol(plasma_ml: float, mmol_per_l: float) -> float:
    """Citrate in donor plasma, mmol."""
    possible("a citrate concentration of", mmol_per_l, 0, 200, "mmol/L")
    return volume("donor plasma", plasma_ml) * mmol_per_l / 1000


def extracorporeal_share(circuit_ml: float, tbv_ml: float) -> float:
    """What part of the blood the circuit holds; it may be more than all of a small child's."""
    return volume("a circuit of", circuit_ml) / blood_volume(tbv_ml)


def diluted_parts_ml(
    volume_ml: float, concentrate_percent: float, diluted_to_percent: float
) -> tuple[float, float]:
    """Concentrate and diluent in mL for a volume of diluted albumin."""
    possible("an albumin concentration of", concentrate_percent, 3.5, 25, "%")
    possible("a diluted concentration of", diluted_to_percent, 0.1, concentrate_percent, "%")
    concentrate = volume("a solution of", volume_ml) * diluted_to_percent / concentrate_percent
    return concentrate, volume_ml - concentrate


def _whole(portions: Sequence[Portion]) -> float:
    whole = sum(volume("a portion of", one.volume_ml) for one in portions)
    if whole <= 0:
        raise ImpossibleValueError(
            "a replacement of 0 mL is not possible here; possible is more than 0 mL"
        )
    return whole


def part_of_replacement_ml(replacement_ml: float, part: float) -> float:
    """A fluid's volume by its share of the replacement."""
    return volume("a replacement of", replacement_ml) * share(part)
