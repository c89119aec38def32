"""The numbers of a planned session that are read at a glance: citrate, calcium, what is removed.

All of them are forecasts from plan, weight and haematocrit; what was delivered is counted later.
"""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.clinical.citrate import citrate_mg, citrate_rate_mg_kg_min
from plexlog.clinical.kinetics import removed_fraction
from plexlog.clinical.plans import planned_anticoagulant, planned_replacement, share_of_plasma
from plexlog.clinical.rules.thresholds import above
from plexlog.domain.words import AnticoagulantProduct
from plexlog.services.open_session import SessionView
from plexlog.services.plan_needs import calcium_needed, planned_run, replacement_ml
from plexlog.services.planning import circuit_share_percent


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNumbers:
    """What the planned session will take and do; None where an input is missing."""

    replacement_ml: float | None
    run_minutes: float | None
    anticoagulant_ml: float | None
    citrate_mg_kg_min: float | None  # a mean over the run; donor plasma brings its own
    citrate_above_mg_kg_min: float | None  # the limit, where it is expected to be beyond
    calcium_ml: float | None
    calcium_mmol: float | None
    circuit_share_percent: float | None
    removed_percent: float | None  # of the patient's own proteins within the vessels


def plan_numbers(view: SessionView) -> PlanNumbers:
    """All numbers of the plan as it stands."""
    run = planned_run(view)
    calcium = calcium_needed(view)
    citrate, limit = planned_citrate(view), view.facts.thresholds.citrate_high_mg_kg_min
    return PlanNumbers(
        replacement_ml=replacement_ml(view),
        run_minutes=None if run is None else run.minutes,
        anticoagulant_ml=None if run is None else run.anticoagulant_ml,
        citrate_mg_kg_min=citrate,
        citrate_above_mg_kg_min=(limit if citrate is not None and above(citrate, limit) else None),
        calcium_ml=None if calcium is None else calcium[0],
        calcium_mmol=None if calcium is None else calcium[1].mmol,
        circuit_share_percent=circuit_share_percent(view),
        removed_percent=removed_percent(view),
    )


def planned_citrate(view: SessionView) -> float | None:
    """Citrate that reaches the patient, mg/kg/min over the expected run; of ACD-A only.

    The mean over the run; where plasma is given last, its part of the run has more.
    """
    run, weight = planned_run(view), view.figures.volumes.weight_kg
    given = planned_anticoagulant(view.course, view.session)
    replaced = replacement_ml(view)
    share = share_of_plasma(planned_replacement(view.course, view.session))
    if run is None or weight is None or given is None or replaced is None or share is None:
        return None
    if given.product is not AnticoagulantProduct.ACD_A:
        return None
    dose = citrate_mg(run.anticoagulant_to_patient_ml, replaced * share)
    return citrate_rate_mg_kg_min(dose, weight, run.minutes)


def removed_percent(view: SessionView) -> float | None:
    """What the session will take of the patient's own proteins in the vessels, 100 (1 − e^(−x)).

    Donor plasma takes as much of them, and brings its own; see `brings_its_own`.
    """
    planned = view.figures.volumes.planned_plasma_volumes
    return None if planned is None else 100 * removed_fraction(planned)


def brings_its_own(view: SessionView) -> bool:
    """Whether donor plasma is planned, which brings IgG and fibrinogen along."""
    return bool(share_of_plasma(planned_replacement(view.course, view.session)))
