"""Where the rules draw their lines: defaults, for a unit's medical director to change."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TypeVar

from plexlog.clinical.domain_errors import ImpossibleValueError, possible

Number = float | Decimal
T = TypeVar("T")
_SLACK = 1e-9  # so that a computed 110.00000000000001 % still is 110 %

MOST_DECIMALS = 7  # finer than anything that is measured
HIGHEST = 1_000_000
IN_ORDER = (  # the first never above the second
    ("ordered_interval_low_hours", "ordered_interval_high_hours"),
    ("plasma_volumes_low", "plasma_volumes_high"),
    ("colloid_very_low", "colloid_low"),
    ("ace_inhibitor_recent_hours", "ace_inhibitor_long_acting_hours"),
    ("circuit_volume_percent", "circuit_volume_stop_percent"),
    ("potassium_low_mmol_l", "potassium_high_mmol_l"),
    ("balance_low_percent", "balance_high_percent"),
    ("target_missed_percent", "over_target_percent"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """All limits of the rules; a bound lies inside the normal range unless a name says else."""

    course_days: float = 14
    ordered_sessions_high: float = 30
    ordered_interval_low_hours: float = 12
    ordered_interval_high_hours: float = 720
    plasma_volumes_low: float = 0.8
    plasma_volumes_high: float = 1.5
    colloid_low: float = 0.67
    colloid_very_low: float = 0.50
    weight_jump_percent: float = 10
    weight_jump_days: float = 14
    height_jump_cm: float = 3
    hematocrit_jump_points: float = 8
    hemoglobin_low_g_l: float = 70
    potassium_low_mmol_l: float = 3.0
    potassium_high_mmol_l: float = 6.0
    hematocrit_stale_hours: float = 48
    hematocrit_low_percent: float = 21
    formulas_disagree_percent: float = 10
    formulas_disagree_from_bmi: float = 30
    ace_inhibitor_recent_hours: float = 24
    ace_inhibitor_long_acting_hours: float = 48
    antibody_hours: float = 72
    ivig_hours: float = 48
    fibrinogen_low_g_l: float = 1.0
    platelets_low_10e9_l: float = 30
    ionised_calcium_low_mmol_l: float = 0.9
    interval_short_hours: float = 18
    fever_from_c: float = 38.0
    systolic_low_mmhg: float = 90
    oxygen_low_percent: float = 92
    circuit_volume_percent: float = 10
    circuit_volume_stop_percent: float = 15
    balance_low_percent: float = 90
    balance_high_percent: float = 110
    balance_from_ml: float = 500
    citrate_high_mg_kg_min: float = 1.8
    systolic_fall_mmhg: float = 30
    temperature_rise_c: float = 1.0
    vitals_grace_minutes: float = 5
    over_target_percent: float = 110
    target_missed_percent: float = 90
    bags_disagree_ml: float = 100
    bags_disagree_percent: float = 10
    late_entry_minutes: float = 15
    checkers_of_plasma: float = 1
    checkers_of_albumin: float = 1
    checkers_of_drugs: float = 1

    def __post_init__(self) -> None:
        for one in fields(self):
            possible(_words(one.name), getattr(self, one.name), 0, HIGHEST, "")
        for lower, higher in IN_ORDER:
            value, limit = getattr(self, lower), getattr(self, higher)
            if value > limit:
                raise ImpossibleValueError(
                    f"{_words(lower)} {value:g} is not possible; "
                    f"possible 0 to {limit:g}, the {_words(higher)}"
                )


def _words(name: str) -> str:
    return name.replace("_", " ")


def above(value: Number, limit: Number) -> bool:
    """Whether a value lies over a limit; the limit itself does not."""
    return float(value) > float(limit) and not _same(value, limit)


def below(value: Number, limit: Number) -> bool:
    """Whether a value lies under a limit; the limit itself does not."""
    return float(value) < float(limit) and not _same(value, limit)


def those_above(told: Iterable[tuple[T, float]], limit: float) -> list[tuple[T, float]]:
    """Of many values, each with what it is of, those over a limit."""
    return [one for one in told if one[1] > limit and not _same(one[1], limit)]


def those_from(told: Iterable[tuple[T, float]], limit: float) -> list[tuple[T, float]]:
    """Of many values, each with what it is of, those at a limit or over it."""
    return [one for one in told if one[1] >= limit or _same(one[1], limit)]


def those_below(told: Iterable[tuple[T, float]], limit: float) -> list[tuple[T, float]]:
    """Of many values, each with what it is of, those under a limit."""
    return [one for one in told if one[1] < limit and not _same(one[1], limit)]


def those_outside(
    told: Iterable[tuple[T, float]], low: float, high: float
) -> list[tuple[T, float]]:
    """Of many values, each with what it is of, those under the one limit or over the other."""
    return [
        one
        for one in told
        if (one[1] < low and not _same(one[1], low)) or (one[1] > high and not _same(one[1], high))
    ]


def beyond(value: Number, limit: Number, decimals: int) -> str:
    """A value that lies beyond a limit, with as many decimals as show that it does.

    Rounded to fewer it would read as the limit itself: 90 % where 89.6 % is too little.
    """
    written = (f"{value:.{places}f}" for places in range(decimals, MOST_DECIMALS))
    return next((one for one in written if float(one) != float(limit)), f"{value:g}")


def time_beyond(hours: float, limit_hours: float) -> str:
    """A time that lies beyond a limit, such as `48 h 1 min`; both in hours."""
    minutes = Decimal(beyond(60 * hours, 60 * limit_hours, 0))
    whole, rest = divmod(minutes, 60)
    return f"{whole} h {rest} min" if rest else f"{whole} h"


def _same(value: Number, limit: Number) -> bool:
    return math.isclose(value, limit, rel_tol=_SLACK, abs_tol=_SLACK)
