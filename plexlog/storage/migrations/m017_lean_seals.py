"""A seal binds the sessions before it by their fingerprints."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import json_value
from plexlog.storage.migrations.registry import MIGRATIONS


@MIGRATIONS()
def m017_lean_seals(tables: Any) -> None:
    """Sessions before it that were not signed yet are kept beside the seal, as they were then.

    Seals that are there stay as they were made, with all sessions before them inside.
    """
    tables.conn.execute(f'ALTER TABLE "signature" ADD COLUMN {json_value("beside")}')
