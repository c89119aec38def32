"""What two people stand for: a session handed over from one to the other.

These are keys of our own in the course document; absent is not recorded.
"""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Name, Record, Text


@dataclass(frozen=True, kw_only=True)
class HandedOn(Record):
    """One line of a hand-over card, as it stood when it was signed."""

    about: Name
    words: Text


@dataclass(frozen=True, kw_only=True)
class HandOver(Record):
    """A session given on and taken over; each of the two had their password checked."""

    at: Moment
    given_by: Name
    taken_by: Name
    told: tuple[HandedOn, ...]
    note: Text | None = None
