"""The real courses as course reports."""

from __future__ import annotations

from dataclasses import replace

from plexlog.domain.facts import ScaleFact
from plexlog.domain.findings import Verdict
from plexlog.domain.records import Course
from plexlog.reports.course_report import CourseInput
from plexlog.storage.seed_files import read_seeds
from plexlog.storage.seeds import FOLDER
from tests.reports.cases import LABELS, course_of, expected_verdicts, summary_input

SCALES = {fact.code: fact for fact in read_seeds(FOLDER) if isinstance(fact, ScaleFact)}


def report_of(name: str) -> CourseInput:
    """A course on file as it would be printed, nothing signed here."""
    course = course_of(name)
    verdicts = {one.id: expected_verdicts(course, name, one.id) for one in course.sessions or ()}
    return report_input(course, verdicts)


def report_input(
    course: Course, verdicts: dict[str, tuple[Verdict, ...]] | None = None
) -> CourseInput:
    """What a course report is made of, with figures as the formulas make them."""
    begun = [one for one in course.sessions or () if one.started_at is not None]
    sessions = tuple(summary_input(course, one, (verdicts or {}).get(one.id, ())) for one in begun)
    first = sessions[0]
    return CourseInput(
        course=course,
        sessions=sessions,
        order_verdict=Verdict(findings=(), not_assessed=()),
        unit_name=first.unit_name,
        fingerprint=first.fingerprint,
        history_head=first.history_head,
        printed_at=first.printed_at,
        version=first.version,
        guideline="ASFA 2023 category I, grade 1A",
        lists_version="ef56" * 16,
        scales=SCALES,
        labels=LABELS,
    )


def longer(course: Course, count: int) -> Course:
    """The same course with so many sessions, its last ones over and over."""
    sessions = course.sessions or ()
    made = tuple(
        replace(sessions[number % len(sessions)], id=f"n{number + 1}", number=number + 1)
        for number in range(count)
    )
    return replace(course, sessions=made, lab_results=None)
