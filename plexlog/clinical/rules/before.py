"""Rules before a session: identity, consent, drugs, access, machine and supplies."""

from __future__ import annotations

from datetime import date

from plexlog.clinical.plans import gives_blood
from plexlog.clinical.rules import body, drugs, given, jumps, measured, supplies
from plexlog.clinical.rules.refusing import (
    identity_misfits,
    identity_unknown,
)
from plexlog.clinical.rules.rule import (
    LEE,
    UNIT,
    WATER,
    Answer,
    Missing,
    Raised,
    Rule,
    SessionCase,
    said,
)
from plexlog.clinical.rules.thresholds import below, time_beyond
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Phase
from plexlog.domain.records import AccessCheck, Consent
from plexlog.domain.steps import ITEM_NOT_DONE, PRE_MEDICATION_OPEN, answer_to, has_failed
from plexlog.domain.words import (
    ConsentKind,
    Grade,
)

ACE = "Owen and Brecher, Transfusion 1994;34:891-894"
ANTIBODY = "ASFA guidelines 2023; drug dosing in exchange, Neurocrit Care 2021 (PMID 32445106)"
FIBRINOGEN = "Wodajo et al., Transfusion 2024 (doi 10.1111/trf.17865)"
TRANSFUSION = "AABB red cell transfusion guideline, Carson et al., JAMA 2023;330:1892-1902"
LEMMENS = "Lemmens et al., Obes Surg 2006;16:773-776"
ISBT = "ISBT 128 Standard Technical Specification (ST-001), appendix A"
BSH = "BSH guideline on fresh frozen plasma, Br J Haematol 2018;181:54-67"


def identity_mismatch(case: SessionCase) -> Answer:
    """Refuse identifiers that are not this patient's."""
    check = case.session.identity_check
    if check is None or not check.identifiers:
        return Missing(("identity_check",))
    found = list(identity_misfits(case.course.patient, case.session))
    if found:
        return supplies.refused(
            found, "Stop. Check the wristband again and open the right record."
        )
    missing = tuple(identity_unknown(case.course.patient, case.session))
    return Missing(missing) if missing else None


def consent_missing(case: SessionCase) -> Answer:
    """Stop without a consent to the procedure that is valid on the day."""
    if case.day is None:
        return Missing(("started_at",))
    if _has_consent(case, ConsentKind.PROCEDURE, case.day):
        return None
    return Raised(
        what=f"No consent to the procedure is valid on {case.day}",
        why="Nobody is treated without consent.",
        do="Ask the physician to take it, and record it in the order.",
    )


def blood_consent_missing(case: SessionCase) -> Answer:
    """Stop where plasma or cells are planned without a consent to blood products."""
    if case.day is None:
        return Missing(("started_at",))
    if _has_consent(case, ConsentKind.BLOOD_PRODUCTS, case.day):
        return None
    if not gives_blood(case.course, case.session):
        return Missing(("replacement",)) if case.replacement is None else None
    return Raised(
        what=f"Blood products are planned; no consent to them is valid on {case.day}",
        why="Donor blood needs a consent of its own.",
        do="Ask the physician to take it, and record it in the order.",
    )


def _has_consent(case: SessionCase, kind: ConsentKind, day: date) -> bool:
    consents = case.course.order.consents or ()
    return any(consent.kind is kind and _is_valid(consent, day) for consent in consents)


def _is_valid(consent: Consent, day: date) -> bool:
    return (
        consent.given_on <= day
        and (consent.valid_until is None or day <= consent.valid_until)
        and (consent.withdrawn_on is None or day < consent.withdrawn_on)
    )


