"""A column that scrolls where it is too long, never sideways."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid


class _Inside(QWidget):
    """What scrolls. It takes the width it is given; where words wrap, its height follows."""

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        height = 0 if wraps else self.sizeHint().height()
        return QSize(0, height)  # a part that is too wide moves nothing else out of sight


def show_whole(part: QWidget) -> None:
    """Scroll what a part stands in so that all of it is in sight, once it has got its size."""
    QTimer.singleShot(0, partial(_scroll_to, part))


def _scroll_to(part: QWidget) -> None:
    if not isValid(part) or not part.isVisible():
        return
    around = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(part, 0, 8)


class ScrollColumn(QScrollArea):
    """Parts under each other in `column`; they stand at the top and scroll when there are many.

    `ScrollColumn(name)`; `column.insertWidget(place, part)` or `add(part)`.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inside = _Inside(self)
        self.inside.setProperty("fill", "none")
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addStretch(1)
        self.setWidget(self.inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)

    def add(self, part: QWidget) -> None:
        """Put a part under the others."""
        self.column.insertWidget(self.column.count() - 1, part)
