"""What is told before a session: body systems, drugs to give after, waiting, teaching."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import json_value, text
from plexlog.storage.migrations.registry import MIGRATIONS

_LISTS = ("systems", "drugs_after", "delays", "lessons")


@MIGRATIONS()
def m006_before(tables: Any) -> None:
    """Lists of a session as JSON, and the version of the checklist beside each answer."""
    for name in _LISTS:
        tables.conn.execute(f'ALTER TABLE "session" ADD COLUMN {json_value(name)}')
    tables.conn.execute(f'ALTER TABLE "checklist_answer" ADD COLUMN {text("list_version")}')
