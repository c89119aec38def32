"""The record as it is at one moment, read on any thread while work goes on.

On a connection of its own, which cannot write; what is written meanwhile it does not see.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from plexlog.domain.errors import StoreError
from plexlog.domain.fields import Catalogue
from plexlog.domain.moments import Clock
from plexlog.storage.database import Database, connect_with
from plexlog.storage.history import Author

if TYPE_CHECKING:
    from plexlog.storage.unit_record import UnitRecord
    from plexlog.storage.vault import Opened


class Still(Database):
    """A file that stands still: one read transaction, without the lock of who writes."""

    def __init__(self, path: Path, key: bytes, author: Author, catalogue: Catalogue) -> None:
        self.path = path
        self.author = author
        self.catalogue = catalogue
        self._depth = 0
        with self.told():
            self.connection = connect_with(path, key, "ro")
            self.connection.execute("BEGIN")
            self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def _begin(self) -> None:
        raise StoreError("What was opened only to be read cannot be written. Nothing was changed.")

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that it takes to read the record elsewhere; frozen, so that another thread can."""

    path: Path
    opened: Opened
    clock: Clock
    catalogue: Catalogue

    @contextmanager
    def open(self) -> Iterator[UnitRecord]:
        """The record as it is now, on the thread that asks. Raises StoreError."""
        from plexlog.storage.unit_record import UnitRecord  # noqa: PLC0415 - it makes snapshots

        member = self.opened.member.login
        author = Author(self.clock, member, member)
        database = Still(self.path, self.opened.page_key, author, self.catalogue)
        try:
            yield UnitRecord(database, self.clock, self.opened)
        finally:
            database.close()
