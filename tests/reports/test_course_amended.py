"""What was amended after signing is marked in charts and tables of a course, as in a summary."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reportlab.graphics.shapes import Polygon, String

from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase
from plexlog.domain.said import Said
from plexlog.reports import model
from plexlog.reports.course_report import CourseInput, course_report
from plexlog.reports.panel import Panel
from plexlog.reports.panel_drawing import AMENDED, panel_drawing
from tests.reports.cases import SIGNED, section_text
from tests.reports.courses import report_of


def amended(value: str, number: int = 1) -> CourseInput:
    """The course with one value of a session amended after signing."""
    facts = report_of("gbs-albumin-five")
    said = Said(value=value, label="A value", was="1", should_be="9.9 units", why="misread")
    given = replace(SIGNED, meaning="amended", said=said.written)
    sessions = tuple(
        replace(one, signatures=(SIGNED, given)) if one.session.number == number else one
        for one in facts.sessions
    )
    return replace(facts, sessions=sessions)


def panels(facts: CourseInput) -> dict[str, Panel]:
    return {
        panel.title: panel
        for section in course_report(facts).sections
        for block in section.blocks
        if isinstance(block, model.Panels)
        for panel in block.panels
    }


@pytest.mark.parametrize(
    ("value", "titles"),
    [
        ("before//systolic_mmhg", {"Blood pressure"}),
        ("reading/row/pulse_per_min", {"Pulse"}),
        ("before//weight_kg", {"Plasma exchanged", "Fluid balance"}),
        (
            "before//fibrinogen_g_l",
            {
                "Plasma exchanged",
                "Fluid balance",
                "Fibrinogen",
                "Fibrinogen: ESTIMATE and measured",
            },
        ),
    ],
)
def test_a_chart_marks_what_was_amended(value: str, titles: set[str]) -> None:
    marked = {title for title, panel in panels(amended(value)).items() if panel.has_amended}

    assert marked == titles


def test_without_an_amendment_nothing_is_marked() -> None:
    assert not any(panel.has_amended for panel in panels(report_of("gbs-albumin-five")).values())


def test_the_tables_tell_it_too() -> None:
    laboratory = section_text(course_report(amended("before//fibrinogen_g_l")), "Laboratory")
    vitals = section_text(
        course_report(amended("before//pulse_per_min")), "Delivered volumes and vital signs"
    )

    assert laboratory.count("(amended: 9.9 units)*") == 1
    assert vitals.count("(amended)*") == 1


def test_a_value_of_another_draw_is_not_marked() -> None:
    facts = amended("before//fibrinogen_g_l", number=2)
    rows = section_text(course_report(facts), "Laboratory").splitlines()

    assert [row for row in rows if "amended" in row and "before 2" not in row] == []


def opening_lines(facts: CourseInput) -> list[str]:
    return [one.text for one in course_report(facts).bottom_line]


def test_the_first_lines_say_which_value_and_what_rests_on_it() -> None:
    lines = opening_lines(amended("before//weight_kg"))

    assert "PV exchanged (mean" in lines[0]
    assert lines[0].count("(session 1 as signed)") == 1
    assert "AMENDED after signing: session 1, a value: signed as 1, should be 9.9 units" in lines


def test_the_last_of_several_amendments_is_named_and_many_are_counted() -> None:
    facts = amended("before//weight_kg")
    first, *others = facts.sessions
    values = ["weight_kg", "weight_kg", "height_cm", "hematocrit_percent", *"abcde"]
    given = [
        replace(
            SIGNED,
            key=f"{place}",
            meaning="amended",
            said=Said(value=f"before//{code}", label=code, was="1", should_be=f"{place}").written,
        )
        for place, code in enumerate(values)
    ]
    first = replace(first, signatures=(SIGNED, *given))

    (line,) = [
        one for one in opening_lines(replace(facts, sessions=(first, *others))) if "AMENDED" in one
    ]

    assert "should be 0" not in line
    assert line.count("signed as 1") == 6
    assert line.endswith("; and 2 more, under Signatures")


def test_a_vital_sign_moves_no_volume() -> None:
    text = repr(course_report(amended("before//systolic_mmhg")))

    assert "AMENDED after signing" in text
    assert "as signed)" not in text
    assert "\\nas signed" not in text


def test_each_figure_that_rests_on_an_amended_value_says_so() -> None:
    report = course_report(amended("before//weight_kg"))
    sessions = section_text(report, "Sessions")
    sums = section_text(report, "Counters")
    text = repr(report)

    assert sessions.count("\nas signed") == 5
    assert sums.count("\nas signed") == 6
    assert "The target was reached in" in text
    assert text.count("(session 1 as signed)") >= 3
    assert "takes what was removed in session 1 as signed" in text


def test_a_session_that_fell_short_by_an_amended_value_says_so() -> None:
    facts = amended("before//weight_kg")
    first, *others = facts.sessions
    missed = Finding(code="target-missed", phase=Phase.CLOSE, severity=Severity.ASK, what="short")
    verdict = replace(first.verdicts[-1], findings=(missed,))
    first = replace(first, verdicts=(*first.verdicts[:-1], verdict))
    report = course_report(replace(facts, sessions=(first, *others)))

    assert "short of the target: session 1 as signed" in report.bottom_line[0].text
    assert "(session 1 as signed)." in repr(report)


def test_the_mark_is_drawn_over_the_value_and_named() -> None:
    drawn = panel_drawing(panels(amended("before//weight_kg"))["Plasma exchanged"])

    wedges = [one for one in drawn.contents if isinstance(one, Polygon)]
    assert len(wedges) == 2  # over the value and before its name
    assert AMENDED in [one.text for one in drawn.contents if isinstance(one, String)]
