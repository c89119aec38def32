"""Changes of the record as a table, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.services.history_search import HistoryLine

_Index = QModelIndex | QPersistentModelIndex


class HistoryTable(QAbstractTableModel):
    """A row for each change: what, from what to what, when, who and of whom."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[HistoryLine, ...] = ()
        self._headings = (_("Change"), _("What"), _("When"), _("Who"), _("Patient"))

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Hold these lines alone."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def add_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Hold these too, under those there are."""
        first = len(self._lines)
        self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
        self._lines += tuple(lines)
        self.endInsertRows()

    def line(self, row: int) -> HistoryLine | None:
        """What stands in a row; None beyond the last."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        is_shown = role == Qt.ItemDataRole.DisplayRole and section < len(self._headings)
        if orientation is not Qt.Orientation.Horizontal or not is_shown:
            return None
        return self._headings[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        return _words(self._lines[index.row()])[index.column()]


def _words(line: HistoryLine) -> tuple[str, ...]:
    return (line.change, line.what, wording.moment(line.at), line.who, line.whom)
