"""Rules of an order: indication, dose, fluids, anticoagulant."""

from __future__ import annotations

from decimal import Decimal

from plexlog.clinical.plans import holds_plasma, share_of_colloid
from plexlog.clinical.rules.heparin import heparin_answer
from plexlog.clinical.rules.refusing import water_in_shares
from plexlog.clinical.rules.rule import (
    AAN,
    ASFA,
    LEE,
    UNIT,
    WATER,
    Answer,
    Missing,
    OrderCase,
    Raised,
    Rule,
)
from plexlog.clinical.rules.thresholds import above, below, beyond
from plexlog.domain.facts import Indication
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Phase
from plexlog.domain.words import AnticoagulantProduct, LockAgent

PNEUMOCOCCAL_HUS = "pneumococcal-hus"


def indication_ineffective(case: OrderCase) -> Answer:
    """Stop where AAN says against or ASFA has category IV."""
    known = case.indication
    if known is None or not _is_ineffective(known):
        return None
    by = "AAN 2011: against" if known.aan_direction == "against" else "ASFA category IV"
    return Raised(
        what=f"Plasma exchange does not help in {known.label} ({by})",
        why="Trials showed no benefit, or harm.",
        do="Ask the physician; a physician may go on with a reason.",
    )


def _is_ineffective(known: Indication) -> bool:
    return known.aan_direction == "against" or known.asfa_category == "IV"


def indication_uncertain(case: OrderCase) -> Answer:
    """Tell of ASFA category III, or AAN level U without an ASFA category."""
    known = case.indication
    if known is None or _is_ineffective(known):
        return None
    level_u = known.aan_level == "U" and not known.asfa_category
    if known.asfa_category != "III" and not level_u:
        return None
    by = "AAN level U" if level_u else "ASFA category III"
    return Raised(
        what=f"The role of exchange in {known.label} is not established ({by})",
        why="The evidence leaves it open; the decision is individual.",
        do="Nothing to do; the order should say why.",
    )


def indication_unlisted(case: OrderCase) -> Answer:
    """Ask where neither guideline has the indication."""
    known = case.indication
    if known is not None and (known.asfa_category or known.aan_level):
        return None
    return Raised(
        what=f"Neither ASFA nor AAN has the indication {case.course.order.indication}",
        why="No guideline says whether exchange helps here, nor how often.",
        do="Confirm with the reason of the physician.",
    )


def steroids_not_tried(case: OrderCase) -> Answer:
    """Ask for the corticosteroid trial before exchange in demyelination."""
    known = case.indication
    if known is None or not known.needs_steroid_trial:
        return None
    if case.course.order.steroid_trial is not None:
        return None
    return Raised(
        what="No high-dose corticosteroid trial is recorded",
        why="Exchange is second line: it is for attacks that did not respond to steroids.",
        do="Record drug, dose, dates and response, or give the reason why there was none.",
    )


def course_long(case: OrderCase) -> Answer:
    """Ask above the usual number of sessions, or 14 days in acute neurological disease."""
    known, planned = case.indication, case.course.order.sessions_planned
    if known is None or not (known.most_sessions or known.is_acute_neurological):
        return None
    if planned is None:
        return Missing(("sessions_planned",))
    if known.most_sessions is not None and planned > known.most_sessions:
        return Raised(
            what=f"{planned} sessions are ordered; usual are at most {known.most_sessions}",
            why=f"Usual in {known.label}: {known.typical_sessions}.",
            do="Confirm with the reason.",
        )
    return _days_long(case, planned) if known.is_acute_neurological else None


def _days_long(case: OrderCase, planned: int) -> Answer:
    interval = case.course.order.interval_hours
    if interval is None:
        return Missing(("interval_hours",)) if planned > 1 else None
    days = (planned - 1) * float(interval) / 24
    limit = case.limits.course_days
    if not above(days, limit):
        return None
    return Raised(
        what=f"The course lasts {beyond(days, limit, 0)} days; usual are at most {limit:g}",
        why=f"In acute neurological disease the exchanges are given within {limit:g} days.",
        do="Confirm with the reason.",
    )


def volume_unusual(case: OrderCase) -> Answer:
    """Ask for doses outside 0.8 to 1.5 plasma volumes and outside what the indication has."""
    ordered = case.course.order.plasma_volumes
    if ordered is None:
        return Missing(("plasma_volumes",))
    low, high = case.limits.plasma_volumes_low, case.limits.plasma_volumes_high
    if not below(ordered, low) and not above(ordered, high):
        return None
    if _is_usual(ordered, case.indication):
        return None
    return Raised(
        what=f"{ordered} plasma volumes are ordered; usual are {low:g} to {high:g}",
        why=f"Less removes little; beyond {high:g} each further volume removes ever less.",
        do="Confirm the number, or correct it.",
    )


def _is_usual(ordered: Decimal, known: Indication | None) -> bool:
    """Whether the guideline names this dose for the indication, outside of what is common."""
    if known is None or not known.usual_plasma_volumes_low:
        return False
    low, high = known.usual_plasma_volumes_low, known.usual_plasma_volumes_high
    return not below(ordered, float(low)) and not above(ordered, float(high))


