"""What two people stand for: hand-overs of a session, and bags that a second one checked."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import json_value, moment, text
from plexlog.storage.migrations.registry import MIGRATIONS

_ADDED = (
    ("session", json_value("hand_overs")),
    ("bag", text("cosigned_by")),
    ("bag", moment("cosigned_at")),
)


@MIGRATIONS()
def m010_second_person(tables: Any) -> None:
    """A hand-over and the check of a bag by two were nowhere to be kept; older rows have none."""
    for table, column in _ADDED:
        tables.conn.execute(f'ALTER TABLE "{table}" ADD COLUMN {column}')
