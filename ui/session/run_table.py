"""The kept rows of a run: a table over readings, the last ones in view, the rest by scrolling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from plexlog.domain import wording
from plexlog.domain.fields import Severity
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Reading
from plexlog.services.row_findings import RowMarks, Trend
from ui.session.run_cell_words import cell_text, details, is_corrected
from ui.session.run_columns import COLUMNS, Column, rules, spans
from ui.widgets.box_frame import STORY_KEY
from ui.widgets.icons import paint_icon
from ui.widgets.painting import (
    FOCUS_WIDTH,
    Box,
    Run,
    middle_baseline,
    paint_box,
    paint_line,
    paint_runs,
    runs_width,
)
from ui.widgets.theme import worn_theme

ROW = 29  # 28 and its hairline
SHOWN_ROWS = 3  # at least; a larger screen shows more
HEADING = 41
_ARROWS = {True: "arrow-up", False: "arrow-down"}
_LEFT = ("at",)  # columns set left; the rest stand right under their headings
_MIDDLE = ("pressure",)
Index = QModelIndex | QPersistentModelIndex


class ReadingsModel(QAbstractTableModel):
    """Readings by time, a column for each of the grid."""

    FLAG = Qt.ItemDataRole.UserRole  # the flag of a cell, or None
    LATE = Qt.ItemDataRole.UserRole + 1  # whether the row was entered late
    CORRECTED = Qt.ItemDataRole.UserRole + 2  # whether a value was corrected after it was kept
    ENTERED = Qt.ItemDataRole.UserRole + 4  # the time at which the row was entered
    TREND = Qt.ItemDataRole.UserRole + 3  # how a value stands to the one before the start

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._readings: tuple[Reading, ...] = ()
        self._columns = COLUMNS
        self._marks = RowMarks()
        self._told: dict[int, Callable[[Reading, Column, RowMarks], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.ToolTipRole: self._details,
            Qt.ItemDataRole.AccessibleDescriptionRole: self._details,
            self.FLAG: _severity,
            self.LATE: lambda row, _column, marks: marks.is_late(row),
            self.CORRECTED: lambda row, column, _marks: is_corrected(row, column),
            self.ENTERED: lambda row, _column, _marks: wording.clock(row.entered_at),
            self.TREND: _trend,
        }

    def _text(self, row: Reading, column: Column, _marks: RowMarks) -> str:
        return cell_text(row, column, self._columns)

    def _details(self, row: Reading, _column: Column, marks: RowMarks) -> str:
        return details(row, marks, self._columns)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns from left to right."""
        return self._columns

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Show the columns of another machine."""
        self.beginResetModel()
        self._columns = columns
        self.endResetModel()

    def show_readings(self, readings: Sequence[Reading], marks: RowMarks) -> bool:
        """Show these rows; False where they are shown already."""
        if _are_same(readings, self._readings) and marks == self._marks:
            return False
        self.beginResetModel()
        self._readings = tuple(readings)
        self._marks = marks
        self.endResetModel()
        return True

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._readings)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    @property
    def marks(self) -> RowMarks:
        """What is marked in the rows."""
        return self._marks

    def reading(self, row: int) -> Reading:
        """The reading of a row."""
        return self._readings[row]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        return f"{column.heading} {column.unit}".strip()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        reading, column = self._readings[index.row()], self._columns[index.column()]
        told = self._told.get(role)
        return None if told is None else told(reading, column, self._marks)


def _are_same(rows: Sequence[Reading], others: Sequence[Reading]) -> bool:
    """Whether rows tell the same."""
    return len(rows) == len(others) and all(
        row is other or _with_entries(row) == _with_entries(other)
        for row, other in zip(rows, others, strict=True)
    )


def _with_entries(row: Reading) -> object:
    """What tells a row apart, when a value was entered too: a corrected one may look the same."""
    return row, [(one.entered_at, one.flag) for one in row.values.values()]


def _severity(reading: Reading, column: Column, marks: RowMarks) -> Severity | None:
    """The hardest of what was said of the column's values: at their entry, or by a rule."""
    found = []
    for declared in column.fields:
        flag = wording.flag(declared, reading.values.get(declared.code))
        finding = marks.findings.get((reading.key, declared.code))
        found += [one.severity for one in (flag, finding) if one is not None]
    return max(found, default=None)


