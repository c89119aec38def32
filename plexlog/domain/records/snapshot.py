"""What is attached to a reaction as it was at the time: measured values, steps that were done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Inline, Name, Record, Text, Values


@dataclass(frozen=True, kw_only=True)
class Snapshot(Record):
    """Values of a row of the run, attached as they stood; the row itself stays where it is."""

    at: Moment
    values: Annotated[Values, Inline(Place.READING)] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class StepTaken(Record):
    """A step of the unit's card that was done, in the words it had then."""

    step: Text
    at: Moment
    by: Name | None = None
