"""How far an exchange lowers immunoglobulins and fibrinogen, and how they come back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from plexlog.clinical.domain_errors import plasma_volumes as checked_volumes
from plexlog.clinical.domain_errors import possible, share

FIBRINOGEN_RECOVERY_PER_DAY = 0.205
EXCHANGE_PERCENT_PER_HOUR = 2.0
MOST_POOL = 1000  # of the baseline; donors may bring more than there was
EXCHANGE_BAND_PERCENT_PER_HOUR = (1.0, 2.0, 3.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Solute:
    """A protein of two compartments, as published for people who are not ill."""

    code: str
    label: str
    intravascular_fraction: float
    catabolism_per_day: float  # of the plasma pool
    source: str


IGG = Solute(
    code="igg",
    label="IgG",
    intravascular_fraction=0.45,
    catabolism_per_day=0.067,
    source="Waldmann and Strober, Prog Allergy 1969;13:1-110",
)
IGM = Solute(
    code="igm",
    label="IgM",
    intravascular_fraction=0.80,
    catabolism_per_day=0.12,
    source="Barth et al., J Clin Invest 1964;43:1036-1048",
)
IGA = Solute(
    code="iga",
    label="IgA",
    intravascular_fraction=0.42,
    catabolism_per_day=0.25,
    source="Reverberi and Reverberi, Blood Transfus 2007;5:164-174",
)
SOLUTES = (IGG, IGM, IGA)


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
    return 1 - math.exp(-checked_volumes(plasma_volumes))


def remaining_after_cycles(plasma_volumes: float, cycles: int) -> float:
    """Fraction left after an exchange in so many equal bags, out before in: (1 − x/n)^n.

    Reverberi R, Reverberi L. Blood Transfus 2007;5:164-174.
    """
    possible("a number of cycles of", cycles, 1, 10_000, "")
    each = checked_volumes(plasma_volumes) / cycles
    possible("plasma volumes in one cycle of", each, 0, 1, "")
    return float((1 - each) ** cycles)


def remaining_with_donor_solute(plasma_volumes: float, donor_level: float) -> float:
    """Level after an exchange, where the replacement brings the solute: f + (1 − f) e^(−x).

    Both are parts of the patient's level before: the result, and what the replacement holds.
    Mass balance.
    """
    possible("a donor level of", donor_level, 0, 1000, "of the patient's")
    return donor_level + (1 - donor_level) * (1 - removed_fraction(plasma_volumes))


def gained_fraction(plasma_volumes: float) -> float:
    """Part of the donors' level that a missing factor reaches: 1 − e^(−x), as removal.

    Reverberi R, Reverberi L. Blood Transfus 2007;5:164-174.
    """
    return removed_fraction(plasma_volumes)


def removing_volumes(plasma_volumes: float, donor_plasma_share: float) -> float:
    """Plasma volumes that count for IgG and fibrinogen: donor plasma brings its own along."""
    return checked_volumes(plasma_volumes) * (1 - share(donor_plasma_share))


@dataclass(frozen=True, slots=True)
class Pools:
    """Solute within and outside the vessels, as fractions of the body's baseline."""

    inside: float
    outside: float

    def __post_init__(self) -> None:
        for part in (self.inside, self.outside):
            possible("a pool of", part, 0, MOST_POOL, "of the body's baseline")

    @property
    def body(self) -> float:
        """All of it, as a fraction of the body's baseline."""
        return self.inside + self.outside


def baseline(solute: Solute) -> Pools:
    """Where a solute is before the first exchange."""
    return Pools(solute.intravascular_fraction, 1 - solute.intravascular_fraction)


def pools_after(
    pools: Pools, days: float, exchange_percent_per_hour: float, solute: Solute = IGG
) -> Pools:
    """Two compartments, the linear equations solved exactly over a time in days.

    Synthesis keeps the baseline; catabolism acts on the plasma pool. Waldmann TA, Strober W. Prog
    Allergy 1969;13:1-110 (IgG: 45 % within the vessels, 6.7 %/d); Cohen S, Freeman T. Biochem J
    1960;76:475-487 (exchange of 1 to 3 %/h).
    """
    possible("a time of", days, 0, 36_500, "days")
    possible("an exchange of", exchange_percent_per_hour, 0.01, 100, "% per hour")
    f = solute.intravascular_fraction
    out_rate = exchange_percent_per_hour / 100 * 24
    back_rate = out_rate * f / (1 - f)
    a, b, c, d = -(solute.catabolism_per_day + out_rate), back_rate, out_rate, -back_rate
    inside, outside = pools.inside - f, pools.outside - (1 - f)
    middle = (a + d) / 2
    root = math.sqrt((a - d) ** 2 / 4 + b * c)
    fast, slow = math.exp((middle - root) * days), math.exp((middle + root) * days)
    even, odd = (slow + fast) / 2, (slow - fast) / (2 * root)
    return Pools(
        f + even * inside + odd * ((a - middle) * inside + b * outside),
        1 - f + even * outside + odd * (c * inside + (d - middle) * outside),
    )


