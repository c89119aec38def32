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


def volume(quantity: str, value_ml: float) -> float:
    """A volume in mL from 0 to 100 000. Raises ImpossibleValueError."""
    if 0 <= value_ml <= MOST_ML:
        return value_ml
    return possible(quantity, value_ml, 0, MOST_ML, "mL")


def hematocrit(fraction: float) -> float:
    """A haematocrit as a fraction from 0.08 to 0.70. Raises ImpossibleValueError."""
    return possible("a haematocrit fraction of", fraction, 0.08, 0.70, "")
