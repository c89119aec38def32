"""A session from paper says so in its summary and in the report of its course."""

from __future__ import annotations

from dataclasses import replace

from plexlog.domain.records import FromPaper
from plexlog.reports.course_report import course_report
from plexlog.reports.session_summary import SummaryInput, session_summary
from plexlog.reports.summary_people import paper_words
from tests.reports.cases import at, with_session
from tests.reports.courses import report_of

PAPER = FromPaper(
    nurse="Cem Dogan", reason="power cut", by="Ada Nadel", at=at("13:00"), sheet="7F3A-90C2"
)
SAID = (
    "ENTERED FROM PAPER, kept at the bedside by Cem Dogan, sheet 7F3A-90C2; reason: power cut; "
    "entered by Ada Nadel since 2026-09-09 13:00"
)


def test_the_summary_says_it_first_and_strongly(facts: SummaryInput) -> None:
    first = session_summary(with_session(facts, paper=PAPER)).bottom_line[0]

    assert (first.text, first.is_strong) == (SAID, True)


def test_a_blank_sheet_has_no_number(facts: SummaryInput) -> None:
    kept = with_session(facts, paper=replace(PAPER, sheet=None)).session

    assert "by Cem Dogan; reason" in paper_words(kept)
    assert paper_words(facts.session) == ""


def test_the_report_of_the_course_names_the_sessions() -> None:
    facts = report_of("gbs-albumin-five")
    first, second, *others = facts.sessions
    sessions = (first, with_session(second, paper=PAPER), *others)

    lines = course_report(replace(facts, sessions=sessions)).bottom_line

    assert "ENTERED FROM PAPER: session 2" in [one.text for one in lines]
    assert "ENTERED FROM PAPER" not in str(course_report(facts).bottom_line)
