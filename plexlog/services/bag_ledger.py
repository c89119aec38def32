"""The bags of a session against what the machine says: planned, achieved, and the two sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from plexlog.domain.errors import Refusal, RefusedError, UnreadableError
from plexlog.domain.fields import read_number
from plexlog.domain.records import Bag
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.run_records import finish_bag


@dataclass(frozen=True, slots=True, kw_only=True)
class BagLine:
    """One bag, and what the machine would leave for it where its amount is still to be told."""

    bag: Bag
    by_machine_ml: float | None = None

    @property
    def is_told(self) -> bool:
        """Whether it is on record how much of it was given."""
        return self.bag.given_ml is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The bags in the order they were hung, and the sums to hold against each other."""

    lines: tuple[BagLine, ...]
    planned_ml: float | None  # patient plasma to be removed
    achieved_ml: float | None  # patient plasma removed
    machine_ml: float | None  # replaced, by the machine
    bags_ml: float | None  # given, by the bags; None while one is to be told

    @property
    def to_tell(self) -> int:
        """How many bags are without an amount."""
        return sum(not line.is_told for line in self.lines)


def bag_ledger(view: SessionView) -> Ledger:
    """The ledger of a session as it is now."""
    bags = sorted(view.session.bags or (), key=_hung)
    untold = [bag for bag in bags if bag.given_ml is None]
    machine = view.figures.replaced_ml
    laid = laid_along(bags, machine)
    return Ledger(
        lines=tuple(
            BagLine(bag=bag, by_machine_ml=laid[bag.id] if bag in untold else None) for bag in bags
        ),
        planned_ml=view.figures.target_ml,
        achieved_ml=view.figures.patient_plasma_removed_ml,
        machine_ml=machine,
        bags_ml=None if untold or not bags else view.figures.bags_given_ml,
    )


def laid_along(bags: Sequence[Bag], replaced_ml: float | None) -> dict[str, float | None]:
    """What each bag gave, by id: as told, else the replaced total laid along them in their order.

    None where neither is known.
    """
    told = sum(float(bag.given_ml) for bag in bags if bag.given_ml is not None)
    rest = None if replaced_ml is None else max(replaced_ml - told, 0.0)
    laid: dict[str, float | None] = {}
    for bag in bags:
        if bag.given_ml is not None or rest is None:
            laid[bag.id] = None if bag.given_ml is None else float(bag.given_ml)
            continue
        laid[bag.id] = min(float(bag.volume_ml), rest)
        rest -= min(float(bag.volume_ml), rest)
    return laid


def tell_by_machine(session: OpenSession) -> None:
    """Take what the machine's total leaves for each bag that is still to be told, to the mL."""
    with session.desk.store.writing():
        for line in bag_ledger(session.view()).lines:
            if line.by_machine_ml is not None:
                finish_bag(session, line.bag, Decimal(round(line.by_machine_ml)))


def _hung(bag: Bag) -> tuple[bool, str]:
    at = bag.started_at
    return (at is None, "" if at is None else at.utc.isoformat())


def tell_given(session: OpenSession, bag_id: str, text: str) -> None:
    """Keep how much of a bag was given, as typed. Raises RefusedError naming the bag."""
    bag = next(one for one in session.view().session.bags or () if one.id == bag_id)
    try:
        finish_bag(session, bag, _read(text))
    except UnreadableError as unreadable:
        raise RefusedError([Refusal(bag_id, str(unreadable))]) from None
    except RefusedError as refused:
        raise RefusedError([Refusal(bag_id, one.reason) for one in refused.refusals]) from None


def _read(text: str) -> Decimal:
    if not text.strip():
        raise UnreadableError("needs an amount; 0 if nothing of it was given")
    amount = read_number(text)
    if amount < 0:
        raise UnreadableError("must not be below 0 mL")
    return amount
