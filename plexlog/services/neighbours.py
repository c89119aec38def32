"""The sessions that run at this station, for whoever sits before another one's window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from plexlog.clinical.figures import running_figures
from plexlog.domain.unit import SessionLine
from plexlog.services.desk import Desk


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """One running session: whose, for how long, and when its vitals are due."""

    session_key: str
    family_name: str
    given_name: str
    elapsed_minutes: float | None
    is_paused: bool
    minutes_to_vitals: float | None  # below zero: late by so much; None: none are due
    initials: str = ""  # family name first, with as much of the given name as tells them apart


def running_lines(desk: Desk) -> tuple[SessionLine, ...]:
    """Every session that runs at a bedside, the longest running first."""
    lines = [line for line in desk.store.session_lines() if _runs(line)]
    return tuple(sorted(lines, key=lambda line: (line.started_at or desk.now()).utc))


def running_sessions(desk: Desk, lines: Iterable[SessionLine]) -> tuple[Neighbour, ...]:
    """Their times. Each needs its whole course: ask only for those that are shown."""
    others = running_lines(desk)
    return tuple(
        replace(_neighbour(desk, line), initials=_told_apart(line, others)) for line in lines
    )


def _told_apart(line: SessionLine, others: Iterable[SessionLine]) -> str:
    """The initials, longer where somebody else who is being exchanged has the same."""
    like = [other for other in others if other.patient_key != line.patient_key]
    for letters in range(1, len(line.given_name)):
        taken = {_initials(other, letters) for other in like}
        if _initials(line, letters) not in taken:
            return _initials(line, letters)
    return _initials(line, len(line.given_name))


def _initials(line: SessionLine, letters: int) -> str:
    return f"{line.family_name[:1].upper()}{line.given_name[:letters].capitalize()}"


def _runs(line: SessionLine) -> bool:
    if line.is_from_paper:
        return False
    return line.started_at is not None and line.ended_at is None and line.signed_at is None


def _neighbour(desk: Desk, line: SessionLine) -> Neighbour:
    now = desk.clock.now()
    course = desk.store.course(line.course_key).kept()
    figures = running_figures(course, course.session(line.session_id), now)
    due = None if figures.vitals is None else figures.vitals.due_at.minutes_since(now)
    return Neighbour(
        session_key=line.session_key,
        family_name=line.family_name,
        given_name=line.given_name,
        elapsed_minutes=figures.elapsed_minutes,
        is_paused=figures.is_paused,
        minutes_to_vitals=due,
    )
