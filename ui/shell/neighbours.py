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
_HEIGHT = 76
_ICON = 14


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

    def event(self, event: QEvent) -> bool:
        return clicked_by_key(self, event) or super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = worn_theme()
        painter = QPainter(self)
        line, width = ("railOn", FOCUS_WIDTH) if self.hasFocus() else ("railInk", 1)
        lit = self.underMouse() or self.hasFocus()
        paint_box(painter, self.rect(), Box("railActive" if lit else "", line, width, 6))
        paint_chair(painter, QRect(7, 7, 20, 20), self._view.chair)
        painter.setPen(theme.colour("railOn"))
        fits = text_width(self._view.initials, "strong") <= _WIDTH - 34
        painter.setFont(theme.font("strong" if fits else "hintBold"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(32, 7, _WIDTH - 34, 20), left, self._view.initials)
        painter.setFont(theme.font("hintBold"))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRect(0, 27, _WIDTH, 16), centre, self._view.elapsed)
        painter.setFont(theme.font("hint"))
        paint_icon(painter, QRect(7, 44, _ICON, _ICON), self._view.icon, "railOn")
        painter.drawText(QRect(24, 43, _WIDTH - 26, 16), left, self._view.state)
        painter.setFont(theme.font("hintBold"))
        painter.drawText(QRect(0, 58, _WIDTH, 15), centre, self._view.time)
        painter.end()

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit(self._view.key)


class Neighbours(QWidget):
    """All of them, one under the other; hidden where there is none."""

    wanted = Signal(str)  # session key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[NeighbourItem] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(6)
        self.setAccessibleName(_("Running sessions"))
        self.hide()

    @property
    def items(self) -> tuple[NeighbourItem, ...]:
        """The sessions that are shown."""
        return tuple(self._items)

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
            self._column.addWidget(item, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setVisible(bool(views))
