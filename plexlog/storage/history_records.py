"""The history as it is read: the changes of a value, of a row."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from plexlog.domain.changes import Change, ValueChange
from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Measured
from plexlog.storage import observations
from plexlog.storage.desk import Desk


class HistoryRecords(Desk):
    """Reads what the triggers wrote."""

    def value_changes(
        self, session_key: str, place: Place, code: str, reading_key: str = ""
    ) -> Sequence[ValueChange]:
        """Every change of one measured value, the first one first.

        A value that was taken back and entered again is another row; its story goes on.
        """
        rows = self.database.rows(
            'SELECT h.* FROM "observation" o JOIN "history" h'
            ' ON h."table_name" = \'observation\' AND h."row_key" = o."key"'
            ' WHERE o."session_key" = ? AND o."place" = ? AND o."code" = ?'
            ' AND ifnull(o."reading_key", \'\') = ? ORDER BY h."number"',
            (session_key, place.value, code, reading_key),
        )
        return [_value_change(change_of(row)) for row in rows]

    def row_changes(self, table: str, row_key: str) -> Sequence[Change]:
        """Every change of one row, the first one first."""
        rows = self.database.rows(
            'SELECT * FROM "history" WHERE "table_name" = ? AND "row_key" = ? ORDER BY "number"',
            (table, row_key),
        )
        return [change_of(row) for row in rows]


def change_of(row: Any) -> Change:
    """A row of the history."""
    return Change(
        number=row["number"],
        at=Moment.parse(row["at"]),
        staff_key=row["staff_key"],
        name=row["name"],
        station=row["station"],
        why=row["why"],
        table=row["table_name"],
        row_key=row["row_key"],
        session_key=row["session_key"],
        course_key=row["course_key"],
        operation=row["operation"],
        old=_image(row["old"]),
        new=_image(row["new"]),
    )


def _image(text: str | None) -> Mapping[str, Any]:
    return {} if text is None else json.loads(text)


def _value_change(change: Change) -> ValueChange:
    return ValueChange(change=change, old=_measured(change.old), new=_measured(change.new))


def _measured(image: Mapping[str, Any]) -> Measured | None:
    if not image or image["withdrawn_at"] is not None:
        return None
    return observations.from_row(image)
