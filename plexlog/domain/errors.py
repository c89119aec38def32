"""What can go wrong that the user can do something about.

Each error carries a sentence for a nurse at the bedside: what happened, what is safe, what to do.
Everything else that is raised is a bug.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class PlexlogError(Exception):
    """The root of all errors whose text is meant for the user."""


class UnreadableError(PlexlogError, ValueError):
    """A text cannot be read as a value of its field; the message says what would be possible."""


class StoreError(PlexlogError):
    """The record could not be read or kept for a reason outside the program."""


class UnreadableRowError(StoreError):
    """What stands in one row of the record is nothing that the program could have written."""

    def __init__(self, table: str, key: str, error: Exception) -> None:
        self.table, self.key = table, key
        self.why = str(error) or type(error).__name__
        super().__init__(
            f"What is on record of a {table.replace('_', ' ')} cannot be read ({self.why}). "
            "Nothing was changed. Report this, and look the values up in the latest report."
        )


class EngineFailedError(StoreError):
    """The disk or the engine failed at this moment; it says nothing of what is on record."""


class DamagedError(StoreError):
    """The file is not as the program wrote it; one goes on with a backup."""


class SignedError(StoreError):
    """The session is signed; what comes later is an addendum."""


class AccessError(PlexlogError):
    """The login, password or key does not open the file."""


class TodayPasswordError(AccessError):
    """Going back to a backup: the password is not that of the record of today."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a document is not taken: where in it, and what would be possible."""

    place: str
    reason: str

    def __str__(self) -> str:
        """Place and reason in one line."""
        return f"{self.place}: {self.reason}" if self.place else self.reason


class RefusedError(PlexlogError):
    """A document or record is refused whole; nothing was changed."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("; ".join(str(refusal) for refusal in refusals))
        self.refusals = tuple(refusals)

    @property
    def reasons(self) -> str:
        """The reasons alone, for whoever sees the place before them."""
        return "; ".join(refusal.reason for refusal in self.refusals)
