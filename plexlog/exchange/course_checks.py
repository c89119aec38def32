"""What must hold across a course document and no single declaration can say.

Ids are unique, references lead somewhere, nothing observed lies in the future, times run forward.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from plexlog.domain import codec
from plexlog.domain.catalogue import DIASTOLIC, RINSEBACK, SYSTOLIC
from plexlog.domain.errors import Refusal
from plexlog.domain.fields import Catalogue
from plexlog.domain.moments import Moment
from plexlog.domain.records import Close, Course, FluidShare, Session
from plexlog.domain.records.patient import NOT_TOLD_APART, not_told_apart
from plexlog.domain.shapes import Measured, Record, Values

SHARE_SLACK = Decimal("0.001")
MAY_LIE_AHEAD = ("planned_at", "valid_until", "expires_on", "due_at")
DUE = "_due_on"


def inconsistencies(course: Course, now: Moment, catalogue: Catalogue) -> Iterator[Refusal]:
    """Every reason why a course that can be read still is not taken, with its place."""
    for place in not_told_apart(course.patient):
        yield Refusal(f"patient.{place}", NOT_TOLD_APART)
    yield from _ids_twice(course)
    yield from _dangling(course)
    yield from _future(course, "", now)
    yield from _shares(course)
    yield from _session_order(course)
    for index, session in enumerate(course.sessions or ()):
        yield from _session_times(session, f"sessions[{index}]")
        yield from _pressures(session, f"sessions[{index}]")
    yield from _laboratory(course, catalogue)


def _ids(course: Course) -> Iterator[tuple[str, str]]:
    for index, device in enumerate(course.access_devices or ()):
        yield f"access_devices[{index}].id", device.id
    for index, session in enumerate(course.sessions or ()):
        yield f"sessions[{index}].id", session.id
        for number, bag in enumerate(session.bags or ()):
            yield f"sessions[{index}].bags[{number}].id", bag.id
        for number, reaction in enumerate(session.reactions or ()):
            yield f"sessions[{index}].reactions[{number}].id", reaction.id


def _ids_twice(course: Course) -> Iterator[Refusal]:
    counts = Counter(one for _, one in _ids(course))
    seen = set()
    for place, one in _ids(course):
        if counts[one] > 1 and one in seen:
            yield Refusal(place, f"{one!r} stands more than once; ids are unique in a document")
        seen.add(one)


def _dangling(course: Course) -> Iterator[Refusal]:
    devices = {device.id for device in course.access_devices or ()}
    sessions = {session.id for session in course.sessions or ()}
    bags = {bag.id for session in course.sessions or () for bag in session.bags or ()}
    known = {"access_device_id": devices, "session_id": sessions, "bag_id": bags}
    for place, key, value in _leaves(course, ""):
        if key in known and value not in known[key]:
            yield Refusal(place, f"{value!r} is no id of this document")


def _future(course: Course, place: str, now: Moment) -> Iterator[Refusal]:
    for where, key, value in _leaves(course, place):
        if key in MAY_LIE_AHEAD or key.endswith(DUE):
            continue
        if isinstance(value, Moment) and value > now:
            yield Refusal(where, f"{value} lies in the future; it is {now}")
        elif isinstance(value, date) and value > now.day:
            yield Refusal(where, f"{value} lies in the future; today is {now.day}")


def _leaves(value: Any, place: str, key: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every single value of a record with its place in the document and its key."""
    if isinstance(value, Measured):
        yield codec.join(place, "taken_at"), "taken_at", value.taken_at
    elif isinstance(value, (Record, dict, tuple)):
        for where, inner_key, inner in _members(value, place, key):
            yield from _leaves(inner, where, inner_key)
    elif value is not None:
        yield place, key, value


def _members(
    value: Record | dict[str, Any] | tuple[Any, ...], place: str, key: str
) -> Iterator[tuple[str, str, Any]]:
    match value:
        case Record():
            for part in codec.parts_of(type(value)):
                where = place if part.is_inline else codec.join(place, part.key)
                yield where, part.key, getattr(value, part.name)
        case dict():
            yield from ((codec.join(place, code), code, one) for code, one in value.items())
        case _:
            yield from ((f"{place}[{index}]", key, one) for index, one in enumerate(value))


def _shares(course: Course) -> Iterator[Refusal]:
    yield from _share_of(course.order.replacement, "order.replacement")
    for index, session in enumerate(course.sessions or ()):
        if session.plan is not None:
            yield from _share_of(session.plan.replacement, f"sessions[{index}].plan.replacement")


def _share_of(shares: tuple[FluidShare, ...] | None, place: str) -> Iterator[Refusal]:
    if not shares:
        return
    total = sum((one.share for one in shares), Decimal(0))
    if abs(total - 1) > SHARE_SLACK:
        yield Refusal(place, f"the shares make {total} together; they must make 1")


def _session_order(course: Course) -> Iterator[Refusal]:
    numbers = [session.number for session in course.sessions or ()]
    for index, (one, following) in enumerate(itertools.pairwise(numbers), start=1):
        if following <= one:
            yield Refusal(
                f"sessions[{index}].number",
                f"{following} follows {one}; sessions stand in the order of their numbers",
            )


def _session_times(session: Session, place: str) -> Iterator[Refusal]:
    if session.ended_at is not None:
        if session.started_at is None:
            yield Refusal(f"{place}.started_at", "is required where there is an end")
        elif session.ended_at < session.started_at:
            yield Refusal(f"{place}.ended_at", "lies before the start")
    for index, pause in enumerate(session.pauses or ()):
        if pause.end is not None and pause.end < pause.start:
            yield Refusal(f"{place}.pauses[{index}].to", "lies before its beginning")
    close = session.close or Close()
    if close.rinseback_not_done_reason is not None and RINSEBACK.code in close.values:
        yield Refusal(
            f"{place}.close.rinseback_not_done_reason",
            f"stands beside {RINSEBACK.code}; only one of the two is possible",
        )


def _pressures(session: Session, place: str) -> Iterator[Refusal]:
    sets: list[tuple[str, Values]] = [(f"{place}.before", session.before or {})]
    sets += [
        (f"{place}.readings[{index}]", reading.values)
        for index, reading in enumerate(session.readings or ())
    ]
    if session.close is not None:
        sets.append((f"{place}.close.after", session.close.after or {}))
    for where, values in sets:
        upper, lower = values.get(SYSTOLIC.code), values.get(DIASTOLIC.code)
        if upper is not None and lower is not None and lower.value >= upper.value:
            yield Refusal(
                codec.join(where, DIASTOLIC.code),
                f"{lower.value} is not below the systolic {upper.value}",
            )


def _laboratory(course: Course, catalogue: Catalogue) -> Iterator[Refusal]:
    for index, result in enumerate(course.lab_results or ()):
        declared = catalogue[result.quantity]
        if not declared.possible.hold(result.value):
            yield Refusal(
                f"lab_results[{index}].value",
                f"{result.value} is not possible; {declared.refusal()}",
            )
