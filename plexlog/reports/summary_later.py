"""What came after the signature: amendments and addenda, and what was stated to be left open."""

from __future__ import annotations

from collections.abc import Iterator

from plexlog.domain import wording
from plexlog.domain.said import (
    ADDENDUM,
    AGAIN,
    Said,
    meaning_words,
    of_meaning,
    replaced,
    said_with,
)
from plexlog.domain.unit import Signature
from plexlog.reports.model import Block, Column, Paragraph, SignatureLine
from plexlog.reports.summary_input import SHORT, SummaryInput
from plexlog.reports.summary_tables import table

AS_SIGNED = (
    "All figures on this paper are computed from the values as they were signed; "
    "none was computed anew."
)
COLUMNS = (
    Column(heading="Value"),
    Column(heading="As signed", is_number=True),
    Column(heading="Amended: should be", is_number=True),
    Column(heading="Reason"),
    Column(heading="By"),
)


def signature_line(given: Signature) -> SignatureLine:
    """A signature with its meaning."""
    return SignatureLine(
        role=wording.sentence(wording.words_of(given.role)),
        name=given.name,
        meaning=meaning_words(given.meaning),
        at=wording.moment(given.at),
        key=given.public_key[:SHORT],
    )


def signed_by(given: Signature) -> str:
    """Who signed, and when."""
    return f"{given.name}, {wording.moment(given.at)}"


def amendments(facts: SummaryInput) -> Iterator[Block]:
    """Each amended value beside the signed one; what it means for the figures."""
    if facts.amended:
        gone = replaced(facts.amended)
        yield table(
            COLUMNS,
            (_row(said_with(one), one, is_last=one.key not in gone) for one in facts.amended),
        )
        yield Paragraph(text=AS_SIGNED, is_small=True)


def _row(said: Said, given: Signature, *, is_last: bool) -> tuple[str, ...]:
    label = said.label if is_last else f"{said.label} ({AGAIN})"
    return label, said.was, said.should_be, said.why, signed_by(given)


def addenda(facts: SummaryInput) -> Iterator[Block]:
    """The addenda in their order, each with author, time and reason."""
    given = of_meaning(facts.signatures, ADDENDUM)
    for number, one in enumerate(given, start=1):
        said = said_with(one)
        yield Paragraph(
            text=f"Addendum {number} of {len(given)}, {signed_by(one)}", is_strong=True, leads=True
        )
        yield Paragraph(text=said.text, is_typed=True)
        yield Paragraph(text=f"Reason: {said.why}", is_small=True)


def stated_gaps(facts: SummaryInput) -> Iterator[Block]:
    """All that was stated to be left open when the session was signed."""
    for given in facts.signatures:
        said = said_with(given)
        if said.gaps:
            yield Paragraph(text=f"{said.words} ({signed_by(given)})", is_small=True)
