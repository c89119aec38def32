"""Running sessions that are not in sight, in the rail: whose, how long, when vitals are due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.shell.chair import Chair, paint_chair
from ui.widgets.buttons import clicked_by_key, text_width
from ui.widgets.icons import paint_icon
from ui.widgets.painting import FOCUS_WIDTH, Box, paint_box
from ui.widgets.theme import worn_theme

_WIDTH = 64
_HEIGHT, _LOW_HEIGHT = 76, 44
_ICON = 14
_SMALL_ICON = 12
_FRAME = 3  # what is painted keeps clear of the frame
_TOP, _GAP = 8, 6
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class NeighbourView:
    """One running session, worded."""

    key: str
    chair: Chair
    initials: str
    elapsed: str
    icon: str
    state: str  # "due in", "due", "late", "paused", "no vitals due"
    time: str
    spoken: str


class NeighbourItem(QPushButton):
    """Letter and initials, elapsed, and what its vitals wait for; brings its window forward."""

    wanted = Signal(str)  # session key

    def __init__(self, view: NeighbourView, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._is_low = False
        self.setObjectName(f"neighbour_{view.key}")
        self.setFixedSize(_WIDTH, _HEIGHT)
        self.setAutoDefault(False)
        self.setShortcut(f"Ctrl+F{number + 1}")
        self.show_view(view)
        self.clicked.connect(self._on_clicked)

    @property
    def view(self) -> NeighbourView:
        """What is shown."""
        return self._view

    def show_view(self, view: NeighbourView) -> None:
        """Show newer times."""
        self._view = view
        self.setAccessibleName(view.spoken)
        self.setToolTip(f"{view.spoken} ({self.shortcut().toString()})")
        self.update()

    def set_low(self, *, is_low: bool) -> None:
        """Show whose it is and when vitals are due alone; the rest is told by the tooltip."""
        self._is_low = is_low
        self.setFixedHeight(_LOW_HEIGHT if is_low else _HEIGHT)
        self.update()

    def event(self, event: QEvent) -> bool:
        return clicked_by_key(self, event) or super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_frame(painter)
        top = 3 if self._is_low else 7
        self._paint_whose(painter, top)
        if self._is_low:
            self._paint_state(painter, top + 19, self._view.time or self._view.state, "hint")
        else:
            self._paint_times(painter)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        line, width = ("railOn", FOCUS_WIDTH) if self.hasFocus() else ("railInk", 1)
        lit = self.underMouse() or self.hasFocus()
        paint_box(painter, self.rect(), Box("railActive" if lit else "", line, width, 6))

    def _paint_whose(self, painter: QPainter, top: int) -> None:
        theme = worn_theme()
        paint_chair(painter, QRect(7, top, 20, 20), self._view.chair)
        painter.setPen(theme.colour("railOn"))
        fits = text_width(self._view.initials, "strong") <= _WIDTH - 34
        painter.setFont(theme.font("strong" if fits else "hintBold"))
        painter.drawText(QRect(32, top, _WIDTH - 34, 20), _LEFT, self._view.initials)

    def _paint_times(self, painter: QPainter) -> None:
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(worn_theme().font("hintBold"))
        painter.drawText(QRect(0, 27, _WIDTH, 16), centre, self._view.elapsed)
        self._paint_state(painter, 43, self._view.state, "hint")
        painter.setFont(worn_theme().font("hintBold"))
        painter.drawText(QRect(0, 58, _WIDTH, 15), centre, self._view.time)

    def _paint_state(self, painter: QPainter, top: int, words: str, font: str) -> None:
        """What vitals wait for, by its shape, with a word or a time."""
        painter.setFont(worn_theme().font(font))
        icon, left = state_places(text_width(words, font), is_low=self._is_low)
        paint_icon(painter, icon.translated(0, top + 1), self._view.icon, "railOn")
        painter.drawText(QRect(left, top, _WIDTH - left, 16), _LEFT, words)

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit(self._view.key)


def state_places(words: int, *, is_low: bool) -> tuple[QRect, int]:
    """Where the icon stands, and where words of that width begin; closer where they are long."""
    left, icon, gap = (4 if is_low else 7), _ICON, 3
    if left + icon + gap + words > _WIDTH - _FRAME:
        left, icon, gap = _FRAME, _SMALL_ICON, 2
    return QRect(left, (_ICON - icon) // 2, icon, icon), left + icon + gap


class Neighbours(QWidget):
    """All of them, one under the other; hidden where there is none."""

    wanted = Signal(str)  # session key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[NeighbourItem] = []
        self._is_low = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, _TOP, 0, 0)
        self._column.setSpacing(_GAP)
        self.setAccessibleName(_("Running sessions"))
        self.hide()

    @property
    def items(self) -> tuple[NeighbourItem, ...]:
        """The sessions that are shown."""
        return tuple(self._items)

    def need(self, *, is_low: bool) -> int:
        """The height of all of them."""
        count = len(self._items)
        one = _LOW_HEIGHT if is_low else _HEIGHT
        return _TOP + count * one + (count - 1) * _GAP if count else 0

    def set_low(self, *, is_low: bool) -> None:
        """Take less height, where the window has little."""
        self._is_low = is_low
        for item in self._items:
            item.set_low(is_low=is_low)

    def show_neighbours(self, views: Sequence[NeighbourView]) -> None:
        """Show these; the focus stays where it was."""
        if [one.key for one in views] == [item.view.key for item in self._items]:
            for item, view in zip(self._items, views, strict=True):
                item.show_view(view)
            return
        for item in self._items:
            self._column.removeWidget(item)
            item.hide()
            item.deleteLater()
        self._items = [NeighbourItem(view, number, self) for number, view in enumerate(views)]
        for item in self._items:
            item.wanted.connect(self.wanted)
            item.set_low(is_low=self._is_low)
            self._column.addWidget(item, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setVisible(bool(views))
