"""What went wrong in earlier sessions of a patient, when, and what was done about it.

Sessions of this course and of earlier ones; told at the start, before anything is repeated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plexlog.domain import wording
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Reaction, Session
from plexlog.domain.words import EndReason
from plexlog.services.desk import Desk
from plexlog.services.last_time import helped_words, reaction_words
from plexlog.services.open_session import SessionView

_ENDED_WELL = (None, EndReason.TARGET_REACHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One thing that went wrong."""

    where: str  # session 2; course 1, session 3
    at: Moment | None
    what: str
    helped: str  # what was done about it, empty where nothing is recorded
    is_earlier_course: bool


def earlier_courses(desk: Desk, view: SessionView) -> tuple[Course, ...]:
    """The patient's other courses whose order is older, the latest first."""
    ordered_at = view.course.order.ordered_at
    return tuple(
        desk.store.course(line.course_key)
        for line in desk.store.courses(view.line.patient_key)
        if line.course_key != view.line.course_key and line.ordered_at <= ordered_at
    )


def troubles(view: SessionView, earlier: tuple[Course, ...] = ()) -> tuple[Trouble, ...]:
    """What went wrong before this session, the last first; this course, then earlier ones."""
    own = [one for one in view.course.sessions or () if one.number < view.session.number]
    found = [_of_session(session, "") for session in reversed(own)]
    for course in earlier:
        number = course.course_number
        name = "earlier course" if number is None else f"course {number}"
        found += [_of_session(one, f"{name}, ") for one in reversed(course.sessions or ())]
    return tuple(one for of_session in found for one in of_session)


def _of_session(session: Session, course: str) -> Iterator[Trouble]:
    told: dict[str, Any] = {
        "where": f"{course}session {session.number}",
        "is_earlier_course": bool(course),
    }
    for reaction in session.reactions or ():
        yield Trouble(
            at=reaction.onset_at, what=_what(reaction), helped=helped_words(reaction), **told
        )
    reason = None if session.close is None else session.close.end_reason
    if reason not in _ENDED_WELL and reason is not None:
        note = session.close.end_note if session.close is not None else None
        yield Trouble(
            at=session.ended_at, what=f"ended early: {reason.label}", helped=note or "", **told
        )


def _what(reaction: Reaction) -> str:
    lasting = "" if reaction.outcome is None else f", {reaction.outcome.label}"
    return f"{reaction_words(reaction)}{lasting}"


def tolerance_words(view: SessionView) -> str:
    """How the last session was tolerated; empty where there was none or nobody said.

    Of one that runs nothing is known yet but that it runs.
    """
    last = view.previous
    if last is not None and last.ended_at is None:
        return "still running" if last.paper is None else "its end is not entered yet"
    if last is None or last.reactions is None:
        return ""
    count = len(last.reactions)
    if count:
        return f"{wording.counted(count, 'reaction')} recorded"
    return "no reaction recorded"
