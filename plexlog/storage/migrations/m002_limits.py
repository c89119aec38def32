"""The unit's own limits, a version for each change, and which of them a session keeps."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import (
    KEY,
    link,
    moment,
    number,
    required,
    table,
    text,
    whole,
)
from plexlog.storage.migrations.registry import MIGRATIONS

_LIMITS = (
    table(
        "limit_change",
        KEY,
        required(whole("version")) + " UNIQUE",
        required(text("name")),
        required(number("value")),
        required(text("why")) + " CHECK (trim(\"why\") <> '')",
        required(text("by")),
        required(moment("at")),
    ),
    f'ALTER TABLE "session" ADD COLUMN {link("limits_key", "limit_change")}',
)


@MIGRATIONS()
def m002_limits(tables: Any) -> None:
    """Limits are the unit's to change, and a session keeps those it was judged by.

    A session that was started before has none: it was judged by the defaults of the program.
    """
    for statement in _LIMITS:
        tables.conn.execute(statement)
