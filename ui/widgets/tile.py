"""Tiles of the run: one big number each, readable from two metres."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.icons import paint_icon
from ui.widgets.painting import NO_PEN, Box, Run, paint_box, paint_runs, runs_width
from ui.widgets.theme import worn_theme

_PAD = 15
_LABEL_BASE = 22
_NUMERAL_BASE = 70
_SUB_BASE = 91
_SUB_MIDDLE = 86
_PULSE_MS = 600
_PULSE_WIDTH = 4
EN_DASH = "–"


class TileState(enum.Enum):
    """What a tile tells besides its number."""

    NORMAL = "normal"
    DUE = "due"
    OVERDUE = "overdue"
    OUT_OF_BOUNDS = "out of bounds"
    NO_READING = "no reading"


@dataclass(frozen=True, slots=True, kw_only=True)
class TileView:
    """What a tile shows; `bar` is 0 to 1, `scale` is -1 to 1, each with `sub` at its right."""

    label: str
    value: str = ""
    unit: str = ""
    sub: str = ""
    state: TileState = TileState.NORMAL
    bar: float | None = None
    scale: float | None = None
    bell: bool = False
    note: str = ""  # at the right of the label
    icon: str = ""  # at the right of the label, where no state has its own
    tip: str = ""  # more, for who points at it


@dataclass(frozen=True, slots=True)
class _Dress:
    box: Box
    ink: str
    icon: str


_DRESS = {
    TileState.NORMAL: _Dress(Box(radius=8), "ink", ""),
    TileState.DUE: _Dress(Box("surface", "noticeLine", 2, 8), "ink", "bell"),
    TileState.OVERDUE: _Dress(Box("noticeTint", "noticeLine", 2, 8), "noticeInk", "bell-ring"),
    TileState.OUT_OF_BOUNDS: _Dress(Box("askTint", "askLine", 2, 8), "askInk", "triangle-alert"),
    TileState.NO_READING: _Dress(Box(radius=8), "ink2", ""),
}


class Tile(QWidget):
    """A tile 104 high. `show_view(TileView)`; read out as one sentence; `clicked` by mouse.

    Six of equal width stand in a row. A number too wide for its tile is set smaller, never cut.
    """

    clicked = Signal()

    def __init__(self, view: TileView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._pulse = QTimer(self)
        self._pulse.setSingleShot(True)
        self._pulse.setInterval(_PULSE_MS)
        self._pulse.timeout.connect(self.update)
        self.setFixedHeight(worn_theme().size("tile"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_view(view)

    @property
    def view(self) -> TileView:
        """What is shown."""
        return self._view

    def show_view(self, view: TileView) -> None:
        """Show another value or state."""
        if view == self._view and self.accessibleName():
            return
        self._view = view
        self.setAccessibleName(_spoken(view))
        self.setToolTip(view.tip)
        self.update()

    def pulse(self) -> None:
        """Draw the border heavier for a moment, once."""
        self._pulse.start()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def sizeHint(self) -> QSize:
        return QSize(180, worn_theme().size("tile"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        dress = _DRESS[self._view.state]
        box = replace(dress.box, width=_PULSE_WIDTH) if self._pulse.isActive() else dress.box
        paint_box(painter, self.rect(), box)
        self._paint_label(painter, dress)
        paint_runs(painter, _PAD, _NUMERAL_BASE, self._numeral(dress.ink))
        self._paint_sub(painter)
        painter.end()

    def _paint_label(self, painter: QPainter, dress: _Dress) -> None:
        ink = "ink2" if dress.ink == "ink" else dress.ink
        label = Run(self._view.label.upper(), "hintBold", ink)
        end = paint_runs(painter, _PAD, _LABEL_BASE, (label,))
        right = self.width() - _PAD
        if self._view.state is TileState.OUT_OF_BOUNDS:
            paint_icon(painter, QRect(end + 6, 9, 16, 16), dress.icon, dress.ink)
            end += 22
        elif icon := self._icon(dress):
            right -= 16
            paint_icon(painter, QRect(right, 9, 16, 16), icon, ink)
            right -= 6
        note = Run(self._view.note, "hint", ink)
        if note.text and end + 8 + note.width <= right:  # else it is in the tooltip alone
            paint_runs(painter, right - note.width, _LABEL_BASE, (note,))

    def _icon(self, dress: _Dress) -> str:
        return self._view.icon or dress.icon or ("bell" if self._view.bell else "")

    def _numeral(self, ink: str) -> tuple[Run, ...]:
        if self._view.state is TileState.NO_READING:
            return (Run(EN_DASH, "tile", "ink2"),)
        unit_ink = "ink2" if ink == "ink" else ink
        for role in ("tile", "card"):
            runs = (Run(self._view.value, role, ink), Run(self._view.unit, "unit", unit_ink, 5))
            if runs_width(runs) <= self.width() - 2 * _PAD:
                break
        return runs

    def _paint_sub(self, painter: QPainter) -> None:
        words = Run(_sub_words(self._view), "label", "ink2")
        if self._view.state is TileState.NO_READING or self._has_no_drawing():
            ink = _DRESS[self._view.state].ink
            words = Run(words.text, "label", "ink2" if ink == "ink" else ink)
            paint_runs(painter, _PAD, _SUB_BASE, (words,))
            return
        left = self.width() - _PAD - words.width
        paint_runs(painter, left, _SUB_BASE, (words,))
        drawn = QRect(_PAD, 0, left - 10 - _PAD, self.height())
        if self._view.bar is not None:
            _paint_bar(painter, drawn, self._view.bar)
        else:
            _paint_scale(painter, drawn, self._view.scale or 0.0)

    def _has_no_drawing(self) -> bool:
        return self._view.bar is None and self._view.scale is None


def _paint_bar(painter: QPainter, within: QRect, share: float) -> None:
    theme = worn_theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(NO_PEN)
    bar = QRectF(within.left(), _SUB_MIDDLE - 4, within.width(), 8)
    painter.setBrush(theme.colour("line"))
    painter.drawRoundedRect(bar, 4, 4)
    bar.setWidth(bar.width() * min(max(share, 0.0), 1.0))
    painter.setBrush(theme.colour("chartRemoved"))
    painter.drawRoundedRect(bar, 4, 4)
    painter.restore()


def _paint_scale(painter: QPainter, within: QRect, place: float) -> None:
    theme = worn_theme()
    ink = theme.colour("ink2")
    left, right, middle = within.left(), within.right(), within.center().x()
    painter.fillRect(QRect(left, _SUB_MIDDLE, right - left, 1), ink)
    for x, half in ((left, 5), (middle, 8), (right, 5)):
        painter.fillRect(QRect(x, _SUB_MIDDLE - half, 1, 2 * half + 1), ink)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(NO_PEN)
    painter.setBrush(theme.colour("primary"))
    reach = (right - left) / 2 - 5
    dot = middle + min(max(place, -1.0), 1.0) * reach
    painter.drawEllipse(QPointF(dot, _SUB_MIDDLE + 0.5), 5, 5)
    painter.restore()


def _sub_words(view: TileView) -> str:
    is_empty = view.state is TileState.NO_READING
    return view.sub or (_("no reading") if is_empty else "")


def _spoken(view: TileView) -> str:
    if view.state is TileState.NO_READING:
        return f"{view.label}: {_sub_words(view)}"
    states = {
        TileState.DUE: _("due"),
        TileState.OVERDUE: _("overdue"),
        TileState.OUT_OF_BOUNDS: _("out of bounds"),
    }
    value = f"{view.label}: {view.value} {view.unit}".strip()
    parts = (value, view.sub, view.note, states.get(view.state))
    return ", ".join(part for part in parts if part)
