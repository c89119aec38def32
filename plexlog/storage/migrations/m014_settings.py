"""What the unit sets in words: rows of its texts, telephone numbers; a version for each change."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import KEY, moment, required, table, text, whole
from plexlog.storage.migrations.registry import MIGRATIONS


@MIGRATIONS()
def m014_settings(tables: Any) -> None:
    """A row is never changed: the next one of the same name says what holds from then on."""
    tables.conn.execute(
        table(
            "setting_change",
            KEY,
            required(whole("version")) + " UNIQUE",
            required(text("name")),
            required(text("value")),
            required(text("why")) + " CHECK (trim(\"why\") <> '')",
            required(text("by")),
            required(moment("at")),
        )
    )
