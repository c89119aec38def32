"""A chart drawn by whoever was handed in, on the worker, shown as it arrives."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.tasks import Tasks
from ui.widgets.svg_view import SvgView, drawn
from ui.widgets.theme import is_restyled, worn_theme

Draw = Callable[[tuple[int, int], bool], bytes]  # size and whether it is dark; SVG


class ChartView(QWidget):
    """`show_chart(draw, of, spoken)`: `of` is what is drawn; the same again is not drawn anew."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._draw: Draw | None = None
        self._of: object = None
        self._spoken = ""
        self._wanted: tuple[object, ...] = ()
        self._svg = SvgView(self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._svg)

    @property
    def has_drawing(self) -> bool:
        """Whether there is something to see."""
        return self._svg.has_drawing

    def show_chart(self, draw: Draw, of: object, spoken: str) -> None:
        """Draw another chart."""
        self._draw, self._of, self._spoken = draw, of, spoken
        self._begin()

    def sizeHint(self) -> QSize:
        return QSize(420, 170)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._begin()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_restyled(event):
            self._begin()

    def _begin(self) -> None:
        size = (self.width(), self.height())
        pixels, ratio = self._svg.pixels(), self._svg.devicePixelRatioF()
        wanted = (self._of, size, worn_theme().is_dark, pixels, ratio)
        if self._draw is None or wanted == self._wanted or min(size) < 1:
            return
        self._wanted = wanted
        draw = partial(self._draw, size, worn_theme().is_dark)
        self._tasks.run(partial(_picture, draw, pixels, ratio), self._show, _not_drawn)

    def _show(self, picture: tuple[bytes, QImage]) -> None:
        if isValid(self):  # the page may have been left meanwhile
            svg, image = picture
            self._svg.show_svg(svg, self._spoken, image)


def _picture(draw: Callable[[], bytes], pixels: QSize, ratio: float) -> tuple[bytes, QImage]:
    svg = draw()
    return svg, drawn(svg, pixels, ratio)


def _not_drawn(error: Exception) -> None:
    raise error
