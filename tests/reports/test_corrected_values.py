"""What a session summary says of values that were corrected after their row was kept."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from plexlog.domain.records import Reading
from plexlog.domain.shapes import Measured
from plexlog.reports.session_summary import SummaryInput
from tests.reports.cases import at, told, with_session


def value(number: int, clock: str, by: str = "Anna Bauer") -> Measured:
    return Measured(value=Decimal(number), by=by, entered_at=at(clock))


def with_pulse(facts: SummaryInput, pulse: Measured, **others: Measured) -> SummaryInput:
    """One row of 10:00 that was kept at 10:01."""
    row = Reading(
        at=at("10:00"), values={"pulse_per_min": pulse, **others}, entered_at=at("10:01")
    )
    return with_session(facts, readings=(row,))


def test_a_corrected_value_bears_a_sign_and_a_line_says_when_and_by_whom(
    facts: SummaryInput,
) -> None:
    run = told(with_pulse(facts, value(82, "10:40")), "Run")

    assert "82\u00a0†" in run
    assert "† corrected or added after the row was kept: 10:00 pulse (Anna Bauer, 10:40)" in run


def test_a_pressure_bears_the_sign_where_either_of_its_values_was_corrected(
    facts: SummaryInput,
) -> None:
    pressure = {"systolic_mmhg": value(118, "10:01"), "diastolic_mmhg": value(72, "10:30")}

    run = told(with_pulse(facts, value(82, "10:00"), **pressure), "Run")

    assert "118/72\u00a0†" in run
    assert "82\u00a0†" not in run
    assert "10:00 diastolic pressure (Anna Bauer, 10:30)" in run


def test_what_was_typed_before_the_row_was_kept_is_no_correction(facts: SummaryInput) -> None:
    assert "†" not in told(with_pulse(facts, value(82, "10:00")), "Run")


def test_a_row_that_does_not_say_when_it_was_kept_claims_no_correction(
    facts: SummaryInput,
) -> None:
    noted = with_pulse(facts, value(82, "10:40"))
    rows = tuple(replace(row, entered_at=None) for row in noted.session.readings or ())

    assert "†" not in told(with_session(noted, readings=rows), "Run")
