"""The self-test on paper: this computer calculates as was published. It tells of no patient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plexlog.clinical.selftest import Check, said, summary_line
from plexlog.domain import wording
from plexlog.domain.moments import Moment
from plexlog.reports.model import (
    Cell,
    Column,
    Fact,
    Facts,
    Paragraph,
    Report,
    Section,
    SignatureLine,
    Statement,
    Table,
)

_COLUMNS = (
    Column(heading="Formula"),
    Column(heading="Inputs"),
    Column(heading="Expected", is_number=True),
    Column(heading="Got", is_number=True),
    Column(heading="±", is_number=True),
    Column(heading="Unit"),
    Column(heading="Verdict"),
    Column(heading="Source", is_number=True),
)
_HOW = (
    "Each formula is worked with inputs for which a result was published. “±” is the tolerance of "
    "the published figure; without one the result must be the same. “refused” is what is expected "
    "where inputs are not possible."
)


def selftest_report(
    checks: Sequence[Check], *, unit_name: str, version: str, printed_at: Moment
) -> Report:
    """The report on a self-test."""
    failed = [check for check in checks if not check.passed]
    sources = list(dict.fromkeys(check.source for check in checks))
    program = f"PlexLog {version}"
    sections = [Section(title="All examples", blocks=(_note(), _table(checks, sources)))]
    if failed:
        sections.insert(0, Section(title="What differs", blocks=(_table(failed, sources),)))
    facts = Facts(
        facts=(
            Fact("Unit", unit_name),
            Fact("Program", program),
            Fact("Run on", wording.moment(printed_at)),
            Fact("Examples", wording.number(len(checks))),
        )
    )
    seen = SignatureLine(role="Seen by")
    return Report(
        title="Self-test of the formulas",
        patient=unit_name,
        identity="no patient data",
        occasion=program,
        bottom_line=(Statement(text=summary_line(checks), is_strong=True),),
        sections=(
            Section(title="Self-test", blocks=(facts,)),
            Section(title="For the unit's file", blocks=(seen,)),
            *sections,
            Section(title="Sources", blocks=(_sources(sources),)),
        ),
        footer=(unit_name, program, f"printed {wording.moment(printed_at)}"),
        author=unit_name,
    )


def _note() -> Paragraph:
    return Paragraph(text=_HOW, is_small=True)


def _sources(sources: Sequence[str]) -> Facts:
    """The sources by the numbers that stand in the table."""
    numbered = enumerate(sources, start=1)
    return Facts(facts=tuple(Fact(str(number), source) for number, source in numbered), columns=1)


def _table(checks: Sequence[Check], sources: Sequence[str]) -> Table:
    numbers = {source: str(number) for number, source in enumerate(sources, start=1)}
    return Table(columns=_COLUMNS, rows=tuple(_row(check, numbers) for check in checks))


def _row(check: Check, numbers: Mapping[str, str]) -> tuple[Cell, ...]:
    tolerance = said(check.tolerance) if check.tolerance else ""
    return (
        Cell(text=check.formula),
        Cell(text=check.inputs),
        Cell(text=said(check.expected)),
        Cell(text=said(check.got), is_marked=not check.passed),
        Cell(text=tolerance),
        Cell(text=check.unit),
        Cell(text="agrees" if check.passed else "DIFFERS", is_marked=not check.passed),
        Cell(text=numbers[check.source]),
    )
