"""An access of a file of the version before stays as it is: its own first version."""

from __future__ import annotations

from pathlib import Path

from plexlog.storage.database import Database
from plexlog.storage.history import Author
from plexlog.storage.schema import bring_up_to_date
from plexlog.storage.verification import verify
from tests.storage.test_m006_before import KEY, ROWS, up_to
from tests.storage.ward import WardClock


def test_an_access_stays_and_nothing_tells_of_a_change(tmp_path: Path, clock: WardClock) -> None:
    database = Database(tmp_path / "old.db", KEY, Author(clock, "st", "Anna Birke"), create=True)
    bring_up_to_date(database, KEY, up_to(22))
    for table, row in ROWS:
        database.insert(table, row)
    course = database.rows('SELECT "key" FROM "course"')[0]["key"]
    access = {"key": "a", "course_key": course, "position": 0, "id": "a1", "kind": "port"}
    database.insert("access_device", access)
    history = [tuple(row) for row in database.rows('SELECT * FROM "history" ORDER BY "number"')]

    bring_up_to_date(database, KEY)

    (row,) = database.rows('SELECT * FROM "access_device"')
    assert (row["kind"], row["version"]) == ("port", None)
    now = [tuple(row) for row in database.rows('SELECT * FROM "history" ORDER BY "number"')]
    assert now == history
    assert verify(database) == []
    database.close()
