"""What the plan shows beside the order: every blood volume formula, what to fetch, how long.

Reads the open session only; choosing and typing stand in `planning`.
"""

from __future__ import annotations

from collections.abc import Sequence

from plexlog.clinical.calcium import CalciumContent, calcium_with_replacement
from plexlog.clinical.comparison import ComparedVolume, VolumeComparison, volume_comparison
from plexlog.clinical.expected_run import USUAL_EFFICIENCY, ExpectedRun, expected_run
from plexlog.clinical.pick_list import Pick, pick_list
from plexlog.clinical.plans import (
    planned_anticoagulant,
    planned_balance_percent,
    planned_calcium,
    planned_replacement,
)
from plexlog.clinical.replacement import replacement_needed_ml
from plexlog.clinical.volumes import BodySize
from plexlog.clinical.weight_volumes import Build
from plexlog.domain import wording
from plexlog.domain.facts import FluidFact, MachineFact
from plexlog.domain.words import AnticoagulantProduct, CalciumSalt, MachineKind
from plexlog.services.open_session import SessionView

USUAL_INLET_ML_MIN = 60.0
CITRATES = (
    AnticoagulantProduct.ACD_A,
    AnticoagulantProduct.ACD_B,
    AnticoagulantProduct.TRISODIUM_CITRATE_4,
)
SALTS = (CalciumSalt.GLUCONATE_10, CalciumSalt.CHLORIDE_10)

__all__ = [
    "Build",
    "ComparedVolume",
    "Pick",
    "calcium_needed",
    "compared_volumes",
    "efficiency_of",
    "fetch_list",
    "inlet_ml_min",
    "pick_words",
    "planned_run",
    "replacement_ml",
]


def compared_volumes(view: SessionView, build: Build | None = None) -> VolumeComparison | None:
    """The formula in use with its reason, and all others; None while an input is missing."""
    volumes, sex = view.figures.volumes, view.course.patient.sex_for_formulas
    height, weight, age = volumes.height_cm, volumes.weight_kg, volumes.age_years
    if sex is None or height is None or weight is None or age is None:
        return None
    if volumes.hematocrit is None or volumes.blood_volume is None:
        return None
    body = BodySize(sex=sex, age_years=age, height_cm=height, weight_kg=weight)
    return volume_comparison(body, volumes.hematocrit, volumes.blood_volume, build)


def machine_of(
    view: SessionView, machines: Sequence[MachineFact] | None = None
) -> MachineFact | None:
    """What the unit knows of the machine that is recorded; None where it is none of the unit's."""
    used = view.session.machine
    of_unit = view.machines if machines is None else machines
    known = (one for one in of_unit if used is not None and one.model == used.model)
    return next(known, None)


def efficiency_of(
    view: SessionView, machines: Sequence[MachineFact] | None = None
) -> float | None:
    """The machine's efficiency, or else that of a centrifugal separator; None: not known."""
    used, known = view.session.machine, machine_of(view, machines)
    if known is not None and known.plasma_efficiency_percent:
        return float(known.plasma_efficiency_percent) / 100
    is_other = used is not None and used.kind is not MachineKind.CENTRIFUGAL
    return None if is_other else USUAL_EFFICIENCY


def inlet_ml_min(view: SessionView, machines: Sequence[MachineFact] | None = None) -> float:
    """The inlet flow to forecast with: the usual one, or the nearest that the machine has."""
    known, flow = machine_of(view, machines), USUAL_INLET_ML_MIN
    if known is not None and known.flow_low_ml_min:
        flow = max(flow, float(known.flow_low_ml_min))
    if known is not None and known.flow_high_ml_min:
        flow = min(flow, float(known.flow_high_ml_min))
    return flow


def planned_run(
    view: SessionView, machines: Sequence[MachineFact] | None = None, inlet: float | None = None
) -> ExpectedRun | None:
    """How the run should go; None without target, haematocrit, ratio and efficiency."""
    target, hematocrit = view.figures.target_ml, view.figures.volumes.hematocrit
    given, efficiency = (
        planned_anticoagulant(view.course, view.session),
        efficiency_of(view, machines),
    )
    if not target or hematocrit is None or efficiency is None:
        return None
    if given is None or given.inlet_ac_ratio is None or given.product not in CITRATES:
        return None
    return expected_run(
        plasma_ml=target,
        inlet_ml_per_min=inlet_ml_min(view, machines) if inlet is None else inlet,
        inlet_ac_ratio=float(given.inlet_ac_ratio),
        hematocrit_fraction=hematocrit,
        efficiency=efficiency,
    )


def replacement_ml(
    view: SessionView, machines: Sequence[MachineFact] | None = None
) -> float | None:
    """Replacement for target and ordered balance; None before the target is known.

    Anticoagulant counts on both sides where its ratio is planned; without a ratio the target
    alone, which is a few per cent too much.
    """
    target = view.figures.target_ml
    if target is None:
        return None
    percent = planned_balance_percent(view.course, view.session)
    run = planned_run(view, machines)
    return replacement_needed_ml(
        patient_plasma_ml=target,
        anticoagulant_ml=0.0 if run is None else run.anticoagulant_ml,
        anticoagulant_in_waste_ml=0.0 if run is None else run.anticoagulant_in_waste_ml,
        balance_percent=100.0 if percent is None else float(percent),
    )


def fetch_list(
    view: SessionView, fluids: Sequence[FluidFact], machines: Sequence[MachineFact] | None = None
) -> tuple[Pick, ...]:
    """Whole bottles and units for the session, with what will be left over."""
    needed = replacement_ml(view, machines)
    shares = planned_replacement(view.course, view.session)
    return () if needed is None or shares is None else pick_list(shares, needed, fluids)


def pick_words(pick: Pick) -> str:
    """Containers by size, such as `4 × 500 mL + 1 × 250 mL`."""
    return " + ".join(
        f"{wording.number(one.count)} × {wording.millilitres(one.size_ml)}"
        for one in pick.containers
    )


def calcium_needed(
    view: SessionView, machines: Sequence[MachineFact] | None = None
) -> tuple[float, CalciumContent] | None:
    """ML of the planned calcium and what is in it; None without a plan by litre of fluid."""
    plan = planned_calcium(view.course, view.session)
    needed = replacement_ml(view, machines)
    if plan is None or plan.ml_per_l_replaced is None or needed is None:
        return None
    if plan.salt not in SALTS:
        return None
    return calcium_with_replacement(plan.salt, float(plan.ml_per_l_replaced), needed)
