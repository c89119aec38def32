"""What the program makes of a course, in the form of the expectation files (version 1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plexlog.clinical.figures import CourseFigures, SessionFigures, course_figures
from plexlog.clinical.kinetics import Predicted
from plexlog.clinical.rules import RuleFacts, judge_order, judge_session
from plexlog.domain.findings import Finding, NotAssessed, Verdict
from plexlog.domain.records import Course, Session

FORMAT = "plexlog-expectation"
# Rules that came after version 1 of the format, whose readers compare the codes they know.
NOT_IN_VERSION_1 = frozenset(
    {
        "critical-item-not-done",
        "height-jump",
        "hematocrit-jump",
        "hemoglobin-low",
        "potassium-outside",
        "pre-medication-open",
        "calcium-not-given",
    }
)
TOLERANCES: Mapping[str, float] = {
    "ml": 1.0,
    "plasma_volumes": 0.01,
    "percent": 0.1,
    "citrate_mg_per_kg_min": 0.02,
    "prediction_percentage_points": 0.5,
    "minutes": 0.5,
}


def expectation(
    course: Course,
    facts: RuleFacts,
    case: str,
    kept: Mapping[str, RuleFacts] | None = None,
) -> dict[str, Any]:
    """Numbers and findings of a course as a plain document; `case` is the name of its file.

    `kept` has the facts, by the session's id, of sessions that keep limits of their own.
    """
    own = kept or {}
    figures = course_figures(course)
    order = judge_order(course, facts)
    return {
        "format": FORMAT,
        "version": 1,
        "case": case,
        "tolerances": dict(TOLERANCES),
        "order": {
            "findings": _findings(order),
            "not_assessed": _all_not_assessed(order),
        },
        "sessions": [
            _session(course, session, figures.sessions[session.id], own.get(session.id, facts))
            for session in course.sessions or ()
        ],
        "course": _course(figures),
    }


def _session(
    course: Course, session: Session, figures: SessionFigures, facts: RuleFacts
) -> dict[str, Any]:
    verdicts = judge_session(course, session, facts)
    return {
        "id": session.id,
        "number": session.number,
        **_volumes(figures),
        **_exchange(figures),
        "findings": {phase.value: _findings(verdict) for phase, verdict in verdicts.items()},
        "not_assessed": {
            phase.value: _all_not_assessed(verdict) for phase, verdict in verdicts.items()
        },
    }


def _volumes(figures: SessionFigures) -> dict[str, Any]:
    return {
        "blood_volume_formula": figures.blood_volume_formula,
        "tbv_ml": _rounded(figures.tbv_ml, 1),
        "epv_ml": _rounded(figures.epv_ml, 1),
        "lemmens_epv_ml": _rounded(figures.lemmens_epv_ml, 1),
        "target_ml": _rounded(figures.target_ml, 1),
    }


def _exchange(figures: SessionFigures) -> dict[str, Any]:
    return {
        "anticoagulant_in_waste_ml": _rounded(figures.anticoagulant_in_waste_ml, 1),
        "anticoagulant_in_waste_from": figures.anticoagulant_in_waste_from,
        "anticoagulant_to_patient_ml": _rounded(figures.anticoagulant_to_patient_ml, 1),
        "patient_plasma_removed_ml": _rounded(figures.patient_plasma_removed_ml, 1),
        "plasma_volumes": _rounded(figures.plasma_volumes, 3),
        "in_ml": _rounded(figures.in_ml, 1),
        "out_ml": _rounded(figures.out_ml, 1),
        "balance_ml": _rounded(figures.balance_ml, 1),
        "balance_percent": _rounded(figures.balance_percent, 3),
        "citrate_mg_per_kg_min": {
            "max": _rounded(figures.citrate_max_mg_per_kg_min, 3),
            "mean": _rounded(figures.citrate_mean_mg_per_kg_min, 3),
        },
        "run_minutes": _rounded(figures.run_minutes, 1),
    }


def _course(figures: CourseFigures) -> dict[str, Any]:
    return {
        "sessions_ended": figures.sessions_ended,
        "plasma_volumes": _rounded(figures.plasma_volumes, 3),
        "prediction": [_predicted(one) for one in figures.prediction],
        "reactions": [
            {
                "kind": counted.kind.value,
                "grade": None if counted.grade is None else counted.grade.value,
                "count": counted.count,
            }
            for counted in figures.reactions
        ],
        "catheter_days": figures.catheter_days,
    }


def _predicted(one: Predicted) -> dict[str, Any]:
    band = one.igg_after_band_percent
    return {
        "session_id": one.session_id,
        "igg_before_percent": _rounded(one.igg_before_percent, 1),
        "fibrinogen_before_percent": _rounded(one.fibrinogen_before_percent, 1),
        "igg_after_percent": _rounded(one.igg_after_percent, 1),
        "fibrinogen_after_percent": _rounded(one.fibrinogen_after_percent, 1),
        "igg_after_band_percent": None if band is None else [round(edge, 1) for edge in band],
    }


def _findings(verdict: Verdict) -> list[dict[str, Any]]:
    return [_finding(one) for one in verdict.findings if one.code not in NOT_IN_VERSION_1]


def _all_not_assessed(verdict: Verdict) -> list[dict[str, Any]]:
    return [_not_assessed(one) for one in verdict.not_assessed if one.code not in NOT_IN_VERSION_1]


def _finding(finding: Finding) -> dict[str, Any]:
    written: dict[str, Any] = {"code": finding.code, "severity": finding.severity.word}
    if finding.at:
        written["at"] = [moment.text for moment in finding.at]
    if finding.subject:
        written["subject"] = list(finding.subject)
    if finding.override is not None:
        written["overridden"] = True
    return written


def _not_assessed(one: NotAssessed) -> dict[str, Any]:
    return {"code": one.code, "missing": list(one.missing)}


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
