"""What every repository works with: open database, catalogue, clock and who is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from plexlog.domain.errors import StoreError
from plexlog.domain.fields import Catalogue
from plexlog.domain.keys import new_key
from plexlog.domain.moments import Clock, Moment
from plexlog.storage import sentences
from plexlog.storage.database import Database
from plexlog.storage.mapping import from_json, to_json

__all__ = ["Desk", "new_key"]


@dataclass
class Desk:
    """The place where records are read and written."""

    database: Database
    catalogue: Catalogue
    clock: Clock

    def writing(self, why: str = "") -> AbstractContextManager[None]:
        """One transaction around several writes; nests."""
        return self.database.writing(why)

    def existing(self, table: str, key: str) -> Any:
        """The row of a key. Raises StoreError."""
        row = self.database.row(f'SELECT * FROM "{table}" WHERE "key" = ?', (key,))  # noqa: S608
        if row is None:
            what = table.replace("_", " ")
            raise StoreError(
                f"This {what} is not on file. Go back to the list and open it from there."
            )
        return row

    def moment(self, text: str | None) -> Moment | None:
        """A time of a column."""
        return None if text is None else Moment.parse(text)

    def note_listed(self, table: str, key: str, names: Sequence[str]) -> None:
        """Note that lists are being kept, so that an empty one means: there is none.

        Raises StoreError of a session that was taken off the plan: nothing is recorded of it.
        """
        row = self.existing(table, key)
        if table == "session" and row["withdrawn_at"] is not None:
            raise StoreError(sentences.TAKEN_OFF)
        listed = from_json(row["listed"])
        if added := [name for name in names if name not in listed]:
            self.database.update(table, key, {"listed": to_json(listed + added)})

    def next_position(self, table: str, whose: str, key: str) -> int:
        """The place of the next member of a list."""
        row = self.database.row(
            f'SELECT ifnull(max("position"), -1) + 1 FROM "{table}" WHERE "{whose}" = ?',  # noqa: S608
            (key,),
        )
        assert row is not None  # noqa: S101 - an aggregate always has its row
        position: int = row[0]
        return position
