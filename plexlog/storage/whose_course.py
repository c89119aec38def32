"""Whose course it is: told by each row of the history, and by who the patient was on record.

Nothing of the program moves a course to another patient.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plexlog.domain.unit import Problem
from plexlog.storage.database import Database
from plexlog.storage.places_of_rows import image_of, placed

_BEFORE = (
    'SELECT "new" FROM "history" WHERE "table_name" = \'course\' AND "row_key" = ?'
    ' AND "number" < ? ORDER BY "number" DESC LIMIT 1'
)
_PATIENT = (
    'SELECT h."new" FROM "course" c JOIN "history" h ON h."table_name" = \'patient\''
    ' AND h."row_key" = c."patient_key" WHERE c."key" = ?'
)


class Moves:
    """Looks at the rows of the history in their order; remembers whose each course was."""

    def __init__(self, database: Database, since: int) -> None:
        self._database = database
        self._since = since  # the number of the row after which it begins
        self._whose: dict[str, str] = {}  # the key of the patient by that of the course

    def problem(self, row: Any) -> Problem | None:
        """What is wrong with the next row; None where the course is the same patient's."""
        if row["table_name"] != "course":
            return None
        key, whose = row["row_key"], _patient_of(row["new"])
        before = self._before(row)
        if not whose:
            return None  # of one that was erased; of any other the row itself tells it
        self._whose[key] = whose
        if before in ("", whose):
            return None
        what = f"was moved to another patient at {row['at']} by {row['name']}, as none can be"
        return placed(self._database, Problem(where=f"course {key}", what=what), "course", key)

    def _before(self, row: Any) -> str:
        key = row["row_key"]
        if self._since and key not in self._whose:
            told = self._database.row(_BEFORE, (key, row["number"]))
            return "" if told is None else _patient_of(told["new"])
        return self._whose.get(key, "")


def was_ever(database: Database, course_key: str, identity: Mapping[str, str]) -> bool:
    """Whether the patient of a course was on record with these names, number and birth date.

    They can be corrected; what was signed before tells of the patient as they stood then.
    """
    images = (image_of(row["new"]) for row in database.rows(_PATIENT, (course_key,)))
    return any(
        all(image.get(name) == value for name, value in identity.items()) for image in images
    )


def _patient_of(image: str | None) -> str:
    return str(image_of(image).get("patient_key") or "")
