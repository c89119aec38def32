"""The lines of lists: courses and sessions, by index whatever is on file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from plexlog.domain.errors import StoreError
from plexlog.domain.followed import FollowedSession
from plexlog.domain.moments import Moment
from plexlog.domain.unit import CourseLine, SessionLine
from plexlog.storage import courses, sentences, sessions
from plexlog.storage.desk import Desk
from plexlog.storage.mapping import NOT_OURS, RecordTable

SIGNED_WITHIN = timedelta(days=7)  # a physician may still be to countersign
_TIMES = ("planned_at", "started_at", "ended_at", "signed_at")
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
    ' (SELECT count(*) FROM "session" s WHERE s."course_key" = c."key"'
    ' AND s."withdrawn_at" IS NULL) AS sessions,'
    ' (SELECT count(*) FROM "session" s WHERE s."course_key" = c."key"'
    ' AND s."signed_at" IS NOT NULL) AS signed'
    f' FROM "course" c JOIN "course_order" o ON {_ORDER_IN_FORCE}'
)
# a follow-up names its session by the id it has in its course
_FOLLOWED = (
    'SELECT s."key" FROM "session" s WHERE s."ended_at" IS NOT NULL AND s."ended_at_utc" >= ?'
    ' UNION ALL SELECT r."session_key" FROM "reaction" r'
    " WHERE r.\"kind\" IN ('infection', 'clotting') AND r.\"withdrawn_at\" IS NULL"
    " AND ifnull(r.\"outcome\", 'ongoing-handed-over') = 'ongoing-handed-over'"
    ' UNION ALL SELECT s."key" FROM "follow_up" f JOIN "session" s'
    ' ON s."course_key" = f."course_key" AND s."id" = f."session_id"'
    ' WHERE f."closed_at" IS NULL AND f."withdrawn_at" IS NULL'
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
            'SELECT "key" FROM "session" WHERE "signed_at" IS NULL AND "withdrawn_at" IS NULL'
            " UNION ALL"
            ' SELECT "key" FROM "session" WHERE "signed_at" IS NOT NULL AND "signed_at_utc" >= ?'
        )
        rows = self.database.rows(
            f'{_SESSIONS} WHERE s."key" IN ({chosen}) ORDER BY s."planned_at_utc", s."number"',
            (f"{since:%Y-%m-%dT%H:%M:%S}.000Z",),
        )
        return [self._whatever_stands_there(row) for row in rows]

    def sessions_of(self, course_key: str) -> Sequence[SessionLine]:
        """The sessions of a course in their order."""
        rows = self.database.rows(
            f'{_SESSIONS} WHERE s."course_key" = ? AND s."withdrawn_at" IS NULL'
            ' ORDER BY s."position"',
            (course_key,),
        )
        return [self._line(row) for row in rows]

    def session_line(self, session_key: str) -> SessionLine:
        """One session as lists show it. Raises StoreError."""
        row = self.database.row(f'{_SESSIONS} WHERE s."key" = ?', (session_key,))
        if row is None:
            raise StoreError(
                "This session is not on file. Go back to the list and open it from there."
            )
        if row["withdrawn_at"] is not None:
            raise StoreError(sentences.TAKEN_OFF)
        return self._line(row)

    def followed_sessions(self, since: Moment) -> Sequence[FollowedSession]:
        """Sessions that ended since then, and those of which something is still followed."""
        given = (f"{since.utc:%Y-%m-%dT%H:%M:%S}.000Z",)
        reactions = self._parts_of_followed(
            sessions.LISTS["reactions"],
            f'SELECT p.*, p."session_key" AS whose FROM "reaction" p'  # noqa: S608
            f' WHERE p."session_key" IN ({_FOLLOWED})'
            " AND p.\"kind\" IN ('infection', 'clotting')",
            given,
        )
        follow_ups = self._parts_of_followed(
            courses.LISTS["follow_ups"],
            'SELECT p.*, s."key" AS whose FROM "follow_up" p JOIN "session" s'  # noqa: S608
            ' ON s."course_key" = p."course_key" AND s."id" = p."session_id"'
            f' WHERE s."key" IN ({_FOLLOWED})',
            given,
        )
        rows = self.database.rows(
            f'{_SESSIONS} WHERE s."key" IN ({_FOLLOWED}) ORDER BY s."ended_at_utc"', given
        )
        return [
            FollowedSession(
                line=self._line(row),
                reactions=tuple(reactions.get(row["key"], ())),
                follow_ups=tuple(follow_ups.get(row["key"], ())),
            )
            for row in rows
        ]

    def _parts_of_followed(
        self, table: RecordTable, query: str, given: tuple[str, ...]
    ) -> dict[str, list[Any]]:
        """Reactions or follow-ups by the key of their session."""
        parts: dict[str, list[Any]] = defaultdict(list)
        for row in self.database.rows(
            f'{query} AND p."withdrawn_at" IS NULL ORDER BY p."position"', given
        ):
            parts[row["whose"]].append(table.record(row, self.catalogue))
        return parts

    def _whatever_stands_there(self, row: Any) -> SessionLine:
        """The line of a session; without its times where they, or the birth date, are none."""
        try:
            date.fromisoformat(row["birth_date"])
            return self._line(row)
        except NOT_OURS:
            timeless = dict(row) | dict.fromkeys(_TIMES)
            return replace(self._line(timeless), is_unreadable=True)

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
            is_from_paper=row["paper"] is not None,
        )
