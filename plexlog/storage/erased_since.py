"""Patients whom a backup still has and two have erased since: who goes back erases them again.

What two have signed is on file in the record that one goes back from, by keys and numbers and
never by name. It counts in the backup too where both are on its staff and signed every row there
that tells of the patient; where not, it is only told.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from plexlog.domain.backups import ErasedSince
from plexlog.domain.erasing import Erasure
from plexlog.storage.erasing import erasures_of
from plexlog.storage.history import Author
from plexlog.storage.schema import columns_of
from plexlog.storage.snapshot import Still
from plexlog.storage.unit_record import UnitRecord


def erased_since(record: Path, page_key: bytes, backup: UnitRecord) -> Sequence[Erasure]:
    """What was erased, the first one first, and is there still in a backup. Raises StoreError."""
    author = Author(backup.clock, "", "")
    with closing(Still(record, page_key, author, backup.catalogue)) as today:
        if "erasure" not in columns_of(today.connection):
            return ()  # of an earlier version, which could not erase
        found = tuple(erasures_of(today))
    sql = 'SELECT 1 FROM "patient" WHERE "key" = ?'
    return [
        one
        for one in found
        if one is not None and backup.database.row(sql, (one.of_patient,)) is not None
    ]


def counted(found: Sequence[Erasure], backup: UnitRecord) -> ErasedSince:
    """How many patients would be erased again, and how many would return."""
    again = sum(backup.can_erase_again(one) for one in found)
    return ErasedSince(again=again, back=len(found) - again)


def erase_again(found: Sequence[Erasure], backup: UnitRecord, why: str) -> ErasedSince:
    """Erase again whom one can; how many those are. Raises StoreError."""
    fitting = [one for one in found if backup.can_erase_again(one)]
    for one in fitting:
        backup.erase_again(one, why)
    return ErasedSince(again=len(fitting), back=len(found) - len(fitting))
