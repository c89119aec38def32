"""What a verification found, on paper: by record number, with nothing else of a patient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plexlog.domain import wording
from plexlog.domain.erasing import Erasure
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
_ERASED_COLUMNS = (
    Column(heading="No."),
    Column(heading="Erased"),
    Column(heading="By"),
    Column(heading="Courses", is_number=True),
    Column(heading="Sessions", is_number=True),
    Column(heading="Rows", is_number=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationInput:
    """All that the report states. Nothing is looked up elsewhere."""

    verified: Verified
    erasures: Sequence[Erasure]  # of whole patients, the first one first
    last: str  # when everything was last checked
    unit_name: str
    version: str
    printed_at: Moment


def verification_report(told: VerificationInput) -> Report:
    """The report on a verification."""
    verified, unit_name = told.verified, told.unit_name
    program = f"PlexLog {told.version}"
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
    if told.erasures:
        erased = Section(title="Patients erased", blocks=(_erasures(told.erasures),))
        sections.append(erased)
    sections.append(Section(title="For the unit's file", blocks=(SignatureLine(role="Seen by"),)))
    return Report(
        title="Verification of the record",
        patient=unit_name,
        identity="patients by record number only",
        occasion=program,
        bottom_line=(Statement(text=verified.sentence, is_strong=True), Statement(text=told.last)),
        sections=tuple(sections),
        footer=(unit_name, program, f"printed {wording.moment(told.printed_at)}"),
        author=unit_name,
    )


def _erasures(erasures: Sequence[Erasure]) -> Table:
    """When patients were erased, by whom and how much; who they were nobody knows any more."""
    rows = tuple(
        (
            Cell(text=wording.number(number)),
            Cell(text=wording.moment(one.at)),
            Cell(text=f"{one.first.name} and {one.second.name}"),
            *(Cell(text=wording.number(count)) for count in (one.courses, one.sessions, one.rows)),
        )
        for number, one in enumerate(erasures, 1)
    )
    return Table(columns=_ERASED_COLUMNS, rows=rows)


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
