"""The unit's limits: every change of one, and the version that a session keeps.

What the limits are and what is possible, services and rules know; here they are names and numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from plexlog.domain.unit import LimitChange
from plexlog.storage.numbered import NumberedChanges

_LAST = 'SELECT "key" FROM "limit_change" ORDER BY "version" DESC LIMIT 1'


class LimitRecords(NumberedChanges):
    """Limits on file. A row is never changed: the next one says what holds from then on."""

    def limit_changes(self) -> Sequence[LimitChange]:
        """Every change of a limit of the unit, the first one first."""
        return self._changes_in("limit_change", LimitChange)

    def change_limit(self, name: str, value: float, why: str) -> None:
        """Keep another value for a limit; sessions that were started keep theirs."""
        self._keep_change("limit_change", name, value, why)

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
