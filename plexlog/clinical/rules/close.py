"""Rules at the close: what the session still owes before it is signed."""

from __future__ import annotations

from collections.abc import Iterator

from plexlog.clinical.rules.given import calcium_not_given
from plexlog.clinical.rules.heparin import heparin_answer
from plexlog.clinical.rules.rule import LEE, UNIT, Answer, Missing, Raised, Rule, SessionCase
from plexlog.clinical.rules.second_check import second_check_missing
from plexlog.clinical.rules.thresholds import above, below, beyond
from plexlog.domain import wording
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Phase
from plexlog.domain.moments import Moment
from plexlog.domain.records import Close, Lock
from plexlog.domain.words import LockAgent

WEINSTEIN = "Weinstein R. J Clin Apher 1996;11:204-210"
VITALS_AFTER = ("systolic_mmhg", "diastolic_mmhg", "pulse_per_min")


def heparin_forbidden(case: SessionCase) -> Answer:
    """Stop where heparin was used as lock after HIT or with an allergy."""
    used = [lock.lumen for lock in _locks(case) if lock.agent is LockAgent.HEPARIN]
    return heparin_answer(case.course.patient, f"Heparin in {', '.join(used)}", used)


def target_missed(case: SessionCase) -> Answer:
    """Ask where patient plasma removed is less than 90 % of the target."""
    removed, target = case.figures.patient_plasma_removed_ml, case.figures.target_ml
    if removed is None or target is None:
        missing = case.figures.missing
        lacks = (*missing["patient_plasma_removed_ml"], *missing["target_ml"])
        return Missing(lacks or ("anticoagulant_ml",))
    percent, limit = 100 * removed / target, case.limits.target_missed_percent
    if not below(percent, limit):
        return None
    return Raised(
        what=f"Patient plasma removed {wording.millilitres(removed)}, "
        f"{beyond(percent, limit, 0)} % of {wording.millilitres(target)}",
        why="The dose was not reached; what was delivered counts.",
        do="Give the reason; the physician decides on a further session.",
    )


def bags_disagree(case: SessionCase) -> Answer:
    """Ask where machine and bags differ by more than 100 mL and more than 10 %."""
    machine, bags = case.figures.replaced_ml, case.figures.bags_given_ml
    if machine is None or bags is None:
        missing = () if machine is not None else ("replaced_ml",)
        return Missing((*missing, *(() if bags is not None else ("bags.given_ml",))))
    difference = abs(machine - bags)
    by_share = machine * case.limits.bags_disagree_percent / 100
    if not above(difference, case.limits.bags_disagree_ml) or not above(difference, by_share):
        return None
    return Raised(
        what=f"Replaced by the machine {wording.millilitres(machine)}, "
        f"by the bags {wording.millilitres(bags)}",
        why="A bag is missing in the ledger, or an amount is wrong.",
        do="Check the bags and their amounts; confirm if they are right.",
    )


def reaction_open(case: SessionCase) -> Answer:
    """Stop where a reaction has no outcome."""
    reactions = case.session.reactions
    if reactions is None:
        return Missing(("reactions",))
    unsettled = [reaction for reaction in reactions if reaction.outcome is None]
    if not unsettled:
        return None
    told = ", ".join(f"{reaction.kind.label} {reaction.onset_at.clock}" for reaction in unsettled)
    return Raised(
        what=f"Reaction without outcome: {told}",
        why="Nobody leaves the unit with an open reaction.",
        do="Record the outcome; ongoing, handed over is one.",
        subject=tuple(reaction.id for reaction in unsettled),
    )


def vitals_after_missing(case: SessionCase) -> Answer:
    """Ask where no pressure and pulse were taken after the end."""
    missing = [code for code in VITALS_AFTER if not _is_after(case, code)]
    if not missing:
        return None
    return Raised(
        what="No blood pressure and pulse after the end",
        why="Blood pressure may fall when the patient sits up.",
        do="Measure both, or give the reason.",
    )


def _is_after(case: SessionCase, code: str) -> bool:
    measured, ended_at = (_close(case).after or {}).get(code), case.session.ended_at
    if measured is None:
        return False
    taken_at = measured.taken_at
    return taken_at is None or ended_at is None or taken_at >= ended_at.to_minute()


