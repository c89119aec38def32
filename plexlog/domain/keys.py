"""Keys that no other station makes, and that grow with time (UUID, version 7)."""

from __future__ import annotations

import secrets
import time
from uuid import UUID

_RANDOM_BITS = 74


def new_key() -> str:
    """A new key: the time in milliseconds, and 74 bits by chance.

    Rows that are written together lie together in every index, so that an entry touches few pages
    however large the file is. Nothing is read from a key, and its time promises nothing.
    """
    chance = secrets.randbits(_RANDOM_BITS)
    high, low = chance >> 62, chance & (1 << 62) - 1
    milliseconds = time.time_ns() // 1_000_000 & (1 << 48) - 1
    return str(UUID(int=milliseconds << 80 | 7 << 76 | high << 64 | 2 << 62 | low))
