"""The cells of the open row: one a quantity, or a pair, each under its heading."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from plexlog.domain.fields import NumberField, Place
from plexlog.domain.language import gettext as _
from ui.session.cell_marks import NO_MARK, CellMark, paint_marks
from ui.session.run_columns import COLUMNS, Column, spans
from ui.session.run_presenter import TIME
from ui.session.session_presenter import address
from ui.widgets.box import BoxState, ValueEdit
from ui.widgets.number_pad import is_touch
from ui.widgets.painting import FOCUS_WIDTH, Box, Run, middle_baseline, paint_box, paint_runs
from ui.widgets.theme import worn_theme

ROW = 44
BOX = 36
_SLASH = 14
_INNER_RADIUS = 3
_HARDER = (BoxState.PLAIN, BoxState.ASKED, BoxState.REFUSED)
_BORDERS = {BoxState.ASKED: ("askLine", 2), BoxState.REFUSED: ("stopLine", 2)}


class CellEdit(ValueEdit):
    """The line of a cell; says which one it is."""

    cell_left = Signal(str, str)  # code, text; only when it has changed
    cell_returned = Signal(str)  # code; Enter was pressed in it
    cell_given_up = Signal(str)  # code; Esc brought the kept text back
    touched = Signal()  # a finger put the cursor here

    def __init__(self, code: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._code = code
        self.setObjectName(f"row_{code}")
        self.story = "" if code == TIME else address(Place.READING, code)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.left_changed.connect(self._on_left_changed)
        self.returnPressed.connect(self._on_return_pressed)
        self.given_up.connect(self._on_given_up)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (is_enter and event.isAutoRepeat()):  # a key held down is one key
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if is_touch(event):
            self.touched.emit()

    @Slot(str)
    def _on_left_changed(self, text: str) -> None:
        self.cell_left.emit(self._code, text)

    @Slot()
    def _on_return_pressed(self) -> None:
        self.cell_returned.emit(self._code)

    @Slot()
    def _on_given_up(self) -> None:
        self.cell_given_up.emit(self._code)


class Cell(QWidget):
    """A box of 36 in a row of 44 that takes the whole 44 for a tap; one edit, or a pair."""

    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = column
        codes = [declared.code for declared in column.fields] or [column.key]
        self.edits = {code: self._edit(code, column) for code in codes}
        self._states = dict.fromkeys(codes, BoxState.PLAIN)
        self._marks = dict.fromkeys(codes, NO_MARK)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def _edit(self, code: str, column: Column) -> CellEdit:
        names = {one.code: f"{one.label} {one.shown_unit}" for one in column.fields}
        edit = CellEdit(code, names.get(code, _("Time of the row")), self)
        edit.focus_changed.connect(self.update)
        if code == TIME:
            edit.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return edit

    def state(self, code: str) -> BoxState:
        """Where one of its values stands."""
        return self._states[code]

    def mark(self, code: str) -> CellMark:
        """What is said of one of its values."""
        return self._marks[code]

    def set_state(self, code: str, state: BoxState, mark: CellMark = NO_MARK) -> None:
        """Draw the border for where a value stands, and say of it what the mark says."""
        if (state, mark) == (self._states[code], self._marks[code]):
            return
        self._states[code], self._marks[code] = state, mark
        self.edits[code].setToolTip(mark.sentence)
        self.edits[code].setAccessibleDescription(mark.sentence)
        self.setToolTip("\n".join(one.sentence for one in self._marks.values() if one.look))
        self.update()

    @property
    def _hardest(self) -> BoxState:
        """How its border is drawn: one value of a pair may be fine, the other not."""
        return max(self._states.values(), key=_HARDER.index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        box = self._box_rect().adjusted(4, 3, -5, -3)
        edits = list(self.edits.values())
        if len(edits) == 1:
            edits[0].setGeometry(box.adjusted(4, 0, 0, 0))
            return
        half = (box.width() - _SLASH) // 2
        edits[0].setGeometry(QRect(box.left(), box.top(), half, box.height()))
        edits[1].setGeometry(QRect(box.left() + half + _SLASH, box.top(), half + 4, box.height()))
        edits[1].setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        edit = next(iter(self.edits.values()))
        edit.setFocus(Qt.FocusReason.MouseFocusReason)
        if is_touch(event):
            edit.touched.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self._box_rect()
        has_focus = any(edit.hasFocus() for edit in self.edits.values())
        paint_box(painter, rect, self._box(has_focus=has_focus))
        state = self._hardest
        if has_focus and state in _BORDERS:  # what is refused is seen with the cursor in it
            inside = rect.adjusted(FOCUS_WIDTH, FOCUS_WIDTH, -FOCUS_WIDTH, -FOCUS_WIDTH)
            paint_box(painter, inside, Box("", *_BORDERS[state], _INNER_RADIUS))
        if len(self.edits) > 1:
            slash = Run("/", "body", "ink2")
            left = rect.left() + 4 + (rect.width() - 9 - slash.width) // 2
            paint_runs(painter, left, middle_baseline(rect, "body"), (slash,))
        paint_marks(painter, rect, tuple(self._marks.values()))
        painter.end()

    def _box_rect(self) -> QRect:
        return QRect(0, (self.height() - BOX) // 2, self.width(), BOX)

    def _box(self, *, has_focus: bool) -> Box:
        radius = worn_theme().size("fieldRadius")
        if not self.isEnabled():
            return Box("sunken", "line", 1, radius)
        if has_focus:
            return Box("surface", "focus", FOCUS_WIDTH, radius)
        return Box("surface", *_BORDERS.get(self._hardest, ("strong", 1)), radius)


class CellsRow(QWidget):
    """A cell for each column but the last, which says who entered a kept row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = COLUMNS
        self._cells: list[Cell] = []
        self._edits: dict[str, tuple[Cell, CellEdit]] = {}
        self._fields: dict[str, NumberField] = {}
        self._make_cells()

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Have a cell for each column of another machine; what is on record comes again."""
        for cell in self._cells:
            cell.hide()
            cell.deleteLater()
        self._columns = columns
        self._make_cells()
        self._place_cells()

    @property
    def codes(self) -> frozenset[str]:
        """The quantities that have a cell."""
        return frozenset(self._edits)

    @property
    def has_cursor(self) -> bool:
        """Whether a cell of the row is being typed in."""
        return bool(self._code_in_focus())

    def text(self, code: str) -> str:
        """What stands in a cell."""
        return self._edits[code][1].text()

    def state(self, code: str) -> BoxState:
        """Where a cell stands."""
        return self._edits[code][0].state(code)

    def mark(self, code: str) -> CellMark:
        """What is said of a cell."""
        return self._edits[code][0].mark(code)

    def _make_cells(self) -> None:
        self._cells = [Cell(column, self) for column in self._columns if column.key != "by"]
        self._edits = {
            code: (cell, edit) for cell in self._cells for code, edit in cell.edits.items()
        }
        self._fields = {one.code: one for column in self._columns for one in column.fields}

    def _place_cells(self) -> None:
        placed = spans(self.width(), self._columns)
        for cell, (left, width) in zip(self._cells, placed, strict=False):
            cell.setGeometry(left, 0, width, ROW)
            cell.show()

    def _code_in_focus(self) -> str:
        return next((code for code, (_c, edit) in self._edits.items() if edit.hasFocus()), "")
