"""Nothing takes the place of a row on file, in whatever program the file is open.

REPLACE removes what is in its way, and most programs leave `recursive_triggers` off: then the
triggers of DELETE are not asked.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import Place
from plexlog.domain.records import Reading
from plexlog.storage.engine import EngineError
from plexlog.storage.guards import IN_FORCE, UNIQUE
from plexlog.storage.history import START, WIDE
from plexlog.storage.schema import columns_of, expected
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_history import NOON, WEIGHT, signature

TABLES = sorted(
    name
    for kind, name in expected(CATALOGUE)
    if kind == "table" and name not in ("draft", "patient_part", "_sqlite_migrations")
)
STATEMENTS = (
    'INSERT OR REPLACE INTO "{table}" ({names}) SELECT {names} FROM "{table}"',
    'REPLACE INTO "{table}" ({names}) SELECT {names} FROM "{table}" ORDER BY rowid DESC LIMIT 1',
    'INSERT OR REPLACE INTO "{table}" (rowid, {names}) SELECT rowid, {others} FROM "{table}"',
    'UPDATE OR REPLACE "{table}" SET rowid = rowid + 1',
    'UPDATE OR REPLACE "{table}" SET "{key}" = (SELECT max("{key}") FROM "{table}")',
)


@pytest.fixture
def outside(record: UnitRecord, session_key: str) -> Iterator[UnitRecord]:
    """Two rows in most tables and a signed session, open as another program opens it."""
    record.put(session_key, Reading(key="row-1", at=NOON))
    record.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT)
    record.add_signature(signature(record, session_key))
    record.add_signature(signature(record, session_key, "addendum"))
    record.database.connection.execute("PRAGMA recursive_triggers = OFF")
    yield record
    assert record.verify() == []


def rows_of(record: UnitRecord, table: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in record.database.rows(f'SELECT rowid, * FROM "{table}"')]  # noqa: S608 - of the schema


def change(record: UnitRecord, table: str, sql: str) -> None:
    """Run it; where one row alone took its own place nothing was changed."""
    before = rows_of(record, table)
    record.database.connection.execute(sql)
    if rows_of(record, table) == before:
        raise EngineError("nothing was changed")


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("table", TABLES)
def test_no_statement_takes_the_place_of_a_row(
    outside: UnitRecord, table: str, statement: str
) -> None:
    columns = columns_of(outside.database.connection)[table]
    key = columns[0]
    names = ", ".join(f'"{name}"' for name in columns)
    others = names.replace(f'"{key}"', "'another'", 1) if key == "key" else names
    before = rows_of(outside, table)
    sql = statement.format(table=table, names=names, others=others, key=key)

    if before:
        with pytest.raises(EngineError):
            change(outside, table, sql)

    assert rows_of(outside, table) == before


def test_nobody_takes_the_place_of_another_by_what_makes_them_the_only_one(
    outside: UnitRecord,
) -> None:
    connection = outside.database.connection
    before = rows_of(outside, "patient"), rows_of(outside, "observation")

    with pytest.raises(EngineError, match="taken"):
        connection.execute(
            'INSERT OR REPLACE INTO "patient" ("key", "family_name", "given_name", "birth_date",'
            ' "record_number", "compared_number", "folded") SELECT \'new\', "family_name",'
            ' "given_name", "birth_date", "record_number", "compared_number", "folded"'
            ' FROM "patient"'
        )

    assert (rows_of(outside, "patient"), rows_of(outside, "observation")) == before


@pytest.mark.parametrize("view", ["history_entry", *(f"values_{place.value}" for place in WIDE)])
def test_no_view_is_a_way_round(outside: UnitRecord, view: str) -> None:
    connection = outside.database.connection
    before = rows_of(outside, "history")

    for statement in (
        f'DELETE FROM "{view}"',  # noqa: S608 - of the schema
        f'INSERT OR REPLACE INTO "{view}" DEFAULT VALUES',
        f'UPDATE OR REPLACE "{view}" SET rowid = 1',  # noqa: S608 - as above
    ):
        with pytest.raises(EngineError):
            connection.execute(statement)

    assert rows_of(outside, "history") == before


def test_a_row_of_the_history_is_not_slipped_in_over_another(outside: UnitRecord) -> None:
    before = rows_of(outside, "history")
    columns = columns_of(outside.database.connection)["history"]
    values = ", ".join("1" if one == "number" else f"'{START}'" for one in columns)

    with pytest.raises(EngineError, match="kept"):
        outside.database.connection.execute(f'REPLACE INTO "history" VALUES ({values})')  # noqa: S608 - of the schema

    assert rows_of(outside, "history") == before


def test_what_makes_a_row_the_only_one_is_guarded_in_every_table(record: UnitRecord) -> None:
    connection = record.database.connection
    found: dict[str, set[tuple[str, ...]]] = {}
    for table in TABLES:
        for index in connection.execute(f'PRAGMA index_list("{table}")').fetchall():
            if not index["unique"]:
                continue
            named = connection.execute(f'PRAGMA index_info("{index["name"]}")').fetchall()
            names = tuple(row["name"] or "reading_key" for row in named)  # one is worked out
            if names != ("key",):
                found.setdefault(table, set()).add(names)

    assert found == {table: set(sets) for table, sets in UNIQUE.items()}
    assert IN_FORCE[0] in found
