"""What verification found, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from plexlog.domain.language import gettext as _
from plexlog.domain.unit import Problem

_Index = QModelIndex | QPersistentModelIndex


class VerifyTable(QAbstractTableModel):
    """A row for each thing that is wrong: whom it is about, where, and what."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()
        self._headings = (_("Whose"), _("Where"), _("What is wrong"), _("Fields"))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Hold these."""
        self.beginResetModel()
        self._problems = tuple(problems)
        self.endResetModel()

    def problem(self, row: int) -> Problem | None:
        """What stands in a row; None beyond the last."""
        return self._problems[row] if 0 <= row < len(self._problems) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._problems)

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
        one = self._problems[index.row()]
        fields = ", ".join(part for part in (one.about, *one.fields) if part)
        return (one.whose, one.where, one.what, fields)[index.column()]
