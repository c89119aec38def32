"""Lines that run right to left, or hold words that do, in the order in which they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plexlog.reports import bidi, fonts
from plexlog.reports.course_report import course_report
from plexlog.reports.model import Facts
from plexlog.reports.session_summary import session_summary
from tests.reports.courses import report_of


def stands(text: str, base: int | None = None) -> str:
    """A line as it stands, its right-to-left words as they are read."""
    return "|".join(run.text for run in fonts.runs(text, base=base) if run.text.strip())


@pytest.mark.parametrize(
    ("text", "level"), [("Ada", 0), ("12 כהן", 1), ("سلمى", 1), ("12 %", 0), ("", 0)]
)
def test_the_first_letter_says_where_a_text_begins(text: str, level: int) -> None:
    assert bidi.base_level(text) == level


@pytest.mark.parametrize(
    ("text", "base", "levels"),
    [
        ("abc", 0, [0, 0, 0]),
        ("אב", 0, [1, 1]),
        ("אב ", 0, [1, 1, 0]),
        ("א 1", 0, [1, 1, 2]),
        ("a 1", 0, [0, 0, 0]),
        ("א1,2", 1, [1, 2, 2, 2]),
        ("א1%", 1, [1, 2, 2]),
        ("א%1", 1, [1, 2, 2]),
        ("س1", 1, [1, 2]),
        ("א-b", 1, [1, 1, 2]),
        ("\u05b0א", 1, [1, 1]),
        ("א\u05b0", 1, [1, 1]),
        ("b\u0301", 0, [0, 0]),
        ("  ", 1, [1, 1]),
    ],
)
def test_levels_are_those_of_the_standard(text: str, base: int, levels: list[int]) -> None:
    assert bidi.levels_of(text, base) == levels


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("MRN כהן לוי", "MRN |לוי|כהן"),
        ("כהן לוי", "לוי|כהן"),
        ("כהן (3 מתוך 5)", "(|5|מתוך|3|)|כהן"),
        ("כהן 120/80 mmHg", "mmHg|120/80|כהן"),
        ("Ada (כהן) 5", "Ada (|כהן|) |5"),
        ("Ada כהן (לוי)", "Ada |(|לוי|)|כהן"),
        ("כהן (Ada) לוי", "לוי|(|Ada|)|כהן"),
        ("כהן (", ")|כהן"),
        ("כהן -) [-] (]", "[|)|[|-|]|(|-|כהן"),
    ],
)
def test_mixed_lines_stand_as_they_are_read(text: str, shown: str) -> None:
    assert stands(text) == shown


def test_a_line_of_a_right_to_left_text_follows_the_text() -> None:
    assert stands("Ada כהן", base=1) == "כהן|Ada"
    assert stands("Ada כהן", base=0) == "Ada |כהן"


def test_texts_without_such_letters_are_known_at_once() -> None:
    assert not bidi.holds_right_to_left("plain")
    assert not bidi.holds_right_to_left("Ωμέγα")
    assert bidi.holds_right_to_left("Ωμέγα כ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("כהן, 2026-09-09 10:00", "כהן|, 2026-09-09 10:00"),
        ("سلمى, 2026-09-09", "سلمى|, 2026-09-09"),
        ("כהן 5000 IU IV", "כהן| 5000 IU IV"),
        ("אלבומין 5\u00a0%", "אלבומין| 5\u00a0%"),
        ("כ\u05b0 78.1 kg", "כ\u05b0| 78.1 kg"),
        ("כהן (3), לוי 4", "כהן| (3), |לוי| 4"),
        ("רחוב 5 בית", "בית|5|רחוב"),
        ("Ada כהן - 4; 5", "Ada |כהן| - 4; 5"),
        ("ab 5 כהן", "ab 5 |כהן"),
    ],
)
def test_what_the_program_tells_keeps_its_order_around_names(text: str, shown: str) -> None:
    assert stands(text, 0) == shown


def test_a_diagnosis_keeps_its_numbers_with_its_words() -> None:
    text = "תסמונת גיליאן-ברה, יום 9 (GBS disability 4)"
    course = report_of("gbs-albumin-five")
    order = replace(course.course.order, diagnosis=text, icd10="G61.0")
    of_course = course_report(replace(course, course=replace(course.course, order=order)))
    session = course.sessions[0]
    of_session = session_summary(replace(session, course=replace(session.course, order=order)))

    for report in (of_course, of_session):
        (fact,) = (
            fact
            for section in report.sections
            for block in section.blocks
            if isinstance(block, Facts)
            for fact in block.facts
            if fact.label == "Diagnosis"
        )
        assert fact.is_typed
        shown = stands(fact.text, bidi.base_level(fact.text))
        assert shown.index("9") < shown.index("יום") < shown.index("גיליאן")
