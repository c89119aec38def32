"""The machine's running totals of a session, as readings and the close have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plexlog.clinical.citrate import BagShare
from plexlog.clinical.once import once_for_the_same, row_by_row
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, Reading, Session
from plexlog.domain.shapes import Values

TOTALS = ("inlet_ml", "anticoagulant_ml", "removed_ml", "replaced_ml")
IN_WASTE = "anticoagulant_in_waste_ml"
COUNTED = (*TOTALS, IN_WASTE)


@dataclass(frozen=True, slots=True, eq=False)
class TotalsAt:
    """The totals at one time; only what the machine stated is in them.

    A row is itself alone: another that says the same at the same time is another row.
    """

    at: Moment
    ml: Mapping[str, float]
    fell: tuple[str, ...] = ()  # those below the last ones: the whole row is not calculated with
    is_end: bool = False  # noted at the close

    @property
    def is_whole(self) -> bool:
        """Whether all four totals are there."""
        return all(code in self.ml for code in TOTALS)


@dataclass(frozen=True, slots=True)
class _Along:
    """One reading along the run: its totals, and the last ones that were kept up to it."""

    row: TotalsAt | None  # None: the reading holds no total
    kept: Mapping[str, float]


@once_for_the_same
def totals_of(session: Session) -> tuple[TotalsAt, ...]:
    """Every row that holds a machine total, in order of time, the close last."""
    along = _along(None, session.in_time)
    rows = [one.row for one in along if one.row is not None]
    close = session.close
    if close is None or close.totals is None or session.ended_at is None:
        return tuple(rows)
    if ml := _counted(close.totals.values):
        # noted at the same time as the last reading: one row completes the other
        if rows and rows[-1].at == session.ended_at and not rows[-1].fell:
            ml = {**rows[-1].ml, **ml}
        fell = _fell(ml, along[-1].kept if along else {})
        rows.append(TotalsAt(session.ended_at, ml, fell, is_end=True))
    return tuple(rows)


@row_by_row
def _along(_whole: None, reading: Reading, before: _Along | None) -> _Along:
    kept = {} if before is None else before.kept
    ml = _counted(reading.values)
    if not ml:
        return _Along(None, kept)
    fell = _fell(ml, kept)
    return _Along(TotalsAt(reading.at, ml, fell), kept if fell else {**kept, **ml})


def _fell(ml: Mapping[str, float], kept: Mapping[str, float]) -> tuple[str, ...]:
    """Those below the last totals that were kept."""
    return tuple(code for code, value in ml.items() if value < kept.get(code, 0.0))


def _counted(values: Values) -> dict[str, float]:
    return {code: float(values[code].value) for code in COUNTED if code in values}


def bags_in_order(session: Session) -> tuple[Bag, ...]:
    """Bags in the order of their start; one without a start only if something of it was given."""
    timed = [(bag.started_at, bag) for bag in session.bags or () if bag.started_at is not None]
    timed.sort(key=lambda pair: pair[0])
    others = [bag for bag in session.bags or () if bag.started_at is None and bag.given_ml]
    return (*(bag for _, bag in timed), *others)


def ledger(session: Session) -> tuple[BagShare, ...]:
    """What the bags gave, in order; a bag without a given amount counts with its nominal volume.

    That is so until the amount is recorded: a bag that hangs, or was replaced by the next.
    """
    return tuple(BagShare(bag.fluid.is_plasma, _given_ml(bag)) for bag in bags_in_order(session))


def _given_ml(bag: Bag) -> float:
    return float(bag.volume_ml if bag.given_ml is None else bag.given_ml)


def plasma_of_bags_ml(session: Session) -> float | None:
    """Donor plasma by the bags' own amounts; None without bags or while an amount is missing."""
    bags = bags_in_order(session)
    given = [bag.given_ml for bag in bags if bag.given_ml is not None]
    if not bags or len(given) < len(bags):
        return None
    return sum(float(bag.given_ml or 0) for bag in bags if bag.fluid.is_plasma)
