"""A table of lines: one row is one thing, Enter or a double click opens it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

_ROW = 44
_DOTS = "…"
_ACROSS = Qt.Orientation.Horizontal


class LineTable(QTableView):
    """Rows of 44; the first column takes the rest of the width.

    Where the widths that were given have no room, each column is as wide as what stands in it,
    and the table scrolls sideways. What is cut at the edge ends with dots; no number is cut.
    """

    opened = Signal(QModelIndex)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widths: tuple[int, ...] = ()
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_Cell(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        heads = _Heads(self)
        self.setHorizontalHeader(heads)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self.opened)

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802 - Qt calls it
        """Qt's own; with other lines the columns may need other widths."""
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self._fit)
            model.rowsInserted.connect(self._fit)

    def set_widths(self, widths: Sequence[int]) -> None:
        """Give the columns their widths; the first grows with the window."""
        self._widths = tuple(widths)
        self._fit()

    def set_row_height(self, pixels: int) -> None:
        """Take another height of the rows, for tables that are read rather than touched."""
        self.verticalHeader().setDefaultSectionSize(pixels)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        room = self.viewport().width()
        widths = [
            max(wide, self._needed(column)) if self._is_number(column) else wide
            for column, wide in enumerate(self._widths)
        ]
        if sum(widths) > room:
            widths = [min(wide, self._needed(column)) for column, wide in enumerate(widths)]
        for column, wide in enumerate(widths):
            self.setColumnWidth(column, wide if column else max(wide, room - sum(widths[1:])))

    def _is_number(self, column: int) -> bool:
        side = self.model().headerData(column, _ACROSS, Qt.ItemDataRole.TextAlignmentRole)
        return isinstance(side, Qt.AlignmentFlag) and bool(side & Qt.AlignmentFlag.AlignRight)

    def _needed(self, column: int) -> int:
        head = self.horizontalHeader().sectionSizeHint(column)
        return max(head, self.sizeHintForColumn(column))


class _Heads(QHeaderView):
    """The headings; one that is cut at the edge ends with dots."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(_ACROSS, table)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt calls it
        super().paintSection(painter, rect.intersected(self.viewport().rect()), section)


class _Cell(QStyledItemDelegate):
    """A cell in the part of it that can be seen: a number that is cut would be another number."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        seen = QStyleOptionViewItem(option)
        seen.rect = option.rect.intersected(self._table.viewport().rect())
        super().paint(painter, seen, index)

    def initStyleOption(  # noqa: N802 - Qt calls it
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        is_cut = 0 < option.rect.width() < self._table.columnWidth(index.column()) - 1
        if is_cut and option.displayAlignment & Qt.AlignmentFlag.AlignRight:
            option.text = _DOTS
