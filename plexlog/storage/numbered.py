"""Rows that never change, each the next version: the last one of a name says what holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from plexlog.domain.moments import Moment
from plexlog.storage.desk import Desk, new_key

C = TypeVar("C")


class NumberedChanges(Desk):
    """Tables of changes with version, name, value, who, when and why."""

    def _changes_in(self, table: str, made: Callable[..., C]) -> list[C]:
        """Every change of a table, the first one first."""
        query = f'SELECT * FROM "{table}" ORDER BY "version"'  # noqa: S608 - a name of ours
        return [
            made(
                version=row["version"],
                name=row["name"],
                value=row["value"],
                by=row["by"],
                at=Moment.parse(row["at"]),
                why=row["why"],
            )
            for row in self.database.rows(query)
        ]

    def _keep_change(self, table: str, name: str, value: float | str, why: str) -> None:
        """Keep another value as the next version."""
        query = f'SELECT coalesce(max("version"), 0) AS "last" FROM "{table}"'  # noqa: S608
        with self.writing(why):
            (last,) = self.database.rows(query)
            row = {
                "key": new_key(),
                "version": last["last"] + 1,
                "name": name,
                "value": value,
                "why": why,
                "by": self.database.author.name,
                "at": self.clock.now().text,
            }
            self.database.insert(table, row)
