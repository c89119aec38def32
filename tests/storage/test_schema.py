"""The schema is what migrating gives, and a file of any version is brought there whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plexlog.domain.catalogue import CATALOGUE, WEIGHT
from plexlog.domain.codec import parts_of
from plexlog.domain.errors import StoreError
from plexlog.domain.fields import Catalogue, Place
from plexlog.domain.progress import Progress
from plexlog.domain.shapes import Measured
from plexlog.storage import courses, key_file, patients, sessions, unit_record, vault
from plexlog.storage.database import Database
from plexlog.storage.engine import Migrations, connect, tables_of
from plexlog.storage.history import UNWATCHED, Author, entry_sql
from plexlog.storage.migrations import MIGRATIONS, number_of
from plexlog.storage.observations import to_row
from plexlog.storage.schema import bring_up_to_date, columns_of, expected, schema_of
from plexlog.storage.unit_record import UnitRecord
from plexlog.storage.verification import verify
from tests.storage.ward import (
    LOGIN,
    NO_SEEDS,
    PASSWORD,
    WardClock,
    behind_the_back,
    open_up,
)

SNAPSHOT = Path(__file__).parent / "schema.sql"
KEY = b"k" * 32
SHIPPED = max(number_of(one.name) for one in MIGRATIONS.pending(tables_of(connect(":memory:"))))


def next_version(statement: str) -> Migrations:
    """The migrations that are shipped, and one that is to come."""
    migrations = Migrations("plexlog")
    for one in MIGRATIONS.pending(tables_of(connect(":memory:"))):
        migrations(name=one.name)(one.fn)

    @migrations()
    def m900_to_come(tables: Any) -> None:
        tables.conn.execute('ALTER TABLE "unit" ADD COLUMN "ward" TEXT')
        tables.conn.execute(statement)

    return migrations


@pytest.fixture
def database(tmp_path: Path, clock: WardClock) -> Iterator[Database]:
    """A file of the version that is shipped, with a row in it."""
    place = tmp_path / "old.db"
    made = Database(place, KEY, Author(clock, "s", "Anna Birke"), create=True)
    bring_up_to_date(made, KEY)
    made.insert("unit", {"key": "u", "name": "Unit", "founded_at": "2026-11-22T10:00Z"})
    yield made
    made.close()


def test_the_schema_is_written_down() -> None:
    text = "".join(f"{sql};\n\n" for sql in expected(CATALOGUE).values())

    assert text == SNAPSHOT.read_text("utf-8")


def test_every_table_is_strict_and_keeps_its_history() -> None:
    schema = expected(CATALOGUE)
    tables = {name for kind, name in schema if kind == "table"} - {"_sqlite_migrations"}

    assert all(schema["table", name].endswith("STRICT") for name in tables)
    triggers = {name for kind, name in schema if kind == "trigger"}
    for name in tables - UNWATCHED:
        assert {f"{name}_after_insert", f"{name}_after_update", f"{name}_no_delete"} <= triggers


def test_every_part_of_a_record_has_its_column(database: Database) -> None:
    columns = columns_of(database.connection)
    tables = (
        *sessions.LISTS.values(),
        *courses.LISTS.values(),
        patients.PATIENT,
        courses.COURSE,
        courses.ORDER,
        sessions.SESSION,
    )
    for table in tables:
        assert table.parts.keys() <= set(columns[table.table])
        assert table.parts.keys() <= {part.name for part in parts_of(table.record_type)}
        assert {"key", "extra"} <= set(columns[table.table])


def test_a_new_quantity_needs_no_migration(path: Path, clock: WardClock) -> None:
    open_up(path, clock).close()
    waist = replace(WEIGHT, code="waist_cm", label="Waist")
    wider = Catalogue([*CATALOGUE, waist])
    opened = vault.open_with_password(key_file.read_keys(path), LOGIN, PASSWORD)
    record = unit_record.open_record(path, opened, clock, NO_SEEDS, wider)

    columns = record.database.connection.execute('SELECT * FROM "values_before"').description
    assert "waist_cm" in [column[0] for column in columns]
    assert to_row(Place.BEFORE, "waist_cm", Measured(value=Decimal(90)), wider)["value"] == 90
    assert record.verify() == []
    record.close()


def test_an_older_file_is_copied_and_brought_up_to_date(
    database: Database, clock: WardClock
) -> None:
    migrations = next_version('UPDATE "unit" SET "ward" = \'Ward 7\'')

    copy = bring_up_to_date(database, KEY, migrations)

    row = database.row('SELECT "ward" FROM "unit"')
    assert row is not None
    assert row["ward"] == "Ward 7"
    entry = database.row('SELECT * FROM "history" ORDER BY "number" DESC LIMIT 1')
    assert entry is not None
    assert (entry["operation"], entry["why"]) == ("migrate", "migration")
    assert '"ward":"Ward 7"' in entry["new"]
    assert copy is not None
    assert copy.name == f"old.db.version-{SHIPPED}-20261122T083000"
    with_old = Database(copy, KEY, Author(clock, "s", "Anna Birke"))
    assert bring_up_to_date(with_old, KEY) is None
    assert verify(with_old) == []
    with_old.close()


def test_bags_of_a_first_version_keep_all_they_had(tmp_path: Path, clock: WardClock) -> None:
    first = Migrations("plexlog")
    shipped = MIGRATIONS.pending(tables_of(connect(":memory:")))
    first(name=shipped[0].name)(shipped[0].fn)
    made = Database(tmp_path / "first.db", KEY, Author(clock, "s", "Anna Birke"), create=True)
    bring_up_to_date(made, KEY, first)
    made.connection.execute("PRAGMA foreign_keys = OFF")  # the bag alone is looked at
    bag = {"id": "b01", "fluid": "albumin", "volume_ml": 500, "position": 0}
    made.insert("bag", {"key": "b", "session_key": "s1", **bag})

    bring_up_to_date(made, KEY)

    row = made.row('SELECT * FROM "bag"')
    assert row is not None
    assert (row["volume_ml"], row["wasted_ml"], row["entered_at"]) == (500, None, None)
    made.update("bag", "b", {"wasted_ml": 20})
    entry = made.row('SELECT "new" FROM "history" ORDER BY "number" DESC LIMIT 1')
    assert entry is not None
    assert '"wasted_ml":20' in entry["new"]
    assert verify(made) == []
    made.close()


def test_triggers_of_a_migrated_table_know_its_new_column(database: Database) -> None:
    bring_up_to_date(database, KEY, next_version("SELECT 1"))

    database.update("unit", "u", {"ward": "Ward 9"})

    entry = database.row('SELECT "new" FROM "history" ORDER BY "number" DESC LIMIT 1')
    assert entry is not None
    assert '"ward":"Ward 9"' in entry["new"]


@pytest.mark.logs
def test_a_failing_migration_leaves_the_old_file_whole(database: Database) -> None:
    before = schema_of(database.connection)

    with pytest.raises(StoreError, match="could not be brought to version 900; it is as it was"):
        bring_up_to_date(database, KEY, next_version("SELECT nonsense"))

    assert schema_of(database.connection) == before
    assert bring_up_to_date(database, KEY) is None
    assert verify(database) == []


def test_a_copy_that_is_not_sound_stops_the_migration(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plexlog.storage.schema.faults", lambda _copy: ["page 3"])

    with pytest.raises(StoreError, match="is damaged"):
        bring_up_to_date(database, KEY, next_version("SELECT 1"))

    monkeypatch.undo()
    assert bring_up_to_date(database, KEY) is None


def test_a_newer_file_is_refused_by_both_versions(database: Database) -> None:
    bring_up_to_date(database, KEY, next_version("SELECT 1"))

    with pytest.raises(
        StoreError, match=rf"of version 900; this program knows versions up to {SHIPPED}\."
    ):
        bring_up_to_date(database, KEY)


def test_versions_are_read_from_the_names_of_migrations() -> None:
    assert number_of("m014_more_bags") == 14
    assert number_of("something else") == 0


@pytest.mark.logs
def test_a_missing_trigger_is_made_again_and_said_so(
    record: UnitRecord, path: Path, clock: WardClock
) -> None:
    record.database.execute('DROP TRIGGER "patient_after_update"')
    record.database.execute(
        'CREATE TRIGGER "own" AFTER INSERT ON "patient" BEGIN SELECT "a\n\\"; END'
    )
    record.close()

    again = open_up(path, clock)

    first, second = again.verify()
    assert (first.where, second.where) == ("trigger own", "trigger patient_after_update")
    for problem in (first, second):
        number = int(problem.what.partition("(history row ")[2].partition(")")[0])
        again.acknowledge(number, "a test of the ward's own")
    checking = again.verification(None)
    assert checking.work(Progress()) == []
    assert [note.where for note in checking.notes] == [first.where, second.where]
    assert checking.notes[0].what.endswith(
        "; Anna Birke has looked into it: a test of the ward's own"
    )
    with pytest.raises(StoreError, match="Row 1 of the history tells neither of a trigger"):
        again.acknowledge(1, "nothing there")
    again.close()


@pytest.mark.logs
@pytest.mark.parametrize("forged", ["{}", "[]", '{"number":NUMBER,"signature":"00"}'])
def test_a_row_that_nobody_signed_acknowledges_nothing(
    record: UnitRecord, path: Path, clock: WardClock, forged: str
) -> None:
    record.database.execute('DROP TRIGGER "patient_after_update"')
    record.close()
    again = open_up(path, clock)
    new = forged.replace("NUMBER", str(again.history_length()))
    with again.writing("as if"):
        given = ("sqlite_master", "patient_after_update", None, None, "acknowledged", None, new)
        again.database.execute(entry_sql(), given)

    assert [problem.where for problem in again.verify()] == ["trigger patient_after_update"]
    again.close()


def test_a_table_altered_from_outside_is_refused(
    record: UnitRecord, path: Path, clock: WardClock
) -> None:
    behind_the_back(record, 'ALTER TABLE "pause" ADD COLUMN "own" TEXT')
    record.close()

    with pytest.raises(StoreError, match=r"was altered by another program \(pause\)"):
        open_up(path, clock)
