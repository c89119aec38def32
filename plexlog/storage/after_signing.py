"""Rows of the history that tell of a change where none can be: after a session was signed.

The triggers refuse such a change. Whoever has the key can put them aside, change a row and let
the history write an honest row of it: then row and history agree, and what no document carries
(limits that applied, text as typed, places in a list) stands in no seal. Their order tells it.
"""

from __future__ import annotations

from typing import Any

from plexlog.domain.unit import Problem
from plexlog.storage.database import Database
from plexlog.storage.guards import FROZEN, UNCHANGED
from plexlog.storage.places_of_rows import MIGRATE, filled, image_of, placed
from plexlog.storage.signatures import PERFORMED

_CLOSED = frozenset({*FROZEN, *UNCHANGED} - {"signature", "verification"})
_NAMES = ", ".join(f"'{name}'" for name in FROZEN)
# with the session of the first row that tells of the same: no row of a session moves to another
ROWS = (
    f'SELECT h.*, CASE WHEN h."table_name" IN ({_NAMES}) THEN (SELECT f."session_key"'  # noqa: S608
    ' FROM "history" f WHERE f."table_name" = h."table_name" AND f."row_key" = h."row_key"'
    ' ORDER BY f."number" LIMIT 1) END AS "first_session" FROM "history" h'
    ' WHERE h."number" > ? ORDER BY h."number" LIMIT ?'
)
_SIGNED_BEFORE = (
    'SELECT 1 FROM "history" WHERE "session_key" = ? AND "table_name" = \'signature\''
    ' AND "number" <= ? AND json_valid("new") AND json_extract("new", \'$.meaning\') = ?'
)
_IMAGE_BEFORE = (
    'SELECT "new" FROM "history" WHERE "table_name" = ? AND "row_key" = ? AND "number" < ?'
    ' ORDER BY "number" DESC LIMIT 1'
)
_DONE = {"insert": "was added", "update": "was changed"}


class AfterSigning:
    """Looks at the rows of the history in their order; remembers what was signed until there."""

    def __init__(self, database: Database, since: int) -> None:
        self._database = database
        self._since = since  # the number of the row after which it begins
        self._signed: dict[str, bool] = {}

    def problem(self, row: Any) -> Problem | None:
        """What is wrong with the next row of `ROWS`; None where such a change could be."""
        table = row["table_name"]
        if table == "signature":
            if image_of(row["new"]).get("meaning") == PERFORMED:
                self._signed[row["session_key"]] = True
            return None
        if table not in _CLOSED or self._may_be(row) or self._says_nothing_new(row):
            return None
        at = f"at {row['at']} by {row['name']}"
        done = _DONE.get(row["operation"], f"has a history row '{row['operation']}'")
        when = "after the session was signed" if table in FROZEN else "though nothing changes it"
        fields = tuple(sorted(image_of(row["old"]))) if row["operation"] == "update" else ()
        where = f"{table} {row['row_key']}"
        problem = Problem(where=where, what=f"{done} {when}, {at}", fields=fields)
        return placed(self._database, problem, table, row["row_key"])

    def _may_be(self, row: Any) -> bool:
        if row["table_name"] not in FROZEN:
            return bool(row["operation"] == "insert")
        said = (image_of(row[name]).get("session_key") for name in ("old", "new"))
        keys = {row["first_session"], row["session_key"], *said}
        return not any(map(self._is_signed, keys - {None}))

    def _is_signed(self, session_key: str) -> bool:
        """Whether it was signed before the row that is looked at."""
        if session_key not in self._signed:
            given = (session_key, self._since, PERFORMED)
            found = self._since and self._database.row(_SIGNED_BEFORE, given)
            self._signed[session_key] = bool(found)
        return self._signed[session_key]

    def _says_nothing_new(self, row: Any) -> bool:
        """Whether a migration wrote it, and the row says what it said before."""
        if row["operation"] != MIGRATE:
            return False
        before = self._database.row(
            _IMAGE_BEFORE, (row["table_name"], row["row_key"], row["number"])
        )
        return before is not None and filled(before["new"]) == filled(row["new"])
