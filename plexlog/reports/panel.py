"""A small chart of a course: one quantity over sessions or days, as plain values.

`panel_drawing` draws it. Each series has a form of its own, so that it is told apart without
colour too.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Form(enum.Enum):
    """How a series is drawn."""

    BAR = "bar"  # filled, from zero
    FRAME = "frame"  # an empty bar around the filled one: what was planned
    SPAN = "span"  # from a lowest to a highest
    SLIM_SPAN = "slim-span"
    LINE = "line"
    DOT = "dot"
    RING = "ring"
    SQUARE = "square"


@dataclass(frozen=True, slots=True)
class Spot:
    """A value at a place of the axis; a span also has a low end."""

    x: float
    value: float
    low: float | None = None
    is_amended: bool = False  # after the session was signed; it stands as it was signed


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelSeries:
    """Values of one name in one form; `is_joined` draws a thin line through them."""

    name: str
    form: Form
    spots: tuple[Spot, ...]
    is_joined: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A label of the horizontal axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One chart of a course."""

    title: str
    unit: str
    series: tuple[PanelSeries, ...]
    ticks: tuple[Tick, ...]
    axis: str = "session"  # what the ticks count
    band: tuple[Spot, ...] = ()  # between low and value
    band_name: str = ""
    is_doubling: bool = False  # values are two-fold steps of a titre, from 1:1
    least: tuple[float, ...] = (0.0,)  # values that the axis reaches to in any case

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(each.spots for each in self.series)

    @property
    def has_amended(self) -> bool:
        """Whether a value was amended after its session was signed."""
        return any(spot.is_amended for each in self.series for spot in each.spots)

    @property
    def places(self) -> tuple[float, ...]:
        """Every place of the horizontal axis that holds something."""
        spots = [spot.x for each in self.series for spot in each.spots]
        return (*spots, *(spot.x for spot in self.band), *(tick.x for tick in self.ticks))

    @property
    def values(self) -> tuple[float, ...]:
        """Every value, with the ends of spans and of the band."""
        spots = [*self.band, *(spot for each in self.series for spot in each.spots)]
        lows = [spot.low for spot in spots if spot.low is not None]
        return (*(spot.value for spot in spots), *lows, *self.least)