def colloid_low(case: OrderCase) -> Answer:
    """Ask where less than 67 % of the replacement is colloid."""
    share = share_of_colloid(case.course.order.replacement)
    if share is None:
        return Missing(("replacement",))
    limit = case.limits.colloid_low
    if not below(share, limit) or below(share, case.limits.colloid_very_low):
        return None
    return Raised(
        what=f"Only {beyond(100 * share, 100 * limit, 0)} % of the replacement is colloid",
        why=f"Below {100 * limit:g} % the oncotic pressure falls: oedema and low blood pressure.",
        do="Confirm, or order more albumin or plasma.",
    )


def colloid_very_low(case: OrderCase) -> Answer:
    """Stop where less than 50 % of the replacement is colloid."""
    share = share_of_colloid(case.course.order.replacement)
    if share is None:
        return Missing(("replacement",))
    limit = case.limits.colloid_very_low
    if not below(share, limit):
        return None
    return Raised(
        what=f"Only {beyond(100 * share, 100 * limit, 0)} % of the replacement is colloid",
        why=f"Below {100 * limit:g} % the fluid does not stay in the vessels.",
        do="Ask the physician to order more albumin or plasma.",
    )


def albumin_in_water(case: OrderCase) -> Answer:
    """Refuse concentrated albumin with water as diluent."""
    found = list(water_in_shares(case.course.order.replacement, "order.replacement"))
    if not found:
        return None
    return Raised(
        what="Albumin is ordered diluted with water",
        why="Water breaks red cells; patients have died of it.",
        do="Choose sodium chloride 0.9 % or dextrose 5 %.",
    )


def plasma_contraindicated(case: OrderCase) -> Answer:
    """Stop plasma in pneumococcal HUS."""
    order = case.course.order
    if PNEUMOCOCCAL_HUS not in order.indication:
        return None
    if not order.replacement:
        return Missing(("replacement",))
    if not holds_plasma(order.replacement):
        return None
    return Raised(
        what="Plasma is ordered in pneumococcal HUS",
        why="Donor plasma holds antibodies against the T antigen that the infection lays bare.",
        do="Ask the physician to order albumin.",
    )


def heparin_forbidden(case: OrderCase) -> Answer:
    """Stop heparin as anticoagulant, flush or lock after HIT or with an allergy."""
    order = case.course.order
    uses = []
    if order.anticoagulant and order.anticoagulant.product is AnticoagulantProduct.HEPARIN:
        uses.append("as anticoagulant")
    if order.catheter_lock and order.catheter_lock.agent is LockAgent.HEPARIN:
        uses.append("as catheter lock")
    return heparin_answer(case.course.patient, f"Heparin is ordered {' and '.join(uses)}", uses)


def plasma_unusual(case: OrderCase) -> Answer:
    """Ask where plasma is ordered and the guideline names albumin alone."""
    known, order = case.indication, case.course.order
    if known is None or not known.names_albumin_alone:
        return None
    if not order.replacement:
        return Missing(("replacement",))
    if not holds_plasma(order.replacement) or order.reason:
        return None
    return Raised(
        what=f"Plasma is ordered; for {known.label} the guideline names albumin",
        why="Plasma brings allergic reactions, citrate and infections.",
        do="Record the reason for plasma in the order, or order albumin.",
    )


def iga_deficiency(case: OrderCase) -> Answer:
    """Ask where plasma goes to a patient with IgA deficiency."""
    order, patient = case.course.order, case.course.patient
    histories = patient.histories
    is_known = any(history.kind == "iga-deficiency" for history in histories or ())
    if is_known and not order.replacement:
        return Missing(("replacement",))
    if not holds_plasma(order.replacement):
        return None
    if histories is None:
        return Missing(("histories",))
    if not is_known:
        return None
    return Raised(
        what="Plasma is ordered and IgA deficiency is recorded",
        why="Antibodies against IgA can cause anaphylaxis.",
        do="Ask the physician and the blood bank about plasma without IgA, or albumin.",
    )


ORDER_RULES: tuple[Rule[OrderCase], ...] = tuple(
    Rule(code=code, phase=Phase.ORDER, severity=severity, source=source, function=function)
    for code, severity, source, function in (
        ("indication-ineffective", Severity.STOP, f"{AAN}; {ASFA}", indication_ineffective),
        ("indication-uncertain", Severity.NOTICE, f"{ASFA}; {AAN}", indication_uncertain),
        ("indication-unlisted", Severity.ASK, f"{ASFA}; {AAN}", indication_unlisted),
        ("steroids-not-tried", Severity.ASK, AAN, steroids_not_tried),
        ("course-long", Severity.ASK, ASFA, course_long),
        ("volume-unusual", Severity.ASK, ASFA, volume_unusual),
        ("colloid-low", Severity.ASK, UNIT, colloid_low),
        ("colloid-very-low", Severity.STOP, UNIT, colloid_very_low),
        ("albumin-in-water", Severity.REFUSE, WATER, albumin_in_water),
        ("plasma-contraindicated", Severity.STOP, ASFA, plasma_contraindicated),
        ("heparin-forbidden", Severity.STOP, LEE, heparin_forbidden),
        ("plasma-unusual", Severity.ASK, ASFA, plasma_unusual),
        ("iga-deficiency", Severity.ASK, UNIT, iga_deficiency),
    )
)
