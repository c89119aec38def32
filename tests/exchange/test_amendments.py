"""What a signed value should be, as a number again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import NumberField, Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import Session
from plexlog.domain.said import Said
from plexlog.domain.shapes import Measured
from plexlog.domain.unit import Signature
from plexlog.exchange.amendments import amendment_rows

OF_A_SESSION = [
    one
    for place in (
        Place.BEFORE,
        Place.SESSION,
        Place.READING,
        Place.TOTALS,
        Place.CLOSE,
        Place.AFTER,
    )
    for one in CATALOGUE.at(place)
]
GIVEN = Signature(
    key="one",
    session_key="s",
    staff_key="k",
    name="Ada N.",
    role="nurse",
    meaning="amended",
    at=Moment.parse("2026-09-09T11:45:00+02:00"),
    sealed="",
    fingerprint="",
    history_head="",
    public_key="",
    signature="",
)


@pytest.mark.parametrize("declared", OF_A_SESSION, ids=lambda one: one.code)
@pytest.mark.parametrize("value", ["0", "-12.5", "1234567.25", "7"])
def test_each_quantity_of_a_session_is_read_back(declared: NumberField, value: str) -> None:
    written = wording.quantity_with_unit(declared, Measured(value=Decimal(value)))

    assert wording.number_in(written) == Decimal(value)


def test_what_is_no_number_or_of_no_known_code_is_left_empty() -> None:
    said = Said(value="before//gone", label="Gone", was="much", should_be="2 things", why="x")
    stated = replace(GIVEN, said=said.written)
    session = Session(id="s1", number=1)

    (row,) = amendment_rows(session, [replace(GIVEN, meaning="performed"), stated], CATALOGUE)

    assert (row["was"], row["should_be"], row["unit"], row["row"]) == (None, None, "", None)
    assert (row["place"], row["code"], row["by"]) == ("before", "gone", "Ada N.")
