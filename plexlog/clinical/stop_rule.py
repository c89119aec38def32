"""How far a course is towards its stop rule: progress that is shown, never a decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from plexlog.clinical.course_levels import Measurement, measurements
from plexlog.clinical.scale_change import scale_changes
from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.facts import StopRuleFact
from plexlog.domain.records import Course, Order
from plexlog.domain.shapes import Measured

SCALE = "response-scale"  # what a rule is about where it goes by the scale of the order


@dataclass(frozen=True, slots=True, kw_only=True)
class StopProgress:
    """A stop rule with what was measured of it so far."""

    fact: StopRuleFact
    days_held: int  # running, up to the day of the last value
    last: Measurement | None  # None: nothing was measured yet

    @property
    def is_reached(self) -> bool:
        """Whether it holds on as many days as it asks for."""
        return self.days_held >= int(self.fact.days)

    @property
    def words(self) -> str:
        """The progress, such as `platelets ≥ 150 ×10⁹/L: day 1 of 2`."""
        sign, limit = ("≥", self.fact.at_least) if self.fact.at_least else ("<", self.fact.below)
        rule = f"{self._name} {sign} {self._shown(Decimal(limit))}"
        if self.last is None:
            return f"{rule}: nothing measured yet"
        held = min(self.days_held, int(self.fact.days))
        last = f"last {self._shown(self.last.value)}, {wording.moment(self.last.taken_at)}"
        return f"{rule}: day {held} of {self.fact.days} ({last})"

    @property
    def _name(self) -> str:
        if self.fact.quantity == SCALE:
            return "response scale"
        return wording.spoken(CATALOGUE[self.fact.quantity].label)

    def _shown(self, value: Decimal) -> str:
        if self.fact.quantity == SCALE:
            return wording.plain(value)
        declared = CATALOGUE[self.fact.quantity]
        return wording.quantity_with_unit(declared, Measured(value=value))


def rule_of(order: Order, facts: Iterable[StopRuleFact]) -> StopRuleFact | None:
    """The stop rule of an order with its limit, which the order itself may name.

    None for none, for one that is on no list, and where the order names no limit.
    """
    fact = next((one for one in facts if one.code == order.stop_rule), None)
    if fact is None or not fact.asks:
        return fact
    if order.stop_value is None:
        return None
    value = f"{order.stop_value:f}"
    return replace(fact, at_least=value) if fact.asks == "at_least" else replace(fact, below=value)


def progress_of(course: Course, fact: StopRuleFact) -> StopProgress:
    """How far a course is by what was measured in it, or by its response scale."""
    if fact.quantity != SCALE:
        return stop_progress(fact, measurements(course, fact.quantity))
    scores = [
        Measurement(quantity=scale.code, value=one.value, taken_at=one.at)
        for scale in scale_changes(course, {})
        if scale.code == course.order.response_scale
        for one in scale.values
    ]
    return stop_progress(fact, scores)


def stop_progress(fact: StopRuleFact, measured: Sequence[Measurement]) -> StopProgress:
    """Count the days running on which the last value of the day held, back from the latest.

    A day without a value ends the count: nobody knows what it would have been.
    """
    by_day = {one.taken_at.day: one for one in sorted(measured, key=_time)}
    last_day = max(by_day, default=None)
    return StopProgress(
        fact=fact,
        days_held=0 if last_day is None else sum(1 for _ in _running(fact, by_day, last_day)),
        last=None if last_day is None else by_day[last_day],
    )


def _running(
    fact: StopRuleFact, by_day: dict[date, Measurement], last_day: date
) -> Iterable[date]:
    day = last_day
    while day in by_day and _holds(fact, by_day[day].value):
        yield day
        day -= timedelta(days=1)


def _holds(fact: StopRuleFact, value: Decimal) -> bool:
    if fact.at_least:
        return value >= Decimal(fact.at_least)
    return value < Decimal(fact.below)


def _time(one: Measurement) -> str:
    return one.taken_at.utc.isoformat()
