"""Verifications of the record: done, remembered, and read on another thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plexlog.domain.moments import Moment
from plexlog.domain.unit import Problem
from plexlog.domain.verified import Mark
from plexlog.storage.people import PeopleRecords
from plexlog.storage.verification import Verification, is_marked, verify

_COLUMNS = (
    "key",
    "staff_key",
    "name",
    "number",
    "head",
    "problems",
    "version",
    "public_key",
    "signature",
)


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
        rows = self.database.rows('SELECT * FROM "verification" ORDER BY rowid DESC')
        marks = (_mark(row) for row in rows)
        return next((one for one in marks if is_marked(self.database, one)), None)

    def add_mark(self, mark: Mark) -> None:
        """Keep that everything was verified."""
        row = {name: getattr(mark, name) for name in _COLUMNS} | {"at": mark.at.text}
        with self.writing():
            self.database.insert("verification", row)

    def history_length(self) -> int:
        """The number of the last row of the history."""
        row = self.database.row('SELECT ifnull(max("number"), 0) FROM "history"')
        assert row is not None  # noqa: S101 - an aggregate always has its row
        number: int = row[0]
        return number


def _mark(row: Any) -> Mark:
    given = {name: row[name] for name in _COLUMNS}
    return Mark(**given, at=Moment.parse(row["at"]))
