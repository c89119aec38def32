"""That a session was kept on paper and entered afterwards."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import json_value
from plexlog.storage.migrations.registry import MIGRATIONS


@MIGRATIONS()
def m011_paper(tables: Any) -> None:
    """Whose sheet, why, who entered it and when; older sessions were kept at the bedside."""
    tables.conn.execute(f'ALTER TABLE "session" ADD COLUMN {json_value("paper")}')
