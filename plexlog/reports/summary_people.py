"""What two people stood for in a session: what both checked, and that it was handed over."""

from __future__ import annotations

from collections.abc import Iterator

from plexlog.domain import wording
from plexlog.domain.records import Bag, DrugGiven, Session
from plexlog.reports.model import Block, Column, Fact, Facts, Paragraph
from plexlog.reports.summary_input import SummaryInput
from plexlog.reports.summary_tables import bag_name, table


def paper_words(session: Session) -> str:
    """That the session was entered from paper: whose sheet, why, by whom and when; or nothing."""
    paper = session.paper
    if paper is None:
        return ""
    sheet = f", sheet {paper.sheet}" if paper.sheet else ""
    return (
        f"ENTERED FROM PAPER, kept at the bedside by {paper.nurse}{sheet}; "
        f"reason: {paper.reason}; entered by {paper.by} since {wording.moment(paper.at)}"
    )


def hand_overs(facts: SummaryInput) -> Iterator[Block]:
    """Each hand-over in the order of its time."""
    for one in facts.session.hand_overs or ():
        how = "signed by both" if one.signed else "with the passwords of both"
        heading = f"{facts.when(one.at)} {one.given_by} to {one.taken_by}, {how}"
        yield Paragraph(text=heading, is_strong=True)
        told = [Fact(line.about, line.words) for line in one.told]
        if one.note:
            told.append(Fact("Note", one.note, is_typed=True))
        yield Facts(facts=tuple(told))


CHECK_COLUMNS = (
    Column(heading="What"),
    Column(heading="Hung or given"),
    Column(heading="By"),
    Column(heading="Checked too by"),
    Column(heading="At"),
)


def second_checks(facts: SummaryInput) -> Iterator[Block]:
    """Bags and drugs that a second person checked, with both names."""
    session = facts.session
    parts: tuple[Bag | DrugGiven, ...] = (*(session.bags or ()), *(session.drugs_given or ()))
    checked = [part for part in parts if part.cosigned_by is not None]
    if checked:
        yield table(CHECK_COLUMNS, (_check_row(facts, part) for part in checked))


def _check_row(facts: SummaryInput, part: Bag | DrugGiven) -> Iterator[str]:
    if isinstance(part, Bag):
        yield f"{bag_name(part)} {part.din or part.lot or ''}".strip()
        yield facts.when(part.started_at)
    else:
        yield f"{part.drug}, {part.dose}"
        yield facts.when(part.at)
    yield part.by or ""
    yield part.cosigned_by or ""
    yield facts.when(part.cosigned_at)
