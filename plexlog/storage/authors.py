"""Whether each row of the history bears the name of somebody who was on the staff when it came.

A row is not signed: who has the key of the file can write it in the name of any of the staff, and
of nobody else. What the program writes before anybody has a seat bears the login, or the recovery
key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plexlog.domain.unit import Problem
from plexlog.storage.database import Database
from plexlog.storage.places_of_rows import MIGRATE, placed
from plexlog.storage.schema import REMADE
from plexlog.storage.staff_keys import StaffKeys

RECOVERY = ("recovery", "recovery key")  # key and name of who writes with the recovery key
_BEFORE_A_SEAT = frozenset({MIGRATE, REMADE})


@dataclass
class _Stranger:
    """Somebody who was not on the staff: the first row in their name, and how many there are."""

    number: int
    table: str
    row_key: str
    rows: int = 0


class Authors:
    """Looks at the rows of the history in their order; a stranger is told once."""

    def __init__(self, keys: StaffKeys) -> None:
        self._keys = keys
        self._strangers: dict[tuple[str, str], _Stranger] = {}

    def look(self, row: Any) -> None:
        """Look at the next row. Nothing is asked of the file: there may be millions."""
        who = (row["staff_key"], row["name"])
        if self._keys.was_there(who[0], who[1], row["number"]) or self._is_without_seat(row, who):
            return
        first = _Stranger(row["number"], row["table_name"], row["row_key"])
        self._strangers.setdefault(who, first).rows += 1

    def problems(self, database: Database) -> Iterator[Problem]:
        """Who was not on the staff, each with the first row in their name."""
        for (_key, name), one in self._strangers.items():
            later = one.rows - 1
            also = f", as do {later} later ones" if later > 1 else ", as does a later one"
            what = (
                f"bears the name {name}{also if later else ''}: not one of the staff of that time"
            )
            problem = Problem(where=f"history row {one.number}", what=what)
            yield placed(database, problem, one.table, one.row_key)

    def _is_without_seat(self, row: Any, who: tuple[str, str]) -> bool:
        """Whether the program wrote it before it was known in whose name, or for nobody."""
        is_before = row["operation"] in _BEFORE_A_SEAT
        if who == RECOVERY:
            return is_before or row["table_name"] == "staff"
        return is_before and who[0] == who[1] and self._keys.signs_in(who[0])