def equilibration_hours(exchange_percent_per_hour: float, solute: Solute = IGG) -> float:
    """Half-time in hours in which plasma refills from outside the vessels: ln 2 / (k12 + k21)."""
    possible("an exchange of", exchange_percent_per_hour, 0.01, 100, "% per hour")
    f = solute.intravascular_fraction
    return math.log(2) / (exchange_percent_per_hour / 100 * (1 + f / (1 - f)))


def body_left(plasma_volumes: float, sessions: int, solute: Solute = IGG) -> float:
    """Part of the body's pool left where it evens out between sessions and nothing is made.

    (1 − f (1 − e^(−x)))^n; mass balance.
    """
    possible("a number of sessions of", sessions, 0, 1000, "")
    each = 1 - solute.intravascular_fraction * removed_fraction(plasma_volumes)
    return float(each**sessions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A solute around one session: its pools before and after; None: cannot be said."""

    before: Pools | None
    after: Pools | None


def solute_course(
    sessions: Sequence[Delivered], exchange_percent_per_hour: float, solute: Solute = IGG
) -> list[Around]:
    """The pools before and after each session; sessions in time order."""
    pools: Pools | None = baseline(solute)
    day = sessions[0].day if sessions else 0.0
    course: list[Around] = []
    for session in sessions:
        before = after = None
        if pools is not None:
            before = pools_after(pools, session.day - day, exchange_percent_per_hour, solute)
            after = _exchanged(before, session.removing_volumes)
        day, pools = session.day, after
        course.append(Around(before=before, after=after))
    return course


def _exchanged(pools: Pools, removing: float | None) -> Pools | None:
    """What a session leaves: plasma alone is exchanged, at once."""
    if removing is None:
        return None
    return Pools(pools.inside * (1 - removed_fraction(removing)), pools.outside)


def plasma_course(
    sessions: Sequence[Delivered], exchange_percent_per_hour: float, solute: Solute = IGG
) -> list[tuple[float | None, float | None]]:
    """Level in plasma before and after each session, percent of baseline."""
    f = solute.intravascular_fraction
    return [
        (
            None if around.before is None else 100 * around.before.inside / f,
            None if around.after is None else 100 * around.after.inside / f,
        )
        for around in solute_course(sessions, exchange_percent_per_hour, solute)
    ]


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
        before = after = None
        if level is not None:
            before = fibrinogen_after(level, session.day - day)
            x = session.removing_volumes
            after = None if x is None else before * (1 - removed_fraction(x))
        day, level = session.day, after
        course.append((before, after))
    return course


def fibrinogen_after(percent: float, days: float) -> float:
    """Fibrinogen after a time without exchange, percent of baseline."""
    possible("fibrinogen of", percent, 0, 1000, "% of baseline")
    possible("a time of", days, 0, 36_500, "days")
    return 100 - (100 - percent) * math.exp(-FIBRINOGEN_RECOVERY_PER_DAY * days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A solute in plasma around one session, in percent of baseline; None: cannot be said."""

    session_id: str
    before_percent: float | None
    after_percent: float | None
    after_band_percent: tuple[float, float] | None  # lowest and highest of the exchange rates


def predict_solute(sessions: Sequence[Delivered], solute: Solute = IGG) -> tuple[Level, ...]:
    """IgG, IgM or IgA around each session at 2 %/h, with the band of 1 to 3 %/h.

    Waldmann TA, Strober W. Prog Allergy 1969;13:1-110; Cohen S, Freeman T. Biochem J
    1960;76:475-487.
    """
    middle = plasma_course(sessions, EXCHANGE_PERCENT_PER_HOUR, solute)
    runs = [plasma_course(sessions, rate, solute) for rate in EXCHANGE_BAND_PERCENT_PER_HOUR]
    levels = []
    for number, session in enumerate(sessions):
        before, after = middle[number]
        afters = [one for run in runs if (one := run[number][1]) is not None]
        levels.append(
            Level(
                session_id=session.session_id,
                before_percent=before,
                after_percent=after,
                after_band_percent=(min(afters), max(afters)) if afters else None,
            )
        )
    return tuple(levels)


def predict(sessions: Sequence[Delivered]) -> tuple[Predicted, ...]:
    """IgG and fibrinogen around each session, with the band of exchange rates."""
    pairs = zip(predict_solute(sessions), fibrinogen_course(sessions), strict=True)
    return tuple(
        Predicted(
            session_id=igg.session_id,
            igg_before_percent=igg.before_percent,
            igg_after_percent=igg.after_percent,
            igg_after_band_percent=igg.after_band_percent,
            fibrinogen_before_percent=fibrinogen[0],
            fibrinogen_after_percent=fibrinogen[1],
        )
        for igg, fibrinogen in pairs
    )
