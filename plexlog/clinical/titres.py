"""Antibody titres: reciprocals of the last dilution that reacts, compared in two-fold steps.

A difference of one two-fold step is within the error of the method (AABB Technical Manual, 20th
edition, method of antibody titration), so it is told as no change.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from plexlog.domain import wording
from plexlog.domain.fields import TitreField

BELOW_ONE = -1.0  # where a serum that does not react undiluted stands: one step below 1:1


def titre_steps(reciprocal: Decimal | float) -> float:
    """Two-fold steps from 1:1: 8 for 1:256; one below for a serum that does not react."""
    value = float(reciprocal)
    return math.log2(value) if value > 0 else BELOW_ONE


def titre_words(declared: TitreField, values: Sequence[Decimal]) -> str:
    """`1:512 to 1:32, 4 two-fold steps lower`; empty for fewer than two values."""
    if len(values) < 2:  # noqa: PLR2004 - one has nothing to differ from
        return ""
    first, last = values[0], values[-1]
    by = titre_steps(last) - titre_steps(first)
    span = f"{declared.label}: {declared.format(first)} to {declared.format(last)}"
    if abs(by) <= 1:
        return f"{span}, no change beyond one two-fold step."
    steps = wording.number(abs(by), 0 if by == round(by) else 1)
    return f"{span}, {steps} two-fold steps {'higher' if by > 0 else 'lower'}."
