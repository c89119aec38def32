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

_LABEL_BASE = 22
_SUB_BASE = 91
_SUB_MIDDLE = 86
_BETWEEN = "  ·  "  # the parts of a sub-line
_PULSE_MS = 600
_PULSE_WIDTH = 4
_APART = 12  # between two numbers of a tile
_BEFORE_EDGE = 6  # so far words that stand alone may run into the room before the edge
EN_DASH = "–"


class TileState(enum.Enum):
    """What a tile tells besides its number."""

    NORMAL = "normal"
    DUE = "due"
    OVERDUE = "overdue"
    OUT_OF_BOUNDS = "out of bounds"
    NO_READING = "no reading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """How much room the tiles of a row have; one row has one face, and one size of numerals."""

    numeral: str = "tile"  # type role
    unit: str = "unit"
    height: int = 104
    pad: int = 15
    label_base: int = _LABEL_BASE
    numeral_base: int = 70
    has_sub: bool = True


WIDE = Face()
DENSE = Face(numeral="tileDense", unit="label", pad=12, numeral_base=66)
LOW = replace(DENSE, height=56, pad=10, label_base=17, numeral_base=47, has_sub=False)


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
    beside: TileView | None = None  # a second number at the right, with its label over it


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
    """`show_view(TileView)`, `set_face(Face)`; read out as one sentence; `clicked` by mouse.

    A unit without room beside its number stands beside the label; a number too wide even so is
    set smaller, never cut. What a narrow tile leaves out of its sub-line is in the tooltip.
    """

    clicked = Signal()

    def __init__(self, view: TileView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._face = WIDE
        self._pulse = QTimer(self)
        self._pulse.setSingleShot(True)
        self._pulse.setInterval(_PULSE_MS)
        self._pulse.timeout.connect(self.update)
        self.setFixedHeight(self._face.height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_view(view)

    @property
    def view(self) -> TileView:
        """What is shown."""
        return self._view

    @property
    def numeral_role(self) -> str:
        """The type role its number is set in."""
        return self.runs[0][0].role

    @property
    def runs(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """Its number, with its unit where there is room, and what stands beside the label."""
        second = self._view.beside
        taken = 0 if second is None else self._beside_width(second)
        return self._numeral("ink", "ink2", self.width() - taken)

    def show_view(self, view: TileView) -> None:
        """Show another value or state."""
        if view == self._view and self.accessibleName():
            return
        self._view = view
        self.setAccessibleName(_spoken(view))
        self._show_tip()
        self.update()

    def set_face(self, face: Face) -> None:
        """Fit the room that the whole row has."""
        if face != self._face:
            self._face = face
            self.setFixedHeight(face.height)
            self._show_tip()
            self.update()

    def _show_tip(self) -> None:
        """Where there is little room, the tooltip tells the sub-line too."""
        words = ("" if self._face == WIDE else self._view.sub, self._view.tip)
        self.setToolTip("\n".join(part for part in words if part))

    def pulse(self) -> None:
        """Draw the border heavier for a moment, once."""
        self._pulse.start()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def sizeHint(self) -> QSize:
        return QSize(180, self._face.height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        dress = _DRESS[self._view.state]
        box = replace(dress.box, width=_PULSE_WIDTH) if self._pulse.isActive() else dress.box
        paint_box(painter, self.rect(), box)
        unit_ink = "ink2" if dress.ink == "ink" else dress.ink
        beside = self._paint_beside(painter)
        numeral, unit = self._numeral(dress.ink, unit_ink, self.width() - beside)
        self._paint_label(painter, dress, unit)
        paint_runs(painter, self._face.pad, self._face.numeral_base, numeral)
        if self._face.has_sub:
            self._paint_sub(painter)
        painter.end()

    def _paint_label(self, painter: QPainter, dress: _Dress, unit: tuple[Run, ...]) -> None:
        ink = "ink2" if dress.ink == "ink" else dress.ink
        face, view = self._face, self._view
        label = Run(view.label.upper(), "hintBold", ink)
        end = paint_runs(painter, face.pad, face.label_base, (label, *unit))
        right = self.width() - face.pad
        icon, icon_top = self._icon(dress), face.label_base - 13
        if view.beside is not None:
            right -= Run(view.beside.label.upper(), "hintBold").width + 8
        if icon and (view.beside is not None or view.state is TileState.OUT_OF_BOUNDS):
            paint_icon(painter, QRect(end + 6, icon_top, 16, 16), icon, ink)
            end += 22
        elif icon:
            right -= 16
            paint_icon(painter, QRect(right, icon_top, 16, 16), icon, ink)
            right -= 6
        note = Run(view.note, "hint", ink)
        if note.text and end + 8 + note.width <= right:  # else it is in the tooltip alone
            paint_runs(painter, right - note.width, face.label_base, (note,))

    def _icon(self, dress: _Dress) -> str:
        if self._view.state is TileState.OUT_OF_BOUNDS:
            return dress.icon
        return self._view.icon or dress.icon or ("bell" if self._view.bell else "")

    def _paint_beside(self, painter: QPainter) -> int:
        """The second number, its label over it; answers how much of the width they take."""
        second, face = self._view.beside, self._face
        if second is None:
            return 0
        label = Run(second.label.upper(), "hintBold", "ink2")
        right = self.width() - face.pad
        paint_runs(painter, right - label.width, face.label_base, (label,))
        runs = _runs(second, face.numeral, face.unit, ("ink", "ink2"))
        paint_runs(painter, right - runs_width(runs), face.numeral_base, runs)
        return self._beside_width(second)

    def _beside_width(self, second: TileView) -> int:
        return runs_width(_runs(second, self._face.numeral, self._face.unit, ("", ""))) + _APART

    def _numeral(
        self, ink: str, unit_ink: str, width: int
    ) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """The runs of the number, and those beside the label where the unit has no room."""
        room, view, face = width - 2 * self._face.pad, self._view, self._face
        runs = _runs(view, face.numeral, face.unit, (ink, unit_ink))
        if len(runs) == 1 or runs_width(runs) <= room:
            return runs, ()
        number, unit = runs
        above = Run(unit.text, "hint", unit_ink, 5)
        if number.width <= room and self._has_room_above(above):
            return (number,), (above,)
        smaller = _runs(view, "card", face.unit, (ink, unit_ink))
        if runs_width(smaller) > room:
            smaller = _runs(view, "section", "hint", (ink, unit_ink))
        return smaller, ()

    def _has_room_above(self, unit: Run) -> bool:
        """Whether a unit beside the label touches neither the icon nor a second label."""
        view = self._view
        room = self.width() - 2 * self._face.pad
        if view.beside is not None:
            room -= Run(view.beside.label.upper(), "hintBold").width + 8
        icon = 22 if self._icon(_DRESS[view.state]) else -_BEFORE_EDGE
        label = Run(view.label.upper(), "hintBold")
        return label.width + unit.gap + unit.width + icon <= room

    def _paint_sub(self, painter: QPainter) -> None:
        pad = self._face.pad
        words = Run(self._fitting(_sub_words(self._view)), "label", "ink2")
        if self._view.state is TileState.NO_READING or self._has_no_drawing():
            ink = _DRESS[self._view.state].ink
            words = Run(words.text, "label", "ink2" if ink == "ink" else ink)
            paint_runs(painter, pad, _SUB_BASE, (words,))
            return
        left = self.width() - pad - words.width
        paint_runs(painter, left, _SUB_BASE, (words,))
        drawn = QRect(pad, 0, left - 10 - pad, self.height())
        if self._view.bar is not None:
            _paint_bar(painter, drawn, self._view.bar)
        else:
            _paint_scale(painter, drawn, self._view.scale or 0.0)

    def _fitting(self, words: str) -> str:
        """As many parts of a sub-line as have room; the first in any case."""
        parts = words.split(_BETWEEN)
        room = self.width() - 2 * self._face.pad
        while len(parts) > 1 and Run(_BETWEEN.join(parts), "label").width > room:
            parts.pop()
        return _BETWEEN.join(parts)

    def _has_no_drawing(self) -> bool:
        return self._view.bar is None and self._view.scale is None


def _runs(view: TileView, numeral: str, unit: str, inks: tuple[str, str]) -> tuple[Run, ...]:
    """The number with its unit; a dash where there is none."""
    if view.state is TileState.NO_READING:
        return (Run(EN_DASH, numeral, "ink2"),)
    number = Run(view.value, numeral, inks[0])
    return (number, Run(view.unit, unit, inks[1], 5)) if view.unit else (number,)


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
    second = "" if view.beside is None else _spoken(view.beside)
    parts = (value, second, view.sub, view.note, states.get(view.state))
    return ", ".join(part for part in parts if part)