def _trend(reading: Reading, column: Column, marks: RowMarks) -> Trend | None:
    """The change of the column's first value, where it is more than a repeat gives."""
    trends = [marks.trend(reading, declared.code) for declared in column.fields]
    return next((one for one in trends[:1] if one is not None and one.is_change), None)


@dataclass(frozen=True, slots=True)
class _Told:
    """A row with all that its picture shows."""

    reading: Reading
    marks: RowMarks  # its own
    width: int
    ratio: float  # pixels of the screen to one of ours
    columns: tuple[Column, ...]

    def is_as(self, other: _Told) -> bool:
        """Whether the other's picture is this one's; a corrected row is another."""
        mine = (self.marks, self.width, self.ratio, self.columns)
        theirs = (other.marks, other.width, other.ratio, other.columns)
        return self.reading is other.reading and mine == theirs


def _drawn(told: _Told) -> QPixmap:
    picture = QPixmap(QSize(told.width, ROW) * told.ratio)
    picture.setDevicePixelRatio(told.ratio)
    picture.fill(worn_theme().colour("surface"))
    painter = QPainter(picture)
    columns = told.columns
    for column, (left, width) in zip(columns, spans(told.width, columns), strict=True):
        text = cell_text(told.reading, column, columns)
        cell = (told.reading, column, told.marks)
        _paint_cell(painter, QRect(left, 0, width, ROW), text, cell)
    painter.end()
    return picture


