"""The unit's limits: every change of one, and the version that a session keeps.

What the limits are and what is possible, services and rules know; here they are names and numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from plexlog.domain.moments import Moment
from plexlog.domain.unit import LimitChange
from plexlog.storage.desk import Desk, new_key

_LAST = 'SELECT "key", "version" FROM "limit_change" ORDER BY "version" DESC LIMIT 1'


class LimitRecords(Desk):
    """Limits on file. A row is never changed: the next one says what holds from then on."""

    def limit_changes(self) -> Sequence[LimitChange]:
        """Every change of a limit of the unit, the first one first."""
        return [
            LimitChange(
                version=row["version"],
                name=row["name"],
                value=row["value"],
                by=row["by"],
                at=Moment.parse(row["at"]),
                why=row["why"],
            )
            for row in self.database.rows('SELECT * FROM "limit_change" ORDER BY "version"')
        ]

    def change_limit(self, name: str, value: float, why: str) -> None:
        """Keep another value for a limit; sessions that were started keep theirs."""
        with self.writing(why):
            last = self.database.row(_LAST)
            row = {
                "key": new_key(),
                "version": 1 if last is None else last["version"] + 1,
                "name": name,
                "value": value,
                "why": why,
                "by": self.database.author.name,
                "at": self.clock.now().text,
            }
            self.database.insert("limit_change", row)

    def limits_key(self) -> str | None:
        """The key of the version in force; None before the first change."""
        last = self.database.row(_LAST)
        return None if last is None else last["key"]

    def limits_version(self, session_key: str) -> int | None:
        """The version of the limits that a session keeps since its start, or its import.

        0 for the defaults of the program; None for a session that was not started.
        """
        session = self.existing("session", session_key)
        if session["order_key"] is None:  # it has one since it was started
            return None
        if session["limits_key"] is None:
            return 0
        version: int = self.existing("limit_change", session["limits_key"])["version"]
        return version
