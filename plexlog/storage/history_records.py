"""The history as it is read, and what it is told of by hand: who looked at what."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from plexlog.domain.changes import ACCESS, Access, Change, FoundChange, Sought, ValueChange
from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.searching import MOST_MEANT
from plexlog.domain.shapes import Measured
from plexlog.storage import observations
from plexlog.storage.history import before_and_after, entry_sql
from plexlog.storage.mapping import to_json
from plexlog.storage.patients import PatientRecords

_FOUND = (
    'SELECT h.*, s."number" AS "session_number", p."key" AS "patient_key", p."family_name",'  # noqa: S608
    ' p."given_name", p."record_number" FROM "history" h'
    ' LEFT JOIN "session" s ON s."key" = h."session_key"'
    ' LEFT JOIN "course" c ON c."key" = ifnull(h."course_key", s."course_key")'
    ' LEFT JOIN "patient" p ON p."key" = ifnull(c."patient_key",'
    f" CASE WHEN h.\"table_name\" IN ('patient', '{ACCESS}') THEN h.\"row_key\" END)"
)
# each of its parts goes by an index, so that what others have is not read
_OF_PATIENTS = (
    'h."number" IN (WITH one AS MATERIALIZED (SELECT "value" AS "key" FROM json_each(?)),'  # noqa: S608
    ' its AS MATERIALIZED (SELECT c."key" FROM one CROSS JOIN "course" c'
    ' ON c."patient_key" = one."key")'
    ' SELECT i."number" FROM its CROSS JOIN "session" s ON s."course_key" = its."key"'
    ' CROSS JOIN "history" i ON i."session_key" = s."key"'
    ' UNION SELECT i."number" FROM its CROSS JOIN "history" i ON i."course_key" = its."key"'
    ' UNION SELECT i."number" FROM one CROSS JOIN "history" i'
    f' ON i."table_name" IN (\'patient\', \'{ACCESS}\') AND i."row_key" = one."key")'
)
_OF_TABLES = (
    'h."number" IN (SELECT i."number" FROM "history" i'
    ' WHERE i."table_name" IN (SELECT "value" FROM json_each(?)))'
)
_AMONG = '+h."table_name" IN (SELECT "value" FROM json_each(?))'
_FREQUENT = {"observation", "session"}  # found soon by going back
# going back begins and stops there; where a clock was set back, the time itself decides
_SINCE = 'h."number" >= (SELECT min(+"number") FROM "history" WHERE "at" >= ?)'
_UNTIL = 'h."number" <= (SELECT max(+"number") FROM "history" WHERE "at" < ?)'


class HistoryRecords(PatientRecords):
    """Reads what the triggers wrote, and writes what no trigger can see."""

    def value_changes(
        self, session_key: str, place: Place, code: str, reading_key: str = ""
    ) -> Sequence[ValueChange]:
        """Every change of one measured value, the first one first.

        A value that was taken back and entered again is another row; its story goes on.
        """
        rows = self.database.rows(
            'SELECT h.* FROM "observation" o CROSS JOIN "history" h'
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

    def changes_sought(self, sought: Sought, before: int, most: int) -> Sequence[FoundChange]:
        """The newest changes that are sought, before a number of the history; 0 for all."""
        wanted: list[tuple[str, Any]] = []
        if before:
            wanted.append(('h."number" < ?', before))
        if sought.patient:
            keys = [one.patient_key for one in self.patients(sought.patient, MOST_MEANT)]
            wanted.append((_OF_PATIENTS, json.dumps(keys)))
        if sought.session is not None:
            wanted.append(('s."number" = ?', sought.session))
        if sought.staff_key:
            wanted.append(('h."staff_key" = ?', sought.staff_key))
        if sought.tables:
            among = _AMONG if _FREQUENT & set(sought.tables) else _OF_TABLES
            wanted.append((among, json.dumps(sought.tables)))
        if sought.since is not None:
            wanted += [(sql, _utc(sought.since)) for sql in (_SINCE, '+h."at" >= ?')]
        if sought.until is not None:
            wanted += [(sql, _utc(sought.until)) for sql in (_UNTIL, '+h."at" < ?')]
        where = " AND ".join(sql for sql, _value in wanted) or "1"
        rows = self.database.rows(
            f'{_FOUND} WHERE {where} ORDER BY h."number" DESC LIMIT ?',
            (*(value for _sql, value in wanted), most),
        )
        return [_found(row) for row in rows]

    def history_rows(
        self, after: int, most: int, patient_key: str = ""
    ) -> Sequence[Mapping[str, Any]]:
        """Rows of the history as they stand, after a number; of one patient, or all."""
        whose, given = (_OF_PATIENTS, (json.dumps([patient_key]),)) if patient_key else ("1", ())
        rows = self.database.rows(
            f'SELECT h.* FROM "history" h WHERE h."number" > ? AND {whose}'  # noqa: S608
            ' ORDER BY h."number" LIMIT ?',
            (after, *given, most),
        )
        return [dict(row) for row in rows]

    def note_access(self, access: Access, once_in: timedelta = timedelta()) -> None:
        """Keep who looked at something, printed or exported it, and when.

        The same of the same patient by the same person is kept once in a span. The row names no
        table of the record, so that nothing takes it for a change.
        """
        course_key = access.course_key or self._of("session", "course_key", access.session_key)
        patient_key = access.patient_key or self._of("course", "patient_key", course_key)
        if self._was_noted(access, patient_key, once_in):
            return
        keys = (access.session_key or None, course_key or None)
        new = to_json({"what": access.what})
        with self.writing():
            given = (ACCESS, patient_key, *keys, access.deed.value, None, new)
            self.database.execute(entry_sql(), given)

    def _of(self, table: str, column: str, key: str) -> str:
        return self.existing(table, key)[column] if key else ""

    def _was_noted(self, access: Access, patient_key: str, within: timedelta) -> bool:
        """Whether it stands there already; a row of a clock that ran ahead does not count."""
        row = self.database.row(
            'SELECT "at" FROM "history" WHERE "table_name" = ? AND "row_key" = ?'
            ' AND "operation" = ? AND "staff_key" = ? ORDER BY "number" DESC LIMIT 1',
            (ACCESS, patient_key, access.deed.value, self.database.author.staff_key),
        )
        if row is None:
            return False
        since = self.clock.now().utc - Moment.parse(row["at"]).utc
        return timedelta() <= since < within


def _utc(at: Moment) -> str:
    return f"{at.utc:%Y-%m-%dT%H:%M:%S}.000Z"


def change_of(row: Any) -> Change:
    """A row of the history."""
    old, new = before_and_after(row["operation"], row["old"], row["new"])
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
        old=old,
        new=new,
    )


def _found(row: Any) -> FoundChange:
    return FoundChange(
        change=change_of(row),
        patient_key=row["patient_key"] or "",
        family_name=row["family_name"] or "",
        given_name=row["given_name"] or "",
        record_number=row["record_number"] or "",
        session_number=row["session_number"],
    )


def _value_change(change: Change) -> ValueChange:
    return ValueChange(change=change, old=_measured(change.old), new=_measured(change.new))


def _measured(image: Mapping[str, Any]) -> Measured | None:
    if not image or image["withdrawn_at"] is not None:
        return None
    return observations.from_row(image)
