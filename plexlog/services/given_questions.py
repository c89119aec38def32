"""What is asked before something is given that the order never said: a bag, a drug, a plan.

A question comes before the record is made, by the same rules and words as at the order. What was
answered there, or in this session before, is not asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from plexlog.clinical.plans import planned_replacement
from plexlog.clinical.rules import RuleFacts, judge_order
from plexlog.clinical.rules.before import BSH
from plexlog.clinical.rules.heparin import heparin_answer
from plexlog.clinical.rules.rule import LEE, Raised
from plexlog.domain.errors import PlexlogError
from plexlog.domain.facts import FluidFact
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase, question
from plexlog.domain.records import (
    AccessDevice,
    Bag,
    Course,
    DrugGiven,
    FluidShare,
    Lock,
    Session,
)
from plexlog.domain.words import Fluid
from plexlog.services import given_doses
from plexlog.services.order_questions import order_questions

# what the order's rules and its form say of a fluid, whoever chose it
OF_A_FLUID = frozenset(
    {
        "plasma-contraindicated",
        "plasma-unusual",
        "iga-deficiency",
        "order-albumin-allergy",
        "order-plasma-allergy",
        "order-albumin-undiluted",
        "order-starch",
        "order-plasma-not-last",
    }
)
GROUP_OF_THE_UNIT = "plasma-group-unknown-unit"
_PLAN = "the plan of this session"
_SIZES = "usual sizes of the list of fluids; the margin is a default of the program"
_SIZE_MARGIN = Decimal("1.5")
_HEPARINS = "parin"  # heparin and those of low weight: enoxaparin, dalteparin, nadroparin


class QuestionedError(PlexlogError):
    """Something is asked before it is recorded; nothing was changed."""

    def __init__(self, questions: Sequence[Finding]) -> None:
        told = [" ".join(part for part in (f"{one.what}.", one.do) if part) for one in questions]
        super().__init__(" ".join(told))
        self.questions = tuple(questions)

    @property
    def severity(self) -> str:
        """The word of the hardest of them."""
        return max(one.severity for one in self.questions).word


def unanswered(questions: Iterable[Finding], answers: Mapping[str, str]) -> tuple[Finding, ...]:
    """The questions that are open, and that these answers (code to reason) leave open."""
    return tuple(one for one in questions if one.is_open and not answers.get(one.code, "").strip())


def plan_questions(course: Course, session: Session, facts: RuleFacts) -> tuple[Finding, ...]:
    """What is asked, before the start, of fluids that are planned otherwise than ordered."""
    own = None if session.plan is None else session.plan.replacement
    if own is None or session.started_at is not None:
        return ()
    found = _of_fluids(course, own, facts, Phase.BEFORE, "planned")
    return _answered(found, course, session)


def bag_questions(
    course: Course, session: Session, bag: Bag, facts: RuleFacts
) -> tuple[Finding, ...]:
    """What is asked of a bag before it is on record."""
    part = FluidShare(
        fluid=bag.fluid,
        share=Decimal(1),
        concentration_percent=bag.concentration_percent,
        diluent=bag.diluent,
    )
    found = [
        *_of_fluids(course, (part,), facts, Phase.RUN, "to be hung"),
        *_of_strength(course, session, bag),
    ]
    return _answered(found, course, session)


def group_questions(course: Course, session: Session, bag: Bag) -> tuple[Finding, ...]:
    """What is asked of plasma whose fit nobody can judge: no group of the unit, or none known.

    Once a session for each that is missing.
    """
    told = {"unit": bag.abo, "patient": course.patient.blood_group}
    if not bag.fluid.is_plasma or all(told.values()):
        return ()
    where = {
        "unit": "Read the group on the label, or scan it; or say why it is hung without.",
        "patient": "Write the group down under Patients, Correct; or say why it is hung without.",
    }
    found = [
        question(
            code=f"plasma-group-unknown-{whose}",
            phase=Phase.RUN,
            what=f"Plasma is to be hung; the blood group of the {whose} is not on record",
            why="Plasma of a group that does not fit breaks the patient's red cells.",
            do=where[whose],
            source=BSH,
        )
        for whose, group in told.items()
        if group is None
    ]
    return _answered(found, course, session)


def size_questions(
    course: Course, session: Session, bag: Bag, fluids: Iterable[FluidFact]
) -> tuple[Finding, ...]:
    """What is asked of a volume that no bag or bottle of this fluid has: a ten-fold slip, mostly.

    The usual sizes are those of the list of fluids; a margin is left for units of plasma, each of
    which holds what its donor gave.
    """
    sizes = [
        size
        for fact in fluids
        if fact.fluid == bag.fluid.value and _is_strength(fact, bag)
        for size in fact.volumes_ml
    ]
    if not sizes or min(sizes) / _SIZE_MARGIN <= bag.volume_ml <= max(sizes) * _SIZE_MARGIN:
        return ()
    usual = " or ".join(str(size) for size in sorted(set(sizes)))
    found = question(
        code=f"bag-volume-{bag.volume_ml.normalize():f}".replace(".", "-"),
        phase=Phase.RUN,
        what=f"A bag of {bag.volume_ml:f} mL is to be hung; usual is {usual} mL",
        why="The next bag is called for by what this one holds.",
        do="Read the volume on the label again, or say why it is another.",
        source=_SIZES,
    )
    return _answered([found], course, session)


def _is_strength(fact: FluidFact, bag: Bag) -> bool:
    told = bag.concentration_percent
    return (
        told is None
        or not fact.concentration_percent
        or (Decimal(fact.concentration_percent) == told)
    )


def drug_questions(course: Course, session: Session, drug: DrugGiven) -> tuple[Finding, ...]:
    """What is asked of a drug before it is on record as given."""
    found = (*_of_heparin(course, drug), *given_doses.of_drug(drug))
    return _answered(found, course, session)


def _of_heparin(course: Course, drug: DrugGiven) -> Iterator[Finding]:
    is_heparin = _HEPARINS in drug.drug.casefold()
    answer = heparin_answer(course.patient, drug.drug, ["drug"] if is_heparin else [])
    if isinstance(answer, Raised):
        yield Finding(
            code="heparin-given",
            severity=Severity.STOP,
            phase=Phase.RUN,
            what=answer.what,
            why=answer.why,
            do=answer.do,
            source=LEE,
            needs_reason=True,
        )


def bolus_questions(course: Course, session: Session, volume_ml: Decimal) -> tuple[Finding, ...]:
    """What is asked of saline given at once before it is on record."""
    found = given_doses.of_volume("saline-bolus", "Saline", volume_ml)
    return _answered(found, course, session)


def lock_questions(
    course: Course, session: Session, lock: Lock, access: AccessDevice | None
) -> tuple[Finding, ...]:
    """What is asked of the lock of a lumen before it is on record."""
    found = given_doses.of_lock(lock, access, course.order.catheter_lock)
    return _answered(found, course, session)


def _of_fluids(
    course: Course, parts: tuple[FluidShare, ...], facts: RuleFacts, phase: Phase, doing: str
) -> Iterator[Finding]:
    """What the order would be asked with these fluids in it, less what it has answered."""
    settled = {one.code for one in _of_order(course, facts) if not one.is_open}
    with_them = replace(course, order=replace(course.order, replacement=parts))
    for one in _of_order(with_them, facts):
        if one.code in OF_A_FLUID and one.code not in settled:
            words = one.what.replace("is ordered", f"is {doing}", 1)
            yield replace(one, phase=phase, what=words, needs_reason=True, override=None)


def _of_order(course: Course, facts: RuleFacts) -> tuple[Finding, ...]:
    return (*judge_order(course, facts).findings, *order_questions(course, facts.thresholds))


def _of_strength(course: Course, session: Session, bag: Bag) -> Iterator[Finding]:
    strength = bag.concentration_percent
    planned = [
        one
        for one in planned_replacement(course, session) or ()
        if one.fluid is Fluid.ALBUMIN and one.share > 0 and one.concentration_percent is not None
    ]
    known = {one.concentration_percent for one in planned}
    known |= {one.diluted_to_percent for one in planned}
    if bag.fluid is not Fluid.ALBUMIN or strength is None or not planned or strength in known:
        return
    wanted = ", ".join(f"{one.concentration_percent:f} %" for one in planned)
    yield question(
        code=f"bag-albumin-strength-{strength.normalize():f}".replace(".", "-"),
        phase=Phase.RUN,
        what=f"Albumin {strength:f} % is to be hung; {wanted} is planned",
        why="Another strength is another amount of albumin, and draws or loses water.",
        do="Take the planned strength, or say who ordered this one.",
        source=_PLAN,
    )


def _answered(found: Iterable[Finding], course: Course, session: Session) -> tuple[Finding, ...]:
    given = {one.finding: one for one in course.overrides or () if one.session_id == session.id}
    return tuple(one.answered_by(given.get(one.code)) for one in found)
