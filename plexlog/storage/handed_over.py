"""Hand-overs in the rows of the history: one that was given stays, and who signed it when.

A session that is not signed yet can be changed, and the history writes an honest row of it. What
two have signed could so be taken away again; nothing of the program does that.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from plexlog.domain.records import HandSigned
from plexlog.domain.unit import Problem
from plexlog.storage.database import Database
from plexlog.storage.places_of_rows import image_of, placed
from plexlog.storage.staff_keys import StaffKeys

_COLUMN = "hand_overs"
_BEFORE = (
    'SELECT "new" FROM "history" WHERE "table_name" = \'session\' AND "row_key" = ?'
    ' AND "number" < ? ORDER BY "number" DESC LIMIT 1'
)
_SIGNED = (
    'SELECT "number", "operation" FROM "history" WHERE "table_name" = \'session\''
    ' AND "row_key" = ? AND instr("new", ?) ORDER BY "number" LIMIT 1'
)


class HandOvers:
    """Looks at the rows of the history in their order; remembers what was handed over."""

    def __init__(self, database: Database, since: int) -> None:
        self._database = database
        self._since = since  # the number of the row after which it begins
        self._given: dict[str, Sequence[Any]] = {}  # by session, as it was told last

    def problem(self, row: Any) -> Problem | None:
        """What is wrong with the next row; None where every hand-over of before stands."""
        if row["table_name"] != "session" or row["new"] is None:
            return None
        key = row["row_key"]
        before = self._before(row)
        self._given[key] = now = _hand_overs(row["new"])
        if now[: len(before)] == before:
            return None
        what = f"was taken away or changed at {row['at']} by {row['name']}, as none can be"
        problem = Problem(where=f"a hand-over of session {key}", what=what)
        return placed(self._database, problem, "session", key)

    def _before(self, row: Any) -> Sequence[Any]:
        key = row["row_key"]
        if self._since and key not in self._given:
            told = self._database.row(_BEFORE, (key, row["number"]))
            return [] if told is None else _hand_overs(told["new"])
        return self._given.get(key, [])


def hand_over_was_theirs(
    database: Database, keys: StaffKeys, session_key: str, one: HandSigned
) -> bool:
    """Whether somebody had the name and key in which they signed when it was put on record.

    One that was taken in with its session was signed at some time before.
    """
    row = database.row(_SIGNED, (session_key, one.signature))
    if row is None:
        return False  # the row of the session tells that it was changed
    had = keys.had if row["operation"] == "insert" else keys.was
    has_name = keys.signed_as(one.staff_key, row["number"])[0] == one.name
    return has_name and had(one.staff_key, one.public_key, row["number"])


def _hand_overs(image: str | None) -> Sequence[Any]:
    """What a row tells of hand-overs; none where it tells of something else."""
    if image is None or f'"{_COLUMN}"' not in image:
        return []  # nearly all: not read any further
    try:
        read = json.loads(image_of(image)[_COLUMN])
    except (KeyError, TypeError, ValueError, RecursionError):
        return []
    return read if isinstance(read, list) else []
