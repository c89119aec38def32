"""The unit's limits as a table, under the phase in which each is looked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from plexlog.domain import wording
from plexlog.domain.findings import Phase
from plexlog.domain.language import gettext as _
from plexlog.services.limits import LimitLine
from ui.widgets.theme import worn_theme

_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_VALUE = 1
_NUMBERS = (_VALUE, 3)
Row = LimitLine | Phase


class LimitTable(QAbstractTableModel):
    """A row for each limit, and one for each phase, which cannot be picked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._headings = (
            _("Limit"),
            _("Value"),
            _("Unit"),
            _("Default"),
            _("Rules that go by it"),
            _("Last change"),
        )

    def show_lines(self, lines: Sequence[LimitLine]) -> None:
        """Hold these limits."""
        rows: list[Row] = []
        for phase in Phase:
            of_it = [line for line in lines if line.phase is phase]
            rows += [phase, *of_it] if of_it else []
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def line(self, row: int) -> LimitLine | None:
        """The limit of a row; None for a phase, and beyond the last row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, LimitLine) else None

    def row_of(self, name: str) -> int:
        """The row of a limit; the first one where it is not listed."""
        limits = [(n, row.name) for n, row in enumerate(self._rows) if isinstance(row, LimitLine)]
        return next((n for n, known in limits if known == name), limits[0][0] if limits else -1)

    def phase_rows(self) -> list[int]:
        """The rows of the phases."""
        return [number for number, row in enumerate(self._rows) if isinstance(row, Phase)]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

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

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.line(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row)[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return _look(row, column, role)


def _look(row: Row, column: int, role: int) -> object:
    if role == Qt.ItemDataRole.ForegroundRole and isinstance(row, Phase):
        return worn_theme().colour("primary")
    if role == Qt.ItemDataRole.FontRole and _is_bold(row, column):
        return worn_theme().font("strong")
    return None


def _words(row: Row) -> tuple[str, ...]:
    if isinstance(row, Phase):
        return (phase_words(row), "", "", "", "", "")
    last = row.last
    return (
        row.label,
        row.value if row.is_default else _("changed {value}").format(value=row.value),
        row.unit,
        row.default,
        _rules(row.rules),
        wording.MISSING if last is None else f"{wording.day(last.at.day)} {last.by}",
    )


def _rules(codes: Sequence[str]) -> str:
    """The first rule, and how many more there are: the foot of the page names them all."""
    first, *others = codes
    return f"{first} +{len(others)}" if others else first


def _is_bold(row: Row, column: int) -> bool:
    return isinstance(row, Phase) or (column == _VALUE and not row.is_default)


def _alignment(column: int) -> Qt.AlignmentFlag:
    return _RIGHT if column in _NUMBERS else _LEFT


def phase_words(phase: Phase) -> str:
    """A phase as a heading."""
    return {
        Phase.ORDER: _("The order"),
        Phase.BEFORE: _("Before the session"),
        Phase.RUN: _("The run"),
        Phase.CLOSE: _("The close"),
    }[phase]
