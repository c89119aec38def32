"""The real courses as summaries, and a summary as text to compare with a reference file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from plexlog.clinical.figures import session_figures
from plexlog.domain import codec, json_text
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, NotAssessed, Phase, Verdict
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Session
from plexlog.domain.unit import NextSession, Signature
from plexlog.reports import model
from plexlog.reports.panel import Panel, Spot
from plexlog.reports.session_summary import Labels, SummaryInput, session_summary

CASES = Path(__file__).parents[1] / "cases"
REFERENCE = Path(__file__).parent / "reference"
FRAME = ("format", "version", "exported_at", "exported_by")
LABELS = Labels(
    indications={
        "aidp-guillain-barre-syndrome-primary-treatment": "Guillain-Barré, primary treatment"
    },
    checklist={"calcium-at-hand": "Calcium at hand"},
    actions={"slow-flow": "flow slowed"},
)
SIGNED = Signature(
    key="sig1",
    session_key="s",
    staff_key="n",
    name="Perpetua Nadelstich",
    role="nurse",
    meaning="performed",
    at=Moment.parse("2026-09-09T11:45+02:00"),
    sealed="{}",
    fingerprint="ab12" * 16,
    history_head="cd34" * 16,
    public_key="5f" * 32,
    signature="77" * 64,
)


def course_of(name: str) -> Course:
    """A course on file."""
    document = json_text.parse((CASES / f"{name}.json").read_bytes())
    return codec.read(Course, {k: v for k, v in document.items() if k not in FRAME})


def expected_verdicts(course: Course, name: str, session_id: str) -> tuple[Verdict, ...]:
    """The findings that the case expects, in words of the test."""
    expected = json.loads((CASES / f"{name}.expect.json").read_text(encoding="utf-8"))
    found = next(each for each in expected["sessions"] if each["id"] == session_id)
    return tuple(
        Verdict(
            findings=tuple(_finding(course, session_id, phase, each) for each in findings),
            not_assessed=tuple(
                NotAssessed(code=rule["code"], phase=Phase(phase), missing=tuple(rule["missing"]))
                for rule in found["not_assessed"][phase]
            ),
        )
        for phase, findings in found["findings"].items()
    )


def _finding(course: Course, session_id: str, phase: str, told: dict[str, Any]) -> Finding:
    overrides = [
        each
        for each in course.overrides or ()
        if each.finding == told["code"] and each.session_id == session_id
    ]
    return Finding(
        code=told["code"],
        severity=Severity[told["severity"].upper()],
        phase=Phase(phase),
        what=told["code"].replace("-", " ").capitalize(),
        why="why it matters",
        do="what helps",
        source="guideline, edition",
        at=tuple(Moment.parse(at) for at in told.get("at", ())),
        override=overrides[0] if overrides else None,
    )


def summary_of(name: str, session_id: str) -> SummaryInput:
    """A session of a course on file as it would be printed unsigned."""
    course = course_of(name)
    return summary_input(
        course, course.session(session_id), expected_verdicts(course, name, session_id)
    )


def summary_input(
    course: Course, session: Session, verdicts: tuple[Verdict, ...] = ()
) -> SummaryInput:
    """What a summary is made of, with figures as the formulas make them."""
    return SummaryInput(
        course=course,
        session=session,
        figures=session_figures(course, session),
        verdicts=verdicts,
        signatures=(),
        unit_name="Apheresis Unit, Musterstadt",
        fingerprint="ab12" * 16,
        history_head="cd34" * 16,
        printed_at=Moment.parse("2026-11-22T10:00+01:00"),
        version="0.1.0",
        labels=LABELS,
        ahead=_ahead(course, session),
    )


def _ahead(course: Course, session: Session) -> NextSession | None:
    """The session after one as it was planned, as though it were still to come."""
    for one in course.sessions or ():
        if one.number == session.number + 1 and one.planned_at is not None:
            return NextSession(number=one.number, planned_at=one.planned_at)
    return None


def with_session(facts: SummaryInput, **changes: Any) -> SummaryInput:
    """The same summary of a session that differs in some attributes; figures made anew."""
    session = replace(facts.session, **changes)
    return replace(facts, session=session, figures=session_figures(facts.course, session))


def with_patient(facts: SummaryInput, **changes: Any) -> SummaryInput:
    """The same summary of another patient."""
    course = replace(facts.course, patient=replace(facts.course.patient, **changes))
    return replace(facts, course=course, figures=session_figures(course, facts.session))


def as_text(report: model.Report) -> str:
    """A report in lines, marks and all."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: model.Report) -> Iterator[str]:
    yield f"{report.title} | {report.patient} | {report.identity} | {report.occasion}"
    yield f"{report.draft_mark} | {report.language} | {report.author}"
    yield " | ".join(report.footer)
    for line in report.bottom_line:
        yield f"{'**' if line.is_strong else '* '} {line.text}"
    for section in report.sections:
        yield f"\n== {section.title}"
        for block in section.blocks:
            yield from block_lines(block)


def block_lines(block: model.Block) -> Iterator[str]:
    """One block in lines."""
    match block:
        case model.Panels() | model.WritingLines() | model.PrintedCode() | model.Chart():
            yield from _drawn_lines(block)
        case model.Facts():
            yield from (f"{fact.label}: {fact.text}" for fact in block.facts)
        case model.Table():
            yield " | ".join(f"{each.heading} {each.unit}".strip() for each in block.columns)
            for row in block.rows:
                yield " | ".join(f"{cell.text}{'*' if cell.is_marked else ''}" for cell in row)
        case model.Paragraph():
            yield f"{'## ' if block.is_strong else ''}{block.text}"
        case model.FindingNote():
            yield f"{block.heading}: {block.what} / {' / '.join(block.details)} / {block.answer}"
        case model.SignatureLine():
            yield f"{block.role} | {block.name} | {block.meaning} | {block.at} | {block.key}"


def _drawn_lines(
    block: model.Panels | model.WritingLines | model.PrintedCode | model.Chart,
) -> Iterator[str]:
    match block:
        case model.Chart():
            yield f"[{block.described}]"
        case model.Panels():
            yield f"[{block.described}]"
            yield from (line for panel in block.panels for line in panel_lines(panel))
        case model.WritingLines():
            yield f"{block.label} {'_' * block.count}"
        case model.PrintedCode():
            yield f"[code {block.code}]"
            yield from block.lines


def panel_lines(panel: Panel) -> Iterator[str]:
    """A chart in lines, its values to four digits."""
    yield f"  {panel.title}, {panel.unit}; by {panel.axis}"
    for series in panel.series:
        values = [f"{spot.x:.4g} {_value(spot)}" for spot in series.spots]
        if values:
            yield f"    {series.name} ({series.form.value}): {', '.join(values)}"


def _value(spot: Spot) -> str:
    low = "" if spot.low is None else f"{spot.low:.4g} to "
    return f"{low}{spot.value:.4g}"


def section_text(report: model.Report, title: str) -> str:
    """The lines of one section; empty where it dropped out."""
    return "\n".join(
        line
        for section in report.sections
        if section.title == title
        for block in section.blocks
        for line in block_lines(block)
    )


def bottom_line(report: model.Report) -> str:
    """The bottom line as one text."""
    return "\n".join(line.text for line in report.bottom_line)


def at(clock: str) -> Moment:
    return Moment.parse(f"2026-09-09T{clock}+02:00")


def told(facts: SummaryInput, title: str) -> str:
    return section_text(session_summary(facts), title)


def said_first(facts: SummaryInput) -> str:
    return bottom_line(session_summary(facts))
