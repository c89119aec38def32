"""The versions of an order, in lists: which one a session was run under, who changed it, why."""

from __future__ import annotations

from collections.abc import Iterable

from plexlog.domain.records import Order
from plexlog.domain.unit import OrderChange


class FakeOrders:
    """The orders of all courses that were changed."""

    def __init__(self, by: str) -> None:
        self._by = by
        self._versions: dict[str, list[tuple[Order, str]]] = {}
        self._run_under: dict[str, Order] = {}

    def change(
        self, course_key: str, now: Order, order: Order, why: str, started: Iterable[str]
    ) -> None:
        """Another version; sessions that were started keep the one of now."""
        for key in started:
            self._run_under.setdefault(key, now)
        self._versions.setdefault(course_key, [(now, "")]).append((order, why))

    def of(self, session_key: str, now: Order) -> Order:
        """The order a session was run under."""
        return self._run_under.get(session_key, now)

    def changes(self, course_key: str, now: Order) -> list[OrderChange]:
        """The versions of an order, the first one first."""
        versions = self._versions.get(course_key, [(now, "")])
        return [
            OrderChange(version=number, order=one, by=self._by, at=one.ordered_at, why=why)
            for number, (one, why) in enumerate(versions, start=1)
        ]
