"""A file of the first version is brought to where the time of a run is kept; nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plexlog.storage.database import Database
from plexlog.storage.engine import Migrations, connect, tables_of
from plexlog.storage.history import Author
from plexlog.storage.migrations import MIGRATIONS, number_of
from plexlog.storage.schema import bring_up_to_date, columns_of
from plexlog.storage.verification import verify
from tests.storage.ward import WardClock

KEY = b"k" * 32
AT = "2026-11-22T10:00+01:00"


def first_version() -> Migrations:
    migrations = Migrations("plexlog")
    for one in MIGRATIONS.pending(tables_of(connect(":memory:"))):
        if number_of(one.name) == 1:
            migrations(name=one.name)(one.fn)
    return migrations


@pytest.fixture
def old(tmp_path: Path, clock: WardClock) -> Iterator[Database]:
    """A file of version 1 with a session that paused."""
    made = Database(tmp_path / "old.db", KEY, Author(clock, "s", "Anna Birke"), create=True)
    bring_up_to_date(made, KEY, first_version())
    made.insert(
        "patient",
        {
            "key": "p",
            "family_name": "A",
            "given_name": "B",
            "birth_date": "1984-03-09",
            "record_number": "1",
            "compared_number": "1",
            "folded": "a b",
        },
    )
    made.insert("course", {"key": "c", "patient_key": "p", "course_id": "c1"})
    made.insert("session", {"key": "x", "course_key": "c", "position": 0, "id": "s1", "number": 1})
    made.insert(
        "pause",
        {"key": "q", "session_key": "x", "position": 0, "start": AT, "reason": "alarm"},
    )
    yield made
    made.close()


def test_rows_triggers_and_history_of_the_first_version_stay(old: Database) -> None:
    before = old.row('SELECT count(*) AS "n" FROM "history"')

    bring_up_to_date(old, KEY)

    pause = old.row('SELECT * FROM "pause"')
    assert pause is not None
    assert (pause["start"], pause["reason"], pause["entered_at"]) == (AT, "alarm", None)
    assert {"vitals_skips", "plan_changes", "symptoms_noted"} <= set(
        columns_of(old.connection)["session"]
    )
    after = old.row('SELECT count(*) AS "n" FROM "history"')
    assert before is not None
    assert after is not None
    assert after["n"] >= before["n"]
    old.update("pause", "q", {"entered_at": AT})
    entry = old.row('SELECT "new" FROM "history" ORDER BY "number" DESC LIMIT 1')
    assert entry is not None
    assert f'"entered_at":"{AT}"' in entry["new"]
    assert verify(old) == []
