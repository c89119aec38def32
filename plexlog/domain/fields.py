"""What one recorded thing is: its code, wording, unit and limits.

A field is declared once, in `plexlog.domain.catalogue`. Forms, checks, reports, exports and the
data dictionary read that declaration; none of them repeats it.
"""

from __future__ import annotations

import enum
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Generic, TypeVar

from plexlog.domain.errors import UnreadableError

T = TypeVar("T")
_NUMBER = re.compile(
    "[-+\u2212]?"  # hyphen, plus or the minus that screens and reports write
    "(?:(?:[0-9]+|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+)(?:[.,][0-9]*)?|[.,][0-9]+)"
)
_ONE_TO = re.compile("^1 ?[:/] ?(?=[0-9])")  # before the reciprocal of a titre
NEGATIVE = "negative"  # a titre of a serum that does not react undiluted
_THOUSAND = 3  # digits: 1,000 may mean a thousand, so it is never read as 1
_SPACES = re.compile("[ \u00a0\u202f]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all control characters but tab, newline


class Severity(enum.IntEnum):
    """How hard a finding is, mildest first."""

    NOTICE = 1  # worth knowing; nothing to do
    ASK = 2  # probably wrong, or needs a decision: one explicit confirmation
    STOP = 3  # the step must not go on: overridden by name and reason
    REFUSE = 4  # must never happen: not recorded

    @property
    def word(self) -> str:
        """The key of the severity in documents."""
        return self.name.lower()


class Place(enum.StrEnum):
    """Where in a session a quantity is recorded; a field names all places that take it."""

    BEFORE = "before"  # assessment before the start
    READING = "reading"  # a row of the run
    SESSION = "session"  # once for the session
    TOTALS = "totals"  # the machine's totals noted at the end
    CLOSE = "close"  # amounts known at the end
    AFTER = "after"  # measurements after the end
    LABORATORY = "laboratory"  # a result of the course


@dataclass(frozen=True, slots=True)
class Limits:
    """A closed range, open-ended where a bound is None; both bounds are inside."""

    low: Decimal | None = None
    high: Decimal | None = None

    @classmethod
    def of(cls, low: str | None = None, high: str | None = None) -> Limits:
        """The range between two numbers written as text."""
        return cls(None if low is None else Decimal(low), None if high is None else Decimal(high))

    def hold(self, value: Decimal) -> bool:
        """Whether the value lies within the limits, bounds included."""
        return not self.is_above(value) and not self.is_below(value)

    def is_below(self, value: Decimal) -> bool:
        """Whether the value lies under the lower bound."""
        return self.low is not None and value < self.low

    def is_above(self, value: Decimal) -> bool:
        """Whether the value lies over the upper bound."""
        return self.high is not None and value > self.high

    def enclose(self, inner: Limits) -> bool:
        """Whether every value of the inner limits lies within these."""
        low_fits = self.low is None or (inner.low is not None and inner.low >= self.low)
        high_fits = self.high is None or (inner.high is not None and inner.high <= self.high)
        return low_fits and high_fits

    def __str__(self) -> str:
        """The range in words, such as `40 to 280`."""
        if self.low is None:
            return f"up to {self.high}" if self.high is not None else "any"
        return f"{self.low} to {self.high}" if self.high is not None else f"from {self.low}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(ABC, Generic[T]):
    """What every recorded thing says about itself."""

    code: str  # key in storage, exports and widget names; never changed once shipped
    label: str
    help: str = ""

    @abstractmethod
    def parse(self, text: str) -> T:
        """Read what a user typed. Raises UnreadableError."""

    @abstractmethod
    def format(self, value: T) -> str:
        """Write a value as forms, reports and exports show it; parse() reads it back."""

    def check(self, value: T) -> Severity | None:
        """What the value asks of the user, or None."""
        del value
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField(Field[Decimal]):
    """A measured quantity. Possible limits enclose plausible ones, which enclose usual ones."""

    unit: str  # as in UCUM, for example "mm[Hg]"
    shown_unit: str  # as people write it, for example "mmHg"
    short: str = ""  # column heading; the label where it is empty
    decimals: int = 0
    places: tuple[Place, ...]
    possible: Limits
    plausible: Limits = field(default_factory=Limits)
    usual: Limits = field(default_factory=Limits)
    source: str  # where the limits come from
    loinc: str = ""
    without_loinc: str = ""  # why there is no LOINC code
    is_cumulative: bool = False  # a machine total that never falls
    is_sampled: bool = False  # of a blood sample: its time is not that of typing, and is asked for

    @property
    def heading(self) -> str:
        """The short name for a column."""
        return self.short or self.label

    def parse(self, text: str) -> Decimal:
        """Read a number with a point or a comma, thousands apart. Raises UnreadableError."""
        plain = _plain_number(text)
        if plain is None:
            raise UnreadableError(
                f"{self.label} must be a number, {self.possible} {self.shown_unit}".rstrip()
            )
        value = Decimal(plain)
        fraction = plain.partition(".")[2]
        if len(fraction.rstrip("0")) > self.decimals or len(fraction) >= _THOUSAND > self.decimals:
            places = {0: "no decimals", 1: "at most 1 decimal"}.get(
                self.decimals, f"at most {self.decimals} decimals"
            )
            raise UnreadableError(
                f"{self.label} takes {places}, {self.possible} {self.shown_unit}".rstrip()
            )
        return value

    def format(self, value: Decimal) -> str:
        """Write the number with its decimals; more only if it was recorded with more."""
        exponent = value.normalize().as_tuple().exponent
        recorded = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return f"{value:.{max(self.decimals, recorded)}f}"

    def check(self, value: Decimal) -> Severity | None:
        """How far out of its ranges the value is."""
        if not self.possible.hold(value):
            return Severity.REFUSE
        if not self.plausible.hold(value):
            return Severity.ASK
        if not self.usual.hold(value):
            return Severity.NOTICE
        return None

    def refusal(self) -> str:
        """What would be possible, as a sentence."""
        return f"possible {self.possible} {self.shown_unit}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class TitreField(NumberField):
    """A titre, kept as its reciprocal: 256 is written `1:256`; 0 is one that does not react."""

    def parse(self, text: str) -> Decimal:
        """Read `1:256`, `256` or `negative`. Raises UnreadableError."""
        if text.strip().casefold() == NEGATIVE:
            return Decimal(0)
        return NumberField.parse(self, _ONE_TO.sub("", text.strip(), count=1))

    def format(self, value: Decimal) -> str:
        """Write it as the laboratory does."""
        return f"1:{NumberField.format(self, value)}" if value else NEGATIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field[str]):
    """One of a few coded answers; the value is the code, the user sees the label."""

    choices: Mapping[str, str]

    def parse(self, text: str) -> str:
        """Read a code or a label. Raises UnreadableError."""
        for code, label in self.choices.items():
            if text.strip() in (code, label):
                return code
        raise UnreadableError(f"{self.label} must be one of {', '.join(self.choices.values())}")

    def format(self, value: str) -> str:
        """The label of the code."""
        return self.choices[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField(Field[str]):
    """A text of the user's own, kept character for character."""

    longest: int = 200

    def parse(self, text: str) -> str:
        """Take the text. Raises UnreadableError for control characters or when it is too long."""
        if len(text) > self.longest:
            raise UnreadableError(f"{self.label} takes at most {self.longest} characters")
        if CONTROL.search(text) is not None:
            raise UnreadableError(f"{self.label} takes no control characters")
        return text

    def format(self, value: str) -> str:
        """The text itself."""
        return value


def read_number(text: str) -> Decimal:
    """Read a number of no declared quantity, as `NumberField.parse`. Raises UnreadableError."""
    plain = _plain_number(text)
    if plain is None:
        raise UnreadableError("must be a number")
    whole, _, fraction = plain.lstrip("+-").partition(".")
    if len(fraction) == _THOUSAND and 0 < len(whole) <= _THOUSAND and whole[0] != "0":
        raise UnreadableError("may be a thousand or a decimal; write thousands without a sign")
    return Decimal(plain)


def _plain_number(text: str) -> str | None:
    """What was typed, with a point and nothing between thousands; None if it is no number."""
    typed = text.strip()
    if _NUMBER.fullmatch(typed) is None:
        return None
    return _SPACES.sub("", typed).replace("\u2212", "-").replace(",", ".")


class Catalogue:
    """All measured quantities, in the order in which forms and reports show them."""

    def __init__(self, fields: Iterable[NumberField]) -> None:
        self._by_code: dict[str, NumberField] = {}
        for declared in fields:
            if declared.code in self._by_code:
                raise ValueError(f"field {declared.code!r} is declared twice")
            self._by_code[declared.code] = declared

    def __iter__(self) -> Iterator[NumberField]:
        """The fields in their order."""
        return iter(self._by_code.values())

    def __contains__(self, code: object) -> bool:
        """Whether a field of that code is declared."""
        return code in self._by_code

    def __getitem__(self, code: str) -> NumberField:
        """The field of a code."""
        return self._by_code[code]

    def at(self, place: Place) -> tuple[NumberField, ...]:
        """The fields recorded at a place, in order."""
        return tuple(declared for declared in self if place in declared.places)

    def takes(self, code: str, place: Place) -> bool:
        """Whether a code is declared and recorded at that place."""
        return code in self._by_code and place in self._by_code[code].places


FieldLike = Field[Any]
