"""What a formula refuses: a number that no patient or machine can have."""

from __future__ import annotations

import math

from plexlog.domain.errors import PlexlogError

MOST_ML = 100_000


class ImpossibleValueError(PlexlogError, ValueError):
    """A quantity has a value that is not possible; the sentence says what would be."""


def possible(quantity: str, value: float, low: float, high: float, unit: str) -> float:
    """The value itself when it is finite and within the bounds, both inside.

    Raises ImpossibleValueError with quantity, value and what is possible.
    """
    if math.isfinite(value) and low <= value <= high:
        return value
    raise ImpossibleValueError(
        f"{quantity} {value:g} {unit} is not possible; possible {low:g} to {high:g} {unit}".strip()
    )


def number(quantity: str, value: float) -> float:
    """The value itself when it is a number. Raises ImpossibleValueError for NaN and infinity."""
    if math.isfinite(value):
        return value
    raise ImpossibleValueError(f"{quantity} {value:g} is not possible; possible is any number")


def volume(quantity: str, value_ml: float) -> float:
    """A volume in mL from 0 to 100 000. Raises ImpossibleValueError."""
    if 0 <= value_ml <= MOST_ML:
        return value_ml
    return possible(quantity, value_ml, 0, MOST_ML, "mL")


def weight(value_kg: float) -> float:
    """A body weight from 1 to 350 kg. Raises ImpossibleValueError."""
    return possible("a weight of", value_kg, 1, 350, "kg")


def height(value_m: float) -> float:
    """A body height from 0.3 to 2.5 m. Raises ImpossibleValueError."""
    return possible("a height of", value_m, 0.3, 2.5, "m")


def blood_volume(value_ml: float) -> float:
    """A total blood volume from 50 mL. Raises ImpossibleValueError."""
    return possible("a total blood volume of", value_ml, 50, MOST_ML, "mL")


def plasma_volumes(count: float) -> float:
    """Multiples of the plasma volume, from 0. Raises ImpossibleValueError."""
    return possible("plasma volumes of", count, 0, 10_000, "")


def share(fraction: float) -> float:
    """A part of a whole, from 0 to 1. Raises ImpossibleValueError."""
    return possible("a share of", fraction, 0, 1, "")


def time(minutes: float) -> float:
    """Minutes between two recorded times; negative where they were recorded the wrong way round.

    Raises ImpossibleValueError for what is no number.
    """
    return possible("a time of", minutes, -10_000_000, 10_000_000, "min")


def hematocrit(fraction: float) -> float:
    """A haematocrit as a fraction from 0.08 to 0.70. Raises ImpossibleValueError."""
    return possible("a haematocrit fraction of", fraction, 0.08, 0.70, "")
