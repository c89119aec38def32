"""What a change of the order does to the sessions that have not begun: told first, then done.

Nothing becomes of a session that has begun, or of which anything is on record. What somebody
planned by hand stays where it is.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from plexlog.domain import wording
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Order, Session
from plexlog.services.run_records import ids_of
from plexlog.services.times import in_zone_of

SESSIONS, INTERVAL = "sessions_planned", "interval_hours"


class Fate(enum.StrEnum):
    """What becomes of a session."""

    ADDED = "added"
    MOVED = "moved"
    TAKEN_OFF = "taken off"
    KEPT = "kept"  # though the new interval would have it elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """A session with what becomes of it."""

    session: Session  # as it is; of one that is added, as it will be
    fate: Fate
    at: Moment | None = None  # where the order has it from now on; None: no time is known


def has_begun(course: Course, session: Session) -> bool:
    """Whether a session was started, or anything is on record of it."""
    planned = Session(
        key=session.key,
        id=session.id,
        number=session.number,
        planned_at=session.planned_at,
        planned_by=session.planned_by,
        station=session.station,
        extra=session.extra,
    )
    named = {one.session_id for one in course.lab_results or ()}
    named |= {one.session_id for one in course.scores or ()}
    named |= {one.session_id for one in course.overrides or ()}
    named |= {one.session_id for one in course.follow_ups or ()}
    named |= {one.session_id for one in course.signatures or ()}
    return session != planned or session.id in named


def plan_steps(course: Course, order: Order, now: Moment) -> tuple[PlanStep, ...]:
    """What a changed order does to the plan of its course; nothing where nothing changes.

    Raises RefusedError for fewer sessions than have begun, or times beyond the calendar.
    """
    sessions = sorted(course.sessions or (), key=lambda one: one.number)
    begun = {one.id for one in sessions if has_begun(course, one)}
    off = _taken_off(course, order, sessions, begun)
    staying = [one for one in sessions if one not in off]
    steps = [PlanStep(session=one, fate=Fate.TAKEN_OFF) for one in off]
    hours = order.interval_hours
    is_other = hours is not None and hours != course.order.interval_hours
    last: Moment | None = None
    for one in staying:
        step = None
        if one.id not in begun and is_other and last is not None:
            step = _moved(one, after(last, hours), now)
            steps += [] if step is None else [step]
        last = step.at if step and step.fate is Fate.MOVED else _stands_at(one)
    return (*steps, *_added(course, order, len(staying), last, now))


def after(last: Moment, hours: Decimal | None) -> Moment:
    """So many hours later by the wall clock: 9 o'clock stays 9 o'clock when the clocks change.

    Raises RefusedError.
    """
    try:
        wall = last.instant.replace(tzinfo=None) + timedelta(hours=float(hours or 0))
        return in_zone_of(last, wall)
    except OverflowError:
        reason = "so many sessions at such an interval go beyond the calendar"
        raise RefusedError([Refusal(INTERVAL, reason)]) from None


def free_id(number: int, taken: frozenset[str]) -> str:
    """An id for one more session, that nothing of its course has."""
    ids = (f"s{count}" for count in range(number, number + len(taken) + 1))
    return next(one for one in ids if one not in taken)


def _taken_off(
    course: Course, order: Order, sessions: Sequence[Session], begun: set[str]
) -> list[Session]:
    """The last sessions that have not begun, where fewer are ordered than are on the plan."""
    count = order.sessions_planned
    if count is None or count == course.order.sessions_planned or count >= len(sessions):
        return []
    if count < len(begun):
        numbers = [one.number for one in sessions if one.id in begun]
        have = f"{session_words(numbers)} {'have' if len(numbers) > 1 else 'has'} begun"
        raise RefusedError([Refusal(SESSIONS, f"{have}; possible is {len(begun)} or more")])
    waiting = [one for one in sessions if one.id not in begun]
    return waiting[count - len(sessions) :]


def _moved(session: Session, due: Moment, now: Moment) -> PlanStep | None:
    """Where the new interval has a session; it keeps its place where that has passed."""
    if due == session.planned_at:
        return None
    is_by_hand = session.planned_at is not None and session.planned_by is not None
    fate = Fate.KEPT if is_by_hand or due < now else Fate.MOVED
    return PlanStep(session=session, fate=fate, at=due)


def _stands_at(session: Session) -> Moment | None:
    """The time from which the next one is counted: as planned, or else as it was begun."""
    planned, started = session.planned_at, session.started_at
    if started is None or (planned is not None and planned.day == started.day):
        return planned
    return started


def _added(
    course: Course, order: Order, staying: int, last: Moment | None, now: Moment
) -> Iterator[PlanStep]:
    count = order.sessions_planned
    if count is None or count == course.order.sessions_planned:
        return
    taken = ids_of(course)
    first = 1 + max((one.number for one in course.sessions or ()), default=0)
    for number in range(first, first + count - staying):
        at = None if last is None or order.interval_hours is None else last
        at = None if at is None else after(at, order.interval_hours)
        last = at = None if at is None or at < now else at
        one = Session(id=free_id(number, taken), number=number, planned_at=at)
        taken |= {one.id}
        yield PlanStep(session=one, fate=Fate.ADDED, at=at)


def plan_words(steps: Sequence[PlanStep]) -> tuple[str, ...]:
    """What becomes of each session, in sentences."""
    return (*_taken_off_words(steps), *_moved_words(steps), *_added_words(steps))


def session_words(numbers: Sequence[int]) -> str:
    """`session 5`, `sessions 4 and 6`, `sessions 6 to 12`."""
    first, last = numbers[0], numbers[-1]
    if len(numbers) == 1:
        return f"session {first}"
    is_row = len(numbers) == last - first + 1 > 2  # noqa: PLR2004 - of two both are named
    return f"sessions {f'{first} to {last}' if is_row else wording.listed(map(str, numbers))}"


def _of(steps: Sequence[PlanStep], fate: Fate) -> list[PlanStep]:
    return [one for one in steps if one.fate is fate]


def _taken_off_words(steps: Sequence[PlanStep]) -> Iterator[str]:
    off = sorted(one.session.number for one in _of(steps, Fate.TAKEN_OFF))
    if off:
        verb = "is" if len(off) == 1 else "are"
        yield f"{wording.sentence(session_words(off))} {verb} taken off the plan."


def _moved_words(steps: Sequence[PlanStep]) -> Iterator[str]:
    for one in (*_of(steps, Fate.MOVED), *_of(steps, Fate.KEPT)):
        name, was, at = f"Session {one.session.number}", one.session.planned_at, one.at
        if one.fate is Fate.MOVED:
            moved = "is planned for" if was is None else f"moves from {wording.moment(was)} to"
            yield f"{name} {moved} {wording.moment(at)}."
        elif one.session.planned_by is not None and was is not None:
            by = one.session.planned_by
            yield f"{name} keeps {wording.moment(was)}, the time that {by} gave it."
        else:
            keeps = "has no time yet" if was is None else f"keeps {wording.moment(was)}"
            due = f"the interval would make it {wording.moment(at)}, already past"
            yield f"{name} {keeps}; {due}."


def _added_words(steps: Sequence[PlanStep]) -> Iterator[str]:
    added = _of(steps, Fate.ADDED)
    if not added:
        return
    what = wording.sentence(session_words([one.session.number for one in added]))
    verb = "is" if len(added) == 1 else "are"
    times = [wording.moment(one.at) for one in added if one.at is not None]
    if not times:
        when = "without a time yet"
    elif len(times) > 2:  # noqa: PLR2004 - of two both are named
        when = f"from {times[0]} to {times[-1]}"
    else:
        when = f"on {wording.listed(times)}"
    yield f"{what} {verb} added, {when}."
