"""Holds the wall clock against the one that never jumps: a moved clock makes nothing due.

What is written down keeps the wall clock's time, unless that was set back in the run: by it the
run would not have begun, or would go back. Then the run's own time goes on, as if nobody had
touched the clock. Timers are told how long it really was.
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
    run_at: Moment | None = None  # the run's own time, where it goes on by that

    @property
    def sentence(self) -> str:
        """What happened and what to do."""
        way = "forward" if self.minutes > 0 else "back"
        by = wording.hours_minutes(abs(self.minutes))
        what = f"The clock of this computer moved {by} h {way}, to {self.at.clock}"
        if self.run_at is None:
            return f"{what}: check the time of each entry"
        return f"{what}: entries go on by the time of the run, {self.run_at.clock}"


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
    """Looks at both clocks each time it is asked; it is the clock of a session."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wall = clock.now()
        self._steady = clock.monotonic()
        self._moved_in_run = 0.0  # minutes; below 0 the wall clock is behind the run
        self._start = _Anchor()
        self._vitals = _Anchor()
        self.is_in_run = False  # whether a run was begun by this clock
        self.jump: ClockJump | None = None  # until somebody has seen it

    def now(self) -> Moment:
        """The present time, by which all is recorded."""
        return self.look()

    def monotonic(self) -> float:
        """Seconds that never jump."""
        return self._clock.monotonic()

    def look(self) -> Moment:
        """The present time; notes when the wall clock was set since it was looked at last."""
        wall, steady = self._clock.now(), self._clock.monotonic()
        drift = wall.minutes_since(self._wall) - (steady - self._steady) / 60
        self._wall, self._steady = wall, steady
        if abs(drift) >= LEAST_MIN:
            self._take(drift)
        return self._now()

    def goes_on_from(self, last: Moment) -> None:
        """A run was begun by this clock, and something of it recorded last.

        A time before that is of a wall clock that was set back while nobody looked, or was ahead
        when it was recorded: the run goes on from there.
        """
        self.is_in_run = True
        behind = self.look().minutes_since(last)
        if behind < -LEAST_MIN:  # a time typed may lie a minute ahead
            self._moved_in_run = min(self._moved_in_run, 0.0)
            self._take(behind)

    def since_start(self, started_at: Moment | None) -> Moment:
        """The present time for what counts from the start of the run."""
        return self._start.now(started_at, self._now())

    def since_vitals(self, last_at: Moment | None) -> Moment:
        """The present time for what counts from the last vitals."""
        return self._vitals.now(last_at, self._now())

    def _take(self, drift: float) -> None:
        held = self._held
        self._moved_in_run += drift if self.is_in_run else 0.0
        told = drift + self._held - held  # so much the session's own time jumps
        self._start.moved_minutes += told
        self._vitals.moved_minutes += told
        self.jump = ClockJump(self._wall, drift, self._now() if self._held else None)

    @property
    def _held(self) -> float:
        """Minutes by which the wall clock was set back in the run."""
        return max(-self._moved_in_run, 0.0)

    def _now(self) -> Moment:
        return self._wall + timedelta(minutes=self._held) if self._held else self._wall
