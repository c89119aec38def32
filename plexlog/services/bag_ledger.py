"""The bags of a session against what the machine says: planned, achieved, and the two sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from plexlog.domain.errors import Refusal, RefusedError, UnreadableError
from plexlog.domain.fields import read_number
from plexlog.domain.records import Bag
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.run_records import finish_bag, waste_bag


@dataclass(frozen=True, slots=True, kw_only=True)
class BagLine:
    """One bag, and what the machine would leave for it where its amount is still to be told."""

    bag: Bag
    by_machine_ml: float | None = None

    @property
    def is_hung(self) -> bool:
        """Whether it hung, or something of it was given."""
        return self.bag.started_at is not None or self.bag.given_ml is not None

    @property
    def is_told(self) -> bool:
        """Whether it is on record how much of it was given; a bag that never hung gave nothing."""
        return self.bag.given_ml is not None or not self.is_hung

    @property
    def left_ml(self) -> Decimal | None:
        """What is neither given nor wasted; None while it is to be told."""
        given = self.bag.given_ml
        return None if given is None else self.bag.volume_ml - given - (self.bag.wasted_ml or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The bags in the order they were hung, and the sums to hold against each other."""

    lines: tuple[BagLine, ...]
    planned_ml: float | None  # patient plasma to be removed
    achieved_ml: float | None  # patient plasma removed
    machine_ml: float | None  # replaced, by the machine
    bags_ml: float | None  # given, by the bags; None while one is to be told
    hung_ml: float = 0.0  # what all bags that hung hold
    wasted_ml: float | None = None  # thrown away; None where nobody said so of any

    @property
    def to_tell(self) -> int:
        """How many bags are without an amount."""
        return sum(not line.is_told for line in self.lines)


def bag_ledger(view: SessionView) -> Ledger:
    """The ledger of a session as it is now."""
    bags = sorted(view.session.bags or (), key=_hung)
    used = [bag for bag in bags if BagLine(bag=bag).is_hung]
    untold = [bag for bag in used if bag.given_ml is None]
    machine = view.running.replaced_ml if view.is_running else view.figures.replaced_ml
    laid = laid_along(used, machine)
    wasted = [float(bag.wasted_ml) for bag in bags if bag.wasted_ml is not None]
    return Ledger(
        lines=tuple(
            BagLine(bag=bag, by_machine_ml=laid[bag.id] if bag in untold else None) for bag in bags
        ),
        hung_ml=sum(float(bag.volume_ml) for bag in used),
        wasted_ml=sum(wasted) if wasted else None,
        planned_ml=view.figures.target_ml,
        achieved_ml=view.figures.patient_plasma_removed_ml,
        machine_ml=machine,
        bags_ml=None if untold or not used else view.figures.bags_given_ml,
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
    with session.writing():
        for line in bag_ledger(session.view()).lines:
            if line.by_machine_ml is not None:
                finish_bag(session, line.bag, Decimal(round(line.by_machine_ml)))


def _hung(bag: Bag) -> tuple[bool, str]:
    at = bag.started_at
    return (at is None, "" if at is None else at.utc.isoformat())


def tell_given(session: OpenSession, bag_id: str, text: str) -> None:
    """Keep how much of a bag was given, as typed. Raises RefusedError naming the bag."""
    bag = _bag(session, bag_id)
    with _refused_at(bag_id):
        finish_bag(session, bag, _read(text))


def tell_wasted(session: OpenSession, bag_id: str, text: str) -> None:
    """Keep how much of a bag was thrown away, as typed; blank takes it back.

    Raises RefusedError naming the bag.
    """
    bag = _bag(session, bag_id)
    with _refused_at(bag_id):
        waste_bag(session, bag, _read(text) if text.strip() else None)


def _bag(session: OpenSession, bag_id: str) -> Bag:
    return next(one for one in session.view().session.bags or () if one.id == bag_id)


@contextmanager
def _refused_at(bag_id: str) -> Iterator[None]:
    """What is refused within is refused at the bag."""
    try:
        yield
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
