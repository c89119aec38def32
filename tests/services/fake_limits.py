"""The limits of a unit in memory; a part of the store that is kept in lists."""

from __future__ import annotations

from collections.abc import Sequence

from plexlog.domain.moments import Moment
from plexlog.domain.records import Session
from plexlog.domain.unit import LimitChange, StaffMember


class FakeLimits:
    """The limits of a unit in memory, and which a session keeps."""

    def __init__(self, me: StaffMember) -> None:
        self._me = me
        self._limits: list[LimitChange] = []
        self._kept_limits: dict[str, int] = {}  # version by session, from its start

    def limit_changes(self) -> Sequence[LimitChange]:
        return tuple(self._limits)

    def change_limit(self, name: str, value: float, why: str) -> None:
        self._limits.append(
            LimitChange(
                version=len(self._limits) + 1,
                name=name,
                value=value,
                by=self._me.name,
                at=Moment.parse("2026-11-20T14:30+01:00"),
                why=why,
            )
        )

    def limits_version(self, session_key: str) -> int | None:
        return self._kept_limits.get(session_key)

    def _keep_limits(self, session_key: str, session: Session) -> None:
        """From its start on a session keeps the limits in force."""
        if session.started_at is not None:
            self._kept_limits.setdefault(session_key, len(self._limits))
