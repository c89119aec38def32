"""A file of the version before gets hand-overs and checks by two, and loses nothing."""

from __future__ import annotations

from pathlib import Path

from plexlog.storage.database import Database
from plexlog.storage.history import Author
from plexlog.storage.schema import bring_up_to_date
from plexlog.storage.verification import verify
from tests.storage.test_m006_before import KEY, ROWS, up_to
from tests.storage.ward import WardClock

BAG = {
    "key": "b",
    "session_key": "s",
    "position": 0,
    "id": "b1",
    "fluid": "albumin",
    "volume_ml": 500,
}
ROW = {"key": "r", "session_key": "s", "position": 0, "at": "2026-11-22T10:00+01:00", "is_open": 0}
AT = "2026-11-22T10:00+01:00"


def test_bags_and_sessions_stay_and_nobody_has_checked_or_handed_over(
    tmp_path: Path, clock: WardClock
) -> None:
    database = Database(tmp_path / "old.db", KEY, Author(clock, "st", "Anna Birke"), create=True)
    bring_up_to_date(database, KEY, up_to(9))
    for table, row in (*ROWS, ("bag", BAG), ("reading", ROW)):
        database.insert(table, row)
    history = [tuple(row) for row in database.rows('SELECT * FROM "history" ORDER BY "number"')]

    bring_up_to_date(database, KEY)

    bag, session = database.row('SELECT * FROM "bag"'), database.row('SELECT * FROM "session"')
    assert bag is not None
    assert session is not None
    assert (bag["volume_ml"], bag["cosigned_by"], bag["cosigned_at"]) == (500, None, None)
    assert (session["note"], session["hand_overs"]) == ("kept", None)
    reading = database.row('SELECT * FROM "reading"')
    assert reading is not None
    assert (reading["at"], reading["taken_from"]) == (AT, None)
    now = [tuple(row) for row in database.rows('SELECT * FROM "history" ORDER BY "number"')]
    assert now[: len(history)] == history
    database.update("bag", "b", {"cosigned_by": "Cem Dogan", "cosigned_at": AT})
    assert verify(database) == []
    database.close()
