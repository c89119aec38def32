"""A file of the version before gets settings, and loses nothing; a change of one stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from plexlog.domain.errors import StoreError
from plexlog.domain.unit_settings import SettingChange
from plexlog.storage.database import Database
from plexlog.storage.history import Author
from plexlog.storage.schema import bring_up_to_date
from plexlog.storage.unit_record import UnitRecord
from plexlog.storage.verification import verify
from tests.storage.test_m006_before import KEY, ROWS, up_to
from tests.storage.ward import WardClock

CALL = ("telephones", "0123 456", "the new number")


def test_what_was_there_stays_and_nothing_is_set(tmp_path: Path, clock: WardClock) -> None:
    database = Database(tmp_path / "old.db", KEY, Author(clock, "st", "Anna Birke"), create=True)
    bring_up_to_date(database, KEY, up_to(13))
    for table, row in ROWS:
        database.insert(table, row)
    history = [tuple(row) for row in database.rows('SELECT * FROM "history" ORDER BY "number"')]

    bring_up_to_date(database, KEY)

    assert list(database.rows('SELECT * FROM "setting_change"')) == []
    now = [tuple(row) for row in database.rows('SELECT * FROM "history" ORDER BY "number"')]
    assert now[: len(history)] == history
    assert verify(database) == []
    database.close()


def test_each_change_says_what_who_when_and_why(record: UnitRecord) -> None:
    record.change_setting(*CALL)
    record.change_setting("telephones", "", "back again")

    now = record.clock.now()
    assert record.setting_changes() == [
        SettingChange(
            version=1, name=CALL[0], value=CALL[1], by="Anna Birke", at=now, why=CALL[2]
        ),
        SettingChange(
            version=2, name="telephones", value="", by="Anna Birke", at=now, why="back again"
        ),
    ]
    entry = record.database.row('SELECT * FROM "history" ORDER BY "number" DESC LIMIT 1')
    assert entry is not None
    assert (entry["table_name"], entry["why"]) == ("setting_change", "back again")
    assert record.verify() == []


def test_a_change_that_was_made_is_never_changed(record: UnitRecord) -> None:
    record.change_setting(*CALL)
    row = record.database.row('SELECT "key" FROM "setting_change"')
    assert row is not None

    with pytest.raises(StoreError, match="Nothing is removed from the record"):
        record.database.update("setting_change", row["key"], {"value": "0"})


def test_a_change_without_a_reason_is_not_kept(record: UnitRecord) -> None:
    with pytest.raises(StoreError, match="does not fit"):
        record.change_setting("telephones", "0123", " ")

    assert record.setting_changes() == []
