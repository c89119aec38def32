"""Colours: of charts, one set for print and one for each look of the window; and of reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours as #RRGGBB. Every series also differs by shape and is named at its end."""

    surface: str
    ink: str
    ink2: str  # labels and units
    axis: str  # ticks
    grid: str
    pressure: str
    pressure_fill: str
    pulse: str
    removed: str
    removed_fill: str
    pause: str
    band: str  # what an estimate reaches to
    danger: str


LIGHT = Palette(
    surface="#FFFFFF",
    ink="#10202B",
    ink2="#36444F",
    axis="#5B6975",
    grid="#DDE4E9",
    pressure="#0072B2",
    pressure_fill="#CFE4F2",
    pulse="#B34700",
    removed="#00755A",
    removed_fill="#DDF0EA",
    pause="#E4EAEE",
    band="#E4EAEE",
    danger="#9B1220",
)
DARK = Palette(
    surface="#162026",
    ink="#E8EFF2",
    ink2="#BCC9D1",
    axis="#8A9AA5",
    grid="#26343C",
    pressure="#62BCEE",
    pressure_fill="#1B3F57",
    pulse="#F2A65A",
    removed="#4FCFA6",
    removed_fill="#15352D",
    pause="#0F171B",
    band="#3A505C",
    danger="#FFB4B4",
)
PRINT = Palette(
    surface="#FFFFFF",
    ink="#10202B",
    ink2="#36444F",
    axis="#5B6975",
    grid="#D2DAE0",
    pressure="#0072B2",
    pressure_fill="#DCEBF6",
    pulse="#B34700",
    removed="#00755A",
    removed_fill="#E8F4F0",
    pause="#D9DFE4",
    band="#D9DFE4",
    danger="#9B1220",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Colours of a printed report; all of them stay apart in grey."""

    ink: str = "#10202B"
    soft: str = "#36444F"  # labels, units, explanations
    heading: str = "#0B5063"
    rule: str = "#C3CCD3"
    tint: str = "#EEF2F4"  # behind the bottom line
    notice: str = "#15457A"
    ask: str = "#643900"
    stop: str = "#8C0F1B"


PAPER = Paper()
