"""The figures of a course over its ended sessions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from plexlog.clinical.figures.session import SessionFigures, session_figures
from plexlog.clinical.kinetics import Delivered, Predicted, predict
from plexlog.clinical.timing import catheter_days
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Session
from plexlog.domain.words import Grade, ReactionKind


@dataclass(frozen=True, slots=True)
class ReactionCount:
    """How often a kind of reaction of one grade happened; no grade: not graded yet."""

    kind: ReactionKind
    grade: Grade | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFigures:
    """What a course adds up to; None where it cannot be computed."""

    sessions_ended: int
    plasma_volumes: float | None  # sum; None while a session's is missing
    prediction: tuple[Predicted, ...]
    reactions: tuple[ReactionCount, ...]
    catheter_days: int | None
    sessions: Mapping[str, SessionFigures]  # of all sessions, by id


def ended_sessions(course: Course) -> list[tuple[Moment, Session]]:
    """Sessions that ended, with when, in order of time."""
    ended = [
        (session.ended_at, session)
        for session in course.sessions or ()
        if session.ended_at is not None
    ]
    return sorted(ended, key=lambda pair: pair[0])


def course_figures(course: Course, now: Moment | None = None) -> CourseFigures:
    """All figures of a course."""
    sessions = {
        session.id: session_figures(course, session, now) for session in course.sessions or ()
    }
    ended = ended_sessions(course)
    volumes = [sessions[session.id].plasma_volumes for _, session in ended]
    known = [volume for volume in volumes if volume is not None]
    return CourseFigures(
        sessions_ended=len(ended),
        plasma_volumes=sum(known) if known and len(known) == len(volumes) else None,
        prediction=predict(
            [
                Delivered(
                    session_id=session.id,
                    day=ended_at.hours_since(ended[0][0]) / 24,
                    removing_volumes=sessions[session.id].removing_volumes,
                )
                for ended_at, session in ended
            ]
        ),
        reactions=reaction_counts(course),
        catheter_days=catheter_days(course.access_devices, ended[-1][0].day if ended else None),
        sessions=sessions,
    )


def reaction_counts(course: Course) -> tuple[ReactionCount, ...]:
    """Reactions by kind and grade, in alphabetical order of kinds, mildest grade first."""
    counts = Counter(
        (reaction.kind, reaction.grade)
        for session in course.sessions or ()
        for reaction in session.reactions or ()
    )
    ordered = sorted(
        counts, key=lambda pair: (pair[0].value, 0 if pair[1] is None else pair[1].rank)
    )
    return tuple(ReactionCount(*pair, counts[pair]) for pair in ordered)
