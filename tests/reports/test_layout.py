"""Pages of reports of any length: none nearly empty, no heading last, no lone row of a table."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from pypdf import PdfReader
from reportlab.platypus import TableStyle

from plexlog.domain.facts import ChecklistItem
from plexlog.domain.fields import Severity
from plexlog.reports import model
from plexlog.reports.course_report import course_report
from plexlog.reports.course_summaries import course_summaries
from plexlog.reports.flow_sheet import flow_sheet
from plexlog.reports.paper import PaperSize
from plexlog.reports.pdf import FOOT, render
from plexlog.reports.pdf_flow import LEAST_ROWS, LONG, SteadyTable
from plexlog.reports.session_summary import session_summary
from plexlog.storage.seed_files import read_seeds
from plexlog.storage.seeds import FOLDER
from tests.reports.cases import course_of, summary_input, summary_of
from tests.reports.courses import longer, report_input, report_of
from tests.reports.test_course_pdf import places
from tests.reports.test_flow_sheet import BLANK, OF
from tests.reports.test_pdf import small_report

LEAST_LINES = 3  # of the body of a page
HEAD = 70.0  # points that the head takes
ITEMS = tuple(one for one in read_seeds(FOLDER) if isinstance(one, ChecklistItem))


def lines_of(content: bytes) -> list[list[str]]:
    """The lines of the body of each page, from its top down; parts of one height together."""
    pages = []
    for page in PdfReader(io.BytesIO(content)).pages:
        found: dict[int, list[str]] = {}
        for _, y, text in places(page):
            if FOOT < y < float(page.mediabox.height) - HEAD:
                found.setdefault(round(y), []).append(text.strip())
        pages.append([" ".join(found[y]) for y in sorted(found, reverse=True)])
    return pages


def assert_well_laid_out(report: model.Report, paper: PaperSize) -> None:
    titles = {section.title for section in report.sections}
    strong = {
        block.text
        for section in report.sections
        for block in section.blocks
        if isinstance(block, model.Paragraph) and (block.is_strong or block.leads)
    }
    begins = titles | {
        block.label
        for section in report.sections
        for block in section.blocks
        if isinstance(block, model.WritingLines)
    }
    for number, lines in enumerate(lines_of(render(report, paper)), start=1):
        assert len(lines) >= LEAST_LINES, f"page {number} has only {lines}"
        assert lines[-1] not in titles | strong, f"page {number} ends with {lines[-1]}"
        begins_alone = number > 1 and lines[0] not in begins and lines[1] in titles
        assert not begins_alone, f"page {number} begins with {lines[0]} alone"


def as_it_is(name: str) -> Callable[[], model.Report]:
    return lambda: course_report(report_of(name))


def course(name: str, count: int) -> Callable[[], model.Report]:
    return lambda: course_report(report_input(longer(course_of(name), count)))


def sheet_of(of_session: bool) -> model.Report:
    return flow_sheet(replace(BLANK, checklist=ITEMS, of=OF if of_session else None))


def summaries() -> model.Report:
    whole = course_of("gbs-albumin-five")
    reports = [session_summary(summary_input(whole, one)) for one in whole.sessions or ()]
    return course_summaries(reports)


NAMES = ("gbs-albumin-five", "ttp-plasma-daily", "ms-relapse-steroids")
REPORTS: dict[str, Callable[[], model.Report]] = {
    **{f"{name}, as it is": as_it_is(name) for name in NAMES},
    **{f"{name}, {count}": course(name, count) for name in NAMES[:2] for count in (1, 5)},
    "blank sheet": lambda: sheet_of(False),
    "sheet of a session": lambda: sheet_of(True),
    "summary": lambda: session_summary(summary_of("gbs-albumin-five", "s2")),
    "summary with plasma": lambda: session_summary(summary_of("ttp-plasma-daily", "s1")),
    "summaries of a course": summaries,
}
LONG_REPORTS = {
    f"{name}, {count}": course(name, count) for name in NAMES[:2] for count in (30, 100)
}


@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize("made", REPORTS.values(), ids=REPORTS)
def test_no_page_is_nearly_empty_and_none_ends_with_a_heading(
    made: Callable[[], model.Report], paper: PaperSize
) -> None:
    assert_well_laid_out(made(), paper)


@pytest.mark.no_cover
@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize("made", LONG_REPORTS.values(), ids=LONG_REPORTS)
def test_the_same_holds_for_courses_of_many_sessions(
    made: Callable[[], model.Report], paper: PaperSize
) -> None:
    assert_well_laid_out(made(), paper)


@pytest.mark.parametrize("before", range(60))
def test_wherever_a_section_begins_its_heading_has_company(before: int) -> None:
    """A long table, a long passage and a table of few rows after so many lines."""
    cell = model.Cell(text="value")
    wide = model.Table(columns=(model.Column(heading="a"),), rows=((cell,),) * 90)
    few = replace(wide, rows=((cell,),) * 5)
    tall = replace(wide, rows=((model.Cell(text="\n".join(["x"] * 70)),),) * 2)
    filler = (model.Paragraph(text="\n".join(["line"] * before) or "line"),)
    lead = model.Paragraph(text="leads", is_strong=True, leads=True)
    blocks = {
        "Wide": (wide,),
        "Led": (lead, wide),
        "Few": (few,),
        "Tall": (lead, tall),
        "End": (few,),
    }
    sections = [model.Section(title="Filler", blocks=filler)]
    sections += [model.Section(title=title, blocks=part) for title, part in blocks.items()]

    assert_well_laid_out(replace(small_report(*filler), sections=tuple(sections)), PaperSize.A4)


@pytest.mark.parametrize("before", range(56, 72))
@pytest.mark.parametrize("main", ["rows", "few rows", "text", "line", "nothing", "finding"])
def test_no_line_begins_a_page_alone(main: str, before: int) -> None:
    """A last line goes with the end of what it stands under, whatever that is."""
    cell = model.Cell(text="value")
    rows = model.Table(columns=(model.Column(heading="a"),), rows=((cell,),) * 12)
    text = "\n".join(["text"] * 6)
    blocks: dict[str, tuple[model.Block, ...]] = {
        "rows": (rows,),
        "few rows": (replace(rows, rows=((cell,),) * 3),),
        "text": (model.Paragraph(text=text),),
        "line": (model.Paragraph(text="line"), model.Paragraph(text="line")),
        "nothing": (),
        "finding": (model.FindingNote(severity=Severity.ASK, heading="ASK", what="so"),),
    }
    filler = model.Section(
        title="Filler", blocks=(model.Paragraph(text="\n".join(["line"] * before)),)
    )
    last = model.Paragraph(text="a small line", is_small=True)
    with_line = model.Section(title="Told", blocks=(*blocks[main], last))
    end = model.Section(title="End", blocks=(rows,))

    report = replace(small_report(last), sections=(filler, with_line, end))

    assert_well_laid_out(report, PaperSize.A4)


def steady(rows: int) -> SteadyTable:
    made = SteadyTable([["head"], *([["row"]] * rows)], colWidths=[100], repeatRows=1)
    made.setStyle(TableStyle([("LEADING", (0, 0), (-1, -1), 12)]))
    return made


@pytest.mark.parametrize("rows", [1, 2, 3, 4, 10])
@pytest.mark.parametrize("room", range(10, 400, 9))
def test_a_table_is_cut_with_rows_enough_on_both_sides(rows: int, room: int) -> None:
    table = steady(rows)
    _, high = table.wrap(100, room)

    parts = table.split(100, room) if high > room else []

    kept = [len(part._cellvalues) - 1 for part in parts]  # noqa: SLF001 - no public way
    assert kept in ([], [rows]) or sum(kept) == rows
    if room < LONG:
        assert all(count >= LEAST_ROWS for count in kept) or kept == [rows]


def test_a_section_of_a_lead_alone_is_drawn() -> None:
    lead = model.Paragraph(text="leads to nothing", is_strong=True)

    (lines,) = lines_of(render(small_report(lead)))

    assert lines[-1] == "leads to nothing"


@pytest.mark.parametrize("before", range(50, 66, 2))
def test_signatures_take_the_last_part_before_them_along(before: int) -> None:
    filler = model.Paragraph(text="\n".join(["line"] * before))
    words = model.Paragraph(text="The last words\nin two lines")
    signed = (model.SignatureLine(role="Nurse"), model.SignatureLine(role="Physician"))
    sections = (
        model.Section(title="Filler", blocks=(filler,)),
        model.Section(title="Recommendations", blocks=(words,)),
        model.Section(title="Signatures", blocks=signed),
    )

    pages = lines_of(render(replace(small_report(filler), sections=sections)))

    last = next(page for page in pages if "Signatures" in page)
    assert {"Recommendations", "The last words"} <= set(last)


def test_what_is_long_goes_on_without_the_signatures() -> None:
    rows = ((model.Cell(text="value"),),) * 120
    table = model.Table(columns=(model.Column(heading="a"),), rows=rows)
    sections = (
        model.Section(title="Long", blocks=(table,)),
        model.Section(title="Signatures", blocks=(model.SignatureLine(role="Nurse"),)),
    )

    pages = lines_of(render(replace(small_report(), sections=sections)))

    assert "Long" in pages[0]
    assert any("Signatures" in page for page in pages)
