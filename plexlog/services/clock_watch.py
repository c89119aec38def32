"""Holds the wall clock against the one that never jumps, so that a moved clock makes nothing due.

What is written down keeps the wall clock's time; only timers are told here how long it really was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from plexlog.domain import wording
from plexlog.domain.moments import Clock, Moment

LEAST_MIN = 1.0  # less is a clock being kept right, not a clock that was set


@dataclass(frozen=True, slots=True)
class ClockJump:
    """The wall clock was set: when, by itself, and by how many minutes; below 0 set back."""

    at: Moment
    minutes: float

    @property
    def sentence(self) -> str:
        """What happened and what to do."""
        way = "forward" if self.minutes > 0 else "back"
        by = wording.hours_minutes(abs(self.minutes))
        return (
            f"The clock of this computer moved {by} h {way}, to {self.at.clock}: "
            "check the time of each entry"
        )


@dataclass(slots=True)
class _Anchor:
    """A recorded time from which a timer counts, and what the clock moved since."""

    at: Moment | None = None
    moved_minutes: float = 0.0

    def now(self, at: Moment | None, wall: Moment) -> Moment:
        """The present time in the clock by which `at` was written."""
        if at is not None and at != self.at:
            before = wall + timedelta(minutes=-self.moved_minutes)
            if abs(wall.minutes_since(at)) <= abs(before.minutes_since(at)):
                self.moved_minutes = 0.0  # it was written by the clock as it goes now
            self.at = at
        return wall + timedelta(minutes=-self.moved_minutes) if self.moved_minutes else wall


class ClockWatch:
    """Looks at both clocks each time it is asked."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wall = clock.now()
        self._steady = clock.monotonic()
        self._start = _Anchor()
        self._vitals = _Anchor()
        self.jump: ClockJump | None = None  # until somebody has seen it

    def look(self) -> Moment:
        """The wall clock; notes when it was set since it was looked at last."""
        wall, steady = self._clock.now(), self._clock.monotonic()
        drift = wall.minutes_since(self._wall) - (steady - self._steady) / 60
        self._wall, self._steady = wall, steady
        if abs(drift) >= LEAST_MIN:
            self.jump = ClockJump(wall, drift)
            self._start.moved_minutes += drift
            self._vitals.moved_minutes += drift
        return wall

    def since_start(self, started_at: Moment | None) -> Moment:
        """The present time for what counts from the start of the run."""
        return self._start.now(started_at, self._wall)

    def since_vitals(self, last_at: Moment | None) -> Moment:
        """The present time for what counts from the last vitals."""
        return self._vitals.now(last_at, self._wall)
