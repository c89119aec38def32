"""The text for the hospital's record: its rows, their order, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from plexlog.domain.record_rows import COURSE_ROWS, CRITICAL, FIRST, HEAD, SESSION_ROWS, RecordRow
from plexlog.reports import course_report as course
from plexlog.reports import model
from plexlog.reports import session_summary as session
from plexlog.reports.course_report import course_report
from plexlog.reports.record_text import NOTHING, record_text
from plexlog.reports.session_summary import SummaryInput, session_summary
from tests.reports.cases import SIGNED, section_text, summary_of, with_session
from tests.reports.courses import report_of

AFTER_NUMBER = r" (?=high|low|flagged|short|\()"  # a unit may stand there


def rows(*labels: str) -> list[RecordRow]:
    return [row for label in labels for row in SESSION_ROWS if row.label == label]


def text_of(facts: SummaryInput, *labels: str) -> list[str]:
    return record_text(session_summary(facts), rows(*labels)).splitlines()


def test_rows_stand_in_the_order_asked_for(facts: SummaryInput) -> None:
    _, *lines, footer = text_of(facts, "Run time", "Patient", "Allergies")

    assert lines == [
        (
            "Run time: Planned not recorded; Delivered 2:13 h; "
            "How 1 pause left out, 6 min: 09:55 to 10:01, citrate reaction"
        ),
        "Patient: MUSTERWALD, Albin Theobald, born 1974-03-18 · MRN MW-0071402",
        "Allergies: penicillin (rash as a child)",
    ]
    assert footer.startswith("Apheresis Unit, Musterstadt · PlexLog")


def test_an_unfinished_and_an_unsigned_session_say_so_first(facts: SummaryInput) -> None:
    running = with_session(facts, ended_at=None, close=None)

    assert text_of(running)[0].startswith("UNFINISHED – not ended. Plasma exchange")
    assert text_of(facts)[0].startswith("DRAFT – not signed. Plasma exchange")
    signed = text_of(replace(facts, signatures=(SIGNED,)))
    assert signed[0] == "Plasma exchange, session summary: course 1 · session 2 of 5"


def test_what_is_missing_is_said(bare: SummaryInput) -> None:
    _, *lines, _ = text_of(bare, "Drugs", "Place", "Plasma volumes", "Signatures")

    assert lines[:2] == [
        "Drugs: nothing recorded",
        (
            "Plasma volumes: Planned 1.00 PV; Delivered not recorded; "
            "How patient plasma removed / plasma volume"
        ),
    ]
    assert lines[2:5] == ["Signatures:", "  Nurse: not signed", "  Physician: not signed"]


def test_what_was_asked_and_is_empty_is_none(bare: SummaryInput) -> None:
    names = ("Replacement fluids", "Drugs", "To give after the exchange", "Reactions")
    asked = with_session(bare, bags=(), drugs_given=(), drugs_after=(), reactions=())

    _, *lines, _ = text_of(asked, *names)
    _, *unasked, _ = text_of(bare, *names)

    assert lines == [f"{name}: none" for name in names]
    printed = section_text(session_summary(asked), "Recorded as none")
    assert printed == ("Replacement fluids; drugs; to give after the exchange; reactions.")
    critical = ("Replacement fluids", "Drugs", "Reactions")
    assert unasked == [f"{name}: nothing recorded" for name in critical]


def test_without_gaps_no_row_tells_of_them(facts: SummaryInput, bare: SummaryInput) -> None:
    report = session_summary(facts)
    whole = replace(
        report, sections=tuple(one for one in report.sections if one.title != "Not recorded")
    )

    assert "Not recorded" not in record_text(whole, rows("Not recorded", "Drugs"))
    assert "Not recorded:\n  Weight before the start: not recorded." in "\n".join(
        text_of(bare, "Not recorded")
    )


@pytest.mark.parametrize(("given", "told"), [((), "None."), (None, "nothing recorded")])
def test_a_course_without_drugs_says_whether_that_was_asked(
    given: tuple[()] | None, told: str
) -> None:
    facts = report_of("gbs-albumin-five")
    had = tuple(with_session(one, drugs_given=given, drugs_of_note=()) for one in facts.sessions)

    text = record_text(course_report(replace(facts, sessions=had)), COURSE_ROWS)

    assert f"Drugs: {told}\n" in text


def test_an_empty_row_drops_out_unless_a_reader_has_to_know(bare: SummaryInput) -> None:
    odd = RecordRow("Shoe size", "Plan and delivery", "Shoe size")
    critical = RecordRow("Run", "Session", "No such line")

    lines = record_text(session_summary(bare), [*SESSION_ROWS, odd, critical]).splitlines()

    empty = [
        label for line in lines for label, _, told in [line.partition(": ")] if told == NOTHING
    ]
    named = ["Checklist", "Reactions", "Drugs", "Replacement fluids", "Before and after", "Run"]
    assert empty == named
    assert not any(line.startswith(("Amendments", "Addenda", "Shoe size")) for line in lines)


def test_what_is_critical_is_a_row() -> None:
    assert {row.label for row in (*SESSION_ROWS, *COURSE_ROWS)} >= CRITICAL


def test_values_have_their_units_and_gaps_their_words(facts: SummaryInput) -> None:
    lines = text_of(facts, "Before and after", "Findings", "Drugs")

    assert "  Pulse; Before 84 /min; Taken 08:55; Source bedside; After 82 /min; Taken 11:32" in (
        lines
    )
    assert "  Weight; Before 78.1 kg; Taken 08:20; Source bedside; After not recorded" in lines
    assert any(
        line.startswith("Findings: ASK · OPEN · run: Ionised calcium low.") for line in lines
    )
    assert not any("\u00a0" in line or "\u202f" in line for line in lines)


@pytest.mark.parametrize("name", ["gbs-albumin-five", "ttp-plasma-daily"])
def test_every_value_is_as_the_report_prints_it(name: str) -> None:
    report = course_report(report_of(name))

    text = record_text(report, COURSE_ROWS)

    wanted = {row.section for row in COURSE_ROWS}
    cells = [
        cell.text
        for section in report.sections
        if section.title in wanted
        for block in section.blocks
        if isinstance(block, model.Table)
        for row in block.rows
        for cell in row
        if cell.text != "–"
    ]
    assert len(cells) > 100
    for cell in cells:
        plain = cell.replace("\u00a0", " ").replace("\u202f", " ")
        number, *said = re.split(AFTER_NUMBER, "; ".join(plain.splitlines()), maxsplit=1)
        assert number in text
        assert all(part in text for part in said)


def test_the_unit_stands_behind_the_number_and_not_behind_its_flag(facts: SummaryInput) -> None:
    lines = text_of(facts, "Before and after")

    assert any("; Value ↓ 2.9 g/L low; " in line for line in lines)
    assert not any("low g/L" in line for line in lines)


@pytest.mark.parametrize(
    ("declared", "parts"),
    [(SESSION_ROWS, session.PARTS), (COURSE_ROWS, (*course.PARTS, *course.ANNEX))],
)
def test_every_row_is_a_part_of_its_report(
    declared: Sequence[RecordRow], parts: Sequence[tuple[str, object]]
) -> None:
    titles = {title for title, _ in parts} | {HEAD, FIRST, "Session"}

    assert [row.label for row in declared if row.section not in titles] == []
    assert len({row.label.casefold() for row in declared}) == len(declared)


def test_every_line_that_a_row_names_is_in_the_report() -> None:
    reports = [
        session_summary(summary_of(name, one))
        for name, one in (("gbs-albumin-five", "s2"), ("ttp-plasma-daily", "s1"))
    ]
    named = set()
    for report in reports:
        for section in report.sections:
            for block in section.blocks:
                if isinstance(block, model.Facts):
                    named |= {(section.title, fact.label) for fact in block.facts}
                if isinstance(block, model.Table):
                    named |= {(section.title, row[0].text) for row in block.rows}

    assert [row for row in SESSION_ROWS if row.line and (row.section, row.line) not in named] == []