def interval_short(case: SessionCase) -> Answer:
    """Ask less than 18 h after the end of the last session."""
    if any(other.started_at and other.ended_at is None for other in case.earlier):
        return Missing(("ended_at",))
    ends = [other.ended_at for other in case.earlier if other.ended_at is not None]
    if not ends:
        return None
    if case.start is None:
        return Missing(("started_at",))
    hours = case.start.hours_since(max(ends))
    limit = case.limits.interval_short_hours
    if not below(hours, limit):
        return None
    return Raised(
        what=f"Only {time_beyond(hours, limit)} since the end of the last session",
        why="Clotting factors and fluid have not come back.",
        do="Confirm that the session is wanted now.",
    )


def access_removed(case: SessionCase) -> Answer:
    """Stop where the access of the session was removed before it."""
    gone = case.course.access_gone(case.session)
    if gone is None or gone.removed_on is None:
        return None
    return Raised(
        what=f"The access on record was removed on {gone.removed_on}",
        why="The session would be kept as done through a line that is out.",
        do="Say which access is used; put a new access on record on the page of the course.",
        subject=(gone.id,),
    )


def access_infected(case: SessionCase) -> Answer:
    """Stop with signs of infection at the exit site, or fever with a central line."""
    check = case.session.access_check
    temperature, access = case.before("temperature_c"), case.access
    is_hot = temperature is not None and not below(temperature, case.limits.fever_from_c)
    is_central = access is not None and access.kind.is_central_line
    signs = [] if check is None else _signs(check)
    if signs:
        return Raised(
            what=f"Exit site: {' and '.join(signs)}",
            why="An infected line can seed the blood during the exchange.",
            do="Ask the physician: cultures, another access. Record it as a reaction.",
        )
    if is_hot and is_central:
        return Raised(
            what=f"{said('temperature_c', temperature or 0)} with a central line",
            why="Fever with a central line is a line infection until shown otherwise.",
            do="Ask the physician: cultures before the start.",
        )
    return _access_unknown(case, is_hot=is_hot, is_central=is_central)


def _signs(check: AccessCheck) -> list[str]:
    if check.pus:
        return ["pus"]
    beside = [name for name in ("pain", "swelling") if getattr(check, name)]
    return ["redness", *beside] if check.redness and beside else []


def _access_unknown(case: SessionCase, *, is_hot: bool, is_central: bool) -> Answer:
    """What is not recorded and could still be a sign of infection."""
    check, missing = case.session.access_check, []
    if check is None:
        missing.append("access_check")
    else:
        if check.pus is None:
            missing.append("access_check.pus")
        if check.redness is None and (check.pain is not False or check.swelling is not False):
            missing.append("access_check.redness")
        if check.redness:
            missing += [
                f"access_check.{name}"
                for name in ("pain", "swelling")
                if getattr(check, name) is None
            ]
    if case.access is None and is_hot:
        missing.append("access_device_id")
    if is_central and case.before("temperature_c") is None:
        missing.append("temperature_c")
    return Missing(tuple(missing)) if missing else None


def earlier_reaction(case: SessionCase) -> Answer:
    """Tell of reactions of grade II or worse in earlier sessions."""
    found = [
        (session, reaction)
        for session in case.earlier
        for reaction in session.reactions or ()
        if reaction.grade is not None and reaction.grade.rank >= Grade.II.rank
    ]
    if not found:
        return _reactions_unknown(case)
    told = []
    for session, reaction in found:
        helped = ", ".join(taken.action.replace("-", " ") for taken in reaction.actions or ())
        told.append(
            f"session {session.number}: {reaction.kind.label} grade {reaction.grade}"
            + (f" ({helped})" if helped else "")
        )
    return Raised(
        what="Earlier reaction: " + "; ".join(told),
        why="What happened once may happen again.",
        do="Have at hand what helped.",
        subject=tuple(reaction.id for _, reaction in found),
    )


def _reactions_unknown(case: SessionCase) -> Answer:
    """What is not recorded of earlier sessions and could still be a reaction of grade II."""
    asked = all(other.reactions is not None for other in case.earlier if other.started_at)
    graded = all(
        reaction.grade is not None for other in case.earlier for reaction in other.reactions or ()
    )
    missing = (*(() if asked else ("reactions",)), *(() if graded else ("reactions.grade",)))
    return Missing(missing) if missing else None


