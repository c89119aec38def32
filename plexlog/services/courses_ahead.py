"""What the course will do to IgG and fibrinogen if it goes on as ordered: an estimate throughout.

Sessions that ended count as they were delivered, those to come as they are planned. From one
with donor plasma on there is no estimate: how much that brings of its own nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from plexlog.clinical.figures import session_figures
from plexlog.clinical.kinetics import Delivered, Predicted, predict, removing_volumes
from plexlog.clinical.plans import planned_plasma_volumes, planned_replacement, share_of_plasma
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Session
from plexlog.services.open_session import SessionView


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """One session of the course, done or to come."""

    number: int
    at: Moment
    is_done: bool
    is_this: bool
    predicted: Predicted
    follows_plasma: bool = False  # donor plasma is given in this session, or was in one before


@dataclass(frozen=True, slots=True)
class _Due:
    """A session with its time and what it removes."""

    session: Session
    at: Moment
    removing: float | None  # None: not known, or with donor plasma
    brings_its_own: bool  # with donor plasma


def course_ahead(view: SessionView) -> tuple[Ahead, ...]:
    """Every session that was done or is to come, in order, with what the models expect.

    Empty where no session has a time. Where the order names no interval, only sessions on file.
    """
    due = list(_due(view))
    if not due:
        return ()
    first = due[0].at
    delivered = [
        Delivered(
            session_id=one.session.id,
            day=one.at.hours_since(first) / 24,
            removing_volumes=one.removing,
        )
        for one in due
    ]
    plasma_from = next((place for place, one in enumerate(due) if one.brings_its_own), len(due))
    return tuple(
        Ahead(
            number=one.session.number,
            at=one.at,
            is_done=one.session.ended_at is not None,
            is_this=one.session.id == view.session.id,
            predicted=predicted,
            follows_plasma=place >= plasma_from,
        )
        for place, (one, predicted) in enumerate(zip(due, predict(delivered), strict=True))
    )


def _due(view: SessionView) -> Iterator[_Due]:
    last: Moment | None = None
    for session in _sessions(view):
        at = session.ended_at or session.started_at or session.planned_at or _next(view, last)
        if at is None or (last is not None and at < last):
            return
        removing, share = _removing(view, session)
        yield _Due(session, at, None if share else removing, bool(share))
        last = at


def _sessions(view: SessionView) -> Iterator[Session]:
    """Sessions on file but those that were passed over, then those that are only ordered."""
    number = 0
    for session in view.course.sessions or ():
        number = session.number
        if session.number >= view.session.number or session.ended_at is not None:
            yield session
    for later in range(number + 1, (view.ordered.sessions_planned or 0) + 1):
        yield Session(id=f"ordered-{later}", number=later)


def _next(view: SessionView, last: Moment | None) -> Moment | None:
    hours = view.ordered.interval_hours
    if last is None or hours is None:
        return None
    return last + timedelta(hours=float(hours))


def _to_come(view: SessionView) -> Course:
    """The course with the order under which its other sessions will be run."""
    return replace(view.course, order=view.ordered)


def _removing(view: SessionView, session: Session) -> tuple[float | None, float | None]:
    """Plasma volumes that a session removes, and donor plasma as a part of what it gives."""
    if session.ended_at is not None:
        figures = session_figures(view.course, session)
        return figures.removing_volumes, figures.donor_plasma_share
    course = view.course if session.id == view.session.id else _to_come(view)
    planned = planned_plasma_volumes(course, session)
    share = share_of_plasma(planned_replacement(course, session))
    if planned is None or share is None:
        return None, share
    return removing_volumes(float(planned), share), share
