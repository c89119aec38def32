"""What is said with a signature beyond its meaning."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import json_value, text
from plexlog.storage.migrations.registry import MIGRATIONS


@MIGRATIONS()
def m013_later_acts(tables: Any) -> None:
    """Gaps, addenda and amendments are said with a signature, so that none is without one."""
    tables.conn.execute(f'ALTER TABLE "signature" ADD COLUMN {json_value("said")}')
    tables.conn.execute(f'ALTER TABLE "signature_statement" ADD COLUMN {text("said")}')
