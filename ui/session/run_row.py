"""The open row of the grid: one cell a quantity, Tab walks them, Enter keeps the row."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from plexlog.domain.entry import PARTNERS, Entry
from plexlog.domain.fields import NumberField, Place
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Reading
from plexlog.domain.shapes import Measured
from ui.session.pressure_swap import PressureSwap
from ui.session.row_hint import CALM, STOPPED, hint_keys, paint_hint, send_key
from ui.session.run_columns import COLUMNS, MARGIN, Column, more_mark, spans
from ui.session.run_presenter import TIME
from ui.session.session_presenter import address
from ui.widgets.box import BoxState, ValueEdit
from ui.widgets.number_pad import PadKey, is_touch
from ui.widgets.painting import (
    FOCUS_WIDTH,
    Box,
    Run,
    middle_baseline,
    paint_box,
    paint_runs,
)
from ui.widgets.theme import worn_theme

ROW = 44
BOX = 36
HINT = 24
_SLASH = 14
_INNER_RADIUS = 3
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
        self._state = BoxState.PLAIN
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def _edit(self, code: str, column: Column) -> CellEdit:
        names = {one.code: f"{one.label} {one.shown_unit}" for one in column.fields}
        edit = CellEdit(code, names.get(code, _("Time of the row")), self)
        edit.focus_changed.connect(self.update)
        if code == TIME:
            edit.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return edit

    @property
    def state(self) -> BoxState:
        """How its border is drawn."""
        return self._state

    def set_state(self, state: BoxState) -> None:
        """Draw the border for another state."""
        self._state = state
        self.update()

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
        if has_focus and self._state in _BORDERS:  # what is refused is seen with the cursor in it
            inside = rect.adjusted(FOCUS_WIDTH, FOCUS_WIDTH, -FOCUS_WIDTH, -FOCUS_WIDTH)
            paint_box(painter, inside, Box("", *_BORDERS[self._state], _INNER_RADIUS))
        if len(self.edits) > 1:
            slash = Run("/", "body", "ink2")
            left = rect.left() + 4 + (rect.width() - 9 - slash.width) // 2
            paint_runs(painter, left, middle_baseline(rect, "body"), (slash,))
        painter.end()

    def _box_rect(self) -> QRect:
        return QRect(0, (self.height() - BOX) // 2, self.width(), BOX)

    def _box(self, *, has_focus: bool) -> Box:
        radius = worn_theme().size("fieldRadius")
        if not self.isEnabled():
            return Box("sunken", "line", 1, radius)
        if has_focus:
            return Box("surface", "focus", FOCUS_WIDTH, radius)
        return Box("surface", *_BORDERS.get(self._state, ("strong", 1)), radius)


class OpenRow(QWidget):
    """The row being typed, with a line of help under it.

    `entered(code, text)` when a cell is left changed, `confirmed(code, text)` when Enter is
    pressed on an unlikely value that was asked about, `keep_wanted` when it is pressed elsewhere.
    """

    entered = Signal(str, str)
    confirmed = Signal(str, str)
    let_go = Signal(object)  # codes of cells whose refused or unanswered text was taken back
    keep_wanted = Signal()
    pad_wanted = Signal()  # a finger is at work
    pad_switched = Signal()  # the key of the pad was pressed
    field_changed = Signal(str, str, str)  # label, range and last value of the cell in focus
    _returned = Signal(str, bool)  # code, whether it had been asked about before this Enter

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = COLUMNS
        self._cells: list[Cell] = []
        self._edits: dict[str, tuple[Cell, CellEdit]] = {}
        self._fields: dict[str, NumberField] = {}
        self._make_cells()
        self._last: Mapping[str, str] = {}
        self._trouble: dict[str, str] = {}
        self._asked: dict[str, str] = {}  # code to the text that was asked about
        self._swap = PressureSwap(HINT, self)
        self._last_code = list(self._edits)[1]  # of the cell that had the cursor last
        self._more = ""
        self._pad = PadKey("F2", self)
        self._message = ""
        self.setFixedHeight(ROW + HINT)
        self._wire()

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Have a cell for each column of another machine; what is on record comes again."""
        for cell in self._cells:
            cell.hide()
            cell.deleteLater()
        self._columns = columns
        self._trouble.clear()
        self._asked.clear()
        self._make_cells()
        self._wire_cells()
        self._last_code = list(self._edits)[1]
        self._place_cells()

    def _make_cells(self) -> None:
        self._cells = [Cell(column, self) for column in self._columns if column.key != "by"]
        self._edits = {
            code: (cell, edit) for cell in self._cells for code, edit in cell.edits.items()
        }
        self._fields = {one.code: one for column in self._columns for one in column.fields}

    def _wire(self) -> None:
        self._wire_cells()
        self._pad.clicked.connect(self.pad_switched)
        self._swap.clicked.connect(self._on_swap)
        # Qt tells of Enter before it tells that the cell is left: what was typed comes first
        self._returned.connect(self._after_return, Qt.ConnectionType.QueuedConnection)

    def _wire_cells(self) -> None:
        for _cell, edit in self._edits.values():
            edit.cell_left.connect(self._on_left)
            edit.cell_returned.connect(self._on_return)
            edit.cell_given_up.connect(self._on_given_up)
            edit.focus_changed.connect(self.update)
            edit.focus_changed.connect(self._tell_field)
            edit.touched.connect(self.pad_wanted)
            edit.slash_moves_on = True
            edit.slash_typed.connect(self._on_slash)
            edit.installEventFilter(self)

    def show_row(self, row: Reading | None, time: str) -> None:
        """Show what the record holds of the row; what is being typed stays."""
        self._more = more_mark(row, self._columns)
        for code, (_cell, edit) in self._edits.items():
            at = time if self.isEnabled() else ""
            kept = at if code == TIME else _typed(row, code)
            if code in self._trouble or (edit.hasFocus() and not edit.is_kept):
                continue
            edit.set_kept(kept)
        self.update()

    @property
    def codes(self) -> frozenset[str]:
        """The quantities that have a cell."""
        return frozenset(self._edits)

    @Slot(str, str)
    def put_back(self, code: str, text: str) -> None:
        """Show a text again that is not on record; what has no cell is under More."""
        if code in self._edits:
            self._edits[code][1].setText(text)

    def show_last(self, last: Mapping[str, str]) -> None:
        """Show, by code, what was last recorded and when."""
        self._last = last
        self.update()

    def show_entry(self, code: str, entry: Entry) -> None:
        """Show what became of a cell."""
        if code not in self._edits:
            return
        cell, edit = self._edits[code]
        self._swap.take(entry)
        if entry.is_refused:
            self._hold(code, BoxState.REFUSED, entry.message)
        elif entry.is_question and self._asked.get(code) != entry.text:
            self._asked[code] = entry.text
            self._hold(code, BoxState.ASKED, entry.message)
        else:
            self._asked.pop(code, None)
            self._trouble.pop(code, None)
            cell.set_state(BoxState.PLAIN)
            edit.set_kept(entry.text.strip())
            if self._swap.is_partner(code):  # what crossed it is tried again
                again = self._swap.told_of(code)
                self.entered.emit(again, self.text(again).strip())
        self.update()

    def show_time(self, text: str, refusal: str) -> None:
        """Show the time of the row, or why another was refused."""
        cell, edit = self._edits[TIME]
        if refusal:
            self._hold(TIME, BoxState.REFUSED, refusal)
        else:
            self._trouble.pop(TIME, None)
            cell.set_state(BoxState.PLAIN)
            edit.set_kept(text)
        self.update()

    def show_message(self, sentence: str) -> None:
        """Say why the row was not kept, until the next key; the cursor goes to what waits."""
        code = next(iter(self._trouble), "")
        if code:
            self._edits[code][1].setFocus(Qt.FocusReason.OtherFocusReason)
            self._edits[code][1].selectAll()
            sentence = f"{sentence} {self._told(code)}"
        self._message = sentence
        self.update()

    def begin(self) -> None:
        """Clear for the next row and put the cursor where vitals begin."""
        self._trouble.clear()
        self._asked.clear()
        self._message = ""
        self._swap.let_go("")
        for code, (cell, edit) in self._edits.items():
            cell.set_state(BoxState.PLAIN)
            if code != TIME:
                edit.set_kept("")
        self.focus_vitals()

    @Slot()
    def focus_vitals(self) -> None:
        """Put the cursor into the first vital sign."""
        codes = list(self._edits)
        self._edits[codes[1]][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def focus_back(self) -> None:
        """Put the cursor back into the cell that had it last."""
        self._edits[self._last_code][1].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def take_key(self, text: str) -> None:
        """Type into the cell in focus what the pad was pressed for."""
        self._send(0, text)

    @Slot(str)
    def take_act(self, name: str) -> None:
        """Do in the cell in focus what the pad was pressed for."""
        keys = {
            "erase": Qt.Key.Key_Backspace,
            "back": Qt.Key.Key_Backtab,
            "next": Qt.Key.Key_Tab,
            "keep": Qt.Key.Key_Return,
        }
        if name in keys:
            self._send(keys[name], "")

    def _send(self, key: int, text: str) -> None:
        code = self._code_in_focus()
        if not code:
            self.focus_vitals()
            code = self._code_in_focus() or list(self._edits)[1]
        send_key(self._edits[code][1], key, text)

    @property
    def has_cursor(self) -> bool:
        """Whether a cell of the row is being typed in."""
        return bool(self._code_in_focus())

    def text(self, code: str) -> str:
        """What stands in a cell."""
        return self._edits[code][1].text()

    def state(self, code: str) -> BoxState:
        """Where a cell stands."""
        return self._edits[code][0].state

    def hint(self) -> str:
        """The line of help under the row, in words."""
        if self._message:
            return self._message
        here = self._code_in_focus()
        code = self._code_in_trouble()
        if code:
            told_here = code == self._swap.told_of(here)
            return self._trouble[code] if told_here else self._told(code)
        code = here
        if code not in self._fields:
            return ""
        declared = self._fields[code]
        parts = [f"{declared.label}  {declared.refusal()}", self._last.get(code, "")]
        return "  ·  ".join(part for part in parts if part)

    @Slot()
    def _tell_field(self) -> None:
        code = self._code_in_focus()
        self._last_code = code or self._last_code
        declared = self._fields.get(code)
        if declared is not None:
            label = f"{declared.label}  {declared.shown_unit}".strip()
            self.field_changed.emit(label, declared.refusal(), self._last.get(code, ""))
        elif code == TIME:
            self.field_changed.emit(_("Time of the row"), _("not in the future"), "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cells()
        self._pad.move(self.width() - self._pad.width() - 8, 0)
        wide = self._swap.sizeHint().width()
        self._swap.setGeometry(self.width() - MARGIN - wide, ROW, wide, HINT)

    def _place_cells(self) -> None:
        placed = spans(self.width(), self._columns)
        for cell, (left, width) in zip(self._cells, placed, strict=False):
            cell.setGeometry(left, 0, width, ROW)
            cell.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and self._message:
            self._message = ""
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), worn_theme().colour("primaryTint"))
        keys: tuple[Run, ...] = ()
        if self.isEnabled() and self._swap.isHidden():
            keys = hint_keys(self._more, is_asked=self._code_in_focus() in self._asked)
        line = QRect(0, ROW, self.width(), HINT)
        paint_hint(painter, line, self.hint(), self._ink(), keys)
        painter.end()

    def _ink(self) -> str:
        code = self._code_in_trouble()
        if code and self.state(code) is BoxState.REFUSED:
            return STOPPED
        return "askInk" if code or self._message else CALM

    def _code_in_trouble(self) -> str:
        """The cell that is refused or asked about: the one with the cursor, else the first."""
        here = self._swap.told_of(self._code_in_focus())
        return here if here in self._trouble else next(iter(self._trouble), "")

    def _told(self, code: str) -> str:
        """What is refused or asked about a cell, with its name."""
        label = self._fields[code].label if code in self._fields else _("Time of the row")
        return f"{label} {self.text(code)}: {self._trouble[code]}"

    def _code_in_focus(self) -> str:
        return next((code for code, (_c, edit) in self._edits.items() if edit.hasFocus()), "")

    def _hold(self, code: str, state: BoxState, sentence: str) -> None:
        """Keep the text of a cell that waits for another value or a yes.

        The cursor goes where it was sent, so that the next number is never added to this one.
        """
        cell, edit = self._edits[code]
        self._trouble[code] = sentence
        cell.set_state(state)
        edit.hold()
        if edit.hasFocus():
            edit.selectAll()

    @Slot(str, str)
    def _on_left(self, code: str, text: str) -> None:
        if self._asked.get(code) != text:  # a question is asked once
            self._asked.pop(code, None)
            self.entered.emit(code, text)

    @Slot(str)
    def _on_given_up(self, code: str) -> None:
        """The text on record stands again: nothing is refused or asked about it."""
        self._trouble.pop(code, None)
        self._asked.pop(code, None)
        self._swap.let_go(code)
        self._edits[code][0].set_state(BoxState.PLAIN)
        self.let_go.emit((code,))
        self.update()

    @Slot()
    def _on_swap(self) -> None:
        """Enter each of the two pressures as the other one."""
        texts = self._swap.swapped({code: self.text(code).strip() for code in PARTNERS})
        for code, text in texts.items():
            self._edits[code][1].setText(text)
            self.entered.emit(code, text)

    @Slot(str)
    def _on_return(self, code: str) -> None:
        self._returned.emit(code, self._asked.get(code) == self.text(code).strip())

    @Slot(str, bool)
    def _after_return(self, code: str, was_asked: bool) -> None:  # noqa: FBT001 - a signal's
        if was_asked:
            self.confirmed.emit(code, self.text(code).strip())
        elif code not in self._trouble:
            self.keep_wanted.emit()

    @Slot()
    def _on_slash(self) -> None:
        self.focusNextChild()


def _typed(row: Reading | None, code: str) -> str:
    measured: Measured | None = None if row is None else row.values.get(code)
    if measured is None:
        return ""
    return measured.typed or str(measured.value)
