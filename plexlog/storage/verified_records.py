"""Verifications of the record: done, remembered, and read on another thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plexlog.domain.errors import StoreError
from plexlog.domain.unit import Problem
from plexlog.domain.verified import Mark
from plexlog.storage.acknowledging import ACKNOWLEDGED, RECOVERY, signed_words
from plexlog.storage.history import entry_sql
from plexlog.storage.people import PeopleRecords
from plexlog.storage.schema import REMADE
from plexlog.storage.staff_keys import StaffKeys
from plexlog.storage.verification import MARKED, Verification, marks_of, verify


class VerifiedRecords(PeopleRecords):
    """What was verified, and the verifying itself."""

    def verify(self) -> Sequence[Problem]:
        """Everything found wrong in history, triggers, signatures and pages."""
        return verify(self.database)

    def verification(self, since: Mark | None) -> Verification:
        """The verifying of everything, or of what came after a mark."""
        return Verification(self.database, since)

    def last_mark(self) -> Mark | None:
        """The last time that everything was verified, if whoever did it signed that."""
        return next((one for _at, one in marks_of(self.database) if one is not None), None)

    def add_mark(self, mark: Mark) -> None:
        """Keep that everything was verified."""
        row = {name: getattr(mark, name) for name in MARKED} | {"at": mark.at.text}
        with self.writing():
            self.database.insert("verification", row)

    def acknowledge(self, number: int, why: str) -> None:
        """Keep that one looked into a trigger made again or a recovery, as a row tells.

        Raises StoreError for a row that tells of neither.
        """
        row = self.database.row('SELECT * FROM "history" WHERE "number" = ?', (number,))
        about = "" if row is None else self._about(row)
        if row is None or not about:
            raise StoreError(
                f"Row {number} of the history tells neither of a trigger that was made again nor "
                "of a recovery key that was used. `plexlog verify` says which rows do."
            )
        new = signed_words(number, row["hash"], why, self.me.key, self.signer)
        with self.writing(why):
            given = (about, row["row_key"], None, None, ACKNOWLEDGED, None, new)
            self.database.execute(entry_sql(), given)

    def _about(self, row: Any) -> str:
        """What stands for a table where one has looked into a row; empty: it is not asked for."""
        if row["operation"] == REMADE:
            return str(row["table_name"])
        recoveries = StaffKeys.of(self.database).recoveries
        return RECOVERY if any(one["number"] == row["number"] for one, _ in recoveries) else ""

    def history_length(self) -> int:
        """The number of the last row of the history."""
        row = self.database.row('SELECT ifnull(max("number"), 0) FROM "history"')
        assert row is not None  # noqa: S101 - an aggregate always has its row
        number: int = row[0]
        return number

    def history_hash(self, number: int) -> str:
        """The hash of a row of the history by its number; empty where there is none."""
        row = self.database.row('SELECT "hash" FROM "history" WHERE "number" = ?', (number,))
        return "" if row is None else str(row["hash"])
