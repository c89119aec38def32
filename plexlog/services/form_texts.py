"""What people type into forms, read as documents hold it; the unreadable refused by place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from plexlog.domain import codec
from plexlog.domain.errors import Refusal, RefusedError, UnreadableError
from plexlog.domain.fields import read_number
from plexlog.domain.shapes import Record
from plexlog.services.times import read_day

R = TypeVar("R", bound=Record)
Rows = Sequence[Mapping[str, str]]
NEEDED = "is needed"
# What the boxes of a row are called where a sentence names one of them.
ROW_WORDS = {
    "concentration_percent": "concentration",
    "diluent": "diluted with",
    "diluted_to_percent": "diluted to",
    "volume_ml": "volume",
    "given_on": "given on",
    "valid_until": "valid until",
    "taken_by": "taken by",
}
_MISSING = "is required and missing"
_WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_GAPS = re.compile(r"[\s_/-]+")


def sentence_of(refusal: Refusal) -> str:
    """A refusal as a sentence; in a list it names the row and its box."""
    reason = NEEDED if refusal.reason == _MISSING else refusal.reason
    _head, bracket, rest = refusal.place.partition("[")
    if not bracket:
        return f"{reason[:1].upper()}{reason[1:]}."
    number, _bracket, box = rest.partition("]")
    code = box.strip(".")
    word = ROW_WORDS.get(code, code.replace("_", " "))
    return f"Row {int(number) + 1}{', ' if word else ''}{word}: {reason}."


def read_whole(text: str) -> int:
    """Read a whole number. Raises UnreadableError."""
    value = read_number(text)
    if value != int(value):
        raise UnreadableError("must be a whole number")
    return int(value)


def word_of(text: str) -> str:
    """A text as a word of documents: `Insurance number` gives `insurance-number`."""
    return _GAPS.sub("-", text.strip().casefold()).strip("-")


def known_word(text: str) -> str:
    """The text as a word, or nothing where it cannot be one."""
    word = word_of(text)
    return word if _WORD.fullmatch(word) else ""


@dataclass
class Typed:
    """Collects a document from typed texts, and what could not be read of them."""

    texts: Mapping[str, Any]
    document: dict[str, Any] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)

    def text(self, code: str) -> str:
        """What was typed, without the spaces around it."""
        return str(self.texts.get(code) or "").strip()

    def refuse(self, place: str, reason: str) -> None:
        """Note what cannot stay."""
        self.refusals.append(Refusal(place, reason))

    def need(self, codes: Iterable[str]) -> None:
        """Note which of the needed texts are blank."""
        for code in codes:
            if not self.text(code):
                self.refuse(code, NEEDED)

    def take(self, code: str, read: Callable[[str], Any] = str, key: str = "") -> None:
        """Take a text into the document; a blank one stays out."""
        value = self.value(code, read)
        if value is not None:
            self.document[key or code] = value

    def value(self, code: str, read: Callable[[str], Any] = str) -> Any:
        """What a text says; None where it is blank or cannot be read."""
        text = self.text(code)
        if not text:
            return None
        try:
            return read(text)
        except UnreadableError as unreadable:
            self.refuse(code, str(unreadable))
            return None

    def rows(self, code: str, reads: Mapping[str, Callable[[str], Any]]) -> list[dict[str, Any]]:
        """The rows of a list; blank ones are left out, the places count those that stay."""
        rows: list[dict[str, Any]] = []
        for given in self.texts.get(code) or ():
            if not any(str(given.get(name) or "").strip() for name in reads):
                continue
            row = Typed(given)
            for name, read in reads.items():
                row.take(name, read)
            place = f"{code}[{len(rows)}]"
            self.refusals += [Refusal(f"{place}.{one.place}", one.reason) for one in row.refusals]
            rows.append(row.document)
        return rows

    def record(self, kind: type[R]) -> R | None:
        """The record that can be read, what is refused left out; None where too little is left."""
        document = dict(self.document)
        while True:
            try:
                return codec.read(kind, document)
            except RefusedError as refused:
                told = {one.place for one in self.refusals}
                self.refusals += [one for one in refused.refusals if one.place not in told]
                wrong = {re.split(r"[.\[]", one.place)[0] for one in refused.refusals}
                if not wrong & document.keys():
                    return None
                document = {key: value for key, value in document.items() if key not in wrong}


def day_text(text: str) -> str:
    """A day as documents write it. Raises UnreadableError."""
    return read_day(text).isoformat()
