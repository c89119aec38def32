"""The chart of a run: drawn by whoever was handed in, on the worker, shown as it arrives.

It is drawn once the page has been painted: the worker and the page would wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, QTimer, Slot
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.services.open_session import SessionView
from ui.session.tools import SessionTools
from ui.widgets.cards import Card
from ui.widgets.svg_view import SvgView, drawn
from ui.widgets.theme import is_restyled, worn_theme

MARGIN = 1
AFTER_MS = 100  # after a change; the page is painted by then


class RunChartView(Card):
    """Shows the chart; a newer one replaces an older one that is still being drawn."""

    def __init__(self, tools: SessionTools, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._tools = tools
        self._view: SessionView | None = None
        self._drawn: tuple[object, ...] = ()
        self._svg = SvgView(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_MS)
        self._soon.timeout.connect(self._draw)
        self.set_padding(MARGIN, MARGIN, MARGIN)
        self.setMinimumHeight(48)  # it gives way to a message above the page
        self.body.addWidget(self._svg, 1)

    def show_view(self, view: SessionView) -> None:
        """Draw the session as it is now: at once where nothing is shown yet, else in a moment."""
        self._view = view
        if not self._svg.has_drawing:
            self._draw()
        elif not self._soon.isActive():  # changes that never cease must not put it off for ever
            self._soon.start()

    @property
    def is_waiting(self) -> bool:
        """Whether something newer is about to be drawn."""
        return self._soon.isActive()

    def sizeHint(self) -> QSize:
        return QSize(954, 164)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_restyled(event):
            self._draw()

    @Slot()
    def _draw(self) -> None:
        if self._view is None:
            return
        size = (self.width() - 2 * MARGIN, self.height() - 2 * MARGIN)
        is_dark = worn_theme().is_dark
        pixels, ratio = self._svg.pixels(), self._svg.devicePixelRatioF()
        wanted = (self._view.session, self._view.now.text, size, is_dark, pixels, ratio)
        if wanted == self._drawn or min(size) < 1:
            return
        self._drawn = wanted
        draw = partial(self._tools.draw_run, self._view, size, is_dark=is_dark)
        self._tools.tasks.run(partial(_picture, draw, pixels, ratio), self._show, self._not_drawn)

    def _show(self, picture: tuple[bytes, QImage]) -> None:
        if isValid(self):  # the page may have been left meanwhile
            svg, image = picture
            self._svg.show_svg(svg, _spoken(self._view), image)

    def _not_drawn(self, error: Exception) -> None:
        raise error


def _picture(draw: Callable[[], bytes], pixels: QSize, ratio: float) -> tuple[bytes, QImage]:
    svg = draw()
    return svg, drawn(svg, pixels, ratio)


def _spoken(view: SessionView | None) -> str:
    """What a screen reader says of the chart: the last values, which the grid holds too."""
    if view is None or view.running.last is None:
        return _("Chart of the run, no reading yet")
    removed = wording.millilitres(view.running.removed_ml)
    return _("Chart of the run: {removed} removed").format(removed=removed)
