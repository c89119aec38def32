"""The vocabulary in which records say what their parts may hold.

A record is a frozen dataclass; each annotation carries its constraint. One codec reads documents
by these declarations, writes them, and storage maps them to columns: nothing is said twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any

from plexlog.domain.fields import Place, Severity
from plexlog.domain.moments import Moment
from plexlog.domain.words import MeasurementSource


@dataclass(frozen=True, slots=True)
class Longest:
    """A text of at most so many characters, without control characters."""

    characters: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text of one form."""

    expression: str
    wording: str  # what would be possible


@dataclass(frozen=True, slots=True)
class Between:
    """A number within bounds, both inside."""

    low: str
    high: str


@dataclass(frozen=True, slots=True)
class MeasuredAt:
    """Measurements of a place, each an object with value and time."""

    place: Place


@dataclass(frozen=True, slots=True)
class Inline:
    """Quantities of a place that stand as plain numbers among the record's own keys."""

    place: Place


@dataclass(frozen=True, slots=True)
class OfCatalogue:
    """A key of the catalogue that is recorded at a place."""

    place: Place


OneLine = Pattern(r"[^\t\n]*", "one line without tabs")
Name = Annotated[str, Longest(200), OneLine]
Text = Annotated[str, Longest(10_000)]
Id = Annotated[
    str, Pattern(r"[A-Za-z0-9._-]{1,64}", "1 to 64 of letters, digits, full stop, _ and -")
]
FreeWord = Annotated[
    str,
    Pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "a lower-case word with hyphens"),
    Longest(200),
]
Millilitres = Annotated[Decimal, Between("0", "100000")]
Percent = Annotated[Decimal, Between("0", "100")]
Dose = Annotated[Decimal, Between("0", "1000000")]
Count = Annotated[int, Between("1", "10000")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One value of a catalogue quantity, with what was known when it was recorded."""

    value: Decimal  # in the catalogue's unit
    taken_at: Moment | None = None
    by: str | None = None
    source: MeasurementSource | None = None
    typed: str = field(default="", compare=False)  # text as typed
    unit: str = field(default="", compare=False)  # UCUM unit as it applied
    entered_at: Moment | None = field(default=None, compare=False)
    flag: Severity | None = field(
        default=None, compare=False
    )  # what the limits of then made of it
    answered: str = field(default="", compare=False)  # the answer, where it was asked about
    limits: str = field(default="", compare=False)  # the limits that applied, as JSON
    key: str = field(default="", compare=False)
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Record:
    """One thing on record.

    `key` is its identity in the store, `extra` the `x_` keys that it came with.
    """

    key: str = field(default="", compare=False, metadata={"internal": True})
    extra: Mapping[str, Any] = field(default_factory=dict, metadata={"internal": True})


Values = Mapping[str, Measured]
