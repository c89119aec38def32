"""Rules before a session on the age of the haematocrit and the formula of the volume."""

from __future__ import annotations

from plexlog.clinical.rules.rule import Answer, Missing, Raised, SessionCase
from plexlog.clinical.rules.thresholds import above, below, beyond, time_beyond
from plexlog.clinical.volumes import ADULT_YEARS
from plexlog.domain import wording


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
    limit = case.limits.hematocrit_stale_hours
    if not above(hours, limit):
        return None
    return Raised(
        what=f"The haematocrit is {time_beyond(hours, limit)} old; at most {limit:g} h is usual",
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
    percent, limit = 100 * abs(epv - lemmens) / epv, limits.formulas_disagree_percent
    if not above(percent, limit):
        return None
    return Raised(
        what=f"Plasma volume {wording.millilitres(epv)}; "
        f"by Lemmens {wording.millilitres(lemmens)}, {beyond(percent, limit, 0)} % apart",
        why="Blood volume formulas for normal weight overshoot in obesity.",
        do="Nothing to do; a person may pick Lemmens.",
    )
