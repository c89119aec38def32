"""What a verification found, on paper: by record number, with nothing else of a patient."""

from __future__ import annotations

from plexlog.domain import wording
from plexlog.domain.moments import Moment
from plexlog.domain.verified import Verified
from plexlog.reports.model import (
    Cell,
    Column,
    Fact,
    Facts,
    Report,
    Section,
    SignatureLine,
    Statement,
    Table,
)

_COLUMNS = (
    Column(heading="Whose"),
    Column(heading="Where"),
    Column(heading="What was found"),
    Column(heading="Fields"),
)


def verification_report(
    verified: Verified, *, unit_name: str, version: str, printed_at: Moment, last: str
) -> Report:
    """The report on a verification; `last` says when everything was last checked."""
    program = f"PlexLog {version}"
    facts = Facts(
        facts=(
            Fact("Unit", unit_name),
            Fact("Program", program),
            Fact("Last row of the history", wording.number(verified.number)),
            Fact("Its hash", verified.head),
        ),
        columns=1,
    )
    sections = [Section(title="Verification", blocks=(facts,))]
    if verified.lines:
        title = "What is wrong" if verified.problems else "What is to be known"
        sections.append(Section(title=title, blocks=(_table(verified),)))
    sections.append(Section(title="For the unit's file", blocks=(SignatureLine(role="Seen by"),)))
    return Report(
        title="Verification of the record",
        patient=unit_name,
        identity="patients by record number only",
        occasion=program,
        bottom_line=(Statement(text=verified.sentence, is_strong=True), Statement(text=last)),
        sections=tuple(sections),
        footer=(unit_name, program, f"printed {wording.moment(printed_at)}"),
        author=unit_name,
    )


def _table(verified: Verified) -> Table:
    rows = tuple(
        (
            Cell(text=one.whose),
            Cell(text=one.where),
            Cell(text=one.what, is_marked=True),
            Cell(text=", ".join(part for part in (one.about, *one.fields) if part)),
        )
        for one in verified.lines
    )
    return Table(columns=_COLUMNS, rows=rows)