def critical_item_not_done(case: SessionCase) -> Answer:
    """Stop for each item that holds its step and was answered with "not done"."""
    found = []
    for item in case.facts.checklist:
        given = answer_to(item, case.session)
        if given is not None and has_failed(item, case.session):
            reason = f": {given.reason}" if given.reason else ""
            found.append(
                Raised(
                    what=f"Not done: {item.label}{reason}",
                    why="The unit's list holds the step until this is done.",
                    do="Do it and answer again, or override by name and reason.",
                    at=() if given.at is None else (given.at,),
                    subject=(item.code,),
                )
            )
    return tuple(found)


BEFORE_RULES: tuple[Rule[SessionCase], ...] = tuple(
    Rule(code=code, phase=Phase.BEFORE, severity=severity, source=source, function=function)
    for code, severity, source, function in (
        ("albumin-in-water", Severity.REFUSE, WATER, supplies.albumin_in_water),
        ("heparin-forbidden", Severity.STOP, LEE, drugs.heparin_forbidden),
        ("identity-mismatch", Severity.REFUSE, UNIT, identity_mismatch),
        ("consent-missing", Severity.STOP, UNIT, consent_missing),
        ("blood-consent-missing", Severity.STOP, UNIT, blood_consent_missing),
        ("weight-jump", Severity.ASK, UNIT, jumps.weight_jump),
        ("hematocrit-stale", Severity.STOP, UNIT, body.hematocrit_stale),
        ("hematocrit-low", Severity.ASK, UNIT, measured.hematocrit_low),
        ("formulas-disagree", Severity.NOTICE, LEMMENS, body.formulas_disagree),
        ("ace-inhibitor-recent", Severity.STOP, ACE, drugs.ace_inhibitor_recent),
        ("ace-inhibitor-long-acting", Severity.ASK, ACE, drugs.ace_inhibitor_long_acting),
        ("antibody-drug-recent", Severity.ASK, ANTIBODY, drugs.antibody_drug_recent),
        ("fibrinogen-low", Severity.ASK, FIBRINOGEN, measured.fibrinogen_low),
        ("platelets-low", Severity.ASK, UNIT, measured.platelets_low),
        ("ionised-calcium-low", Severity.ASK, LEE, measured.ionised_calcium_low),
        ("interval-short", Severity.ASK, UNIT, interval_short),
        ("access-removed", Severity.STOP, UNIT, access_removed),
        ("access-infected", Severity.STOP, UNIT, access_infected),
        ("fever", Severity.ASK, UNIT, measured.fever),
        ("systolic-low", Severity.ASK, UNIT, measured.systolic_low),
        ("oxygen-low", Severity.ASK, UNIT, measured.oxygen_low),
        ("earlier-reaction", Severity.NOTICE, UNIT, earlier_reaction),
        ("circuit-volume-high", Severity.ASK, UNIT, supplies.circuit_volume_high),
        ("lot-expired", Severity.REFUSE, UNIT, supplies.lot_expired),
        ("abo-incompatible", Severity.REFUSE, BSH, supplies.abo_incompatible),
        ("din-invalid", Severity.REFUSE, ISBT, supplies.din_invalid),
        ("machine-overdue", Severity.ASK, UNIT, supplies.machine_overdue),
        (ITEM_NOT_DONE, Severity.STOP, UNIT, critical_item_not_done),
        ("height-jump", Severity.ASK, UNIT, jumps.height_jump),
        ("hematocrit-jump", Severity.ASK, UNIT, jumps.hematocrit_jump),
        ("hemoglobin-low", Severity.ASK, TRANSFUSION, measured.hemoglobin_low),
        ("potassium-outside", Severity.ASK, UNIT, measured.potassium_outside),
        (PRE_MEDICATION_OPEN, Severity.ASK, UNIT, given.pre_medication_open),
    )
)
