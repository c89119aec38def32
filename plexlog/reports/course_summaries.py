"""The summaries of the sessions of a course, one after the other in one report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plexlog.reports.model import Report, Section, Statement


def course_summaries(reports: Sequence[Report]) -> Report:
    """One report from those of a course's sessions, in their order; the last one names them."""
    last = reports[-1]
    drafts = [report.draft_mark for report in reports if report.draft_mark]
    return replace(
        last,
        title="Plasma exchange, summaries of a course",
        occasion=" to ".join(dict.fromkeys((reports[0].occasion, last.occasion))),
        bottom_line=tuple(line for report in reports for line in _lines(report)),
        sections=tuple(section for report in reports for section in _sections(report)),
        footer=(
            *last.footer[:-1],
            ", ".join(dict.fromkeys(report.footer[-1] for report in reports)),
        ),
        draft_mark=drafts[0] if drafts else "",
    )


def _lines(report: Report) -> list[Statement]:
    first, *others = report.bottom_line or (Statement(text=""),)
    return [replace(first, text=f"{_session(report)}: {first.text}"), *others]


def _sections(report: Report) -> list[Section]:
    return [
        replace(section, title=f"{_session(report)} · {section.title}", part=_session(report))
        for section in report.sections
    ]


def _session(report: Report) -> str:
    """`Session 2 of 5`, from the occasion of its summary."""
    return report.occasion.rpartition(" · ")[2].capitalize()
