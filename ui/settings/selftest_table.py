"""The examples of the self-test as a table; what differs stands first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from plexlog.domain.language import gettext as _
from plexlog.services.selftest import ExampleLine
from ui.widgets.icons import icon_pixmap
from ui.widgets.severity import LOOKS
from ui.widgets.theme import worn_theme

_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_VERDICT = 2
_NUMBERS = (3, 4, 5)
_ICON = 16


class SelfTestTable(QAbstractTableModel):
    """One row an example: formula, inputs, verdict, expected, got, tolerance, unit, source."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ExampleLine, ...] = ()
        self._headings = (
            _("Formula"),
            _("Inputs"),
            _("Verdict"),
            _("Expected"),
            _("Got"),
            "±",
            _("Unit"),
            _("Source"),
        )

    def show_lines(self, lines: Sequence[ExampleLine]) -> None:
        """Hold these examples."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def line(self, row: int) -> ExampleLine:
        """The example of a row."""
        return self._lines[row]

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
        line, column = self._lines[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _words(line)[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return _verdict(line, role) if column == _VERDICT else None


def _words(line: ExampleLine) -> tuple[str, ...]:
    return (
        line.formula,
        line.inputs,
        _("agrees") if line.passed else _("DIFFERS"),
        line.expected,
        line.got,
        line.tolerance,
        line.unit,
        line.source,
    )


def _verdict(line: ExampleLine, role: int) -> object:
    """Shape, weight and colour of the verdict."""
    look = LOOKS["ok" if line.passed else "stop"]
    if role == Qt.ItemDataRole.DecorationRole:
        return icon_pixmap(look.icon, look.ink, _ICON)
    if role == Qt.ItemDataRole.ForegroundRole:
        return worn_theme().colour(look.ink)
    if role == Qt.ItemDataRole.FontRole:
        return worn_theme().font("body" if line.passed else "strong")
    return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    return _RIGHT if column in _NUMBERS else _LEFT
