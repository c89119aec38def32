"""What is recorded after a session about it: calls, and what was found later.

A follow-up stands beside its session, never in it: a signed session does not change.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from plexlog.domain import words, words_followed
from plexlog.domain.moments import Moment
from plexlog.domain.records.session import Clotting, Infection
from plexlog.domain.shapes import Id, Name, Record, Text


@dataclass(frozen=True, kw_only=True)
class ContactMade(Record):
    """One call, whether or not anybody answered."""

    at: Moment
    contact: words_followed.Contact
    by: Name | None = None
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class LaterEvent(Record):
    """What was found after the session, or what became of a reaction of it."""

    kind: words.ReactionKind
    onset_at: Moment
    grade: words.Grade | None = None
    infection: Infection | None = None
    clotting: Clotting | None = None
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class FollowUp(Record):
    """A call about a session, or an infection or clot that is followed until it is closed."""

    session_id: Id
    kind: words_followed.FollowUpKind
    reaction_id: Id | None = None
    due_at: Moment
    contacts: tuple[ContactMade, ...] | None = None
    event: LaterEvent | None = None
    outcome: words.Outcome | None = None
    closed_at: Moment | None = None
    by: Name | None = field(default=None)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to ask."""
        return self.closed_at is None
