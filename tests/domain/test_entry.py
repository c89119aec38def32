"""What becomes of a typed text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plexlog.domain.catalogue import DIASTOLIC, PULSE, SYSTOLIC
from plexlog.domain.entry import entry_of, held_against, read_entry
from plexlog.domain.fields import NumberField, Severity
from plexlog.domain.shapes import Measured


@pytest.mark.parametrize(
    ("declared", "text", "partner", "value", "says"),
    [
        (DIASTOLIC, "124", SYSTOLIC, 76, "not below the systolic 76"),
        (SYSTOLIC, "76", DIASTOLIC, 76, "not above the diastolic 76"),
    ],
)
def test_a_pressure_that_crosses_its_partner_is_refused(
    declared: NumberField, text: str, partner: NumberField, value: int, says: str
) -> None:
    others = {partner.code: Measured(value=Decimal(value))}

    entry = held_against(read_entry(declared, text), others)

    assert entry.is_refused
    assert entry.value is None
    assert entry.message == says


@pytest.mark.parametrize(
    ("declared", "text"), [(DIASTOLIC, "75"), (DIASTOLIC, ""), (PULSE, "200")]
)
def test_any_other_value_stays_as_it_is(declared: NumberField, text: str) -> None:
    others = {SYSTOLIC.code: Measured(value=Decimal(76))}
    entry = read_entry(declared, text)

    assert held_against(entry, others) == entry


@pytest.mark.parametrize("typed", ["130", ""])
def test_a_recorded_value_is_told_as_when_it_was_entered(typed: str) -> None:
    measured = Measured(value=Decimal(130), typed=typed, flag=Severity.NOTICE)

    entry = entry_of(PULSE, measured)

    assert (entry.text, entry.value, entry.severity) == ("130", Decimal(130), Severity.NOTICE)
    assert "130 /min is above what is usual" in entry.message
