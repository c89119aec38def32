"""Lays a report out as PDF on A4 or Letter. Adds nothing to what the report says.

`render` may run on a worker; it sees no store. reportlab is imported with this module, so import
it only when a report is wanted.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from plexlog.reports import fonts
from plexlog.reports.attached import attach
from plexlog.reports.model import Report
from plexlog.reports.paper import PaperSize
from plexlog.reports.pdf_blocks import LARGE, flowables
from plexlog.reports.pdf_text import INK, RULE, SOFT, paragraph, sentence, style

rl_config.useA85 = 0  # streams stay binary: a fifth smaller and faster than as letters
MARGIN = 13 * mm
TOP = 8 * mm  # above the head
RIGHT = 62 * mm  # of the head, for title, session and page
FOOT = 13 * mm
LEAST_HEAD = 34.0
HEAD_GAP = 2.0  # under a name, whose letters may reach far down
LABEL_BOX = 62.0  # height of the room for a patient’s label
MARK_SIZE = 58.0
LARGE_SIZES = (LARGE, 13.0, 12.0, 11.0, 10.0)  # of a report that has to stand on one page
UNWRITTEN = "the name has signs that cannot be printed"
MARK_SHARE = 0.78  # of the page's diagonal that a mark may take


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The paper, and what of it text may take."""

    width: float
    height: float

    @property
    def inner(self) -> float:
        return self.width - 2 * MARGIN


def render(report: Report, paper: PaperSize = PaperSize.A4, *, invariant: bool = False) -> bytes:
    """The report as PDF. With `invariant`, equal reports give equal bytes."""
    if not report.on_one_page:
        return _laid_out(report, paper, invariant=invariant)[0]
    for size in LARGE_SIZES:
        content, pages = _laid_out(report, paper, invariant=invariant, large=size)
        if pages == 1:
            break
    return content


def _laid_out(
    report: Report, paper: PaperSize, *, invariant: bool, large: float = LARGE
) -> tuple[bytes, int]:
    """The PDF, and how many pages it has."""
    sheet = _Sheet(*paper.points)
    for font in (fonts.REGULAR, fonts.BOLD):
        fonts.letters(font)
    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=(sheet.width, sheet.height),
        title=": ".join(part for part in (report.title, _whose(report)) if part),
        author=report.author,
        subject=report.identity,
        creator="PlexLog",
        lang=report.language,
        invariant=1 if invariant else 0,
        initialFontName=fonts.REGULAR,
        displayDocTitle=1,
    )
    head = _head(report, sheet)
    frame = Frame(
        MARGIN,
        FOOT,
        sheet.inner,
        sheet.height - head.height - FOOT,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    mark = partial(_draw_mark, report, sheet)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=mark))
    pages = partial(_Pages, report, (sheet, head))
    document.build(flowables(report, sheet.inner, large), canvasmaker=pages)
    return target.getvalue(), document.page


def _identity(report: Report) -> str:
    """Birth date and number; and where the name stands with holes, that it does."""
    if fonts.can_write(report.patient):
        return report.identity
    return f"{report.identity} · {UNWRITTEN}"


def _whose(report: Report) -> str:
    return ", ".join(part for part in (report.patient, report.occasion) if part)


def _draw_mark(report: Report, sheet: _Sheet, canvas: Canvas, document: Any) -> None:
    """The mark of a draft or of an unfinished session across the page, under everything else."""
    del document
    if not report.draft_mark:
        return
    canvas.saveState()
    canvas.translate(sheet.width / 2, sheet.height / 2)
    canvas.rotate(52)
    canvas.setFillGray(0.92)
    room = MARK_SHARE * math.hypot(sheet.width, sheet.height)
    wide = fonts.width(report.draft_mark, fonts.BOLD, MARK_SIZE)
    canvas.setFont(fonts.BOLD, min(MARK_SIZE, MARK_SIZE * room / wide))
    canvas.drawCentredString(0, -20, report.draft_mark)
    canvas.restoreState()


@dataclass(frozen=True, slots=True)
class _Head:
    """Whose report it is, with the room that it takes; a long name takes more lines."""

    left: tuple[Any, ...]
    height: float


def _head(report: Report, sheet: _Sheet) -> _Head:
    if report.label_box:
        return _Head((), TOP + LABEL_BOX + 10)
    left = (
        paragraph(report.patient, style(12, is_bold=True)),
        paragraph(_identity(report), style(8.5)),
    )
    room = sheet.inner - RIGHT - 8
    deep = sum(words.wrap(room, sheet.height)[1] + HEAD_GAP for words in left)
    return _Head(left, TOP + max(deep, LEAST_HEAD) + 10)


class _Pages(Canvas):
    """Holds the pages back until their number is known, then draws head and foot on each."""

    _startPage: Callable[[], None]  # noqa: N815 - reportlab's name, missing in its stubs

    def __init__(
        self, report: Report, frame: tuple[_Sheet, _Head], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._report = report
        self._sheet, self._head = frame
        if report.attachment is not None:
            attach(self, report.attachment)
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab calls it so
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._held, start=1):
            self.__dict__.update(page)
            self._draw_head(f"page {number} of {len(self._held)}")
            self._draw_foot()
            super().showPage()
        super().save()

    def _draw_head(self, page: str) -> None:
        if self._report.label_box:
            self._draw_label_box()
        top = self._sheet.height - TOP
        for words in self._head.left:
            top = self._put(words, MARGIN, top, self._sheet.inner - RIGHT - 8) - HEAD_GAP
        top = self._sheet.height - TOP
        for text, is_bold in (
            (self._report.title, False),
            (self._report.occasion, True),
            (page, False),
        ):
            words = paragraph(text, style(8, is_right=True, is_bold=is_bold))
            top = self._put(words, self._sheet.width - MARGIN - RIGHT, top, RIGHT)
        y = self._sheet.height - self._head.height + 7
        self.setStrokeColor(INK)
        self.setLineWidth(0.8)
        self.line(MARGIN, y, self._sheet.width - MARGIN, y)

    def _draw_label_box(self) -> None:
        """An empty box for a patient's label, with what it is for."""
        room = self._sheet.inner - RIGHT - 8
        top = self._sheet.height - TOP
        self.setStrokeColor(INK)
        self.setLineWidth(0.8)
        self.rect(MARGIN, top - LABEL_BOX, room, LABEL_BOX)
        words = paragraph(self._report.label_box, style(7, colour=SOFT))
        self._put(words, MARGIN + 4, top - 2, room - 8)

    def _put(self, flowable: Any, x: float, top: float, width: float) -> float:
        """Draw a paragraph from its top; the place under it."""
        _, height = flowable.wrap(width, self._sheet.height)
        flowable.drawOn(self, x, top - height)
        return float(top - height)

    def _draw_foot(self) -> None:
        report = self._report
        self.setStrokeColor(RULE)
        self.setLineWidth(0.5)
        self.line(MARGIN, FOOT - 4, self._sheet.width - MARGIN, FOOT - 4)
        words = [part for part in (*report.footer, report.draft_mark) if part]
        small = style(7, colour=SOFT)
        self._put(sentence(" · ".join(words), small), MARGIN, FOOT - 6, self._sheet.inner)
