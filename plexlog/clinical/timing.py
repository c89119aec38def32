"""Minutes of a run without its pauses, and days of a catheter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from plexlog.domain.moments import Moment
from plexlog.domain.records import AccessDevice, Pause

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class RunTime:
    """When the run stood still; overlapping pauses count once."""

    still: tuple[Span, ...]

    @classmethod
    def of(cls, pauses: Iterable[Pause], until: Moment | None) -> RunTime:
        """From the recorded pauses; one that is open lasts until the moment given."""
        spans = sorted(
            (pause.start.utc, end.utc)
            for pause in pauses
            if (end := pause.end or until) is not None and end > pause.start
        )
        merged: list[Span] = []
        for since, to in spans:
            if merged and since <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], to))
            else:
                merged.append((since, to))
        return cls(tuple(merged))

    def paused_minutes(self, start: Moment, end: Moment) -> float:
        """Minutes within a span in which the run stood still."""
        if not self.still:
            return 0.0
        low, high = start.utc, end.utc
        overlap = sum(
            (max(min(high, to) - max(low, since), timedelta()) for since, to in self.still),
            timedelta(),
        )
        return overlap / timedelta(minutes=1)

    def run_minutes(self, start: Moment, end: Moment) -> float:
        """Minutes of a span without the pauses in it."""
        return end.minutes_since(start) - self.paused_minutes(start, end)


def catheter_days(
    devices: Iterable[AccessDevice] | None, last_session_day: date | None
) -> int | None:
    """Calendar days with a central line; the day of insertion is day 1.

    Through removal, or else through the day given. Days with two lines count once, as in the
    surveillance definition (CDC NHSN, device-associated module). None: cannot be said.
    """
    if devices is None:
        return None
    days: set[date] = set()
    for device in devices:
        if not device.kind.is_central_line:
            continue
        last = device.removed_on or last_session_day
        if device.inserted_on is None or last is None:
            return None
        length = (last - device.inserted_on).days + 1
        days.update(device.inserted_on + timedelta(days=day) for day in range(length))
    return len(days)
