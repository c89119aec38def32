"""What somebody says with a signature beyond its meaning: gaps, an addendum, an amendment."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from itertools import groupby
from operator import itemgetter

from plexlog.domain import json_text
from plexlog.domain.unit import Signature
from plexlog.domain.words import SignatureMeaning

ADDENDUM = "addendum"
AMENDED = SignatureMeaning.AMENDED.value
COUNTERSIGNED = SignatureMeaning.COUNTERSIGNED.value
LATER = frozenset({ADDENDUM, AMENDED, COUNTERSIGNED})  # given over a record that is signed
AGAIN = "amended again, the last holds"
_MEANS = {
    COUNTERSIGNED: "countersigned, reviewed",
    ADDENDUM: "wrote an addendum",
    AMENDED: "amended a value",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said, all of it in words that need no other record to be understood."""

    why: str = ""
    gaps: tuple[str, ...] = ()  # what was left open when the session was signed
    text: str = ""  # of an addendum
    value: str = ""  # which value an amendment concerns: place, key of the row, code
    label: str = ""  # the same for people
    was: str = ""  # as it was signed, with its unit
    should_be: str = ""  # with its unit

    @property
    def written(self) -> str:
        """As it is kept and signed: one text; empty where nothing is said."""
        said = {name: told for name, told in asdict(self).items() if told}
        if self.gaps:
            said["gaps"] = list(self.gaps)
        return json_text.canonical(said) if said else ""

    @property
    def words(self) -> str:
        """In one sentence; empty where nothing is said."""
        because = f" Reason: {self.why}" if self.why else ""
        if self.gaps:
            return f"Left open: {gap_words(self.gaps)}.{because or ' No reason given.'}"
        if self.label:
            return f"{self.change}.{because}"
        return f"{self.text}{because}".strip()

    @property
    def change(self) -> str:
        """What an amendment concerns, and what it should be."""
        return f"{self.label}: signed as {self.was}, should be {self.should_be}"


def gap_words(gaps: Sequence[str]) -> str:
    """Gaps by their step, each step named once."""
    steps = groupby((gap.partition(": ") for gap in gaps), key=itemgetter(0))
    return "; ".join(f"{step}: {', '.join(gap for *_, gap in its)}" for step, its in steps)


def said_with(signature: Signature) -> Said:
    """What was said with a signature."""
    if not signature.said:
        return Said()
    kept = json.loads(signature.said)
    told = {one.name: kept[one.name] for one in fields(Said) if one.name in kept}
    return Said(**told | {"gaps": tuple(kept.get("gaps", ()))})


def value_key(place: str, row_key: str, code: str) -> str:
    """Which value of a session an amendment concerns."""
    return f"{place}/{row_key}/{code}"


def meaning_words(meaning: str) -> str:
    """The meaning of a signature as people read it."""
    return _MEANS.get(meaning, meaning.replace("-", " "))


def replaced(amendments: Sequence[Signature]) -> frozenset[str]:
    """The keys of those after which the same value was amended again: the last one holds."""
    values = {one.key: said_with(one).value for one in amendments}
    last = {value: key for key, value in values.items()}
    return frozenset(key for key, value in values.items() if value and last[value] != key)


def of_meaning(signatures: Sequence[Signature], *meanings: str) -> tuple[Signature, ...]:
    """The signatures of these meanings, in their order."""
    return tuple(one for one in signatures if one.meaning in meanings)
