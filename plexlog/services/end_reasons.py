"""Why a run ended, held against what was removed."""

from __future__ import annotations

from plexlog.clinical.rules.thresholds import below
from plexlog.domain import wording
from plexlog.domain.words import EndReason
from plexlog.services.open_session import OpenSession


def doubt_of_reason(session: OpenSession, reason: EndReason) -> str:
    """What speaks against a reason for the end: the target was reached, yet less was removed.

    The limit is the unit's `target_missed_percent`. Empty where nothing speaks against it, and
    where what was removed or the target (both mL) is not known.
    """
    if reason is not EndReason.TARGET_REACHED:
        return ""
    view = session.view()
    limits = session.desk.knowledge.rule_facts_of(session.key).thresholds
    removed, target = view.running.patient_plasma_removed_ml, view.running.target_ml
    if view.figures.patient_plasma_removed_ml is not None:
        removed, target = view.figures.patient_plasma_removed_ml, view.figures.target_ml
    if (
        removed is None
        or not target
        or not below(100 * removed / target, limits.target_missed_percent)
    ):
        return ""
    share = wording.percent(100 * removed / target)
    done, due = wording.millilitres(removed), wording.millilitres(target)
    return f"{done} plasma of the patient was removed, {share} of the target of {due}."
