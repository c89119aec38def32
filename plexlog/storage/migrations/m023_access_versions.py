"""What is told of an access later is a version of its own, as with an order."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import whole
from plexlog.storage.migrations.registry import MIGRATIONS


@MIGRATIONS()
def m023_access_versions(tables: Any) -> None:
    """A row of an access is not changed any more; the next version of it is the next row.

    What is on file stays as it is: without a number it is the first version.
    """
    tables.conn.execute(f'ALTER TABLE "access_device" ADD COLUMN {whole("version")}')
