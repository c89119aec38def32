"""A file of the version before can keep that a session came from paper, and loses nothing."""

from __future__ import annotations

from pathlib import Path

from plexlog.storage.database import Database
from plexlog.storage.history import Author
from plexlog.storage.schema import bring_up_to_date
from plexlog.storage.verification import verify
from tests.storage.test_m006_before import KEY, ROWS, up_to
from tests.storage.ward import WardClock


def test_sessions_stay_and_none_came_from_paper(tmp_path: Path, clock: WardClock) -> None:
    database = Database(tmp_path / "old.db", KEY, Author(clock, "st", "Anna Birke"), create=True)
    bring_up_to_date(database, KEY, up_to(10))
    for table, row in ROWS:
        database.insert(table, row)
    history = [tuple(row) for row in database.rows('SELECT * FROM "history" ORDER BY "number"')]

    bring_up_to_date(database, KEY)

    session = database.row('SELECT * FROM "session"')
    assert session is not None
    assert (session["note"], session["paper"]) == ("kept", None)
    now = [tuple(row) for row in database.rows('SELECT * FROM "history" ORDER BY "number"')]
    assert now[: len(history)] == history
    database.update("session", "s", {"paper": '{"nurse": "Cem Dogan"}'})
    assert verify(database) == []
    database.close()
