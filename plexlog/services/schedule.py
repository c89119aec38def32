"""When the sessions of a course are to be: another time for one, or one more session."""

from __future__ import annotations

from plexlog.domain import wording
from plexlog.domain.errors import Refusal, RefusedError, StoreError, UnreadableError
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Session
from plexlog.domain.roles import Act
from plexlog.domain.unit import NextSession, SessionLine
from plexlog.services.desk import Desk
from plexlog.services.permission import needs
from plexlog.services.plan_by_order import free_id
from plexlog.services.run_records import ids_of
from plexlog.services.times import read_planned

PLACE = "planned_at"


@needs(Act.PLAN)
def plan_session_at(desk: Desk, session_key: str, text: str) -> Moment:
    """Give a session that has not begun another time. Raises RefusedError, StoreError."""
    at = read_later(desk, text)
    if desk.store.session_line(session_key).started_at is not None:
        raise StoreError("This session has begun; it keeps the time at which it was started.")
    desk.store.set_session(session_key, {"planned_at": at, "planned_by": desk.me})
    return at


@needs(Act.PLAN)
def plan_another_session(desk: Desk, course_key: str, text: str) -> str:
    """One more session at the end of a course; returns its key.

    Raises RefusedError, also beyond what was ordered: one more is for the order to say.
    """
    at = read_later(desk, text)
    course = desk.store.course(course_key)
    if told := why_no_more(course):
        raise RefusedError([Refusal(PLACE, told)])
    number = 1 + max((one.number for one in course.sessions or ()), default=0)
    session = Session(
        id=free_id(number, ids_of(course)), number=number, planned_at=at, planned_by=desk.me
    )
    return desk.store.add_session(course_key, session)


def why_no_more(course: Course) -> str:
    """Why no session can be planned beside those of the order; empty where one can."""
    ordered, count = course.order.sessions_planned, len(course.sessions or ())
    if ordered is None or count < ordered:
        return ""
    planned = "it is" if count == 1 else f"{count} are"
    return (
        f"the order is for {wording.counted(ordered, 'session')}, and {planned} on the plan; "
        "for one more the order is changed"
    )


def session_after(desk: Desk, line: SessionLine) -> NextSession | None:
    """The session after one as it is planned on record; None where no time is planned."""
    for one in desk.store.sessions_of(line.course_key):
        if one.number == line.number + 1 and one.planned_at is not None:
            has_begun = one.started_at is not None
            return NextSession(number=one.number, planned_at=one.planned_at, has_begun=has_begun)
    return None


def read_later(desk: Desk, text: str) -> Moment:
    """A planned time that has not passed. Raises RefusedError."""
    try:
        at = read_planned(text, desk.now())
    except UnreadableError as unreadable:
        raise RefusedError([Refusal(PLACE, str(unreadable))]) from None
    if at < desk.now():
        raise RefusedError([Refusal(PLACE, f"{at.day} {at.clock} has passed already")])
    return at
