"""When vitals are due, by the clock that hangs on the wall at that time."""

from __future__ import annotations

from dataclasses import replace

from plexlog.clinical.figures import RunningFigures
from plexlog.domain.moments import Moment
from plexlog.services.times import told_then


def due_by_the_wall(running: RunningFigures, now: Moment) -> RunningFigures:
    """The same figures; in the night when the clocks change vitals are due by the new one."""
    if running.vitals is None:
        return running
    due_at = told_then(running.vitals.due_at, now)
    return replace(running, vitals=replace(running.vitals, due_at=due_at))
