"""Shorter rows of the history, and the indexes that a file of many years needs."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import index
from plexlog.storage.migrations.registry import MIGRATIONS

_PLAIN = (
    ("\u00f8", "o"),
    ("\u0142", "l"),
    ("\u0111", "d"),
    ("\u0131", "i"),
    *((sign, "") for sign in ("''", "\u2019", "\u2018", "\u02bc", "`", "\u00b4")),
)


def _searched() -> str:
    """The text that is searched for a patient, worked out once when it is written."""
    text = '"folded"'
    for sign, plain in _PLAIN:
        text = f"replace({text}, '{sign}', '{plain}')"
    return text


_LEAN = (
    'DROP INDEX "history_of_row"',
    'DROP INDEX "history_of_session"',
    'DROP INDEX "observation_of_reading"',
    index("history_of_row", '"history" ("table_name", "row_key")'),
    index("history_of_session", '"history" ("session_key")', '"session_key" IS NOT NULL'),
    index("history_of_course", '"history" ("course_key")', '"course_key" IS NOT NULL'),
    index("history_of_time", '"history" ("at")'),
    index("observation_of_session", '"observation" ("session_key")'),
    'DROP INDEX "patient_by_name"',
    index("patient_searched", f'"patient" ("family_name", "given_name", {_searched()})'),
)


@MIGRATIONS()
def m016_lean_history(tables: Any) -> None:
    """The history leaves out what is empty or unchanged; rows that are there stay as they are.

    The triggers, made anew after a migration, write the shorter rows. The number of a row is part
    of each index on the history already, as it is the key of the table.
    """
    for statement in _LEAN:
        tables.conn.execute(statement)
