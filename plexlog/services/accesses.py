"""The life of an access after the order: one more, what is told of it later, its removal.

Each telling is a version on file with who, when and why; sessions that were signed keep what was
sealed with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from plexlog.clinical.timing import catheter_days
from plexlog.domain import wording
from plexlog.domain.access_told import corrected
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.records import AccessDevice, Course, Infection, Reaction, Session
from plexlog.domain.roles import Act
from plexlog.domain.unit import DeviceChange
from plexlog.services.access_form import (
    PREFIX,
    REMOVED,
    read_access,
    refuse_impossible,
    with_what_is_not_shown,
)
from plexlog.services.desk import Desk
from plexlog.services.form_texts import Typed
from plexlog.services.keys import next_id
from plexlog.services.permission import needs
from plexlog.services.run_records import ids_of
from plexlog.services.stories import here

WHY = "why"
WHY_NEEDED = "needs a reason in a few words"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessState:
    """One access of a course as its page shows it."""

    device: AccessDevice
    days: int | None  # with a central line, until today or its removal; None: cannot be said
    sessions: tuple[int, ...]  # that were begun with it
    is_ordered: bool  # by the order in force


def accesses(desk: Desk, course_key: str) -> tuple[AccessState, ...]:
    """Every access of a course, those in place first. Raises StoreError."""
    course = desk.store.course(course_key).kept()
    used = _used(desk, course)
    states = [
        AccessState(
            device=one,
            days=catheter_days((one,), desk.now().day) if one.kind.is_central_line else None,
            sessions=tuple(session.number for session in used.get(one.id, ())),
            is_ordered=one.id == course.order.access_device_id,
        )
        for one in course.access_devices or ()
    ]
    return tuple(sorted(states, key=lambda one: one.device.removed_on is not None))


def access_story(desk: Desk, course_key: str) -> tuple[DeviceChange, ...]:
    """What was told of the accesses of a course and when, by the clock of this workstation."""
    changes = desk.store.device_changes(course_key)
    return tuple(replace(one, at=here(desk, one.at)) for one in changes)


def read_change(
    desk: Desk, course: Course, access_id: str, texts: Mapping[str, Any]
) -> tuple[AccessDevice | None, tuple[Refusal, ...]]:
    """The access that a form makes of the one on file, and what cannot stay of it."""
    typed = Typed(texts)
    typed.need((f"{PREFIX}kind",))
    former = course.device(access_id)
    device = read_access(typed, access_id)
    if device is not None:
        if former is not None:
            device = with_what_is_not_shown(former, device)
        refuse_impossible(typed, device, desk.now().day)
        typed.refusals += _against_sessions(desk, course, former, device)
    told: dict[str, Refusal] = {}
    for one in typed.refusals:
        told.setdefault(one.place, one)
    return device, tuple(told.values())


@needs(Act.SESSION)
def keep_access(
    desk: Desk, course_key: str, access_id: str, texts: Mapping[str, Any], why: str = ""
) -> str:
    """Put an access on record, or tell more of the one of this id. Returns its id.

    What was on record changes only with a reason. Raises RefusedError.
    """
    course = desk.store.course(course_key).kept()
    former = course.device(access_id)
    made_id = access_id if former is not None else _free_id(desk, course)
    device, refusals = read_change(desk, course, made_id, texts)
    if device is None or refusals:
        raise RefusedError(refusals)
    if device == former:
        return made_id
    told_otherwise = tuple(_infections_told(course, device))
    if not why.strip():
        if former is not None and corrected(former, device):
            raise RefusedError([Refusal(WHY, WHY_NEEDED)])
        for session, reaction in told_otherwise:
            raise RefusedError([Refusal(WHY, _other_day(session, _infection(reaction)))])
    with desk.store.writing(why.strip()):
        desk.store.put_device(course_key, device, why.strip())
        for session, reaction in told_otherwise:
            if not desk.store.signatures(session.key):
                infection = replace(_infection(reaction), line_removed_on=device.removed_on)
                desk.store.put(session.key, replace(reaction, infection=infection))
    return made_id


@needs(Act.SESSION)
def take_back_access(desk: Desk, course_key: str, access_id: str, why: str) -> None:
    """Take an access back that was put on record by mistake. Raises RefusedError."""
    course = desk.store.course(course_key).kept()
    device = course.device(access_id)
    assert device is not None  # noqa: S101 - chosen among those that are there
    named = [*_named_by(desk, course, access_id)]
    if named:
        words = f"stays on record: {wording.listed(named)} was done or ordered with it"
        raise RefusedError([Refusal(f"{PREFIX}kind", words)])
    if not why.strip():
        raise RefusedError([Refusal(WHY, WHY_NEEDED)])
    desk.store.take_back_device(course_key, device, why.strip())


def removal_misfit(desk: Desk, course: Course, device: AccessDevice) -> str:
    """Why an access cannot have been removed on the day that it names; empty where it can."""
    typed = Typed({})
    refuse_impossible(typed, device, desk.now().day)
    refusals = (*typed.refusals, *_against_sessions(desk, course, None, device))
    wrong = [one.reason for one in refusals if one.place == REMOVED]
    return wrong[0] if wrong else ""


def _against_sessions(
    desk: Desk, course: Course, former: AccessDevice | None, device: AccessDevice
) -> Iterator[Refusal]:
    """A day of insertion or removal that sessions done with the access contradict."""
    begun = [
        (one.started_at.day, one.number)
        for one in _used(desk, course).get(device.id, ())
        if one.started_at is not None
    ]
    if not begun:
        return
    (first, number), (last, last_number) = min(begun), max(begun)
    inserted, removed = device.inserted_on, device.removed_on
    is_new = former is None or former.inserted_on != inserted
    if inserted is not None and inserted > first and is_new:
        words = f"{inserted} is after session {number} was done with it on {first}"
        yield Refusal(f"{PREFIX}inserted_on", words)
    is_new = former is None or former.removed_on != removed
    if removed is not None and removed < last and is_new:
        words = f"{removed} is before session {last_number} was done with it on {last}"
        yield Refusal(REMOVED, words)


def _used(desk: Desk, course: Course) -> dict[str, list[Session]]:
    """The sessions that were begun with each access, by its id."""
    used: dict[str, list[Session]] = {}
    for session in course.sessions or ():
        if session.started_at is None:
            continue
        access_id = session.access_device_id or desk.store.order_of(session.key).access_device_id
        if access_id is not None:
            used.setdefault(access_id, []).append(session)
    return used


def _named_by(desk: Desk, course: Course, access_id: str) -> Iterator[str]:
    """What names an access, in words."""
    for change in desk.store.order_changes(course.key):
        if change.order.access_device_id == access_id:
            yield f"version {change.version} of the order"
    for session in course.sessions or ():
        if access_id in _ids_in(session):
            yield f"session {session.number}"


def _ids_in(session: Session) -> set[str | None]:
    told = [
        part
        for reaction in session.reactions or ()
        for part in (reaction.infection, reaction.clotting)
    ]
    return {session.access_device_id, *(part.access_device_id for part in told if part)}


def _infections_told(course: Course, device: AccessDevice) -> Iterator[tuple[Session, Reaction]]:
    """Infections of an access that name another day on which the line was removed."""
    for session in course.sessions or ():
        for reaction in session.reactions or ():
            infection = reaction.infection
            if (
                infection is not None
                and infection.access_device_id == device.id
                and infection.line_removed_on not in (None, device.removed_on)
            ):
                yield session, reaction


def _infection(reaction: Reaction) -> Infection:
    assert reaction.infection is not None  # noqa: S101 - looked for just before
    return reaction.infection


def _other_day(session: Session, infection: Infection) -> str:
    day = wording.day(infection.line_removed_on)
    return f"session {session.number} tells of its removal on {day}; say why it is another day"


def _free_id(desk: Desk, course: Course) -> str:
    told = {one.device.id for one in desk.store.device_changes(course.key)}
    return next_id("access-", ids_of(course) | told)
