"""The findings that were overridden, across all courses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plexlog.domain import wording
from plexlog.domain.moments import Moment
from plexlog.domain.overridden import Overridden
from plexlog.storage.desk import Desk

_ALL = (
    'SELECT o.*, s."number", c."course_id", c."patient_key", p."family_name", p."given_name",'
    ' p."record_number" FROM "override" o JOIN "course" c ON c."key" = o."course_key"'
    ' JOIN "patient" p ON p."key" = c."patient_key"'
    ' LEFT JOIN "session" s ON s."key" = o."session_key"'
    ' WHERE o."withdrawn_at" IS NULL AND substr(o."at", 1, 10) >= ?'
    ' ORDER BY julianday(o."at") DESC, o.rowid DESC'
)
_BEGUN = 'SELECT count(*) FROM "session" WHERE substr("started_at", 1, 10) >= ?'


class OverriddenRecords(Desk):
    """Overridden findings on file."""

    def overridden(self, since: date | None) -> Sequence[Overridden]:
        """All that were answered since a day, the newest first; None for all there are."""
        return [
            Overridden(
                finding=row["finding"],
                reason=row["reason"],
                by=row["by"],
                at=Moment.parse(row["at"]),
                patient=f"{wording.in_capitals(row['family_name'])}, {row['given_name']}",
                record_number=row["record_number"],
                course_id=row["course_id"],
                session_number=row["number"],
                patient_key=row["patient_key"],
                course_key=row["course_key"],
                session_key=row["session_key"] or "",
            )
            for row in self.database.rows(_ALL, (_from(since),))
        ]

    def sessions_begun(self, since: date | None) -> int:
        """How many sessions were begun since a day."""
        count: int = self.database.rows(_BEGUN, (_from(since),))[0][0]
        return count


def _from(since: date | None) -> str:
    return "" if since is None else since.isoformat()
