"""What a table of lines reads: rows of one kind, columns of text, nothing to type into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
LineT = TypeVar("LineT")
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LineModel(QAbstractTableModel, Generic[LineT]):
    """A table says its headings, which columns are numbers, and the words of a line.

    `show_lines` resets it. What else a cell shows, colour or icon, `look` says.
    """

    HEADINGS: ClassVar[tuple[str, ...]]
    NUMBERS: ClassVar[tuple[int, ...]] = ()  # columns that stand right

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[LineT, ...] = ()

    def words(self, line: LineT) -> tuple[str, ...]:
        """What a line says, in the order of the headings."""
        raise NotImplementedError

    def look(self, line: LineT, column: int, role: int) -> object:
        """What a cell is beside its words; of most nothing."""
        del line, column, role
        return None

    @property
    def lines(self) -> tuple[LineT, ...]:
        """All it holds."""
        return self._lines

    def line(self, row: int) -> LineT | None:
        """What stands in a row; None beyond the last."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def show_lines(self, lines: Sequence[LineT]) -> None:
        """Hold these alone."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def add_lines(self, lines: Sequence[LineT]) -> None:
        """Hold these too, under those there are."""
        first = len(self._lines)
        self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
        self._lines += tuple(lines)
        self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else len(self.HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.HEADINGS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.HEADINGS[section]
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(line)[column]  # the tip where the column is too narrow
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        return self.look(line, column, role)

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return _RIGHT if column in self.NUMBERS else _LEFT
