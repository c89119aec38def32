"""A quantity that nobody measures, declared as any other."""

from __future__ import annotations

from plexlog.domain.fields import Limits, NumberField, Place

VENOM = NumberField(
    code="snake_venom_ug_l",
    label="Snake venom",
    short="venom",
    help="A quantity that nobody measures",
    unit="ug/L",
    shown_unit="µg/L",
    decimals=2,
    places=tuple(Place),
    possible=Limits.of("0", "500"),
    plausible=Limits.of("0", "50"),
    usual=Limits.of("0", "0.5"),
    source="invented",
    without_loinc="invented",
)
