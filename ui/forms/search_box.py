"""A line in which one types to find something; what is found stands in a list under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.searching import MOST_SUGGESTED

_ROW = 44
_KEYS_OF_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that answers the search."""

    key: str
    words: str


class FoundList(QAbstractListModel):
    """What answers a search, one line each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[Found, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._found[index.row()].words
        return QSize(0, _ROW) if role == Qt.ItemDataRole.SizeHintRole else None

    def show_found(self, found: Sequence[Found]) -> None:
        """Hold other lines."""
        self.beginResetModel()
        self._found = tuple(found)
        self.endResetModel()

    def key(self, row: int) -> str:
        """The key of a row."""
        return self._found[row].key


class SearchBox(QLineEdit):
    """Arrows walk what was found, Enter takes it, Esc leaves. The list lies over `host`."""

    asked = Signal(str)  # the text, with every key
    chosen = Signal(str)  # key of what was taken

    def __init__(self, name: str, host: QWidget, parent: QWidget, least_width: int = 0) -> None:
        super().__init__(parent)
        self._host = host
        self._least_width = least_width
        self._model = FoundList(self)
        self._list = QListView(host)
        self._list.setModel(self._model)
        self._list.setObjectName("found")
        self._list.setAccessibleName(name)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.hide()
        self.setAccessibleName(name)
        self.textEdited.connect(self.asked)
        self._list.clicked.connect(self._on_clicked)

    @property
    def results(self) -> QListView:
        """The list under the line."""
        return self._list

    def show_found(self, found: Sequence[Found]) -> None:
        """Show the first of what answers the search; that there is more, or nothing, is said."""
        if len(found) > MOST_SUGGESTED:
            found = [*found[:MOST_SUGGESTED], Found("", _("And more: type on"))]
        if not found and self.text().strip():
            found = [Found("", _("Nothing found for “{text}”").format(text=self.text().strip()))]
        self._model.show_found(found)
        self._list.setCurrentIndex(self._model.index(0, 0))
        at = self._host.mapFromGlobal(self.mapToGlobal(QPoint(0, self.height() + 6)))
        wide = min(max(self.width(), self._least_width), self._host.width() - at.x() - 8)
        tall = min(len(found) * _ROW + 8, self._host.height() - at.y() - 8)
        self._list.setGeometry(at.x(), at.y(), wide, tall)
        self._list.setVisible(bool(found))
        self._list.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_open = self._list.isVisible()
        if event.key() in _KEYS_OF_LIST and is_open:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = (self._list.currentIndex().row() + step) % self._model.rowCount()
            self._list.setCurrentIndex(self._model.index(row, 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_open:
            self._take(self._list.currentIndex())
        elif event.key() == Qt.Key.Key_Escape and (is_open or self.text()):
            self.clear()
            self.show_found(())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._list.hide()
        super().focusOutEvent(event)

    def _take(self, index: _Index) -> None:
        key = self._model.key(index.row()) if index.isValid() else ""
        if key:
            self.clear()
            self.show_found(())
            self.chosen.emit(key)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._take(index)
