"""The verifying of a record in memory: what it is to find, and the marks that it keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from plexlog.domain.progress import Progress
from plexlog.domain.records import HandSigned
from plexlog.domain.unit import CourseLine, Problem
from plexlog.domain.verified import Mark

if TYPE_CHECKING:
    from tests.services.fakes import FakeStore


@dataclass
class FakeVerification:
    """Finds what it is told to find."""

    wrong: Sequence[Problem]
    touched: Sequence[str]
    since: Mark | None
    number: int = 40
    head: str = "head"
    rows: int = 40
    fits_marks: bool = True
    found: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    were: Sequence[Mapping[str, str]] = ()  # as whom patients were on record

    def work(self, progress: Progress) -> Sequence[Problem]:
        for done, one in enumerate(self.wrong, 1):
            progress.at("rows", done, len(self.wrong))
            self.found.append(one)
        return self.found

    def hand_signed(self, _session_key: str, one: HandSigned, message: bytes) -> bool | None:
        return one.signature == message.hex()

    def was_patient(self, _course_key: str, identity: Mapping[str, str]) -> bool:
        return identity in self.were

    def courses(self) -> Sequence[str]:
        return self.touched

    def patients(self) -> Sequence[str]:
        return ()

    def unreadable(self, table: str, key: str, error: Exception) -> Problem:
        return Problem(where=f"{table} {key}", what=f"cannot be read ({error})")


class FakeStill:
    """The store as it is now, which here goes on."""

    def __init__(self, store: FakeVerifications) -> None:
        self._store = cast("FakeStore", store)

    @contextmanager
    def open(self) -> Iterator[FakeStore]:
        yield self._store


class FakeVerifications:
    """What is known of verifications, in memory."""

    marks: list[Mark]
    wrong: list[Problem]  # what verification is to find

    def courses(self, patient_key: str = "") -> Sequence[CourseLine]:
        raise NotImplementedError

    def verify(self) -> Sequence[Problem]:
        return tuple(self.wrong)

    def verification(self, since: Mark | None) -> FakeVerification:
        touched = [one.course_key for one in self.courses()]
        return FakeVerification(self.wrong, touched, since)

    def last_mark(self) -> Mark | None:
        return self.marks[-1] if self.marks else None

    def add_mark(self, mark: Mark) -> None:
        self.marks.append(mark)

    def acknowledge(self, number: int, why: str) -> None:
        raise NotImplementedError

    def history_length(self) -> int:
        return 40

    def history_hash(self, number: int) -> str:
        return "c0ffee" * 10 + "0000" if number == self.history_length() else ""

    def snapshot(self) -> FakeStill:
        return FakeStill(self)
