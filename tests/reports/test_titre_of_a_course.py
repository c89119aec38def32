"""Titres in a course report: in the table as `1:256`, in the chart by two-fold steps."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reportlab.graphics.shapes import String

from plexlog.domain.records import LabResult
from plexlog.domain.words import LabTiming
from plexlog.reports import model
from plexlog.reports.course_report import course_report
from plexlog.reports.panel_drawing import doubling, panel_drawing
from tests.reports.cases import course_of, section_text
from tests.reports.courses import report_input

CODE = "isoagglutinin_igg_titre"


def report_with(*values: int) -> model.Report:
    course = course_of("gbs-albumin-five")
    sessions = (course.sessions or ())[: len(values)]
    results = tuple(
        LabResult(
            quantity=CODE,
            value=Decimal(value),
            taken_at=session.started_at,
            session_id=session.id,
            timing=LabTiming.BEFORE_SESSION,
        )
        for session, value in zip(sessions, values, strict=True)
        if session.started_at is not None
    )
    return course_report(report_input(replace(course, lab_results=results)))


def test_it_stands_in_the_table_and_its_change_is_told() -> None:
    text = section_text(report_with(512, 64, 0), "Laboratory")

    assert "ABO titre IgG" in text
    cells = {cell.strip() for line in text.splitlines() for cell in line.split("|")}
    assert {"1:512", "1:64", "negative"} <= cells
    assert "Isoagglutinin titre, IgG: 1:512 to negative, 10 two-fold steps lower." in text


def test_one_titre_alone_is_a_row_of_the_table() -> None:
    text = section_text(report_with(512), "Laboratory")

    assert "1:512" in text
    assert "two-fold" not in text


def test_the_chart_has_titres_on_its_axis() -> None:
    (panel,) = (
        panel
        for section in report_with(512, 64, 0).sections
        for block in section.blocks
        if isinstance(block, model.Panels)
        for panel in block.panels
        if panel.is_doubling
    )

    drawn = panel_drawing(panel)

    texts = {one.text for one in drawn.contents if isinstance(one, String)}
    assert [spot.value for spot in panel.series[0].spots] == [9, 6, -1]
    assert {"neg.", "1:2", "1:8", "1:32", "1:128", "1:512"} <= texts


def test_the_axis_of_titres_has_whole_steps() -> None:
    assert doubling(0, 3) == (0, 3, 1)
    assert doubling(2, 2) == (2, 3, 1)
    assert doubling(-1, 9) == (-1, 9, 2)
