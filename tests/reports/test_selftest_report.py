"""The self-test on paper: unit, program, time and every example, and nothing of a patient."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdf

from plexlog.clinical.selftest import Check, run_selftest
from plexlog.domain.moments import Moment
from plexlog.reports.model import Report, Table
from plexlog.reports.pdf import render
from plexlog.reports.selftest_report import selftest_report

CHECKS = run_selftest()


def report_on(checks: tuple[Check, ...]) -> Report:
    return selftest_report(
        checks,
        unit_name="Apheresis Unit, Musterstadt",
        version="1.2.3",
        printed_at=Moment.parse("2026-11-20T14:30+01:00"),
    )


def rows_of(report: Report, title: str) -> list[list[str]]:
    (section,) = (one for one in report.sections if one.title == title)
    return [
        [cell.text for cell in row]
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_each_example_stands_with_its_verdict_and_the_number_of_its_source() -> None:
    rows = rows_of(report_on(CHECKS), "All examples")

    assert len(rows) == len(CHECKS)
    assert rows[0] == [
        "Nadler",
        "male, 1.80 m, 80 kg",
        "5319.1",
        "5319.06",
        "1",
        "mL",
        "agrees",
        "1",
    ]


def test_what_differs_stands_before_everything_else() -> None:
    wrong = replace(CHECKS[0], got=99.0, passed=False)

    report = report_on((wrong, *CHECKS[1:]))

    assert report.bottom_line[0].text.startswith(f"1 of {len(CHECKS)} examples failed.")
    assert [row[6] for row in rows_of(report, "What differs")] == ["DIFFERS"]
    titles = [section.title for section in report.sections]
    assert titles.index("What differs") < titles.index("All examples")


def test_the_paper_names_unit_program_date_and_pages() -> None:
    report = report_on(CHECKS)
    pages = pypdf.PdfReader(BytesIO(render(report, invariant=True))).pages

    first = pages[0].extract_text()
    assert "Apheresis Unit, Musterstadt" in first
    assert "PlexLog 1.2.3" in first
    assert "2026-11-20 14:30" in first
    assert f"page 1 of {len(pages)}" in first
    assert "no patient data" in first
    assert f"All {len(CHECKS)} examples passed." in first
    last = "".join(page.extract_text() for page in pages[-2:])  # the sources, over two pages
    assert "Nadler, Surgery 1962;51:224-232" in last
