"""Who stands for what: hand-overs, bags that a second one checked, rows of the machine."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import json_value, moment, text
from plexlog.storage.migrations.registry import MIGRATIONS

_ADDED = (
    ("session", json_value("hand_overs")),
    ("bag", text("cosigned_by")),
    ("bag", moment("cosigned_at")),
    ("reading", text("taken_from")),
)


@MIGRATIONS()
def m010_second_person(tables: Any) -> None:
    """Hand-overs, checks by two and where a row comes from are kept; older rows have none."""
    for table, column in _ADDED:
        tables.conn.execute(f'ALTER TABLE "{table}" ADD COLUMN {column}')
