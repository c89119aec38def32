"""The sessions that run at this station, for whoever sits before another one's window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from plexlog.clinical.figures import RunningFigures, running_figures
from plexlog.domain import wording
from plexlog.domain.moments import Clock, Moment
from plexlog.domain.unit import SessionLine
from plexlog.services.clock_watch import ClockWatch
from plexlog.services.desk import Desk
from plexlog.services.vitals_watch import Timed


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """One running session: whose, for how long, and when its vitals are due."""

    session_key: str
    family_name: str
    given_name: str
    running: RunningFigures
    now: Moment  # of the figures
    initials: str = ""  # family name first, with as much of the given name as tells them apart

    @property
    def minutes_to_vitals(self) -> float | None:
        """Below zero: late by so much; None: none are due."""
        due = self.running.vitals
        return None if due is None else due.due_at.minutes_since(self.now)


def running_lines(desk: Desk) -> tuple[SessionLine, ...]:
    """Every session that runs at a bedside, the longest running first."""
    lines = [line for line in desk.store.session_lines() if _runs(line)]
    return tuple(sorted(lines, key=lambda line: (line.started_at or desk.now()).utc))


def still_running(desk: Desk, line: SessionLine) -> str:
    """Which other session of the same patient runs, and since when; empty where none does.

    Nobody is exchanged twice at a time: either that one was not ended, or this is another patient.
    """
    for one in running_lines(desk):
        if one.patient_key == line.patient_key and one.session_key != line.session_key:
            of = "" if one.course_key == line.course_key else " of another course"
            since = wording.clock_on(one.started_at, desk.now().day)
            return f"session {one.number}{of} of this patient is still running, since {since}"
    return ""


def run_clocks(
    desk: Desk, lines: Iterable[SessionLine], before: Mapping[str, ClockWatch]
) -> dict[str, ClockWatch]:
    """The clock of each run by session, as it went on; a run's time is never set back."""
    clocks = {}
    for line in lines:
        clock = before.get(line.session_key) or ClockWatch(desk.clock)
        begun = line.started_at or desk.now()
        clock.goes_on_from(begun)
        clocks[line.session_key] = clock
    return clocks


def running_sessions(
    desk: Desk,
    lines: Iterable[SessionLine],
    seen: Mapping[str, Timed] | None = None,
    clocks: Mapping[str, Clock] | None = None,
) -> tuple[Neighbour, ...]:
    """Their times. Each needs its whole course: ask only for those that are shown.

    `seen` has, by session, what its own pages show: they know a clock that was set. Of the others
    `clocks` may tell the time.
    """
    others = running_lines(desk)
    shown, told = seen or {}, clocks or {}
    return tuple(
        replace(
            _neighbour(
                line,
                shown.get(line.session_key)
                or _Read.of(desk, line, told.get(line.session_key, desk.clock).now()),
            ),
            initials=_told_apart(line, others),
        )
        for line in lines
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


@dataclass(frozen=True, slots=True)
class _Read:
    """A run as the record has it now."""

    running: RunningFigures
    now: Moment

    @classmethod
    def of(cls, desk: Desk, line: SessionLine, now: Moment) -> _Read:
        course = desk.store.course(line.course_key).kept()
        return cls(running_figures(course, course.session(line.session_id), now), now)


def _neighbour(line: SessionLine, run: Timed) -> Neighbour:
    return Neighbour(
        session_key=line.session_key,
        family_name=line.family_name,
        given_name=line.given_name,
        running=run.running,
        now=run.now,
    )
