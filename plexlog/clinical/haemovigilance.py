"""Within which time of donor plasma a reaction may belong to it, and to which unit.

Windows of the CDC NHSN Biovigilance Component, Hemovigilance Module Surveillance Protocol v2.6.
They say what to look at, never what it was: imputability is the physician's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag
from plexlog.domain.words import ReactionKind

SOURCE = "CDC NHSN haemovigilance protocol v2.6"


@dataclass(frozen=True, slots=True)
class Window:
    """A definition's time limit: hours after the end of the unit."""

    name: str
    hours: float


WINDOWS: Mapping[ReactionKind, tuple[Window, ...]] = {
    ReactionKind.ALLERGIC: (Window("allergic", 4),),
    ReactionKind.HYPOTENSION: (Window("hypotensive", 1),),
    ReactionKind.TRALI: (Window("TRALI", 6),),
    ReactionKind.TACO: (Window("TACO", 12),),
    ReactionKind.DYSPNOEA: (
        Window("TRALI", 6),
        Window("TACO", 12),
        Window("TAD", 24),
    ),
    ReactionKind.HAEMOLYSIS: (Window("acute haemolytic", 24),),
    ReactionKind.OTHER: (Window("febrile", 4),),
    ReactionKind.INFECTION: (Window("febrile", 4),),
}


@dataclass(frozen=True, slots=True)
class UnitInWindow:
    """A unit of donor plasma with the time between it and the onset."""

    bag: Bag
    minutes: float | None  # from its end to the onset; 0 while it ran, None: not known
    open_windows: tuple[Window, ...]  # those that the onset still falls into


def plasma_units(bags: Iterable[Bag], kind: ReactionKind, onset: Moment) -> Iterator[UnitInWindow]:
    """Every unit of donor plasma that was begun before the onset, the last one first."""
    units = [bag for bag in bags if bag.fluid.is_plasma]
    begun = [bag for bag in units if bag.started_at is not None and bag.started_at <= onset]
    unknown = [bag for bag in units if bag.started_at is None]
    for bag in sorted(begun, key=lambda one: one.started_at or onset, reverse=True):
        minutes = 0.0
        if bag.ended_at is not None and bag.ended_at < onset:
            minutes = onset.minutes_since(bag.ended_at)
        within = tuple(w for w in WINDOWS.get(kind, ()) if minutes <= w.hours * 60)
        yield UnitInWindow(bag, minutes, within)
    for bag in unknown:
        yield UnitInWindow(bag, None, ())
