"""What two people stand for: a session handed over from one to the other.

These are keys of our own in the course document; absent is not recorded.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Name, Record, Text


@dataclass(frozen=True, kw_only=True)
class HandedOn(Record):
    """One line of a hand-over card, as it stood when it was signed."""

    about: Name
    words: Text


@dataclass(frozen=True, kw_only=True)
class HandSigned(Record):
    """That one of the two has signed the card as they read it."""

    name: Name
    staff_key: Name  # in the record where it was signed
    public_key: Name  # Ed25519, hex
    signature: Text  # the same


@dataclass(frozen=True, kw_only=True)
class HandOver(Record):
    """A session given on and taken over; each of the two had their password checked."""

    at: Moment
    given_by: Name
    taken_by: Name
    told: tuple[HandedOn, ...]
    note: Text | None = None
    signed: tuple[HandSigned, ...] | None = None  # earlier versions kept no signatures

    def message(self, course_id: str, session_id: str) -> bytes:
        """What both sign: which session, who to whom and when, the card and the note."""
        card = [[line.about, line.words] for line in self.told]
        bound = (course_id, session_id, self.at.text, self.given_by, self.taken_by)
        return json.dumps(["plexlog-hand-over-1", *bound, card, self.note]).encode()
