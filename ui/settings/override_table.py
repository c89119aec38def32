"""Overridden findings as a table, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.overridden import Overridden
from plexlog.services.overrides import finding_words

_Index = QModelIndex | QPersistentModelIndex
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class OverrideTable(QAbstractTableModel):
    """A row for each: what, why, when, who and of whom."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Overridden, ...] = ()
        self._headings = (_("Finding"), _("Going on, because"), _("When"), _("Who"), _("Patient"))

    def show_lines(self, lines: Sequence[Overridden]) -> None:
        """Hold these lines alone."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def line(self, row: int) -> Overridden | None:
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
        if not index.isValid() or role not in _SAID:
            return None
        one = self._lines[index.row()]
        words = (finding_words(one.finding), one.reason, wording.moment(one.at), one.by)
        return (*words, whose(one))[index.column()]


def whose(one: Overridden) -> str:
    """Of whom, and in which session."""
    if one.session_number is None:
        return _("{patient}, order").format(patient=one.patient)
    return _("{patient}, session {number}").format(
        patient=one.patient, number=wording.number(one.session_number)
    )
