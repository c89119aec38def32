"""What two people stood for in a session: that it was handed over, with the card as it stood."""

from __future__ import annotations

from collections.abc import Iterator

from plexlog.reports.model import Block, Fact, Facts, Paragraph
from plexlog.reports.summary_input import SummaryInput


def hand_overs(facts: SummaryInput) -> Iterator[Block]:
    """Each hand-over in the order of its time."""
    for one in facts.session.hand_overs or ():
        heading = f"{facts.when(one.at)} {one.given_by} to {one.taken_by}, signed by both"
        yield Paragraph(text=heading, is_strong=True)
        told = [Fact(line.about, line.words) for line in one.told]
        if one.note:
            told.append(Fact("Note", one.note))
        yield Facts(facts=tuple(told))
