"""The patients of the unit as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.unit import PatientLine
from ui.forms.person import age_words

_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_COURSES = 5


class PatientTable(QAbstractTableModel):
    """One row a patient: name, sex and age, birth date, record number, courses."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[PatientLine, ...] = ()
        self._today = date.min
        self._headings = (
            _("Name"),
            _("Sex"),
            _("Age"),
            _("Born"),
            _("Record number"),
            _("Courses"),
        )

    def show_lines(self, lines: Sequence[PatientLine], today: date) -> None:
        """Hold these patients."""
        self.beginResetModel()
        self._lines, self._today = tuple(lines), today
        self.endResetModel()

    def line(self, row: int) -> PatientLine:
        """The patient of a row."""
        return self._lines[row]

    def row_of(self, patient_key: str) -> int:
        """The row of a patient; -1 where they are not listed."""
        keys = [line.patient_key for line in self._lines]
        return keys.index(patient_key) if patient_key in keys else -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(self._lines[index.row()])[index.column()]
        return _alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _words(self, line: PatientLine) -> tuple[str, ...]:
        return (
            f"{wording.in_capitals(line.family_name)}, {line.given_name}",
            line.sex or wording.MISSING,
            age_words(line.birth_date, self._today) or wording.MISSING,
            line.birth_date,
            line.record_number,
            wording.number(line.courses),
        )


def _alignment(column: int) -> Qt.AlignmentFlag:
    return _RIGHT if column == _COURSES else _LEFT
