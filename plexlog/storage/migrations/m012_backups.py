"""Where the unit keeps its backups."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import text
from plexlog.storage.migrations.registry import MIGRATIONS


@MIGRATIONS()
def m012_backups(tables: Any) -> None:
    """The folder of the backups is the unit's choice; while it is empty, one beside the record."""
    tables.conn.execute(f'ALTER TABLE "unit" ADD COLUMN {text("backup_folder")}')
