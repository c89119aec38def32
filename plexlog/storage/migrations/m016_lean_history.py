"""Shorter rows of the history, and the indexes that a file of many years needs."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import index
from plexlog.storage.migrations.registry import MIGRATIONS

_LEAN = (
    'DROP INDEX "history_of_row"',
    'DROP INDEX "history_of_session"',
    'DROP INDEX "observation_of_reading"',
    index("history_of_row", '"history" ("table_name", "row_key")'),
    index("history_of_session", '"history" ("session_key")', '"session_key" IS NOT NULL'),
    index("history_of_course", '"history" ("course_key")', '"course_key" IS NOT NULL'),
    index("observation_of_session", '"observation" ("session_key")'),
)


@MIGRATIONS()
def m016_lean_history(tables: Any) -> None:
    """The history leaves out what is empty or unchanged; rows that are there stay as they are.

    The triggers, made anew after a migration, write the shorter rows. The number of a row is part
    of each index on the history already, as it is the key of the table.
    """
    for statement in _LEAN:
        tables.conn.execute(statement)
