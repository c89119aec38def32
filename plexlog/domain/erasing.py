"""The erasure of a whole patient: what is kept of it, and what the two who decided it sign.

Nothing of it names the patient. It says which rows of the history were emptied, so that
verification takes those for erased, and no others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plexlog.domain import wording
from plexlog.domain.moments import Moment

Span = tuple[int, int]  # numbers of rows of the history, first and last


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedBy:
    """One of the two who signed an erasure."""

    key: str
    name: str
    public_key: str
    signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """That a patient was erased: when, by whom, why and how much."""

    key: str
    at: Moment
    of_patient: str  # the key that the patient had
    why: str
    courses: int
    sessions: int
    rows: int  # of all tables of the record
    head: str  # of the history before
    numbers: Sequence[Span]
    first: ErasedBy
    second: ErasedBy

    @property
    def message(self) -> bytes:
        """What both sign."""
        bound = (self.key, self.at.text, self.of_patient, self.why)
        counts = (self.courses, self.sessions, self.rows, self.head)
        people = [(one.key, one.name, one.public_key) for one in (self.first, self.second)]
        said = ["plexlog-erasure-1", bound, counts, [list(one) for one in self.numbers], people]
        return json.dumps(said).encode()

    @property
    def sentence(self) -> str:
        """The same in words; it tells of nobody."""
        counts = (
            _counted(self.courses, "course"),
            _counted(self.sessions, "session"),
            _counted(self.rows, "row"),
        )
        return (
            f"A patient was erased on {wording.moment(self.at)} by {self.first.name} and "
            f"{self.second.name}: {', '.join(counts)}. Reason: {self.why}"
        )


def spans_of(numbers: Iterable[int]) -> tuple[Span, ...]:
    """Numbers in rising order, as spans of those that follow each other."""
    spans: list[Span] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return tuple(spans)


def numbers_in(spans: Iterable[Span]) -> frozenset[int]:
    """Every number of some spans."""
    return frozenset(number for first, last in spans for number in range(first, last + 1))


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
