"""What is hung, given and noted during the run: bags, drugs, saline, notes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from plexlog.clinical.rules import refusals
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, Course, DrugGiven, SalineBolus, Session
from plexlog.domain.roles import Act
from plexlog.services.keys import new_key, next_id
from plexlog.services.open_session import OpenSession
from plexlog.services.permission import needs

Given = TypeVar("Given", Bag, DrugGiven, SalineBolus)


def ids_of(course: Course) -> frozenset[str]:
    """Every id that is taken in the document of a course."""
    taken = {device.id for device in course.access_devices or ()}
    for session in course.sessions or ():
        taken.add(session.id)
        taken |= {bag.id for bag in session.bags or ()}
        taken |= {reaction.id for reaction in session.reactions or ()}
    return frozenset(taken)


@needs(Act.SESSION)
def hang_bag(session: OpenSession, bag: Bag) -> Bag:
    """Keep a bag from the moment it is hung; the one that hung before it has ended.

    What that one gave is still told. A bag that never hung stays as it is.

    Raises RefusedError for what must never be given: expired, not compatible, a donation number
    whose check character does not fit.
    """
    view = session.view()
    now = session.desk.now()
    hung = replace(
        bag,
        key=new_key(),
        id=next_id(f"{view.session.id}-b", ids_of(view.course)),
        started_at=bag.started_at or now,
        by=session.desk.me,
    )
    refuse_new(session, replace(view.session, bags=(*(view.session.bags or ()), hung)))
    store = session.desk.store
    with store.writing():
        for earlier in view.session.bags or ():
            if earlier.started_at is not None and earlier.ended_at is None:
                store.put(session.key, replace(earlier, ended_at=hung.started_at))
        store.put(session.key, hung)
    session.touch()
    return hung


@needs(Act.SESSION)
def finish_bag(session: OpenSession, bag: Bag, given_ml: Decimal) -> None:
    """Say how much of a bag was given. Raises RefusedError for more than it holds."""
    if given_ml > bag.volume_ml:
        raise RefusedError(
            [Refusal("given_ml", f"{given_ml} mL is more than the bag holds, {bag.volume_ml} mL")]
        )
    ended = bag.ended_at or session.desk.now()
    session.desk.store.put(session.key, replace(bag, given_ml=given_ml, ended_at=ended))
    session.touch()


@needs(Act.SESSION)
def give_drug(session: OpenSession, drug: DrugGiven) -> DrugGiven:
    """Record a drug with dose, route and time. Raises RefusedError for an expired one."""
    given = replace(drug, key=new_key(), by=session.desk.me, entered_at=session.desk.now())
    view = session.view()
    refuse_new(
        session, replace(view.session, drugs_given=(*(view.session.drugs_given or ()), given))
    )
    session.desk.store.put(session.key, given)
    session.touch()
    return given


@needs(Act.SESSION)
def give_bolus(
    session: OpenSession, volume_ml: Decimal, reason: str = "", at: Moment | None = None
) -> SalineBolus:
    """Record saline given at once."""
    bolus = SalineBolus(
        key=new_key(),
        at=at or session.desk.now(),
        volume_ml=volume_ml,
        reason=reason.strip() or None,
        by=session.desk.me,
    )
    session.desk.store.put(session.key, bolus)
    session.touch()
    return bolus


@needs(Act.SESSION)
def tell_pause(session: OpenSession, reason: str) -> None:
    """Say why the exchange stands still; the pause itself is on record already."""
    for pause in session.view().session.pauses or ():
        if pause.end is None:
            session.desk.store.put(session.key, replace(pause, reason=reason.strip() or None))
    session.touch()


@needs(Act.SESSION)
def add_note(session: OpenSession, text: str) -> None:
    """Add a line with its time and author to the session's note; what stands there stays."""
    if not text.strip():
        raise RefusedError([Refusal("note", "a note needs words")])
    before = session.view().session.note
    line = f"{session.desk.now().clock} {session.desk.me}: {text.strip()}"
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
