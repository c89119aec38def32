"""What the services need of the record to verify it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from plexlog.domain.progress import Progress
from plexlog.domain.records import HandSigned
from plexlog.domain.unit import Problem
from plexlog.domain.verified import Mark

if TYPE_CHECKING:
    from plexlog.services.ports import Store


class Verifying(Protocol):
    """One verification under way."""

    number: int  # of the last row of the history that was looked at
    head: str  # its hash
    rows: int  # of the history that were hashed
    fits_marks: bool  # the rows up to which everything was verified before are there
    found: list[Problem]
    notes: list[Problem]  # what is not wrong, and yet to be known

    def work(self, progress: Progress) -> Sequence[Problem]:
        """Look at it all. Raises StoreError, StoppedError."""
        ...

    def hand_signed(self, session_key: str, one: HandSigned, message: bytes) -> bool | None:
        """Whether a member of staff has signed a hand-over; None where there was never such."""
        ...

    def was_patient(self, course_key: str, identity: Mapping[str, str]) -> bool:
        """Whether the patient of a course was ever on record as a signature has sealed it."""
        ...

    def courses(self) -> Sequence[str]:
        """Keys of the courses whose seals are to be looked at."""
        ...

    def patients(self) -> Sequence[str]:
        """Keys of the patients without a course that are to be looked at."""
        ...

    def unreadable(self, table: str, key: str, error: Exception) -> Problem:
        """That a row, or one that belongs to it, cannot be read, with whom it is about."""
        ...


class Still(Protocol):
    """The record as it is now, for another thread."""

    def open(self) -> AbstractContextManager[Store]:
        """The same, open on the thread that asks; it can only be read. Raises StoreError."""
        ...


class Verifications(Protocol):
    """What is known of verifications, and the verifying itself."""

    def verify(self) -> Sequence[Problem]:
        """Everything found wrong in history, triggers, signatures and pages."""
        ...

    def verification(self, since: Mark | None) -> Verifying:
        """The verifying of everything, or of what came after a mark."""
        ...

    def last_mark(self) -> Mark | None:
        """The last time that everything was verified, if whoever did it signed that."""
        ...

    def add_mark(self, mark: Mark) -> None:
        """Keep that everything was verified."""
        ...

    def acknowledge(self, number: int, why: str) -> None:
        """Keep that one looked into a trigger made again or a recovery, as a row tells.

        Raises StoreError for a row that tells of neither.
        """
        ...

    def history_length(self) -> int:
        """The number of the last row of the history."""
        ...

    def history_hash(self, number: int) -> str:
        """The hash of a row of the history by its number; empty where there is none."""
        ...

    def snapshot(self) -> Still:
        """The record as it is now, to be read on another thread."""
        ...
