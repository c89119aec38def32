"""Pages laid out otherwise in a narrow window, so that none has to be scrolled sideways."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

LEAST = 856  # of a page at 960 x 540, which is 1920 x 1080 at 200 %
NARROW = 1176  # below this three columns have no room beside each other
READABLE = 340  # the least height of a part that scrolls by itself


class FoldingPage(QWidget):
    """`lay_narrow(is_narrow)` is called whenever the window has become narrow or wide again."""

    _is_narrow = False

    def lay_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - as setVisible
        """Put the parts into their places for such a window."""
        raise NotImplementedError

    def minimumSizeHint(self) -> QSize:
        """A wide page never holds the window open: in less room it is laid out otherwise."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), LEAST), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_narrow = event.size().width() < NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self.lay_narrow(is_narrow)
        super().resizeEvent(event)


class FoldingRow(QWidget):
    """Parts beside each other with their shares of the width; under each other below `least`."""

    def __init__(
        self,
        parts: Sequence[QWidget],
        least: int,
        parent: QWidget,
        shares: Sequence[int] = (),
    ) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self._least = least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for part, share in zip(parts, shares or [1] * len(parts), strict=True):
            self._row.addWidget(part, share)
        self.setProperty("fill", "none")

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part: beside each other they only stand where there is room."""
        wide = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(under if event.size().width() < self._least else beside)
        super().resizeEvent(event)


Cell = tuple[int, int, int, int]  # row, column, rows, columns


def place_again(grid: QGridLayout, parts: dict[QWidget, Cell], row_height: int = 0) -> None:
    """Put parts that are in a grid into other cells, each row so high at least."""
    for part in parts:
        grid.removeWidget(part)
    for part, cell in parts.items():
        grid.addWidget(part, *cell)
    rows = {row for row, _column, _rows, _columns in parts.values()}
    for row in range(grid.rowCount()):
        grid.setRowMinimumHeight(row, row_height if row in rows else 0)
        grid.setRowStretch(row, 1 if row in rows else 0)
