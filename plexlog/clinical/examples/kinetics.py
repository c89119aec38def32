"""Worked examples of removal and recovery: arithmetic, not measurements of patients."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from plexlog.clinical.examples.example import Example
from plexlog.clinical.kinetics import (
    IGA,
    IGG,
    IGM,
    Delivered,
    Solute,
    body_left,
    equilibration_hours,
    fibrinogen_after,
    fibrinogen_course,
    gained_fraction,
    plasma_course,
    remaining_after_cycles,
    remaining_with_donor_solute,
    removed_fraction,
    solute_course,
)

REVERBERI = "Reverberi and Reverberi, Blood Transfus 2007;5:164-174"
KAPLAN = "Kaplan, Am J Kidney Dis 2008;52:1180-1196"
TWO_POOLS = "two compartments after Cohen and Freeman, Biochem J 1960;76:475-487"
ORLIN = "Orlin and Berkman, Blood 1980;56:1055-1059"
BALANCE = "mass balance"
SESSIONS = 5

REMOVED = {
    0.5: 39.3,
    0.75: 52.8,
    1.0: 63.2,
    1.25: 71.3,
    1.5: 77.7,
    2.0: 86.5,
    2.5: 91.8,
    3.0: 95.0,
}
# Exchange in % per hour, interval in hours; IgG before and after each session, before the next,
# and what the body has left after the fifth, in % of baseline.
IGG_COURSES = (
    (1, 24, (100, 36.8, 52.4, 19.3, 37.3, 13.7, 31.1, 11.4, 27.5, 10.1), 24.8, 37.9),
    (2, 24, (100, 36.8, 59.7, 22.0, 45.3, 16.7, 37.1, 13.7, 31.2, 11.5), 26.7, 30.1),
    (3, 24, (100, 36.8, 64.5, 23.7, 49.3, 18.1, 39.3, 14.5, 32.0, 11.8), 26.5, 26.5),
    (1, 48, (100, 36.8, 62.3, 22.9, 49.3, 18.1, 42.0, 15.5, 36.8, 13.5), 32.8, 32.5),
    (2, 48, (100, 36.8, 69.4, 25.5, 54.6, 20.1, 44.4, 16.3, 37.2, 13.7), 31.9, 27.2),
    (3, 48, (100, 36.8, 72.2, 26.6, 55.9, 20.6, 44.6, 16.4, 36.7, 13.5), 31.1, 25.6),
)
FIBRINOGEN_COURSES = (
    (24, (100, 37, 49, 18, 33, 12, 28, 10.5, 27, 10)),
    (48, (100, 37, 58, 21, 48, 18, 45, 17, 45, 16)),
)


def every(hours: float, x: float = 1.0, count: int = SESSIONS) -> list[Delivered]:
    """Sessions at an even interval, each of so many plasma volumes."""
    return [
        Delivered(session_id=f"{number + 1}", day=number * hours / 24, removing_volumes=x)
        for number in range(count)
    ]


def plasma_at(
    hours: float, rate: float, place: int, solute: Solute = IGG, x: float = 1.0
) -> float:
    """Level in plasma, per cent: before session 1, after it, before session 2, and so on."""
    levels = plasma_course(every(hours, x, place // 2 + 1), rate, solute)
    return levels[-1][place % 2] or 0.0


def body_after(hours: float, rate: float, count: int, solute: Solute = IGG) -> float:
    """What the body has left after so many sessions of one plasma volume, per cent."""
    pools = solute_course(every(hours, count=count), rate, solute)[-1].after
    return 0.0 if pools is None else 100 * pools.body


def fibrinogen_at(hours: float, place: int, x: float = 1.0) -> float:
    """Fibrinogen, per cent: before session 1, after it, before session 2, and so on."""
    return fibrinogen_course(every(hours, x, place // 2 + 1))[-1][place % 2] or 0.0


def _percent(
    formula: str, inputs: str, expected: float, compute: Callable[[], float], source: str
) -> Example:
    """One figure published to a tenth of a per cent."""
    return Example(
        formula=formula,
        inputs=inputs,
        expected=expected,
        compute=compute,
        unit="%",
        tolerance=0.051,
        source=source,
    )


def _hundred(function: Callable[[], float]) -> Callable[[], float]:
    return lambda: 100 * function()


def _single() -> Iterator[Example]:
    for x, removed in REMOVED.items():
        for formula, function in (
            ("Removed by one session", partial(removed_fraction, x)),
            ("Gained from donors", partial(gained_fraction, x)),
        ):
            yield _percent(formula, f"x {x:g}", removed, _hundred(function), REVERBERI)
    for cycles, left in ((5, 32.8), (10, 34.9), (20, 35.8)):
        compute = _hundred(partial(remaining_after_cycles, 1.0, cycles))
        yield _percent("Left after bags", f"x 1, {cycles} cycles", left, compute, REVERBERI)
    for donors, left in ((0.0, 36.8), (0.5, 68.4), (1.0, 100.0)):
        compute = _hundred(partial(remaining_with_donor_solute, 1.0, donors))
        inputs = f"x 1, donors at {donors:g} of the patient"
        yield _percent("Left with donor plasma", inputs, left, compute, BALANCE)


def _courses() -> Iterator[Example]:
    for rate, hours, levels, following, body in IGG_COURSES:
        inputs = f"{SESSIONS} × 1 plasma volume, every {hours} h, {rate} %/h"
        for place, expected in enumerate((*levels, following)):
            when = f"{'after' if place % 2 else 'before'} session {place // 2 + 1}"
            compute = partial(plasma_at, hours, rate, place)
            yield _percent("IgG in plasma", f"{inputs}, {when}", expected, compute, TWO_POOLS)
        compute = partial(body_after, hours, rate, SESSIONS)
        yield _percent("IgG in the body", f"{inputs}, at the end", body, compute, TWO_POOLS)
    for place, expected in ((2, 58.9), (4, 41.9), (6, 34.8), (8, 31.8), (9, 11.7)):
        compute = partial(plasma_at, 48, 2, place, IGM)
        yield _percent("IgM in plasma", f"every 48 h, place {place}", expected, compute, TWO_POOLS)
    compute = partial(body_after, 48, 2, SESSIONS, IGM)
    yield _percent("IgM in the body", "every 48 h, after 5", 15.1, compute, TWO_POOLS)
    compute = partial(plasma_at, 48, 2, 9, IGA)
    yield _percent("IgA in plasma", "every 48 h, after 5", 21.8, compute, TWO_POOLS)


def _pools() -> Iterator[Example]:
    for x, lefts in ((1.0, (71.6, 51.2, 36.6, 26.2, 18.8)), (1.5, (65.0, 42.3, 27.5, 17.9, 11.6))):
        for number, left in enumerate(lefts, start=1):
            compute = _hundred(partial(body_left, x, number))
            yield _percent("Body pool, evened out", f"{number} × {x:g}", left, compute, BALANCE)
    for rate, hours in ((1, 38.0), (2, 19.0), (3, 12.7)):
        yield Example(
            formula="Equilibration half-time",
            inputs=f"IgG, {rate} %/h",
            expected=hours,
            compute=partial(equilibration_hours, rate),
            unit="h",
            tolerance=0.15,
            source=TWO_POOLS,
        )


def _fibrinogen() -> Iterator[Example]:
    for hours, levels in FIBRINOGEN_COURSES:
        for place, expected in enumerate(levels):
            yield Example(
                formula="Fibrinogen",
                inputs=f"x 1 every {hours} h, place {place}",
                expected=expected,
                compute=partial(fibrinogen_at, hours, place),
                unit="%",
                tolerance=0.6,
                source=ORLIN,
            )
    yield Example(
        formula="Fibrinogen",
        inputs="72 h after a fall to 37 %",
        expected=66,
        compute=partial(fibrinogen_after, 37, 3),
        unit="%",
        tolerance=0.5,
        source=ORLIN,
    )


KINETICS_EXAMPLES = (*_single(), *_courses(), *_pools(), *_fibrinogen())