def lock_missing(case: SessionCase) -> Answer:
    """Ask where a lumen of a central line has no lock or flush."""
    access = case.access
    if access is None:
        return Missing(("access_device_id",))
    if not access.kind.is_central_line:
        return None
    locked = {lock.lumen.strip().casefold() for lock in _locks(case)}
    if not access.lumens and locked:
        return Missing(("lumens",))
    lumens = [lumen.name for lumen in access.lumens or ()]
    bare = [name for name in lumens if name.strip().casefold() not in locked]
    if lumens and not bare:
        return None
    return Raised(
        what=f"No lock or flush recorded: {', '.join(bare) or access.kind.label}",
        why="An unlocked lumen clots, and the next session fails.",
        do="Lock it and record it, or give the reason.",
        subject=tuple(bare),
    )


def rinseback_missing(case: SessionCase) -> Answer:
    """Ask where neither rinseback nor why not is recorded."""
    close = _close(case)
    if "rinseback_ml" in close.values or close.rinseback_not_done_reason is not None:
        return None
    return Raised(
        what="Neither a rinseback volume nor why there was none",
        why="Without rinseback the blood of the circuit is lost, and the balance is open.",
        do="Record the volume, or the reason.",
    )


def checklist_open(case: SessionCase) -> Answer:
    """Ask where an item of the checklist has no answer."""
    checklist = case.session.checklist
    if checklist is None:
        return Missing(("checklist",))
    unanswered = [one.item for one in checklist if one.answer is None]
    if not unanswered:
        return None
    return Raised(
        what=f"Checklist open: {', '.join(item.replace('-', ' ') for item in unanswered)}",
        why="What is not answered counts as not done.",
        do="Answer each item, or give the reason.",
        subject=tuple(unanswered),
    )


def late_entry(case: SessionCase) -> Answer:
    """Tell of entries made more than 15 min after their time; not of a session from paper."""
    if case.session.paper is not None:
        return None
    limit = case.limits.late_entry_minutes
    late = sorted(
        at
        for at, entered_at in _entries(case)
        if entered_at is not None and above(entered_at.minutes_since(at), limit)
    )
    if not late:
        return None
    return Raised(
        what=f"Entered more than {limit:g} min after its time: "
        + ", ".join(dict.fromkeys(moment.clock for moment in late)),
        why="Late entries are marked, so that nobody takes them for written at once.",
        do="Nothing to do.",
        at=tuple(dict.fromkeys(late)),
    )


def _entries(case: SessionCase) -> Iterator[tuple[Moment, Moment | None]]:
    for reading in case.session.in_time:
        yield reading.at, reading.entered_at
    for drug in case.session.drugs_given or ():
        yield drug.at, drug.entered_at
    for bolus in case.session.saline_boluses or ():
        yield bolus.at, bolus.entered_at
    timed = [(bag.started_at, bag.entered_at) for bag in case.session.bags or ()]
    timed += [(lock.at, lock.entered_at) for lock in _locks(case)]
    yield from ((at, entered_at) for at, entered_at in timed if at is not None)
    for reaction in case.session.reactions or ():
        yield reaction.onset_at, reaction.entered_at


def _close(case: SessionCase) -> Close:
    return case.session.close or Close()


def _locks(case: SessionCase) -> tuple[Lock, ...]:
    return _close(case).locks or ()


CLOSE_RULES: tuple[Rule[SessionCase], ...] = tuple(
    Rule(code=code, phase=Phase.CLOSE, severity=severity, source=source, function=function)
    for code, severity, source, function in (
        ("heparin-forbidden", Severity.STOP, LEE, heparin_forbidden),
        ("target-missed", Severity.ASK, UNIT, target_missed),
        ("bags-disagree", Severity.ASK, UNIT, bags_disagree),
        ("reaction-open", Severity.STOP, UNIT, reaction_open),
        ("vitals-after-missing", Severity.ASK, UNIT, vitals_after_missing),
        ("lock-missing", Severity.ASK, UNIT, lock_missing),
        ("rinseback-missing", Severity.ASK, UNIT, rinseback_missing),
        ("checklist-open", Severity.ASK, UNIT, checklist_open),
        ("second-check-missing", Severity.ASK, UNIT, second_check_missing),
        ("late-entry", Severity.NOTICE, UNIT, late_entry),
        ("calcium-not-given", Severity.ASK, WEINSTEIN, calcium_not_given),
    )
)
