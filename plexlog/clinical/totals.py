"""The machine's running totals of a session, as readings and the close have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plexlog.clinical.citrate import BagShare
from plexlog.clinical.once import once_for_the_same
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, Session
from plexlog.domain.shapes import Values

TOTALS = ("inlet_ml", "anticoagulant_ml", "removed_ml", "replaced_ml")
IN_WASTE = "anticoagulant_in_waste_ml"
COUNTED = (*TOTALS, IN_WASTE)


@dataclass(frozen=True, slots=True)
class TotalsAt:
    """The totals at one time; only what the machine stated is in them."""

    at: Moment
    ml: Mapping[str, float]
    fell: tuple[str, ...] = ()  # those below the last ones: the whole row is not calculated with
    is_end: bool = False  # noted at the close

    @property
    def is_whole(self) -> bool:
        """Whether all four totals are there."""
        return all(code in self.ml for code in TOTALS)


@dataclass(slots=True)
class _Highest:
    """The last totals that were kept, to hold the next against."""

    ml: dict[str, float] = field(default_factory=dict)

    def take(self, ml: Mapping[str, float]) -> tuple[str, ...]:
        """Keep the totals unless one fell; returns those that fell."""
        fell = tuple(code for code, value in ml.items() if value < self.ml.get(code, 0.0))
        if not fell:
            self.ml.update(ml)
        return fell


@once_for_the_same
def totals_of(session: Session) -> tuple[TotalsAt, ...]:
    """Every row that holds a machine total, in order of time, the close last."""
    highest = _Highest()
    rows: list[TotalsAt] = []
    for at, noted, is_end in _rows(session):
        # noted at the same time as the last reading: one row completes the other
        completes = is_end and rows and rows[-1].at == at and not rows[-1].fell
        ml = {**rows[-1].ml, **noted} if completes else noted
        rows.append(TotalsAt(at, ml, highest.take(ml), is_end))
    return tuple(rows)


def _rows(session: Session) -> Iterator[tuple[Moment, dict[str, float], bool]]:
    for reading in sorted(session.readings or (), key=lambda reading: reading.at.instant):
        if ml := _counted(reading.values):
            yield reading.at, ml, False
    close = session.close
    if close is None or close.totals is None or session.ended_at is None:
        return
    if ml := _counted(close.totals.values):
        yield session.ended_at, ml, True


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