def _paint_cell(
    painter: QPainter, rect: QRect, text: str, told: tuple[Reading, Column, RowMarks]
) -> None:
    """Paint a cell: right under its heading, flagged with a triangle and bold ask ink."""
    reading, column, found = told
    severity = _severity(*told)
    is_asked = severity is not None and severity >= Severity.NOTICE
    ink = "askInk" if is_asked else "ink"
    runs = [Run(text, "strong" if is_asked else "body", ink)]
    if column.key == "at":
        runs += time_marks(reading, found, rect.width() - runs_width(runs))
    change = _trend(*told)
    is_pasted = column.key == "by" and reading.taken_from is not None
    marks = [
        (icon, size, tint)
        for icon, size, tint in (
            ("" if change is None else _ARROWS[change.difference > 0], 13, ink),
            ("triangle-alert" if is_asked else "", 14, "askInk"),
            ("pencil" if is_corrected(reading, column) else "", 12, "ink2"),
            ("hard-drive" if is_pasted else "", 12, "ink2"),
        )
        if icon
    ]
    left = _start(rect, column, runs_width(runs))
    if column.key in _MIDDLE:  # the marks stay within the cell and its ring
        left = max(left, rect.left() + sum(size + 3 for _icon, size, _tint in marks))
    paint_runs(painter, left, middle_baseline(rect, "body"), runs)
    for icon, size, tint in marks:
        left -= size + 3
        at = QRect(left, rect.center().y() - size // 2, size, size)
        paint_icon(painter, at, icon, tint)


def time_marks(reading: Reading, found: RowMarks, room: int) -> list[Run]:
    """What is marked beside a row's time; when it was entered only where there is room for it.

    The tooltip tells it in any case.
    """
    gap = [Run(_("gap"), "hintBold", "askInk", 4)] if reading.key in found.after_gap else []
    if not found.is_late(reading):
        return gap
    entered = wording.clock(reading.entered_at)
    told = [Run(_("late {time}").format(time=entered), "hint", "ink2", 4), *gap]
    return told if runs_width(told) <= room else [Run(_("late"), "hint", "ink2", 4), *gap]


def _start(rect: QRect, column: Column, width: int) -> int:
    if column.key in _LEFT:
        return rect.left()
    if column.key in _MIDDLE:
        return rect.left() + (rect.width() - width) // 2
    return rect.right() - width + 1


class ReadingsTable(QTableView):
    """The kept rows; the newest is in view.

    `correction_wanted(reading, code)` on a double click or Enter on a cell.
    """

    correction_wanted = Signal(object, str)  # the Reading, the code of the cell
    story_wanted = Signal(object, str)  # the Reading, the codes of the cell with + between

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ReadingsModel(self)
        self._pictures: list[tuple[_Told, QPixmap]] = []  # of the rows in view
        self.setModel(self._model)
        self.setAccessibleName(_("Readings of the run"))
        self.setObjectName("readings")
        self.setAccessibleDescription(_("Enter corrects the value of a kept row"))
        self.setTabKeyNavigation(False)  # Tab goes on to the open row
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setMinimumSectionSize(1)
        self._shown = SHOWN_ROWS
        self.setFixedHeight(ROW * self._shown)

    def show_rows(self, count: int) -> None:
        """Have room for so many rows; the newest stay in view."""
        if count != self._shown:
            self._shown = count
            self.setVisible(count > 0)
            self.setFixedHeight(ROW * count)
            self.scrollToBottom()

    def show_readings(self, readings: Sequence[Reading], marks: RowMarks) -> None:
        """Show the rows, in order of time, with their marks; bring the newest into view."""
        if not self._model.show_readings(readings, marks):
            return
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if readings else Qt.FocusPolicy.NoFocus)
        self.scrollToBottom()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():  # the newest row first; Qt would take the oldest
            self.setCurrentIndex(self._model.index(self._model.rowCount() - 1, 1))
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():  # a key held down is one key
            self._want(self.currentIndex())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._want(self.indexAt(event.position().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a cell: of the pointer, or of the cursor where a key asks."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Story\t{key}").format(key=STORY_KEY), self._on_story)
        menu.addAction(_("Correct\tEnter"), self._on_correct)
        menu.popup(event.globalPos())

    @Slot()
    def _on_story(self) -> None:
        self.want_story(self.currentIndex())

    @Slot()
    def _on_correct(self) -> None:
        self._want(self.currentIndex())

    def want_story(self, index: Index) -> None:
        """Ask for the story of a cell; of none where there is no row."""
        if index.isValid():
            column = self._model.columns[index.column()]
            codes = "+".join(one.code for one in column.fields) or COLUMNS[0].key
            self.story_wanted.emit(self._model.reading(index.row()), codes)

    def _want(self, index: Index) -> None:
        if not index.isValid():
            return
        column = self._model.columns[index.column()]
        code = column.fields[0].code if column.fields else COLUMNS[0].key
        self.correction_wanted.emit(self._model.reading(index.row()), code)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_columns()

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Show the columns of another machine."""
        self._model.set_columns(columns)
        self._place_columns()

    def _place_columns(self) -> None:
        placed = spans(self.width(), self._model.columns)
        rights = [left + width for left, width in placed]
        for number in range(len(placed)):
            start = 0 if number == 0 else rights[number - 1]
            self.setColumnWidth(number, rights[number] - start)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rows in view; of those painted before only their pictures."""
        painter = QPainter(self.viewport())
        rows = [(row, self._told(row)) for row in self._rows_in_view()]
        self._pictures = [(told, self._picture(told)) for _row, told in rows]
        for (row, _told), (_same, picture) in zip(rows, self._pictures, strict=True):
            painter.drawPixmap(0, self.rowViewportPosition(row), picture)
        for place in range(self._shown):
            paint_line(painter, 0, self.width(), ROW * place)
        line = worn_theme().colour("line")
        columns = self._model.columns
        for x in rules(self.width(), columns):
            painter.fillRect(QRect(x, 0, 1, self.height()), line)
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            at = self.visualRect(current)
            left, width = spans(self.width(), columns)[current.column()]
            ring = QRect(left - 6, at.top(), width + 12, at.height())
            paint_box(painter, ring, Box("", "focus", FOCUS_WIDTH, 4))
        painter.end()

    def _told(self, row: int) -> _Told:
        reading = self._model.reading(row)
        marks, ratio = self._model.marks.of(reading), self.devicePixelRatioF()
        return _Told(reading, marks, self.width(), ratio, self._model.columns)

    def _picture(self, told: _Told) -> QPixmap:
        known = (picture for same, picture in self._pictures if told.is_as(same))
        return next(known, None) or _drawn(told)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._pictures = []  # of another theme or font

    def _rows_in_view(self) -> range:
        first = max(self.rowAt(0), 0)
        return range(first, min(first + self._shown, self._model.rowCount()))


class GridHeading(QWidget):
    """The names and units of the columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = COLUMNS
        self.setFixedHeight(HEADING)

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Name the columns of another machine."""
        self._columns = columns
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        columns = self._columns
        for column, (left, width) in zip(columns, spans(self.width(), columns), strict=True):
            rect = QRect(left, 0, width, HEADING)
            for text, role, baseline in (
                (column.heading, "labelBold", 17),
                (column.unit, "hint", 33),
            ):
                run = Run(text, role, "ink2")
                paint_runs(painter, _start(rect, column, run.width), baseline, (run,))
        line = worn_theme().colour("line")
        for x in rules(self.width(), columns):
            painter.fillRect(QRect(x, 0, 1, HEADING), line)
        painter.end()
