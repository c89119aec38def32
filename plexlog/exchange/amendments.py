"""The table of the values that were amended after the signature; the others are as signed.

A signature says what a value should be in words with a unit; here it is a number again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from plexlog.domain.fields import Catalogue, Place
from plexlog.domain.records import Session
from plexlog.domain.said import AMENDED, of_meaning, replaced, said_with
from plexlog.domain.unit import Signature
from plexlog.domain.wording import number_in
from plexlog.domain.words import SignerRole
from plexlog.exchange.columns import Column, Kind

MARK = Column(
    path=("amended",),
    kind=Kind.YES_NO,
    label="A value was amended after the signature",
    meaning="All values stand as they were signed; amendments.csv has what they should be. "
    "Empty where nobody has signed in this program",
)


def _column(name: str, kind: Kind, label: str, meaning: str = "") -> Column:
    return Column(path=(name,), kind=kind, label=label, meaning=meaning)


ABOUT = (
    "A value of a signed session that was amended; every other table has it as it was signed. "
    "One amended twice has two rows, of which the last holds"
)
COLUMNS = (
    _column(
        "place",
        Kind.WORD,
        "Where in the session it stands",
        f"One of {', '.join(one.value for one in Place)}; of a reading, row says which",
    ),
    _column("row", Kind.TIME, "Time of the row of the run", "As at in readings.csv"),
    _column("code", Kind.CODE, "Code of the value", "As in the other tables"),
    _column("was", Kind.NUMBER, "As it was signed", "In the unit of its code"),
    _column("should_be", Kind.NUMBER, "What it should be", "In the unit of its code"),
    _column(
        "holds", Kind.YES_NO, "This amendment holds", "no: a later one of the same value does"
    ),
    _column("unit", Kind.WORD, "Unit of its code", "UCUM"),
    _column("why", Kind.TEXT, "Reason"),
    _column("by", Kind.TEXT, "Who amended it"),
    _column(
        "role", Kind.WORD, "In what role", f"One of {', '.join(one.value for one in SignerRole)}"
    ),
    _column("at", Kind.TIME, "When"),
)


def amendment_rows(
    session: Session, signatures: Sequence[Signature], catalogue: Catalogue
) -> Iterator[dict[str, Any]]:
    """A row for each amendment of a session, in their order."""
    rows = {one.key: one.at.text for one in session.readings or ()}
    given = of_meaning(signatures, AMENDED)
    gone = replaced(given)
    for one in given:
        said = said_with(one)
        place, _, rest = said.value.partition("/")
        row, _, code = rest.rpartition("/")
        yield {
            "place": place,
            "row": rows.get(row),
            "code": code,
            "was": number_in(said.was),
            "should_be": number_in(said.should_be),
            "holds": one.key not in gone,
            "unit": catalogue[code].unit if code in catalogue else "",
            "why": said.why,
            "by": one.name,
            "role": one.role,
            "at": one.at.text,
        }
