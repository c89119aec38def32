"""Identities, made before the write that keeps them."""

from __future__ import annotations

from plexlog.domain.keys import new_key

__all__ = ["new_key", "next_id"]


def next_id(prefix: str, taken: frozenset[str]) -> str:
    """The first free id of a document: `s1-b01`, `s1-b02` for the prefix `s1-b`."""
    number = 1
    while f"{prefix}{number:02d}" in taken:
        number += 1
    return f"{prefix}{number:02d}"
