"""What is hung, given and noted during the run: bags, drugs, saline, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from plexlog.clinical.donation import normalised
from plexlog.clinical.rules import refusals
from plexlog.domain import wording
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.findings import Finding
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, Course, DrugGiven, SalineBolus, Session
from plexlog.domain.roles import Act
from plexlog.services.deed_parts import reactions_without
from plexlog.services.given_questions import (
    QuestionedError,
    bag_questions,
    bolus_questions,
    drug_questions,
    group_questions,
    size_questions,
    unanswered,
)
from plexlog.services.keys import new_key, next_id
from plexlog.services.observed import AHEAD, observed_at
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.permission import needs
from plexlog.services.recording import answer_finding

Answers = Mapping[str, str]  # code of a question to the reason for going on
NO_ANSWERS: Answers = {}
MOST_TOGETHER = 40  # bags of one lot kept as one act


def ids_of(course: Course) -> frozenset[str]:
    """Every id that is taken in the document of a course."""
    taken = {device.id for device in course.access_devices or ()}
    for session in course.sessions or ():
        taken.add(session.id)
        taken |= {bag.id for bag in session.bags or ()}
        taken |= {reaction.id for reaction in session.reactions or ()}
    return frozenset(taken)


@needs(Act.SESSION)
def hang_bag(
    session: OpenSession, bag: Bag, *, together: int = 1, answers: Answers = NO_ANSWERS
) -> Bag:
    """Keep a bag from the moment it is hung; the one that hung before it has ended.

    What that one gave is still told. A bag that never hung stays as it is. `together` bags of one
    lot: the first hangs, the others are at hand until they hang.

    Raises RefusedError for what must never be given: expired, not compatible, a donation number
    whose check character does not fit; and for a unit that is on record already.
    Raises QuestionedError where something is asked that `answers` (code to reason) leave open.
    """
    view = session.view()
    refuse_number(together, is_numbered=bool(bag.din or bag.serial))
    hung = _as_hung(session, bag)
    refuse_same_unit(view.session, hung)
    store = session.desk.store
    taken = ids_of(view.course)
    bags: list[Bag] = []
    for place in range(together):
        one_id = next_id(f"{view.session.id}-b", taken)
        taken |= {one_id}
        bags.append(
            replace(
                hung, key=new_key(), id=one_id, started_at=hung.started_at if not place else None
            )
        )
    bags[0] = _ended_by_the_next(view.session, bags[0])
    refuse_new(session, replace(view.session, bags=(*(view.session.bags or ()), *bags)))
    asked = questions_of(session, hung)
    refuse_unanswered(asked, answers)
    with session.writing():
        answer_asked(session, asked, answers)
        _end_those_before(session, bags[0])
        for one in bags:
            store.put(session.key, one)
    session.touch()
    return bags[0]


@needs(Act.SESSION)
def hang_waiting(
    session: OpenSession, bag_id: str, at: Moment | None = None, answers: Answers = NO_ANSWERS
) -> Bag:
    """Hang a bag that is at hand. Raises RefusedError where it hangs already.

    Raises QuestionedError where something is asked that `answers` (code to reason) leave open.
    """
    view = session.view()
    bag = next(one for one in view.session.bags or () if one.id == bag_id)
    if bag.started_at is not None:
        raise RefusedError([Refusal("id", f"this bag hangs since {bag.started_at.clock}")])
    asked = _of_a_bag(view, bag)
    refuse_unanswered(asked, answers)
    hung = _as_hung(session, replace(bag, started_at=at))
    with session.writing():
        answer_asked(session, asked, answers)
        _end_those_before(session, hung)
        session.desk.store.put(session.key, hung)
    session.touch()
    return hung


def questions_of(session: OpenSession, bag: Bag) -> tuple[Finding, ...]:
    """What is asked of a bag before it is on record, answered or not."""
    view, fluids = session.view(), session.desk.knowledge.fluids
    return (
        *_of_a_bag(view, bag),
        *size_questions(view.course, view.session, bag, fluids),
    )


def _of_a_bag(view: SessionView, bag: Bag) -> tuple[Finding, ...]:
    return (
        *bag_questions(view.course, view.session, bag, view.facts),
        *group_questions(view.course, view.session, bag),
    )


def bags_at_hand(session: Session) -> tuple[Bag, ...]:
    """The bags on record that do not hang yet, and of which nothing was given."""
    return tuple(
        bag for bag in session.bags or () if bag.started_at is None and bag.given_ml is None
    )


def refuse_number(together: int, *, is_numbered: bool) -> None:
    """Refuse how many bags are kept at once; one with a number of its own is but one.

    Raises RefusedError.
    """
    if not 1 <= together <= MOST_TOGETHER:
        raise RefusedError([Refusal("together", f"possible are 1 to {MOST_TOGETHER} bags")])
    if together > 1 and is_numbered:
        raise RefusedError(
            [Refusal("together", "a donation or serial number stands on one bag only")]
        )


def refuse_same_unit(session: Session, bag: Bag) -> None:
    """Refuse a unit that is on record of the session already. Raises RefusedError."""
    for other in session.bags or ():
        since = "at hand" if other.started_at is None else f"hung at {other.started_at.clock}"
        if bag.din is not None and _same_din(bag, other):
            raise RefusedError([Refusal("din", f"this unit is on record already, {since}")])
        if bag.serial is not None and (bag.product, bag.serial) == (other.product, other.serial):
            words = f"the pack of this serial number is on record already, {since}"
            raise RefusedError([Refusal("x_plexlog_serial", words)])


def _same_din(bag: Bag, other: Bag) -> bool:
    """One donation may be several bags: then their product codes differ."""
    is_other_part = None not in (bag.product, other.product) and bag.product != other.product
    return normalised(bag.din or "") == normalised(other.din or "") and not is_other_part


def _as_hung(session: OpenSession, bag: Bag) -> Bag:
    now = session.desk.now()
    at = observed_at(session, bag.started_at, "started_at")
    ended = session.view().session.ended_at
    if ended is not None and at > ended:
        words = f"{at.clock} lies after the end at {ended.clock}"
        raise RefusedError([Refusal("started_at", words)])
    return replace(bag, started_at=at, by=session.desk.me, entered_at=now)


def _ended_by_the_next(session: Session, hung: Bag) -> Bag:
    """A bag that was hung earlier than another and told later has ended when that one began."""
    later = [
        other.started_at
        for other in session.bags or ()
        if other.started_at is not None
        and hung.started_at is not None
        and other.started_at > hung.started_at
    ]
    return replace(hung, ended_at=min(later)) if later else hung


def _end_those_before(session: OpenSession, hung: Bag) -> None:
    for earlier in session.view().session.bags or ():
        started = earlier.started_at
        if started is None or hung.started_at is None or started > hung.started_at:
            continue
        if earlier.ended_at is None or earlier.ended_at > hung.started_at:
            session.desk.store.put(session.key, replace(earlier, ended_at=hung.started_at))


@needs(Act.SESSION)
def finish_bag(session: OpenSession, bag: Bag, given_ml: Decimal) -> None:
    """Say how much of a bag was given. Raises RefusedError for more than it holds."""
    if given_ml > bag.volume_ml:
        raise RefusedError(
            [Refusal("given_ml", f"{given_ml} mL is more than the bag holds, {bag.volume_ml} mL")]
        )
    wasted = bag.wasted_ml or Decimal(0)
    if given_ml + wasted > bag.volume_ml:
        words = (
            f"{given_ml} mL given and {wasted} mL wasted are more than the bag holds, "
            f"{bag.volume_ml} mL"
        )
        raise RefusedError([Refusal("given_ml", words)])
    over = session.view().session.ended_at if session.is_from_paper else session.desk.now()
    ended = bag.ended_at or over
    session.desk.store.put(session.key, replace(bag, given_ml=given_ml, ended_at=ended))
    session.touch()


@needs(Act.SESSION)
def waste_bag(session: OpenSession, bag: Bag, wasted_ml: Decimal | None) -> None:
    """Say how much of a bag was thrown away. Raises RefusedError for more than is left of it."""
    left = bag.volume_ml - (bag.given_ml or Decimal(0))
    if wasted_ml is not None and wasted_ml > left:
        words = f"{wasted_ml} mL is more than is left of the bag, {left} mL"
        raise RefusedError([Refusal("wasted_ml", words)])
    session.desk.store.put(session.key, replace(bag, wasted_ml=wasted_ml))
    session.touch()


@needs(Act.SESSION)
def take_back(session: OpenSession, part: Bag | DrugGiven | SalineBolus, why: str) -> None:
    """Take back what was recorded by mistake; it stays on file. Raises RefusedError.

    A bag that had ended when this one was hung hangs on. What a reaction says was done with the
    part is taken out of the reaction too, so that no paper and no later session tells it.
    """
    if not why.strip():
        raise RefusedError([Refusal("reason", "needs a reason in a few words")])
    with session.writing(why.strip()):
        session.desk.store.withdraw(session.key, part, why.strip())
        if isinstance(part, Bag):
            _hang_on(session, part)
        for reaction in reactions_without(session.view().session, part):
            session.desk.store.put(session.key, reaction)
    session.touch()


def _hang_on(session: OpenSession, gone: Bag) -> None:
    """Whatever ended only because the bag was hung goes on until the next one after it."""
    bags = [bag for bag in session.view().session.bags or () if bag.key != gone.key]
    for bag in bags:
        if bag.ended_at is None or bag.ended_at != gone.started_at or bag.given_ml is not None:
            continue
        later = [
            other.started_at
            for other in bags
            if other.started_at is not None and other.started_at >= bag.ended_at
        ]
        ended = min(later) if later else None
        session.desk.store.put(session.key, replace(bag, ended_at=ended))


@needs(Act.SESSION)
def give_drug(session: OpenSession, drug: DrugGiven, answers: Answers = NO_ANSWERS) -> DrugGiven:
    """Record a drug with dose, route and time. Raises RefusedError for an expired one.

    Raises QuestionedError where something is asked that `answers` (code to reason) leave open.
    """
    at = observed_at(session, drug.at, ahead=AHEAD)
    given = replace(drug, key=new_key(), at=at, by=session.desk.me, entered_at=session.desk.now())
    view = session.view()
    refuse_new(
        session, replace(view.session, drugs_given=(*(view.session.drugs_given or ()), given))
    )
    asked = drug_questions(view.course, view.session, given)
    refuse_unanswered(asked, answers)
    with session.writing():
        answer_asked(session, asked, answers)
        session.desk.store.put(session.key, given)
    session.touch()
    return given


def refuse_unanswered(asked: tuple[Finding, ...], answers: Answers) -> None:
    """Refuse to go on while something is asked. Raises QuestionedError."""
    waiting = unanswered(asked, answers)
    if waiting:
        raise QuestionedError(waiting)


def answer_asked(session: OpenSession, asked: tuple[Finding, ...], answers: Answers) -> None:
    """Keep the answers to what was asked."""
    for one in unanswered(asked, NO_ANSWERS):
        answer_finding(session, one.code, answers[one.code])


@needs(Act.SESSION)
def give_bolus(
    session: OpenSession,
    volume_ml: Decimal,
    reason: str = "",
    at: Moment | None = None,
    answers: Answers = NO_ANSWERS,
) -> SalineBolus:
    """Record saline given at once.

    Raises QuestionedError where something is asked that `answers` (code to reason) leave open.
    """
    bolus = SalineBolus(
        key=new_key(),
        at=observed_at(session, at),
        volume_ml=volume_ml,
        reason=reason.strip() or None,
        by=session.desk.me,
        entered_at=session.desk.now(),
    )
    view = session.view()
    asked = bolus_questions(view.course, view.session, volume_ml)
    refuse_unanswered(asked, answers)
    with session.writing():
        answer_asked(session, asked, answers)
        session.desk.store.put(session.key, bolus)
    session.touch()
    return bolus


@needs(Act.SESSION)
def tell_pause(session: OpenSession, reason: str, pause_key: str = "") -> None:
    """Say why the exchange stands still, or stood still; the pause is on record already."""
    for pause in session.view().session.pauses or ():
        if pause.key == pause_key if pause_key else pause.end is None:
            session.desk.store.put(session.key, replace(pause, reason=reason.strip() or None))
    session.touch()


@needs(Act.SESSION)
def add_note(session: OpenSession, text: str) -> None:
    """Add a line with its time and author to the session's note; what stands there stays."""
    if not text.strip():
        raise RefusedError([Refusal("note", "a note needs words")])
    before = session.view().session.note
    now = session.desk.now()
    at = f"from paper, entered {wording.moment(now)}," if session.is_from_paper else now.clock
    line = f"{at} {session.desk.me}: {text.strip()}"
    note = line if before is None else f"{before}\n{line}"
    session.desk.store.set_session(session.key, {"note": note})
    session.touch()


def refuse_new(session: OpenSession, changed: Session) -> None:
    """Refuse a change that would put on record what must never happen. Raises RefusedError."""
    view = session.view()
    facts = session.desk.knowledge.rule_facts
    sessions = tuple(
        changed if one.id == changed.id else one for one in view.course.sessions or ()
    )
    before = set(refusals(view.course, facts))
    wrong = [
        one
        for one in refusals(replace(view.course, sessions=sessions), facts)
        if one not in before
    ]
    if wrong:
        raise RefusedError([Refusal(one.place.rpartition(".")[2], one.reason) for one in wrong])
