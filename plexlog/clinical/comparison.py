"""The blood volume in use beside every other formula that applies to the patient.

Shows how far formulas differ, so that a person can choose; it chooses nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plexlog.clinical.volumes import (
    ADULT_YEARS,
    NADLER_ABOVE_KG,
    BloodVolume,
    BodySize,
    blood_volume,
    plasma_volume_ml,
    usual_formula,
)
from plexlog.clinical.weight_volumes import (
    Build,
    build_by_bmi,
    flat_ml,
    flat_ml_per_kg,
    gilcher_ml_per_kg,
    kaplan_plasma_ml,
)
from plexlog.domain import wording
from plexlog.domain.words import VolumeFormula


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedVolume:
    """What another formula gives; differences are of plasma volume, from the one in use."""

    formula: str  # nadler, linderkamp, lemmens, gilcher, kaplan or flat
    label: str
    tbv_ml: float | None  # None: the formula gives plasma alone
    epv_ml: float
    difference_ml: float
    difference_percent: float
    working: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeComparison:
    """The formula in use with its reason, and every other one that applies."""

    used: BloodVolume
    reason: str  # why this formula
    epv_ml: float
    others: tuple[ComparedVolume, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """One formula with its result, before it is held against the one in use."""

    formula: str
    label: str
    tbv_ml: float | None
    epv_ml: float
    working: str
    source: str


def volume_comparison(
    body: BodySize,
    hematocrit_fraction: float,
    used: BloodVolume | None = None,
    build: Build | None = None,
) -> VolumeComparison:
    """The volume in use, or else the usual one, beside every other formula that applies."""
    own = used or blood_volume(body)
    epv = plasma_volume_ml(own.tbv_ml, hematocrit_fraction)
    found = [*_by_size(body, hematocrit_fraction), *_by_weight(body, hematocrit_fraction, build)]
    return VolumeComparison(
        used=own,
        reason=reason_of(body, own),
        epv_ml=epv,
        others=tuple(_against(epv, one) for one in found if one.formula != own.formula),
    )


def reason_of(body: BodySize, used: BloodVolume) -> str:
    """Why this formula is in use, in words."""
    if used.formula == "typed":
        return f"typed by a person: {used.reason}"
    usual = usual_formula(body.age_years, body.weight_kg)
    if used.formula != usual.value:
        return f"chosen by a person; the usual one would be {usual.label}"
    if usual is VolumeFormula.NADLER:
        return f"usual from {ADULT_YEARS} years and above {NADLER_ABOVE_KG} kg"
    if _is_adult(body):
        return f"usual up to {NADLER_ABOVE_KG} kg"
    return f"usual below {ADULT_YEARS} years"


def _against(epv_ml: float, found: _Found) -> ComparedVolume:
    difference = found.epv_ml - epv_ml
    return ComparedVolume(
        formula=found.formula,
        label=found.label,
        tbv_ml=found.tbv_ml,
        epv_ml=found.epv_ml,
        difference_ml=difference,
        difference_percent=100 * difference / epv_ml,
        working=found.working,
        source=found.source,
    )


def _by_size(body: BodySize, hematocrit_fraction: float) -> Iterator[_Found]:
    """The formulas that a person may choose and that were made for such a patient."""
    formulas = [usual_formula(body.age_years, body.weight_kg)]
    if _is_adult(body):
        formulas.append(VolumeFormula.LEMMENS)
    for formula in formulas:
        volume = blood_volume(body, formula)
        yield _Found(
            formula=volume.formula,
            label=formula.label.capitalize(),
            tbv_ml=volume.tbv_ml,
            epv_ml=plasma_volume_ml(volume.tbv_ml, hematocrit_fraction),
            working=volume.working,
            source=volume.source,
        )


def _by_weight(
    body: BodySize, hematocrit_fraction: float, build: Build | None
) -> Iterator[_Found]:
    """The rules of thumb by weight alone; Kaplan's was made for adults."""
    seen = build or build_by_bmi(body.bmi)
    per_kg = gilcher_ml_per_kg(body.sex, body.age_years, seen)
    label = f"Gilcher, {seen}" if _is_adult(body) else "Gilcher, child"
    yield _per_kg(body, hematocrit_fraction, per_kg, ("gilcher", label, "Gilcher, rule of fives"))
    per_kg = flat_ml_per_kg(body.age_years)
    yield _per_kg(
        body, hematocrit_fraction, per_kg, ("flat", f"{per_kg} mL/kg", "bedside rule by age")
    )
    if _is_adult(body):
        plasma = kaplan_plasma_ml(body.weight_kg, hematocrit_fraction)
        yield _Found(
            formula="kaplan",
            label="Kaplan",
            tbv_ml=None,
            epv_ml=plasma,
            working=f"1000 × 0.065 × {body.weight_kg:g} × (1 − {hematocrit_fraction:g}) "
            f"= {wording.millilitres(plasma)} of plasma",
            source="Kaplan 1990, ASAIO Trans 36:M597",
        )


def _per_kg(
    body: BodySize, hematocrit_fraction: float, per_kg: int, names: tuple[str, str, str]
) -> _Found:
    formula, label, source = names
    total = flat_ml(body.weight_kg, per_kg)
    return _Found(
        formula=formula,
        label=label,
        tbv_ml=total,
        epv_ml=plasma_volume_ml(total, hematocrit_fraction),
        working=f"{per_kg} × {body.weight_kg:g} = {wording.millilitres(total)}",
        source=source,
    )


def _is_adult(body: BodySize) -> bool:
    return body.age_years >= ADULT_YEARS
