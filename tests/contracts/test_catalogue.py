"""What holds for every declared quantity, however many there are."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plexlog.domain import codec, dictionary
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.entry import read_entry
from plexlog.domain.errors import RefusedError
from plexlog.domain.fields import Catalogue, Limits, NumberField, Place, Severity
from plexlog.domain.records import Close, LabResult, Reading, Session, Totals
from plexlog.domain.shapes import Record
from tests.contracts.venom import VENOM

ROOT = Path(__file__).resolve().parents[2]
AT = "2026-11-20T14:30+01:00"
LOINC = re.compile(r"\d{3,7}-\d")
# UCUM units of this catalogue: letters, digits, and what stands in brackets
UCUM = re.compile(r"%|\{\w+\}|[A-Za-z0-9*/\[\]{}.]+")
DOCUMENT_KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")

every_quantity = pytest.mark.parametrize("field", tuple(CATALOGUE), ids=lambda field: field.code)

WIDER = Catalogue([*CATALOGUE, VENOM])


@every_quantity
def test_it_says_what_it_is(field: NumberField) -> None:
    assert field.label == field.label.strip() != ""
    assert field.heading
    assert field.source
    assert field.places
    assert UCUM.fullmatch(field.unit)
    assert field.unit in ("{INR}", "{titer}") or field.shown_unit


@every_quantity
def test_its_code_is_a_key_of_the_document(field: NumberField) -> None:
    assert DOCUMENT_KEY.fullmatch(field.code)
    assert not field.code.startswith("x_")


@every_quantity
def test_its_limits_are_nested_and_closed(field: NumberField) -> None:
    assert field.possible.low is not None
    assert field.possible.high is not None
    assert field.possible.enclose(field.plausible) or field.plausible == Limits()
    assert field.plausible.enclose(field.usual) or field.usual == Limits()
    for limits in (field.possible, field.plausible, field.usual):
        assert limits.low is None or limits.high is None or limits.low <= limits.high


@every_quantity
def test_it_has_its_loinc_code_or_the_reason_why_not(field: NumberField) -> None:
    assert bool(field.loinc) != bool(field.without_loinc)
    assert not field.loinc or LOINC.fullmatch(field.loinc)


@every_quantity
@pytest.mark.no_cover
@given(st.data())
def test_it_reads_back_what_it_writes(field: NumberField, data: st.DataObject) -> None:
    value = data.draw(
        st.decimals(field.possible.low, field.possible.high, places=field.decimals), "value"
    )

    written = field.format(value)

    assert field.parse(written) == value
    assert field.parse(written.replace(".", ",")) == value


@every_quantity
@pytest.mark.no_cover
@given(st.text(max_size=12) | st.from_regex(r"[-+]?\d{0,40}[.,]?\d{0,5}", fullmatch=True))
def test_no_text_typed_into_it_breaks_it(field: NumberField, text: str) -> None:
    entry = read_entry(field, text)

    assert entry.is_refused or entry.is_blank or field.possible.hold(entry.value or Decimal(0))


@every_quantity
def test_a_document_takes_it_at_its_places_and_nowhere_else(field: NumberField) -> None:
    for place in Place:
        assert _is_read(place, field, CATALOGUE) == (place in field.places), place


def test_no_two_quantities_share_a_label_or_a_code_of_loinc() -> None:
    labels = [field.label for field in CATALOGUE]
    codes = [field.loinc for field in CATALOGUE if field.loinc]

    assert len(labels) == len(set(labels))
    assert len(codes) == len(set(codes))


def test_no_quantity_has_a_name_that_a_record_has_for_something_else() -> None:
    for record_type in (Reading, Session, Close, Totals):
        own = {part.key for part in codec.parts_of(record_type) if not part.is_inline}

        assert not own & {field.code for field in CATALOGUE}


# A made-up quantity changes one declaration and nothing else.


@pytest.mark.parametrize("place", list(Place))
def test_a_made_up_quantity_is_read_and_written_wherever_it_is_declared(place: Place) -> None:
    record_type, source = _holding(place, VENOM)

    record = codec.read(record_type, source, WIDER)

    assert codec.write(record) == source
    assert not _is_read(place, VENOM, CATALOGUE)


def test_a_made_up_quantity_refuses_what_it_says_is_impossible() -> None:
    with pytest.raises(RefusedError, match="501 is not possible; possible 0 to 500 µg/L"):
        codec.read(Reading, {"at": AT, VENOM.code: Decimal(501)}, WIDER)


def test_a_made_up_quantity_is_checked_as_it_is_typed() -> None:
    assert read_entry(WIDER[VENOM.code], "60").severity is Severity.ASK
    assert read_entry(WIDER[VENOM.code], "0,75").message == (
        "0.75 µg/L is above what is usual, 0 to 0.5"
    )


def test_a_made_up_quantity_stands_in_the_data_dictionary() -> None:
    assert VENOM.code in dictionary.fields_markdown(WIDER)
    assert VENOM.code not in dictionary.fields_markdown(CATALOGUE)


def test_the_whole_program_takes_a_made_up_quantity_by_its_declaration(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "tests.contracts.made_up_quantity", str(tmp_path)],
        cwd=ROOT,
        check=True,
    )

    found = json.loads((tmp_path / "found.json").read_text("utf-8"))

    assert [station for station, was_met in found.items() if not was_met] == []


def _holding(place: Place, field: NumberField) -> tuple[type[Record], dict[str, object]]:
    """The record in which a place stands, with one value of the field."""
    value = field.possible.high
    measured = {field.code: {"value": value, "taken_at": AT}}
    session = {"id": "s1", "number": 1}
    holders: dict[Place, tuple[type[Record], dict[str, object]]] = {
        Place.BEFORE: (Session, session | {"before": measured}),
        Place.READING: (Reading, {"at": AT, field.code: value}),
        Place.SESSION: (Session, session | {field.code: value}),
        Place.TOTALS: (Totals, {field.code: value}),
        Place.CLOSE: (Close, {field.code: value}),
        Place.AFTER: (Close, {"after": measured}),
        Place.LABORATORY: (
            LabResult,
            {"quantity": field.code, "value": value, "taken_at": AT},
        ),
    }
    return holders[place]


def _is_read(place: Place, field: NumberField, catalogue: Catalogue) -> bool:
    record_type, source = _holding(place, field)
    try:
        codec.read(record_type, source, catalogue)
    except RefusedError:
        return False
    return True


def test_the_declaration_of_a_quantity_cannot_be_changed_in_passing() -> None:
    assert replace(VENOM) == VENOM
    with pytest.raises(AttributeError):
        VENOM.code = "other"  # type: ignore[misc]  # a declaration is frozen
