"""Rules on what was ordered to be given: pre-medication before the start, calcium by its end."""

from __future__ import annotations

from plexlog.clinical.calcium import (
    calcium_given,
    calcium_plan_words,
    is_asked_for,
    is_calcium_given,
    planned_calcium_ml,
)
from plexlog.clinical.plans import planned_calcium
from plexlog.clinical.pre_medication import PreMedication, pre_medication
from plexlog.clinical.rules.rule import Answer, Missing, Raised, SessionCase
from plexlog.domain import wording


def pre_medication_open(case: SessionCase) -> Answer:
    """Ask for each drug of the ordered pre-medication that is not on record as given."""
    lines = pre_medication(case.course, case.session)
    if lines and case.session.drugs_given is None and case.session.started_at is not None:
        return Missing(("drugs_given",))
    return tuple(
        Raised(
            what=f"Ordered before the session: {one.words}{_so_far(one)}",
            why="What was to prevent a reaction has to be in before the exchange begins.",
            do="Give it and record it, or say why it is not given.",
            subject=(one.subject,),
        )
        for one in lines
        if one.given is None
    )


def _so_far(one: PreMedication) -> str:
    if one.late is None:
        return "; not on record as given"
    return f"; on record only after the start, at {wording.moment(one.late.at)}"


def calcium_not_given(case: SessionCase) -> Answer:
    """Ask where calcium was planned, by litre or else, and none is on record as given.

    What was given for a reaction is not what was to prevent it.
    """
    plan, drugs = planned_calcium(case.course, case.session), case.session.drugs_given
    if plan is None or not is_asked_for(plan):
        return None
    if drugs is None:
        return Missing(("drugs_given",))
    if is_calcium_given(case.session, plan):
        return None
    words = calcium_plan_words(plan)
    planned = planned_calcium_ml(plan, case.figures.replaced_ml or case.figures.bags_given_ml)
    if plan.ml_per_l_replaced:
        each = f"{wording.plain(plan.ml_per_l_replaced)} mL for each litre replaced"
        so_much = each if planned is None else f"{wording.millilitres(planned)} ({each})"
        words = f"{plan.salt.label} {so_much}"
    for_reaction = " but for a reaction" if calcium_given(drugs, plan.salt).drugs else ""
    return Raised(
        what=f"Calcium planned, {words}; none recorded as given{for_reaction}",
        why="Without it citrate reactions are several times as frequent.",
        do="Record what was given with its time, or say why none was.",
    )
