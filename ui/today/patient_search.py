"""The search field of the board: patients as one types, in a list under the field."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from plexlog.domain.unit import PatientLine
from ui.forms.person import sex_sign
from ui.widgets.icons import paint_icon
from ui.widgets.painting import Box, Run, middle_baseline, paint_box, paint_runs

_ROW = 44
_KEYS_OF_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up)
_Index = QModelIndex | QPersistentModelIndex


class FoundPatients(QAbstractListModel):
    """The patients that answer a search, one line each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[PatientLine, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line_words(line)
        return QSize(0, _ROW) if role == Qt.ItemDataRole.SizeHintRole else None

    def show_lines(self, lines: Sequence[PatientLine]) -> None:
        """Hold other patients."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def line(self, row: int) -> PatientLine:
        """The patient of a row."""
        return self._lines[row]


class PatientSearch(QLineEdit):
    """Finds a patient as one types; arrows walk the list, Enter opens, Esc leaves."""

    asked = Signal(str)  # the text, with every key
    patient_chosen = Signal(str)  # patient key

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = FoundPatients(self)
        self._host = parent
        self._list = QListView(parent)
        self._shortcut = QShortcut(_KEY, parent)
        self.setObjectName("patient_search")
        self._lay_out()
        self.textEdited.connect(self.asked)
        self._list.clicked.connect(self._on_clicked)
        self._shortcut.activated.connect(self._on_called)

    @property
    def results(self) -> QListView:
        """The list under the field."""
        return self._list

    @Slot(object)
    def show_found(self, lines: Sequence[PatientLine]) -> None:
        """Show who answers the search."""
        self._model.show_lines(lines)
        self._list.setCurrentIndex(self._model.index(0, 0))
        top = self.mapTo(self._host, self.rect().bottomLeft())
        self._list.setGeometry(top.x(), top.y() + 6, self.width(), len(lines) * _ROW + 8)
        self._list.setVisible(bool(lines))
        self._list.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS_OF_LIST and self._list.isVisible():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = (self._list.currentIndex().row() + step) % self._model.rowCount()
            self._list.setCurrentIndex(self._model.index(row, 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.show_found(())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._list.hide()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        paint_icon(painter, QRect(13, (self.height() - 18) // 2, 18, 18), "search", "ink2")
        key = Run(_KEY.replace("+", " "), "hintBold", "ink2")
        at = QRect(self.width() - key.width - 26, (self.height() - 22) // 2, key.width + 16, 22)
        paint_box(painter, at, Box("sunken", "line", 1, 4))
        paint_runs(painter, at.left() + 8, middle_baseline(at, "hintBold"), (key,))
        painter.end()

    def _lay_out(self) -> None:
        words = _("Find a patient: name, record number or birth date")
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({_KEY})")
        self.setTextMargins(30, 0, 76, 0)
        self._list.setModel(self._model)
        self._list.setObjectName("found_patients")
        self._list.setAccessibleName(_("Patients found"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.hide()

    def _choose(self, index: _Index) -> None:
        if self._list.isVisible() and index.isValid():
            key = self._model.line(index.row()).patient_key
            self.clear()
            self.show_found(())
            self.patient_chosen.emit(key)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index)

    @Slot()
    def _on_called(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()


def line_words(line: PatientLine) -> str:
    """A patient in one line: who, when born, which number."""
    person = " ".join(part for part in (sex_sign(line.sex), line.birth_date) if part)
    name = f"{line.family_name.upper()}, {line.given_name}"
    return f"{name}    {person}    {_('MRN')} {line.record_number}"


_KEY = "Ctrl+K"
