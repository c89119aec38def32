"""Rules before a session on weight, haematocrit and the formula of the volume."""

from __future__ import annotations

from datetime import timedelta

from plexlog.clinical.rules.rule import Answer, Missing, Raised, SessionCase, said
from plexlog.clinical.rules.thresholds import above, below
from plexlog.clinical.slips import weight_slip
from plexlog.clinical.volumes import ADULT_YEARS
from plexlog.domain.moments import Moment


def weight_jump(case: SessionCase) -> Answer:
    """Ask where the weight is more than 10 % off the last one within 14 days."""
    weight = case.before("weight_kg")
    if weight is None:
        return Missing(("weight_kg",))
    known = _earlier_weights(case)
    if known and case.start is None:
        return Missing(("started_at",))
    last = _last_weight(case, known)
    if last is None or not above(100 * abs(weight - last) / last, case.limits.weight_jump_percent):
        return None
    return Raised(
        what=f"Weight {said('weight_kg', weight)}; the last was {said('weight_kg', last)}",
        why=weight_slip(weight / last) or "So much within two weeks is rare.",
        do="Weigh again, or confirm the weight.",
    )


def _earlier_weights(case: SessionCase) -> list[tuple[Moment, float]]:
    """The weights of the course with their times, not of this session."""
    known: list[tuple[Moment, float]] = []
    for session in case.earlier:
        for values in (session.before, session.close.after if session.close else None):
            weight = (values or {}).get("weight_kg")
            at = None if weight is None else weight.taken_at or session.started_at
            if weight is not None and at is not None:
                known.append((at, float(weight.value)))
    return known + [
        (result.taken_at, float(result.value))
        for result in case.course.lab_results or ()
        if result.quantity == "weight_kg" and result.session_id != case.session.id
    ]


def _last_weight(case: SessionCase, known: list[tuple[Moment, float]]) -> float | None:
    """The last of the weights within the days before the start."""
    if case.start is None:
        return None
    earliest = case.start + timedelta(days=-case.limits.weight_jump_days)
    recent = [(at, weight) for at, weight in known if earliest <= at <= case.start]
    return max(recent, key=lambda pair: pair[0])[1] if recent else None


def hematocrit_stale(case: SessionCase) -> Answer:
    """Stop where the haematocrit is older than 48 h at the start.

    Judged is what was taken before the start: of one taken later this is not assessed.
    """
    measured_value = (case.session.before or {}).get("hematocrit_percent")
    taken_at = None if measured_value is None else measured_value.taken_at
    if taken_at is None:
        return Missing(("hematocrit_percent",))
    if case.start is None:
        return Missing(("started_at",))
    hours = case.start.hours_since(taken_at)
    if hours < 0:
        return Missing(("hematocrit_percent",))
    if not above(hours, case.limits.hematocrit_stale_hours):
        return None
    return Raised(
        what=f"The haematocrit is {hours:.0f} h old",
        why="The plasma volume is calculated with it, and it changes from session to session.",
        do="Measure it again.",
    )


def formulas_disagree(case: SessionCase) -> Answer:
    """Tell of adults from BMI 30 whose plasma volume by Lemmens is more than 10 % off."""
    volumes, limits = case.volumes, case.limits
    if volumes.age_years is not None and volumes.age_years < ADULT_YEARS:
        return None
    if volumes.bmi is not None and below(volumes.bmi, limits.formulas_disagree_from_bmi):
        return None
    epv, lemmens = volumes.epv_ml, volumes.lemmens_epv_ml
    if epv is None or lemmens is None:
        return Missing((*volumes.missing["epv_ml"], *volumes.missing["lemmens_epv_ml"]))
    percent = 100 * abs(epv - lemmens) / epv
    if not above(percent, limits.formulas_disagree_percent):
        return None
    return Raised(
        what=f"Plasma volume {epv:.0f} mL; by Lemmens {lemmens:.0f} mL, {percent:.0f} % apart",
        why="Blood volume formulas for normal weight overshoot in obesity.",
        do="Nothing to do; a person may pick Lemmens.",
    )
