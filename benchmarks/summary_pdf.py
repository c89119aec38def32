"""A session summary laid out as PDF, beside the same pages by bare reportlab.

The bare one gets the same finished texts in as many paragraphs and cells, in the same font, and
the same chart; it looks at no script, no width and no draft mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from benchmarks.bedside import bedside
from benchmarks.pairs import Pair, in_turn
from plexlog import papers
from plexlog.reports import model
from plexlog.reports.charts import run_drawing
from plexlog.reports.palette import PRINT
from plexlog.reports.panel_drawing import panel_drawing
from plexlog.reports.qr import qr_drawing

TIMES = 25
FONT = "Bare"
FONT_FILE = Path(__file__).resolve().parents[1] / "resources" / "fonts" / "NotoSans-Regular.ttf"
MARGIN = 42.0
WIDTH = A4[0] - 2 * MARGIN
CHART_SIZE = (760.0, 190.0)


def measure() -> Pair:
    """Lay both out in turn."""
    registerFont(TTFont(FONT, str(FONT_FILE)))
    registerFontFamily(FONT, FONT, FONT, FONT, FONT)
    with bedside() as (session, _):
        report = papers.session_report(session.desk, session.key)
        return in_turn(
            partial(papers.print_report, report), partial(print_bare, report), TIMES, warm=4
        )


def print_bare(report: model.Report) -> bytes:
    """The report's texts by reportlab alone."""
    target = BytesIO()
    document = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=60,
        bottomMargin=MARGIN,
    )
    head = partial(_head, report)
    document.build(list(_story(report)), onFirstPage=head, onLaterPages=head)
    return target.getvalue()


def _head(report: model.Report, canvas: Any, document: Any) -> None:
    canvas.setFont(FONT, 9)
    for row, text in enumerate((report.patient, report.identity, report.occasion)):
        canvas.drawString(MARGIN, A4[1] - 24 - 11 * row, text)
    canvas.drawRightString(A4[0] - MARGIN, A4[1] - 24, f"page {document.page}")
    canvas.drawString(MARGIN, 24, " · ".join(report.footer)[:120])


def _style(size: float) -> ParagraphStyle:
    return ParagraphStyle(f"bare {size}", fontName=FONT, fontSize=size, leading=size * 1.3)


def _words(text: str, size: float = 8.2) -> Paragraph:
    return Paragraph(escape(text), _style(size))


def _story(report: model.Report) -> Iterator[Flowable]:
    yield from (_words(line.text, 10) for line in report.bottom_line)
    for section in report.sections:
        yield _words(section.title, 9.2)
        for block in section.blocks:
            yield from _block(block)


def _block(block: model.Block) -> Iterator[Flowable]:
    match block:
        case model.Chart() | model.Panels() | model.PrintedCode():
            yield _drawn(block)
        case model.Facts():
            cells = [_words(text) for fact in block.facts for text in (fact.label, fact.text)]
            across = 2 * block.columns
            cells += [_words("")] * (-len(cells) % across)
            yield _table([cells[at : at + across] for at in range(0, len(cells), across)])
        case model.Table():
            heads = [_words(f"{column.heading} {column.unit}", 7.2) for column in block.columns]
            yield _table([heads, *([cell.text for cell in row] for row in block.rows)])
        case model.WritingLines():
            yield _table([[_words(block.label)], *([""] for _ in range(block.count))])
        case model.Paragraph():
            yield _words(block.text)
        case model.FindingNote():
            yield from map(
                _words, (f"{block.heading}: {block.what}", *block.details, block.answer)
            )
        case model.SignatureLine():
            yield _words(f"{block.role} {block.name} {block.meaning} {block.at} {block.key}")


def _drawn(block: model.Chart | model.Panels | model.PrintedCode) -> Flowable:
    if isinstance(block, model.Panels):
        return _panels(block)
    if isinstance(block, model.PrintedCode):
        return _table([[qr_drawing(block.code), _words(" ".join(block.lines))]])
    drawing = run_drawing(block.chart, PRINT, *CHART_SIZE)
    drawing.renderScale = WIDTH / CHART_SIZE[0]
    return drawing


def _panels(block: model.Panels) -> Flowable:
    drawings = [panel_drawing(panel, PRINT) for panel in block.panels]
    for drawing in drawings:
        drawing.renderScale = WIDTH / 2 / drawing.width
    cells: list[Any] = [*drawings, *[""] * (len(drawings) % 2)]
    return _table([cells[at : at + 2] for at in range(0, len(cells), 2)])


def _table(rows: list[list[Any]]) -> Table:
    whole = ((0, 0), (-1, -1))
    looks: list[Any] = [
        ("FONT", *whole, FONT, 7.4, 9.8),
        ("TOPPADDING", *whole, 1.4),
        ("BOTTOMPADDING", *whole, 1.4),
        ("LINEBELOW", *whole, 0.3, "grey"),
    ]
    return Table(rows, colWidths=[WIDTH / len(rows[0])] * len(rows[0]), style=looks)
