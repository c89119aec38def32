"""The tables of an export: a column for everything declared, cells that are safe and exact."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plexlog.domain import json_text
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.exchange.archive import Growing
from plexlog.exchange.columns import Column, Kind
from plexlog.exchange.deidentify import OLDEST, deidentified_tables, moved, with_age
from plexlog.exchange.dictionary_files import dictionary_csv, dictionary_text
from plexlog.exchange.tables import Table, cell, csv_heading, csv_line, rows_of, tables_of

CASES = Path(__file__).parents[1] / "cases"
TABLES = {one.name: one for one in tables_of(CATALOGUE)}
TEXT = Column(path=("note",), kind=Kind.TEXT, label="Note", meaning="")


@pytest.fixture
def course() -> dict[str, Any]:
    read: dict[str, Any] = json_text.parse((CASES / "gbs-albumin-five.json").read_bytes())
    return read


def lines(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    text = csv_heading(table) + "".join(csv_line(table, row) for row in rows)
    return list(csv.DictReader(io.StringIO(text)))


def table_rows(course: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [row for table, row in rows_of(course["patient"], [(1, course)], 7) if table == name]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+1", "'+1"),
        ("-x", "'-x"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("well", "well"),
        ("", ""),
    ],
)
def test_no_text_runs_as_a_formula(text: str, shown: str) -> None:
    assert cell(TEXT, text) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (Decimal("-0.50"), "-0.50"),
        (Decimal("1E+2"), "100"),
        (7, "7"),
        (["a", "b"], "a; b"),
        (["=a"], "'=a"),
        ([{"a": 1}], '[{"a":1}]'),
    ],
)
def test_cells_hold_what_was_recorded(value: object, shown: str) -> None:
    number = Column(path=("x",), kind=Kind.NUMBER, label="", meaning="")

    assert cell(number, value) == shown


def test_every_quantity_has_its_column_and_every_column_its_own_name() -> None:
    for table in TABLES.values():
        names = [one.name for one in table.all]
        assert len(names) == len(set(names)), table.name
    readings = {one.name for one in TABLES["readings"].columns}
    sessions = {one.name for one in TABLES["sessions"].columns}
    assert {one.code for one in CATALOGUE.at(Place.READING)} <= readings
    assert {f"before.{one.code}.value" for one in CATALOGUE.at(Place.BEFORE)} <= sessions
    assert {one.code for one in CATALOGUE.at(Place.SESSION)} <= sessions


def test_each_record_is_a_row_that_says_whose_it_is(course: dict[str, Any]) -> None:
    count = sum(len(one.get("readings", ())) for one in course["sessions"])

    (patient,) = lines(TABLES["patients"], table_rows(course, "patients"))
    readings = lines(TABLES["readings"], table_rows(course, "readings"))
    locks = lines(TABLES["locks"], table_rows(course, "locks"))
    shares = lines(TABLES["ordered_replacement"], table_rows(course, "ordered_replacement"))

    assert (patient["patient"], patient["record_number"]) == ("7", "MW-0071402")
    assert len(readings) == count
    assert {one["session"] for one in readings} == {"1", "2", "3", "4", "5"}
    first = course["sessions"][0]["readings"][0]
    assert readings[0]["systolic_mmhg"] == str(first["systolic_mmhg"])
    assert readings[0]["at"] == first["at"]
    assert locks
    assert locks[0]["course"] == "1"
    assert shares[0]["fluid"] == course["order"]["replacement"][0]["fluid"]


def test_a_course_without_sessions_has_no_rows_of_them(course: dict[str, Any]) -> None:
    del course["sessions"]

    assert table_rows(course, "sessions") == []
    assert len(table_rows(course, "courses")) == 1


def test_the_dictionary_tells_of_every_column() -> None:
    told = list(csv.DictReader(io.StringIO(dictionary_csv(TABLES.values()))))

    assert len(told) == sum(len(one.all) for one in TABLES.values())
    weight = next(one for one in told if one["column"] == "before.weight_kg.value")
    declared = CATALOGUE["weight_kg"]
    assert (weight["unit_ucum"], weight["decimals"]) == (declared.unit, str(declared.decimals))
    assert (weight["loinc"], weight["label"]) == (declared.loinc, declared.label)
    volume = next(one for one in told if (one["table"], one["column"]) == ("bags", "volume_ml"))
    assert (volume["label"], volume["unit_ucum"]) == ("Volume", "mL")
    text = dictionary_text(TABLES.values())
    assert "tables/bags.csv\n---" in text
    assert f"before.weight_kg.value: {declared.label} (number, kg, 1 decimals, LOINC" in text


def test_without_names_nothing_that_somebody_wrote_is_left(course: dict[str, Any]) -> None:
    tables = {one.name: one for one in deidentified_tables(tuple(TABLES.values()))}
    span = timedelta(days=-100)
    written = ""
    for name, row in rows_of(course["patient"], [(1, course)], 7):
        if name in tables:
            made = with_age(row, course["patient"]) if name == "courses" else row
            written += csv_line(tables[name], moved(tables[name], made, span))

    assert "other_identifiers" not in tables
    patient = course["patient"]
    names = {patient["family_name"], patient["given_name"], patient["record_number"]}
    names |= {patient["birth_date"], "Nadelstich", course["course_id"], "HA26D201"}
    assert not [name for name in names if name in written]
    started = course["sessions"][0]["started_at"]
    assert started not in written
    assert (Moment.parse(started) + span).text in written


def test_days_are_moved_too_and_what_is_absent_stays_so() -> None:
    table = next(one for one in deidentified_tables(tuple(TABLES.values())) if one.name == "bags")
    row = {"expires_on": "2026-11-20", "fluid": "albumin", "patient": 1}

    made = moved(table, row, timedelta(days=-20))

    assert (made["expires_on"], made["fluid"], made["started_at"]) == (
        "2026-10-31",
        "albumin",
        None,
    )


@pytest.mark.parametrize(
    ("born", "age"),
    [("1974-09-07", 51), ("1974-09-06", 52), ("1900-01-01", OLDEST), ("2026-12-01", 0)],
)
def test_the_age_stands_for_the_birth_date(born: str, age: int) -> None:
    course = {"order": {"ordered_at": "2026-09-06T10:00+02:00"}}

    assert with_age(course, {"birth_date": born})["age_years"] == age


def test_a_growing_text_is_read_as_it_was_written() -> None:
    growing = Growing()
    for number in range(3000):
        growing.write(f"{number}; ")

    assert b"".join(growing.read()).decode() == "".join(f"{one}; " for one in range(3000))
