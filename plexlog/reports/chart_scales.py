"""Where things of a chart stand: time and value axes, and labels that do not cover each other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from plexlog.domain.moments import Moment
from plexlog.reports.run_chart import RunChart

STEPS_MIN = (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1440)
COARSE_MIN = 30  # from this step on, the axis may begin and end between two written times
GRID_STEPS = (10, 20, 25, 50, 100, 200)
MOST_GRID_LINES = 6
MOST_KEPT_FREE = 0.5  # of the plot's height, at its foot, for drugs and reactions
GAP = 4.0  # least distance between two labels


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Times on a line of pixels, from a round time to the last that is shown."""

    first: Moment
    minutes: float
    step: int
    left: float
    right: float

    def x(self, at: Moment) -> float:
        """Where a time stands."""
        share = at.minutes_since(self.first) / self.minutes
        return round(self.left + share * (self.right - self.left), 1)

    def ticks(self) -> Iterator[Moment]:
        """The times that are written."""
        past = minute_of_day(self.first) % self.step
        for minute in range((self.step - past) % self.step, int(self.minutes) + 1, self.step):
            yield self.first + timedelta(minutes=minute)


def minute_of_day(at: Moment) -> int:
    """Minutes since midnight on the clock of the place."""
    return at.instant.hour * 60 + at.instant.minute


def time_axis(chart: RunChart, left: float, right: float, label_width: float) -> TimeAxis:
    """The axis that holds everything of a chart, its ticks on round times of day."""
    times = sorted(_times(chart))
    room = max(2, int((right - left) / (label_width * 2.6)))
    whole = max(times[-1].minutes_since(times[0]), 1.0)
    step = next((step for step in STEPS_MIN if whole / step <= room - 1), STEPS_MIN[-1])
    grain = step // 2 if step >= COARSE_MIN else step
    first = times[0].to_minute() + timedelta(minutes=-(minute_of_day(times[0]) % grain))
    minutes = math.ceil(times[-1].minutes_since(first) / grain) * grain
    return TimeAxis(first, float(max(minutes, grain)), step, left, right)


def _times(chart: RunChart) -> Iterator[Moment]:
    for at in (chart.started_at, chart.ended_at, chart.target_at, chart.now):
        if at is not None:
            yield at
    yield from (pressure.at for pressure in chart.pressures)
    yield from (point.at for point in (*chart.pulses, *chart.removed))
    yield from (mark.at for mark in (*chart.drugs, *chart.reactions))


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """Values on a height of pixels."""

    low: float
    high: float
    bottom: float
    top: float
    step: int = 0

    def y(self, value: float) -> float:
        """Where a value stands."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.bottom + share * (self.top - self.bottom), 1)

    def lines(self) -> Iterator[int]:
        """The values with a grid line."""
        first = math.ceil(self.low / self.step) * self.step
        yield from range(first, int(self.high) + 1, self.step)


def vitals_axis(chart: RunChart, bottom: float, top: float, kept_free: float) -> ValueAxis:
    """Pressure and pulse on one scale; nothing reaches into what is kept free at the foot."""
    values = [point.value for point in chart.pulses]
    for pressure in chart.pressures:
        values.append(pressure.systolic)
        values += [] if pressure.diastolic is None else [pressure.diastolic]
    lowest, highest = min(values, default=60.0), max(values, default=140.0)
    step = next(
        (step for step in GRID_STEPS if (highest - lowest) / step <= MOST_GRID_LINES - 2),
        GRID_STEPS[-1],
    )
    high = max(math.ceil(highest / step), math.floor(lowest / step) + 1) * step
    free = min(kept_free / (top - bottom), MOST_KEPT_FREE)
    low = (lowest - free * high) / (1 - free)
    return ValueAxis(low, high, bottom, top, step)


def volume_axis(chart: RunChart, bottom: float, top: float) -> ValueAxis:
    """Removed volume from nothing at the bottom to the target, or the most removed, at the top."""
    most = max((point.value for point in chart.removed), default=0.0)
    return ValueAxis(0.0, max(most, chart.target_ml or 0.0, 1.0), bottom, top)


@dataclass(slots=True)
class Places:
    """Keeps labels apart."""

    left: float
    right: float
    taken: list[tuple[float, float, float]] = field(default_factory=list)

    def find_free(self, width: float, wanted: list[float], row: float) -> float | None:
        """A free left edge in a row, or None: such a label is left out."""
        for start in wanted:
            if self._is_free(start, width, row):
                return self._take(start, width, row)[0]
        return None

    def _is_free(self, start: float, width: float, row: float) -> bool:
        if start < self.left or start + width > self.right:
            return False
        return all(
            other != row or start >= end + GAP or start + width + GAP <= begin
            for begin, end, other in self.taken
        )

    def _take(self, start: float, width: float, row: float) -> tuple[float, float]:
        self.taken.append((start, start + width, row))
        return start, row
