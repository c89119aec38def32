"""Pages laid out otherwise in a narrow window, so that none has to be scrolled sideways."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

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
