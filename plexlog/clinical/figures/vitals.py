"""When vitals are due by the programme; it may be changed in the run, or passed over by reason."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from plexlog.clinical.once import once_for_the_same
from plexlog.clinical.plans import vitals_waits
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Reading, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class VitalsDue:
    """When the next pressure and pulse are due by the programme."""

    last_at: Moment  # the last pressure and pulse, the last ones left out, or the start
    wait_minutes: float
    due_at: Moment
    taken: int  # how many so far

    def minutes_late(self, now: Moment) -> float:
        """Minutes past the time; 0 before it."""
        return max(now.minutes_since(self.due_at), 0.0)


@dataclass(frozen=True, slots=True)
class Station:
    """A time at which vitals were taken, or left out with a reason."""

    at: Moment
    is_skip: bool = False


def has_vitals(reading: Reading) -> bool:
    """Whether a reading holds pressure and pulse."""
    return "systolic_mmhg" in reading.values and "pulse_per_min" in reading.values


def vitals_times(session: Session) -> list[Moment]:
    """When pressure and pulse were taken during the run, in order."""
    taken = (reading.at for reading in session.readings or () if has_vitals(reading))
    return sorted(taken, key=lambda at: at.instant)


@once_for_the_same
def vitals_stations(session: Session) -> tuple[Station, ...]:
    """The same with those that were left out with a reason, in order."""
    taken = [Station(at) for at in vitals_times(session)]
    left_out = [Station(skip.at, is_skip=True) for skip in session.vitals_skips or ()]
    return tuple(sorted([*taken, *left_out], key=lambda station: station.at.instant))


def wait_after(waits: Sequence[float], taken: int) -> float:
    """The programme's wait after so many vitals; the last wait repeats."""
    return waits[min(taken, len(waits) - 1)]


def vitals_due(course: Course, session: Session) -> VitalsDue | None:
    """When the next vitals are due; None before the start and after the end."""
    if session.started_at is None or session.ended_at is not None:
        return None
    passed = vitals_stations(session)
    last = passed[-1].at if passed else session.started_at
    taken = [station.at for station in passed if not station.is_skip]
    return VitalsProgramme.of(course, session).due(last, taken)


@dataclass(frozen=True, slots=True)
class _Since:
    at: Moment
    waits: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class VitalsProgramme:
    """The programme of the start, and what it was changed to in the run."""

    base: tuple[float, ...]
    changed: tuple[_Since, ...]

    @classmethod
    def of(cls, course: Course, session: Session) -> VitalsProgramme:
        """As ordered, planned and changed."""
        changes = [
            (change.at, change.vitals_programme_before_min, change.vitals_programme_min)
            for change in session.plan_changes or ()
            if change.vitals_programme_min
        ]
        changes.sort(key=lambda change: change[0])
        before = changes[0][1] if changes else None
        return cls(
            _minutes(before) if before else vitals_waits(course, session),
            tuple(_Since(at, _minutes(after)) for at, _before, after in changes),
        )

    def due(self, last: Moment, taken: Sequence[Moment], until: Moment | None = None) -> VitalsDue:
        """When vitals are due next; changes of the programme later than `until` wait.

        A programme that is changed counts from its change; vitals are never due before it.
        """
        wait = wait_after(self.base, len(taken))
        due_at = last + timedelta(minutes=wait)
        for programme in self.changed:
            if until is not None and programme.at > until:
                break
            wait = wait_after(programme.waits, len(taken) - bisect_left(taken, programme.at))
            due_at = max(last + timedelta(minutes=wait), programme.at)
        return VitalsDue(last_at=last, wait_minutes=wait, due_at=due_at, taken=len(taken))


def _minutes(programme: Sequence[Decimal | int] | None) -> tuple[float, ...]:
    return tuple(float(one) for one in programme or ())
