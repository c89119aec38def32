"""The lines of lists: courses and sessions, by index whatever is on file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from plexlog.domain.errors import StoreError
from plexlog.domain.moments import Moment
from plexlog.domain.unit import CourseLine, SessionLine
from plexlog.storage.desk import Desk

SIGNED_WITHIN = timedelta(days=2)
_ORDER_IN_FORCE = (
    'o."course_key" = c."key" AND o."version" ='
    ' (SELECT max("version") FROM "course_order" WHERE "course_key" = c."key")'
)
_SESSIONS = (
    'SELECT s.*, c."patient_key", c."course_id", p."family_name", p."given_name", p."birth_date",'  # noqa: S608
    ' p."sex_for_formulas", p."record_number", o."indication", o."diagnosis", o."sessions_planned"'
    ' FROM "session" s JOIN "course" c ON c."key" = s."course_key"'
    ' JOIN "patient" p ON p."key" = c."patient_key"'
    f' JOIN "course_order" o ON {_ORDER_IN_FORCE}'
)
_COURSES = (
    'SELECT c.*, o."indication", o."ordered_at",'  # noqa: S608
    ' (SELECT count(*) FROM "session" s WHERE s."course_key" = c."key") AS sessions,'
    ' (SELECT count(*) FROM "session" s WHERE s."course_key" = c."key"'
    ' AND s."signed_at" IS NOT NULL) AS signed'
    f' FROM "course" c JOIN "course_order" o ON {_ORDER_IN_FORCE}'
)


class Lists(Desk):
    """What lists show."""

    def courses(self, patient_key: str | None = None) -> Sequence[CourseLine]:
        """Courses, newest order first."""
        where, given = (' WHERE c."patient_key" = ?', (patient_key,)) if patient_key else ("", ())
        rows = self.database.rows(f'{_COURSES}{where} ORDER BY o."ordered_at_utc" DESC', given)
        return [
            CourseLine(
                course_key=row["key"],
                course_id=row["course_id"],
                course_number=row["course_number"],
                patient_key=row["patient_key"],
                indication=row["indication"],
                ordered_at=Moment.parse(row["ordered_at"]),
                sessions=row["sessions"],
                sessions_signed=row["signed"],
            )
            for row in rows
        ]

    def session_lines(self) -> Sequence[SessionLine]:
        """Sessions that are not signed, and those signed within the last days."""
        since = (self.clock.now() + -SIGNED_WITHIN).utc
        chosen = (
            'SELECT "key" FROM "session" WHERE "signed_at" IS NULL UNION ALL'
            ' SELECT "key" FROM "session" WHERE "signed_at" IS NOT NULL AND "signed_at_utc" >= ?'
        )
        rows = self.database.rows(
            f'{_SESSIONS} WHERE s."key" IN ({chosen}) ORDER BY s."planned_at_utc", s."number"',
            (f"{since:%Y-%m-%dT%H:%M:%S}.000Z",),
        )
        return [self._line(row) for row in rows]

    def sessions_of(self, course_key: str) -> Sequence[SessionLine]:
        """The sessions of a course in their order."""
        rows = self.database.rows(
            f'{_SESSIONS} WHERE s."course_key" = ? ORDER BY s."position"', (course_key,)
        )
        return [self._line(row) for row in rows]

    def session_line(self, session_key: str) -> SessionLine:
        """One session as lists show it. Raises StoreError."""
        row = self.database.row(f'{_SESSIONS} WHERE s."key" = ?', (session_key,))
        if row is None:
            raise StoreError("This session is not on file. Open it from the list of sessions.")
        return self._line(row)

    def _line(self, row: Any) -> SessionLine:
        return SessionLine(
            session_key=row["key"],
            course_key=row["course_key"],
            patient_key=row["patient_key"],
            course_id=row["course_id"],
            session_id=row["id"],
            number=row["number"],
            sessions_planned=row["sessions_planned"],
            family_name=row["family_name"],
            given_name=row["given_name"],
            birth_date=row["birth_date"],
            sex=row["sex_for_formulas"],
            record_number=row["record_number"],
            indication=row["indication"],
            diagnosis=row["diagnosis"],
            station=row["station"],
            planned_at=self.moment(row["planned_at"]),
            started_at=self.moment(row["started_at"]),
            ended_at=self.moment(row["ended_at"]),
            signed_at=self.moment(row["signed_at"]),
        )
