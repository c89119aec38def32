"""The list of migrations in the file: changed past the program, the file opens no more.

It is told while the record is still open, and no backup that could not be opened takes a place.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from plexlog.domain.errors import DamagedError, StoreError
from plexlog.storage.migrations import number_of
from plexlog.storage.schema import versions_of
from plexlog.storage.unit_record import UnitRecord
from tests.storage.ward import WardClock, open_up

CHANGES = {
    "cut short": """DELETE FROM "_sqlite_migrations" WHERE "name" >= 'm024'""",
    "one left out": """DELETE FROM "_sqlite_migrations" WHERE "name" LIKE 'm003%'""",
    "emptied": 'DELETE FROM "_sqlite_migrations"',
    "another name": """UPDATE "_sqlite_migrations" SET "name" = 'm9' WHERE "name" LIKE 'm026%'""",
    "another order": """UPDATE "_sqlite_migrations" SET "id" = -1 WHERE "name" LIKE 'm026%'""",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_a_change_is_told_and_the_record_says_what_to_do(
    record: UnitRecord, path: Path, clock: WardClock, statement: str
) -> None:
    made = record.backup_job().work()
    record.database.connection.execute(statement)
    clock.pass_by(hours=1)

    (found,) = record.verify()
    assert found.where == "table _sqlite_migrations"
    assert "the record opens no more" in found.what
    with pytest.raises(StoreError, match="No backup was made: another program has changed"):
        record.backup_job().work()
    assert [one.name for one in made.path.parent.glob("*.plexlog")] == [made.path.name]
    record.close()
    with pytest.raises(DamagedError, match=r"altered by another program \(_sqlite_migrations\)"):
        open_up(path, clock)


def test_what_can_be_done_twice_is_done_again(
    record: UnitRecord, path: Path, clock: WardClock
) -> None:
    whole = versions_of(record.database.connection)
    record.database.connection.execute(
        """DELETE FROM "_sqlite_migrations" WHERE "name" LIKE 'm026%'"""
    )
    record.close()

    again = open_up(path, clock)

    assert number_of(whole[-1]) == 26
    assert versions_of(again.database.connection) == whole
    assert again.verify() == []
    again.close()
