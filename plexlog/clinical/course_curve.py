"""Expected levels over a whole course: between the sessions, after them, and with one more.

The curve passes through what `kinetics.predict` says around each session. It is an estimate for
people who are not ill; it is shown beside what was measured, never in its place.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from plexlog.clinical.domain_errors import possible
from plexlog.clinical.kinetics import (
    EXCHANGE_BAND_PERCENT_PER_HOUR,
    EXCHANGE_PERCENT_PER_HOUR,
    FIBRINOGEN_RECOVERY_PER_DAY,
    IGG,
    Delivered,
    Pools,
    Solute,
    baseline,
    pools_after,
    removed_fraction,
)

MOST_DAYS = 36_500
STEPS = 12  # points between two sessions
FIBRINOGEN_BAND_PER_DAY = (0.17, FIBRINOGEN_RECOVERY_PER_DAY, 0.25)
NEXT = "next"  # stands for a session that is only thought of


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """An expected level at a time, percent of the level before the first session."""

    day: float  # since the end of the first session
    percent: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What one more session would do."""

    before: CurvePoint
    after: CurvePoint


def solute_curve(
    sessions: Sequence[Delivered], until_day: float, solute: Solute = IGG
) -> tuple[CurvePoint, ...]:
    """An immunoglobulin over a course at 2 %/h, with the band of 1 to 3 %/h.

    Ends before a session of which nothing is known. Waldmann TA, Strober W. Prog Allergy
    1969;13:1-110; Cohen S, Freeman T. Biochem J 1960;76:475-487.
    """
    possible("an end after", until_day, 0, MOST_DAYS, "days")
    if not sessions:
        return ()
    rates = (EXCHANGE_PERCENT_PER_HOUR, *EXCHANGE_BAND_PERCENT_PER_HOUR)
    runs = [list(_solute_levels(sessions, until_day, rate, solute)) for rate in rates]
    return _banded(runs)


def fibrinogen_curve(sessions: Sequence[Delivered], until_day: float) -> tuple[CurvePoint, ...]:
    """Fibrinogen over a course; the band is that of its recovery, 0.17 to 0.25 per day.

    Orlin JB, Berkman EM. Blood 1980;56:1055-1059 (middle); Collen D et al. Br J Haematol
    1972;22:681-700 (half-life of 4.1 days, fractional catabolic rate of 25 % per day).
    """
    possible("an end after", until_day, 0, MOST_DAYS, "days")
    if not sessions:
        return ()
    rates = (FIBRINOGEN_RECOVERY_PER_DAY, *FIBRINOGEN_BAND_PER_DAY)
    return _banded([list(_fibrinogen_levels(sessions, until_day, rate)) for rate in rates])


def one_more(curve: Sequence[CurvePoint], removing_volumes: float) -> Ahead | None:
    """One more session at the end of a curve; None: the curve cannot say."""
    left = 1 - removed_fraction(removing_volumes)
    if not curve:
        return None
    last = curve[-1]
    after = CurvePoint(
        day=last.day, percent=last.percent * left, low=last.low * left, high=last.high * left
    )
    return Ahead(before=last, after=after)


def as_ordered(planned: Sequence[float], intervals_days: Sequence[float]) -> list[Delivered]:
    """The sessions as they were ordered: all of them, in full and on time.

    One interval a session, that before it; what stands for the first one counts nothing.
    """
    for interval in intervals_days:
        possible("an interval of", interval, 0, MOST_DAYS, "days")
    days = accumulate((0.0, *intervals_days[1:]))
    return [
        Delivered(session_id=f"{NEXT}{number}", day=day, removing_volumes=volumes)
        for number, (volumes, day) in enumerate(zip(planned, days, strict=True))
    ]


def _banded(runs: list[list[tuple[float, float]]]) -> tuple[CurvePoint, ...]:
    """The first run as the middle, all of them as the band."""
    return tuple(
        CurvePoint(
            day=at[0][0],
            percent=at[0][1],
            low=min(level for _, level in at),
            high=max(level for _, level in at),
        )
        for at in zip(*runs, strict=True)
    )


def _days(start: float, end: float) -> Iterator[tuple[float, float]]:
    """The points to be drawn up to an end: how long after the start, and when; the end exactly."""
    length = end - start
    if length <= 0:
        return
    for step in range(1, STEPS):
        yield length * step / STEPS, start + length * step / STEPS
    yield length, end


def _solute_levels(
    sessions: Sequence[Delivered], until_day: float, rate: float, solute: Solute
) -> Iterator[tuple[float, float]]:
    pools: Pools = baseline(solute)
    day = sessions[0].day
    yield day, 100.0
    for session in sessions:
        rested = pools
        for passed, at in _days(day, session.day):
            rested = pools_after(pools, passed, rate, solute)
            yield at, _percent(rested, solute)
        if session.removing_volumes is None:
            return
        left = 1 - removed_fraction(session.removing_volumes)
        pools, day = Pools(rested.inside * left, rested.outside), session.day
        yield day, _percent(pools, solute)
    for passed, at in _days(day, until_day):
        yield at, _percent(pools_after(pools, passed, rate, solute), solute)


def _percent(pools: Pools, solute: Solute) -> float:
    return 100 * pools.inside / solute.intravascular_fraction


def _fibrinogen_levels(
    sessions: Sequence[Delivered], until_day: float, rate: float
) -> Iterator[tuple[float, float]]:
    level = 100.0
    day = sessions[0].day
    yield day, level
    for session in sessions:
        rested = level
        for passed, at in _days(day, session.day):
            rested = _recovered(level, rate * passed)
            yield at, rested
        if session.removing_volumes is None:
            return
        level, day = rested * (1 - removed_fraction(session.removing_volumes)), session.day
        yield day, level
    for passed, at in _days(day, until_day):
        yield at, _recovered(level, rate * passed)


def _recovered(percent: float, recovery: float) -> float:
    return 100 - (100 - percent) * math.exp(-recovery)


def at_day(curve: Sequence[CurvePoint], days: float) -> CurvePoint | None:
    """The expected level some days after the first session; None: after the end of the curve."""
    possible("a time of", days, 0, MOST_DAYS, "days")
    for first, second in pairwise(curve):
        if first.day <= days <= second.day and second.day > first.day:
            part = (days - first.day) / (second.day - first.day)
            return CurvePoint(
                day=days,
                percent=first.percent + part * (second.percent - first.percent),
                low=first.low + part * (second.low - first.low),
                high=first.high + part * (second.high - first.high),
            )
    return None
