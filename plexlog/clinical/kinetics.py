"""How far an exchange lowers IgG and fibrinogen, and how they come back between sessions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from plexlog.clinical.domain_errors import possible

IGG_INTRAVASCULAR_FRACTION = 0.45
IGG_CATABOLISM_PER_DAY = 0.067  # of the plasma pool
FIBRINOGEN_RECOVERY_PER_DAY = 0.205
EXCHANGE_PERCENT_PER_HOUR = 2.0
EXCHANGE_BAND_PERCENT_PER_HOUR = (1.0, 2.0, 3.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One session as the models see it."""

    session_id: str
    day: float  # days since the first, at its end
    removing_volumes: float | None  # plasma volumes exchanged against fluid without the solute


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicted:
    """What the models expect around one session, in percent of baseline; None: cannot be said."""

    session_id: str
    igg_before_percent: float | None
    igg_after_percent: float | None
    igg_after_band_percent: tuple[float, float] | None
    fibrinogen_before_percent: float | None
    fibrinogen_after_percent: float | None


def removed_fraction(plasma_volumes: float) -> float:
    """Fraction of a solute that leaves the plasma: 1 − e^(−x).

    Kaplan AA. Am J Kidney Dis 2008;52:1180-1196; Reverberi R, Reverberi L. Blood Transfus
    2007;5:164-174.
    """
    return 1 - math.exp(-possible("plasma volumes of", plasma_volumes, 0, 10_000, ""))


def removing_volumes(plasma_volumes: float, donor_plasma_share: float) -> float:
    """Plasma volumes that count for IgG and fibrinogen: donor plasma brings its own along."""
    possible("a share of", donor_plasma_share, 0, 1, "")
    return plasma_volumes * (1 - donor_plasma_share)


@dataclass(frozen=True, slots=True)
class Pools:
    """Solute within and outside the vessels, as fractions of the body's baseline."""

    inside: float
    outside: float


def igg_pools_after(pools: Pools, days: float, exchange_percent_per_hour: float) -> Pools:
    """Two compartments, the linear equations solved exactly over a time in days.

    Synthesis keeps the baseline; catabolism acts on the plasma pool. Waldmann TA, Strober W. Prog
    Allergy 1969;13:1-110 (45 % within the vessels, 6.7 %/d); Cohen S, Freeman T. Biochem J
    1960;76:475-487 (exchange of 1 to 3 %/h).
    """
    f = IGG_INTRAVASCULAR_FRACTION
    out_rate = exchange_percent_per_hour / 100 * 24
    back_rate = out_rate * f / (1 - f)
    a, b, c, d = -(IGG_CATABOLISM_PER_DAY + out_rate), back_rate, out_rate, -back_rate
    inside, outside = pools.inside - f, pools.outside - (1 - f)
    middle = (a + d) / 2
    root = math.sqrt((a - d) ** 2 / 4 + b * c)
    fast, slow = math.exp((middle - root) * days), math.exp((middle + root) * days)
    even, odd = (slow + fast) / 2, (slow - fast) / (2 * root)
    return Pools(
        f + even * inside + odd * ((a - middle) * inside + b * outside),
        1 - f + even * outside + odd * (c * inside + (d - middle) * outside),
    )


def igg_course(
    sessions: Sequence[Delivered], exchange_percent_per_hour: float
) -> list[tuple[float | None, float | None]]:
    """Plasma IgG before and after each session, percent of baseline; sessions in time order."""
    f = IGG_INTRAVASCULAR_FRACTION
    pools: Pools | None = Pools(f, 1 - f)
    day = sessions[0].day if sessions else 0.0
    course: list[tuple[float | None, float | None]] = []
    for session in sessions:
        if pools is None:
            course.append((None, None))
            continue
        pools = igg_pools_after(pools, session.day - day, exchange_percent_per_hour)
        day = session.day
        before = 100 * pools.inside / f
        if session.removing_volumes is None:
            course.append((before, None))
            pools = None
            continue
        pools = Pools(
            pools.inside * (1 - removed_fraction(session.removing_volumes)), pools.outside
        )
        course.append((before, 100 * pools.inside / f))
    return course


def fibrinogen_course(
    sessions: Sequence[Delivered],
) -> list[tuple[float | None, float | None]]:
    """Fibrinogen before and after each session, percent of baseline; one compartment.

    Recovery of 0.205 per day reproduces 66 % at 72 h after a plasma exchange (Orlin JB, Berkman
    EM. Blood 1980;56:1055-1059).
    """
    level: float | None = 100.0
    day = sessions[0].day if sessions else 0.0
    course: list[tuple[float | None, float | None]] = []
    for session in sessions:
        if level is None:
            course.append((None, None))
            continue
        before = 100 - (100 - level) * math.exp(-FIBRINOGEN_RECOVERY_PER_DAY * (session.day - day))
        day = session.day
        x = session.removing_volumes
        level = None if x is None else before * (1 - removed_fraction(x))
        course.append((before, level))
    return course


def predict(sessions: Sequence[Delivered]) -> tuple[Predicted, ...]:
    """IgG and fibrinogen around each session, with the band of exchange rates."""
    igg = igg_course(sessions, EXCHANGE_PERCENT_PER_HOUR)
    runs = [igg_course(sessions, rate) for rate in EXCHANGE_BAND_PERCENT_PER_HOUR]
    fibrinogen = fibrinogen_course(sessions)
    predicted = []
    for number, session in enumerate(sessions):
        afters = [after for run in runs if (after := run[number][1]) is not None]
        predicted.append(
            Predicted(
                session_id=session.session_id,
                igg_before_percent=igg[number][0],
                igg_after_percent=igg[number][1],
                igg_after_band_percent=(min(afters), max(afters)) if afters else None,
                fibrinogen_before_percent=fibrinogen[number][0],
                fibrinogen_after_percent=fibrinogen[number][1],
            )
        )
    return tuple(predicted)
