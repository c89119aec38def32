"""The open row of the grid: one cell a quantity, Tab walks them, Enter keeps the row."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from plexlog.domain.entry import PARTNERS, Entry
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Reading
from plexlog.domain.shapes import Measured
from ui.session.cell_marks import NO_MARK, mark_of_trouble, mark_of_value
from ui.session.pressure_swap import PressureSwap
from ui.session.row_hint import CALM, STOPPED, hint_keys, paint_hint, send_key
from ui.session.run_cells import ROW, CellsRow
from ui.session.run_columns import MARGIN, Column, more_mark
from ui.session.run_presenter import TIME
from ui.widgets.box import BoxState
from ui.widgets.number_pad import PadKey
from ui.widgets.painting import (
    Run,
)
from ui.widgets.theme import worn_theme

HINT = 24


class OpenRow(CellsRow):
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
    time_comes_first = False  # from paper no row begins without its time
    _returned = Signal(str, bool)  # code, whether it had been asked about before this Enter

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last: Mapping[str, str] = {}
        self._trouble: dict[str, str] = {}
        self._asked: dict[str, str] = {}  # code to the text that was asked about
        self._swap = PressureSwap(HINT, self)
        self._last_code = list(self._edits)[1]  # of the cell that had the cursor last
        self._more = ""
        self._shown: Reading | None = None  # what the record held when it was shown last
        self._pad = PadKey("F2", self)
        self._message = ""
        self.setFixedHeight(ROW + HINT)
        self._wire()

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Have a cell for each column of another machine; what is on record comes again."""
        self._trouble.clear()
        self._asked.clear()
        super().set_columns(columns)
        self._wire_cells()
        self._last_code = list(self._edits)[1]

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
        self._shown = row
        for code, (_cell, edit) in self._edits.items():
            at = time if self.isEnabled() else ""
            kept = at if code == TIME else _typed(row, code)
            if code in self._trouble or (edit.hasFocus() and not edit.is_kept):
                continue
            edit.set_kept(kept)
            self._settle(code)
        self._paint_help()

    @Slot(str, str)
    def put_back(self, code: str, text: str) -> None:
        """Show a text again that is not on record; what has no cell is under More."""
        if code in self._edits:
            self._edits[code][1].setText(text)

    def show_last(self, last: Mapping[str, str]) -> None:
        """Show, by code, what was last recorded and when."""
        self._last = last
        self._paint_help()

    def _paint_help(self) -> None:
        """Paint the line of help anew; the cells paint themselves, each when it changes."""
        self.update(0, ROW, self.width(), HINT)

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
            cell.set_state(code, BoxState.PLAIN)  # the row then shows what is said of the value
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
            cell.set_state(TIME, BoxState.PLAIN)
            edit.set_kept(text)
        self.update()

    def show_message(self, sentence: str) -> None:
        """Say why the row was not kept, until the next key; the cursor goes to what waits."""
        code = next(iter(self._trouble), "")
        if code:
            self.focus_on(code)
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
            cell.set_state(code, BoxState.PLAIN)
            if code != TIME or self.time_comes_first:
                edit.set_kept("")
        self.focus_vitals()

    @Slot()
    def focus_vitals(self) -> None:
        """Put the cursor into the first vital sign, or into a time that is wanted."""
        place = 0 if self.time_comes_first and not self.text(TIME) else 1
        list(self._edits.values())[place][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_on(self, code: str) -> None:
        """Put the cursor into a cell, so that what is typed takes the place of what is there."""
        self._edits[code][1].setFocus(Qt.FocusReason.OtherFocusReason)
        self._edits[code][1].selectAll()

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

    def hint(self) -> str:
        """The line of help under the row, in words."""
        if self._message:
            return self._message
        here = self._code_in_focus()
        code = self._code_in_trouble()
        if code:
            told_here = code == self._swap.told_of(here)
            return self._trouble[code] if told_here else self._told(code)
        if here not in self._fields:
            return ""
        declared = self._fields[here]
        parts = [f"{declared.label}  {declared.refusal()}", self._last.get(here, "")]
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

    def _hold(self, code: str, state: BoxState, sentence: str) -> None:
        """Keep the text of a cell that waits for another value or a yes.

        The cursor goes where it was sent, so that the next number is never added to this one.
        """
        cell, edit = self._edits[code]
        self._trouble[code] = sentence
        cell.set_state(code, state, mark_of_trouble(state, sentence))
        edit.hold()
        if edit.hasFocus():
            edit.selectAll()

    def _settle(self, code: str) -> None:
        """Nothing waits in a cell; what is said of the value on record stands beside it."""
        declared = self._fields.get(code)  # none of the time
        mark = NO_MARK if declared is None else mark_of_value(declared, self._shown)
        self._edits[code][0].set_state(code, BoxState.PLAIN, mark)

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
        self._settle(code)
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
