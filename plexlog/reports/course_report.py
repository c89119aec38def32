"""The course report for physicians: one course, bottom line first, its products in an annex."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plexlog.domain import wording
from plexlog.reports import course_annex as annex
from plexlog.reports import course_events as events
from plexlog.reports import course_narrative as told
from plexlog.reports import course_tables as tables
from plexlog.reports import order_words
from plexlog.reports.course_input import CourseInput
from plexlog.reports.course_opening import bottom_line, opening
from plexlog.reports.model import Block, Report, Section
from plexlog.reports.session_summary import DRAFT, UNFINISHED
from plexlog.reports.summary_input import SHORT

__all__ = ["CourseInput", "course_report"]

NOT_ALL_SIGNED = "DRAFT – not all signed"
Part = Callable[[CourseInput], Iterator[Block]]

PARTS: tuple[tuple[str, Part], ...] = (
    ("Patient and order", opening),
    ("Changes of the order", order_words.versions),
    ("Sessions", tables.sessions),
    ("Delivered volumes and vital signs", tables.delivered),
    ("Response", tables.response),
    ("Laboratory", tables.laboratory),
    ("Expected and measured (estimate)", told.levels),
    ("Counters", tables.counters),
    ("Reactions", events.reactions),
    ("Access", events.access),
    ("Drugs", events.drugs),
    ("Deviations and overrides", events.deviations),
    ("Not recorded", events.missing),
    ("Narrative", told.narrative),
    ("Recommendations", told.recommendations),
    ("Signatures", told.signatures),
)
ANNEX: tuple[tuple[str, Part], ...] = (
    ("Annex: products by lot and donation number", annex.products),
    ("Annex: machines, sets and supplies", annex.circuits),
)


def course_report(facts: CourseInput) -> Report:
    """The report of a course of which a session was begun. Parts with nothing to say drop out."""
    course = facts.course
    patient = course.patient
    number = f"course {course.course_number}" if course.course_number else "course"
    return Report(
        title="Plasma exchange, course report",
        patient=wording.patient_name(patient),
        identity=f"born {wording.day(patient.birth_date)} · MRN {patient.record_number}",
        occasion=f"{number} · {wording.counted(len(facts.sessions), 'session')}",
        bottom_line=bottom_line(facts),
        sections=tuple(_sections(facts)),
        footer=(
            facts.unit_name,
            f"PlexLog {facts.version}",
            f"printed {wording.moment(facts.printed_at)}",
            f"record {facts.fingerprint[:SHORT]}",
        ),
        author=facts.unit_name,
        draft_mark=_draft_mark(facts),
    )


def _draft_mark(facts: CourseInput) -> str:
    if facts.is_running:
        return UNFINISHED
    if facts.is_signed:
        return ""
    return NOT_ALL_SIGNED if any(one.is_signed for one in facts.sessions) else DRAFT


def _sections(facts: CourseInput) -> Iterator[Section]:
    for title, part in PARTS:
        blocks = tuple(part(facts))
        if blocks:
            yield Section(title=title, blocks=blocks)
    starts_page = True
    for title, part in ANNEX:
        blocks = tuple(part(facts))
        if blocks:
            yield Section(title=title, blocks=blocks, starts_page=starts_page)
            starts_page = False
