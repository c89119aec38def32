"""The migrations of the record, in their order, and the version that each makes."""

from __future__ import annotations

import re

from plexlog.storage.engine import Migrations

MIGRATIONS = Migrations("plexlog")
RELEASED = (1,)  # versions that units have on disk; a filled file of each is kept for the tests


def number_of(name: str) -> int:
    """The version of the file that a migration makes: m003_bags makes version 3."""
    found = re.match(r"m(\d+)_", name)
    return int(found[1]) if found else 0
