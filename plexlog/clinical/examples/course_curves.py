"""Worked examples of the curves over a course: the same figures as around each session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from plexlog.clinical.course_curve import (
    CurvePoint,
    as_ordered,
    at_day,
    fibrinogen_curve,
    one_more,
    solute_curve,
)
from plexlog.clinical.examples.example import Example

TWO_POOLS = "two compartments after Cohen and Freeman, Biochem J 1960;76:475-487"
ORLIN = "Orlin and Berkman, Blood 1980;56:1055-1059"
INPUTS = "5 × 1 plasma volume, every 48 h"
NEXT_DAY = 10.0


def _igg() -> tuple[CurvePoint, ...]:
    return solute_curve(as_ordered([1.0] * 5, [2.0] * 5), NEXT_DAY)


def _next(part: str) -> float:
    point = at_day(_igg(), NEXT_DAY)
    return 0.0 if point is None else float(getattr(point, part))


def _after_one_more() -> float:
    ahead = one_more(_igg(), 1.0)
    return 0.0 if ahead is None else ahead.after.percent


def _fibrinogen(day: float, place: int) -> float:
    curve = fibrinogen_curve(as_ordered([1.0] * 5, [2.0] * 5), NEXT_DAY)
    return [point.percent for point in curve if point.day == day][place]


def _example(
    what: str, expected: float, compute: Callable[[], float], source: str = TWO_POOLS
) -> Example:
    """One figure; fibrinogen was published in whole per cent."""
    return Example(
        formula=what,
        inputs=INPUTS,
        expected=expected,
        compute=compute,
        unit="%",
        tolerance=0.51 if source is ORLIN else 0.051,
        source=source,
    )


COURSE_EXAMPLES: tuple[Example, ...] = (
    _example("IgG curve, before a sixth session", 31.9, partial(_next, "percent")),
    _example("IgG curve, low end of the band", 31.1, partial(_next, "low")),
    _example("IgG curve, high end of the band", 32.8, partial(_next, "high")),
    _example("IgG curve, after a sixth session", 11.7, _after_one_more),
    _example("Fibrinogen curve, before session 5", 45, partial(_fibrinogen, 8.0, 0), ORLIN),
    _example("Fibrinogen curve, after session 5", 16, partial(_fibrinogen, 8.0, -1), ORLIN),
)
