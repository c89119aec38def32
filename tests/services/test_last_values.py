"""What was last recorded of each quantity, beside the box where the next value is typed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from plexlog.domain.moments import Moment
from plexlog.domain.records import Reading, Session
from plexlog.domain.shapes import Measured
from plexlog.services.last_values import last_values

NOON = Moment.parse("2026-09-07T12:00+02:00")
PAST = Moment.parse("2026-09-07T12:15+02:00")
EARLY = Moment.parse("2026-09-07T09:00+02:00")


def value(number: int, at: Moment | None = None) -> Measured:
    return Measured(value=Decimal(number), taken_at=at)


PRESSURE, PULSE, WEIGHT = value(118), value(76), value(70, EARLY)
BEFORE = Session(
    id="s1", number=1, before={"weight_kg": WEIGHT, "systolic_mmhg": value(131, EARLY)}
)


def test_before_the_first_row_they_are_those_of_the_preparation() -> None:
    assert last_values(BEFORE)["systolic_mmhg"] == (value(131, EARLY), EARLY)
    assert last_values(Session(id="s1", number=1)) == {}


def test_a_row_counts_by_its_time_and_not_by_when_it_was_entered() -> None:
    later = Reading(at=PAST, values={"systolic_mmhg": PRESSURE})
    first = Reading(at=NOON, values={"systolic_mmhg": value(90), "pulse_per_min": PULSE})

    told = last_values(replace(BEFORE, readings=(later, first)))

    assert told == {
        "systolic_mmhg": (PRESSURE, PAST),
        "pulse_per_min": (PULSE, NOON),
        "weight_kg": (WEIGHT, EARLY),
    }
