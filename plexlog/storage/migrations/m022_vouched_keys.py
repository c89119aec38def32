"""Signing keys are vouched for, and the record keeps by whom."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import json_value
from plexlog.storage.migrations.registry import MIGRATIONS


@MIGRATIONS()
def m022_vouched_keys(tables: Any) -> None:
    """Whoever has to vouches for a new signing key, and signs that.

    The keys that are there are taken as they stand; the rows of the history that say so are where
    vouching begins.
    """
    tables.conn.execute(f'ALTER TABLE "staff" ADD COLUMN {json_value("vouched")}')
    tables.conn.execute('UPDATE "staff" SET "vouched" = \'{"way":"known","by":[]}\'')
