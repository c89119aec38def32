"""Lays a report out as PDF on A4 and writes it to disk. Adds nothing to what the report says.

`render` may run on a worker; it sees no store. reportlab is imported with this module, so import
it only when a report is wanted.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from plexlog.domain.errors import StoreError
from plexlog.reports import fonts
from plexlog.reports.model import Report
from plexlog.reports.pdf_blocks import flowables
from plexlog.reports.pdf_text import INK, RULE, SOFT, paragraph, style

rl_config.useA85 = 0  # streams stay binary: a fifth smaller and faster than as letters
MARGIN = 13 * mm
TOP = 8 * mm  # above the head
RIGHT = 62 * mm  # of the head, for title, session and page
FOOT = 13 * mm
LEAST_HEAD = 34.0
WIDTH, HEIGHT = A4
INNER = WIDTH - 2 * MARGIN


def render(report: Report, *, invariant: bool = False) -> bytes:
    """The report as PDF. With `invariant`, equal reports give equal bytes."""
    for font in (fonts.REGULAR, fonts.BOLD):
        fonts.letters(font)
    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=A4,
        title=f"{report.title}: {report.patient}, {report.occasion}",
        author=report.author,
        subject=report.identity,
        creator="PlexLog",
        lang=report.language,
        invariant=1 if invariant else 0,
        initialFontName=fonts.REGULAR,
        displayDocTitle=1,
    )
    head = _head(report)
    frame = Frame(
        MARGIN,
        FOOT,
        INNER,
        HEIGHT - head.height - FOOT,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document.addPageTemplates(PageTemplate("page", [frame], onPage=partial(_draw_draft, report)))
    document.build(flowables(report, INNER), canvasmaker=partial(_Pages, report, head))
    return target.getvalue()


def write_pdf(report: Report, path: Path) -> None:
    """Write the report beside the target, then put it in its place.

    Raises StoreError; a file that was there before is then whole.
    """
    content = render(report)
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise StoreError(
            f"The PDF could not be written to {path.parent}: {error.strerror or error}. "
            "The record is safe. Choose another folder or free some space, then print again."
        ) from error


def _draw_draft(report: Report, canvas: Canvas, document: Any) -> None:
    """The draft mark across the page, under everything else."""
    del document
    if not report.draft_mark:
        return
    canvas.saveState()
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(52)
    canvas.setFillGray(0.93)
    canvas.setFont(fonts.BOLD, 58)
    canvas.drawCentredString(0, -20, report.draft_mark)
    canvas.restoreState()


@dataclass(frozen=True, slots=True)
class _Head:
    """Whose report it is, with the room that it takes; a long name takes more lines."""

    left: tuple[Any, ...]
    height: float


def _head(report: Report) -> _Head:
    left = (
        paragraph(report.patient, style(12, is_bold=True)),
        paragraph(report.identity, style(8.5)),
    )
    deep = sum(words.wrap(INNER - RIGHT - 8, HEIGHT)[1] for words in left)
    return _Head(left, TOP + max(deep, LEAST_HEAD) + 10)


class _Pages(Canvas):
    """Holds the pages back until their number is known, then draws head and foot on each."""

    _startPage: Callable[[], None]  # noqa: N815 - reportlab's name, missing in its stubs

    def __init__(self, report: Report, head: _Head, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._report = report
        self._head = head
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
        top = HEIGHT - TOP
        for words in self._head.left:
            top = self._put(words, MARGIN, top, INNER - RIGHT - 8)
        top = HEIGHT - TOP
        for text, is_bold in (
            (self._report.title, False),
            (self._report.occasion, True),
            (page, False),
        ):
            words = paragraph(text, style(8, is_right=True, is_bold=is_bold))
            top = self._put(words, WIDTH - MARGIN - RIGHT, top, RIGHT)
        y = HEIGHT - self._head.height + 7
        self.setStrokeColor(INK)
        self.setLineWidth(0.8)
        self.line(MARGIN, y, WIDTH - MARGIN, y)

    def _put(self, flowable: Any, x: float, top: float, width: float) -> float:
        """Draw a paragraph from its top; the place under it."""
        _, height = flowable.wrap(width, HEIGHT)
        flowable.drawOn(self, x, top - height)
        return float(top - height)

    def _draw_foot(self) -> None:
        report = self._report
        self.setStrokeColor(RULE)
        self.setLineWidth(0.5)
        self.line(MARGIN, FOOT - 4, WIDTH - MARGIN, FOOT - 4)
        words = [part for part in (*report.footer, report.draft_mark) if part]
        small = style(7, colour=SOFT)
        self._put(paragraph(" · ".join(words), small), MARGIN, FOOT - 6, INNER)
