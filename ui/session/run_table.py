"""The kept rows of a run: a table over readings, the last three in view, the rest by scrolling."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from plexlog.domain import wording
from plexlog.domain.fields import Severity
from plexlog.domain.records import Reading
from ui.session.run_columns import COLUMNS, Column, rules, shown_in_columns, spans
from ui.widgets.icons import paint_icon
from ui.widgets.painting import Run, middle_baseline, paint_line, paint_runs, runs_width
from ui.widgets.theme import worn_theme

LATE_MIN = 15.0
ROW = 29  # 28 and its hairline
SHOWN_ROWS = 3
HEADING = 41
_LEFT = ("at",)  # columns set left; the rest stand right under their headings
_MIDDLE = ("pressure",)
Index = QModelIndex | QPersistentModelIndex


class ReadingsModel(QAbstractTableModel):
    """Readings by time, a column for each of the grid."""

    FLAG = Qt.ItemDataRole.UserRole  # the flag of a cell, or None
    LATE = Qt.ItemDataRole.UserRole + 1  # whether the row was entered late

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._readings: tuple[Reading, ...] = ()

    def show_readings(self, readings: Sequence[Reading]) -> None:
        """Show these rows."""
        if tuple(readings) == self._readings:
            return
        self.beginResetModel()
        self._readings = tuple(readings)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._readings)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return f"{COLUMNS[section].heading} {COLUMNS[section].unit}".strip()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        reading, column = self._readings[index.row()], COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(reading, column)
            case Qt.ItemDataRole.ToolTipRole:
                return _details(reading)
            case self.FLAG:
                return _flag(reading, column)
            case self.LATE:
                return is_late(reading)
            case _:
                return None


def is_late(reading: Reading) -> bool:
    """Whether a row was entered more than a quarter of an hour after its time."""
    entered = reading.entered_at
    return entered is not None and entered.minutes_since(reading.at) > LATE_MIN


def _text(reading: Reading, column: Column) -> str:
    values = [reading.values.get(declared.code) for declared in column.fields]
    match column.key:
        case "at":
            return wording.clock(reading.at)
        case "by":
            return wording.initials(reading.by or "") or wording.MISSING
        case "pressure":
            return wording.pressure(values[0], values[1])
        case _:
            return wording.quantity(column.fields[0], values[0])


def _flag(reading: Reading, column: Column) -> wording.Flag | None:
    found = [
        flag
        for declared in column.fields
        if (flag := wording.flag(declared, reading.values.get(declared.code))) is not None
    ]
    return max(found, key=lambda flag: flag.severity, default=None)


def _details(reading: Reading) -> str:
    """What a row holds beside its columns."""
    shown = shown_in_columns()
    lines = [
        f"{code}: {measured.value}"
        for code, measured in reading.values.items()
        if code not in shown
    ]
    if is_late(reading) and reading.entered_at is not None:
        lines.append(_("late, entered {time}").format(time=reading.entered_at.clock))
    if reading.note:
        lines.append(reading.note)
    return "\n".join(lines)


class _Cells(QStyledItemDelegate):
    """Paints a cell: right under its heading, flagged with a triangle and bold ask ink."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QRect = option.rect
        column = COLUMNS[index.column()]
        left, width = spans(self._table.width())[index.column()]
        rect = QRect(left, row.top(), width, row.height())
        flag = index.data(ReadingsModel.FLAG)
        is_asked = flag is not None and flag.severity >= Severity.NOTICE
        ink = "askInk" if is_asked else "ink"
        runs = [Run(str(index.data()), "strong" if is_asked else "body", ink)]
        if column.key == "at" and index.data(ReadingsModel.LATE):
            runs.append(Run(_("late"), "hint", "ink2", 5))
        left = _start(rect, column, runs_width(runs))
        paint_runs(painter, left, middle_baseline(rect, "body"), runs)
        if is_asked:
            icon = QRect(left - 19, rect.center().y() - 7, 14, 14)
            paint_icon(painter, icon, "triangle-alert", "askInk")


def _start(rect: QRect, column: Column, width: int) -> int:
    if column.key in _LEFT:
        return rect.left()
    if column.key in _MIDDLE:
        return rect.left() + (rect.width() - width) // 2
    return rect.right() - width + 1


class ReadingsTable(QTableView):
    """The kept rows; the newest is in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ReadingsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(_("Readings of the run"))
        self.setObjectName("readings")
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.setFixedHeight(ROW * SHOWN_ROWS)

    def show_readings(self, readings: Sequence[Reading]) -> None:
        """Show the rows and bring the newest into view."""
        self._model.show_readings(sorted(readings, key=lambda reading: reading.at))
        self.scrollToBottom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        placed = spans(self.width())
        rights = [left + width for left, width in placed]
        for number in range(len(COLUMNS)):
            start = 0 if number == 0 else rights[number - 1]
            self.setColumnWidth(number, rights[number] - start)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for row in range(SHOWN_ROWS):
            paint_line(painter, 0, self.width(), ROW * row)
        line = worn_theme().colour("line")
        for x in rules(self.width()):
            painter.fillRect(QRect(x, 0, 1, self.height()), line)
        painter.end()


class GridHeading(QWidget):
    """The names and units of the columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEADING)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for column, (left, width) in zip(COLUMNS, spans(self.width()), strict=True):
            rect = QRect(left, 0, width, HEADING)
            for text, role, baseline in (
                (column.heading, "labelBold", 17),
                (column.unit, "hint", 33),
            ):
                run = Run(text, role, "ink2")
                paint_runs(painter, _start(rect, column, run.width), baseline, (run,))
        line = worn_theme().colour("line")
        for x in rules(self.width()):
            painter.fillRect(QRect(x, 0, 1, HEADING), line)
        painter.end()
