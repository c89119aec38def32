"""Drafts lie in the encrypted file beside the record, and leave no trace in its history."""

from __future__ import annotations

from pathlib import Path

from plexlog.storage.database import Database
from plexlog.storage.engine import Migrations, connect, tables_of
from plexlog.storage.history import Author
from plexlog.storage.migrations import MIGRATIONS, number_of
from plexlog.storage.schema import bring_up_to_date, columns_of
from plexlog.storage.unit_record import UnitRecord
from plexlog.storage.verification import verify
from tests.storage.ward import WardClock

KEY = b"k" * 32


def test_a_draft_is_kept_replaced_and_dropped(record: UnitRecord) -> None:
    record.keep_draft("order p1", {"note": "first"})
    record.keep_draft("order p1", {"note": "second", "rows": [{"name": "x"}]})

    draft = record.draft("order p1")
    assert draft is not None
    assert draft.texts == {"note": "second", "rows": [{"name": "x"}]}
    assert draft.by == record.me.name
    record.drop_draft("order p1")
    assert record.draft("order p1") is None


def test_a_draft_is_no_part_of_the_record(record: UnitRecord) -> None:
    head, (seen, _touched) = record.history_head(), record.changes_since(0)

    record.keep_draft("patient-form", {"family_name": "Never admitted"})

    assert record.history_head() == head
    assert record.changes_since(seen) == (seen, frozenset())
    assert list(record.verify()) == []


def test_a_file_from_before_drafts_is_brought_up_to_date(path: Path, clock: WardClock) -> None:
    older = Migrations("plexlog")
    for one in MIGRATIONS.pending(tables_of(connect(":memory:"))):
        if number_of(one.name) < 7:
            older(name=one.name)(one.fn)
    database = Database(path.with_name("old.db"), KEY, Author(clock, "s", "Ada"), create=True)
    bring_up_to_date(database, KEY, older)
    database.insert("unit", {"key": "u", "name": "Unit", "founded_at": "2026-11-22T10:00Z"})

    copy = bring_up_to_date(database, KEY)

    assert copy is not None
    assert "draft" in columns_of(database.connection)
    assert [row["name"] for row in database.rows('SELECT * FROM "unit"')] == ["Unit"]
    assert verify(database) == []
    database.close()
