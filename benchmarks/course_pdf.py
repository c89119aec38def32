"""A course report of 12 pages with 6 charts laid out as PDF, beside the same by bare reportlab.

The bare one gets the same finished texts in as many paragraphs and cells, and the same charts; it
looks at no script, no width and no draft mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

from benchmarks.bedside import COURSE, LOGIN, PASSWORD, found_unit
from benchmarks.pairs import Pair, in_turn
from benchmarks.summary_pdf import FONT, FONT_FILE, print_bare
from plexlog import doorstep, house, papers
from plexlog.reports import model

TIMES = 7
PAGES = 12
CHARTS = 6


def measure() -> Pair:
    """Lay both out in turn."""
    registerFont(TTFont(FONT, str(FONT_FILE)))
    registerFontFamily(FONT, FONT, FONT, FONT, FONT)
    report = _of_twelve_pages(_course_report())
    return in_turn(partial(papers.print_report, report), partial(print_bare, report), TIMES)


def _course_report() -> model.Report:
    """The report of a course on file."""
    with TemporaryDirectory() as folder:
        path = found_unit(Path(folder))
        desk = house.open_desk(path, LOGIN, PASSWORD, doorstep.SystemClock())
        course_key = house.import_document(desk, COURSE).course_key
        report = papers.course_report(desk, course_key)
        desk.store.close()
    return report


def _of_twelve_pages(report: model.Report) -> model.Report:
    """The same with six charts, and its sections again until it fills the pages."""
    once = tuple(_without_charts(report.sections))
    charts = [
        panel
        for section in report.sections
        for block in section.blocks
        if isinstance(block, model.Panels)
        for panel in block.panels
    ][:CHARTS]
    first = model.Section(
        title="Charts", blocks=(model.Panels(panels=tuple(charts), described="six charts"),)
    )
    made = replace(report, sections=(first, *once))
    while _pages(made) < PAGES:
        made = replace(made, sections=(*made.sections, *once))
    return made


def _without_charts(sections: Sequence[model.Section]) -> Iterator[model.Section]:
    for section in sections:
        kept = tuple(block for block in section.blocks if not isinstance(block, model.Panels))
        if kept:
            yield replace(section, blocks=kept, starts_page=False)


def _pages(report: model.Report) -> int:
    return papers.print_report(report).count(b"/Type /Page\n")
