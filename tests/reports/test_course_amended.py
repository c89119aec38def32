"""What was amended after signing is marked in charts and tables of a course, as in a summary."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reportlab.graphics.shapes import Polygon, String

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


def test_the_mark_is_drawn_over_the_value_and_named() -> None:
    drawn = panel_drawing(panels(amended("before//weight_kg"))["Plasma exchanged"])

    wedges = [one for one in drawn.contents if isinstance(one, Polygon)]
    assert len(wedges) == 2  # over the value and before its name
    assert AMENDED in [one.text for one in drawn.contents if isinstance(one, String)]
