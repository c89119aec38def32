"""A file of the first version gets the lists that are told before a session, and loses nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plexlog.storage.database import Database
from plexlog.storage.engine import Migrations, connect, tables_of
from plexlog.storage.history import Author
from plexlog.storage.migrations import MIGRATIONS, number_of
from plexlog.storage.schema import bring_up_to_date
from plexlog.storage.verification import verify
from tests.storage.ward import WardClock

KEY = b"k" * 32
ROWS: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "patient",
        {
            "key": "p",
            "family_name": "Nadelbaum",
            "given_name": "Zoe",
            "birth_date": "1984-03-09",
            "record_number": "NB-1",
            "compared_number": "nb-1",
            "folded": "nadelbaum zoe nb-1",
        },
    ),
    ("course", {"key": "c", "patient_key": "p", "course_id": "c1"}),
    (
        "session",
        {"key": "s", "course_key": "c", "position": 0, "id": "s1", "number": 1, "note": "kept"},
    ),
    (
        "checklist_answer",
        {"key": "a", "session_key": "s", "position": 0, "item": "consent-checked"},
    ),
)


def up_to(version: int) -> Migrations:
    """The migrations that a file of a version has had."""
    migrations = Migrations("plexlog")
    for one in MIGRATIONS.pending(tables_of(connect(":memory:"))):
        if number_of(one.name) <= version:
            migrations(name=one.name)(one.fn)
    return migrations


@pytest.fixture
def database(tmp_path: Path, clock: WardClock) -> Database:
    made = Database(tmp_path / "old.db", KEY, Author(clock, "st", "Anna Birke"), create=True)
    bring_up_to_date(made, KEY, up_to(1))
    for table, row in ROWS:
        made.insert(table, row)
    return made


def test_rows_triggers_and_history_stay_and_the_lists_are_not_recorded(
    database: Database,
) -> None:
    history = [tuple(row) for row in database.rows('SELECT * FROM "history" ORDER BY "number"')]

    bring_up_to_date(database, KEY)

    session = database.row('SELECT * FROM "session"')
    answer = database.row('SELECT * FROM "checklist_answer"')
    assert session is not None
    assert answer is not None
    assert session["note"] == "kept"
    names = ("systems", "drugs_after", "delays", "lessons")
    assert [session[name] for name in names] == [None] * 4
    assert answer["list_version"] is None
    now = [tuple(row) for row in database.rows('SELECT * FROM "history" ORDER BY "number"')]
    assert now[: len(history)] == history
    database.update("session", "s", {"delays": "[]"})
    last = database.row('SELECT "new" FROM "history" ORDER BY "number" DESC LIMIT 1')
    assert last is not None
    assert '"delays":' in last["new"]
    assert verify(database) == []
    database.close()
