"""Rules before a session on drugs that the patient had, and on heparin."""

from __future__ import annotations

from plexlog.clinical.plans import holds_fluid
from plexlog.clinical.rules.heparin import heparin_answer
from plexlog.clinical.rules.rule import Answer, Missing, Raised, SessionCase
from plexlog.clinical.rules.thresholds import below, time_beyond
from plexlog.domain.records import DrugOfNote
from plexlog.domain.words import AnticoagulantProduct, DrugClass, Fluid


def heparin_forbidden(case: SessionCase) -> Answer:
    """Stop heparin in the session's own plan after HIT or with an allergy."""
    plan = case.session.plan
    own = None if plan is None else plan.anticoagulant
    is_heparin = own is not None and own.product is AnticoagulantProduct.HEPARIN
    return heparin_answer(
        case.course.patient,
        "Heparin is planned as anticoagulant",
        ["anticoagulant"] if is_heparin else [],
    )


def ace_inhibitor_recent(case: SessionCase) -> Answer:
    """Stop albumin less than 24 h after an ACE inhibitor."""
    return _ace(case, 0, case.limits.ace_inhibitor_recent_hours)


def ace_inhibitor_long_acting(case: SessionCase) -> Answer:
    """Ask about albumin from 24 h to less than 48 h after an ACE inhibitor."""
    limits = case.limits
    return _ace(case, limits.ace_inhibitor_recent_hours, limits.ace_inhibitor_long_acting_hours)


def _ace(case: SessionCase, from_hours: float, to_hours: float) -> Answer:
    if case.session.drugs_of_note is None:
        return Missing(("drugs_of_note",))
    drugs = _drugs(case, DrugClass.ACE_INHIBITOR)
    answer = _given_within(case, drugs, from_hours, to_hours)
    if not isinstance(answer, Raised):
        return answer
    if case.replacement is None:
        return Missing(("replacement",))
    return answer if holds_fluid(case.replacement, Fluid.ALBUMIN) else None


def _drugs(case: SessionCase, drug_class: DrugClass) -> list[DrugOfNote]:
    drugs = case.session.drugs_of_note or ()
    return [drug for drug in drugs if drug.drug_class is drug_class]


def _given_within(
    case: SessionCase, drugs: list[DrugOfNote], from_hours: float, to_hours: float
) -> Answer:
    """The last dose of a drug between so many hours before the start.

    A dose after the start is as recent as can be: 0 h.
    """
    if not drugs:
        return None
    if case.start is None:
        return Missing(("started_at",))
    known = [
        (case.start.hours_since(drug.last_dose_at), drug) for drug in drugs if drug.last_dose_at
    ]
    for hours, drug in sorted(known, key=lambda pair: pair[0]):
        counted = max(hours, 0.0)
        if not below(counted, from_hours) and below(counted, to_hours):
            return _dose_answer(drug, hours, to_hours)
    return Missing(("last_dose_at",)) if len(known) < len(drugs) else None


def _dose_answer(drug: DrugOfNote, hours: float, limit_hours: float) -> Raised:
    ago = time_beyond(abs(hours), limit_hours)
    side = "before" if hours >= 0 else "after"
    if drug.drug_class is DrugClass.ACE_INHIBITOR:
        return Raised(
            what=f"{drug.drug.capitalize()}: last dose {ago} {side} the start",
            why="With albumin, bradykinin builds up: flush and sudden low blood pressure.",
            do="Wait, or ask the physician for plasma instead of albumin.",
        )
    return Raised(
        what=f"{drug.drug.capitalize()}: last dose {ago} {side} the start",
        why="The exchange removes much of it.",
        do="Ask the physician whether to wait; confirm with the reason.",
    )


def antibody_drug_recent(case: SessionCase) -> Answer:
    """Ask less than 72 h after a monoclonal antibody, or 48 h after IVIG."""
    if case.session.drugs_of_note is None:
        return Missing(("drugs_of_note",))
    limits = case.limits
    answers = [
        _given_within(case, _drugs(case, DrugClass.MONOCLONAL_ANTIBODY), 0, limits.antibody_hours),
        _given_within(case, _drugs(case, DrugClass.IVIG), 0, limits.ivig_hours),
    ]
    answers.sort(key=lambda answer: not isinstance(answer, Raised))
    return next((answer for answer in answers if answer is not None), None)
