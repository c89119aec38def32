"""A list that grows in a form: allergies, fluids, lumens. Each row is a few boxes and a cross."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton, CloseButton, Kind
from ui.widgets.choices import ChoiceBox, Option
from ui.widgets.painting import Words

_CROSS = 44
_ARROW = 30
_GAP = 8


@dataclass(frozen=True, slots=True)
class Column:
    """One box of each row; with choices it is a drop-down."""

    code: str
    label: str
    share: int = 1
    choices: Mapping[str, str] = field(default_factory=dict)
    example: str = ""
    is_open: bool = False  # a text that is not among the choices is offered besides them


class ListRow(QWidget):
    """One row of a list."""

    changed = Signal()
    removal_wanted = Signal(QWidget)  # this row
    move_wanted = Signal(QWidget, int)  # this row, by so many places down

    def __init__(
        self,
        columns: Sequence[Column],
        name: str,
        parent: QWidget | None = None,
        *,
        can_move: bool = False,
    ) -> None:
        super().__init__(parent)
        self._key = ""
        self._boxes: dict[str, QLineEdit | QComboBox] = {}
        self._open = {column.code for column in columns if column.is_open}
        self._cross = CloseButton(_("Remove {name}").format(name=name), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for column in columns:
            box = self._make(column)
            self._boxes[column.code] = box
            row.addWidget(box, column.share)
        self._arrows = self._make_arrows(name) if can_move else ()
        for button in (*self._arrows, self._cross):
            row.addWidget(button)
        self._cross.clicked.connect(self._on_cross)

    def texts(self) -> dict[str, str]:
        """What the row holds, with the key of the record it stands for."""
        texts = {"key": self._key}
        for code, box in self._boxes.items():
            if isinstance(box, ChoiceBox):
                texts[code] = box.chosen
            elif isinstance(box, QLineEdit):
                texts[code] = box.text()
        return texts

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Put texts in; nobody is told."""
        self._key = texts.get("key", "")
        for code, box in self._boxes.items():
            text = str(texts.get(code) or "")
            if isinstance(box, ChoiceBox):
                if text and code in self._open and box.findData(text) < 0:
                    box.addItem(text, text)
                box.set_chosen(text)
            elif isinstance(box, QLineEdit):
                box.setText(text)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab walks in the row, in its order."""
        return (*self._boxes.values(), *self._arrows, self._cross)

    def box(self, code: str) -> QWidget:
        """The box of a column."""
        return self._boxes[code]

    def focus_first(self) -> None:
        """Put the cursor into the first box."""
        next(iter(self._boxes.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def _make_arrows(self, name: str) -> tuple[QWidget, ...]:
        """Up and down, each with its keys wherever the cursor is in the row."""
        up = CloseButton(_("Move {name} up, Ctrl Shift ↑").format(name=name), self, "arrow-up")
        down = CloseButton(
            _("Move {name} down, Ctrl Shift ↓").format(name=name), self, "arrow-down"
        )
        for button, keys, words, slot in (
            (up, "Ctrl+Shift+Up", _("Move the line with the cursor up"), self._on_up),
            (down, "Ctrl+Shift+Down", _("Move the line with the cursor down"), self._on_down),
        ):
            button.setFixedWidth(_ARROW)
            button.clicked.connect(slot)
            within = Qt.ShortcutContext.WidgetWithChildrenShortcut
            shortcut = QShortcut(QKeySequence(keys), self, context=within)
            shortcut.setWhatsThis(words)
            shortcut.activated.connect(slot)
        return up, down

    def _make(self, column: Column) -> QLineEdit | QComboBox:
        if column.choices:
            options = [Option(code, word) for code, word in column.choices.items()]
            pick = ChoiceBox(column.code, column.label, options, self)
            pick.setProperty("height", "admin")
            pick.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            pick.entered.connect(self._on_changed)
            return pick
        line = QLineEdit(self)
        line.setObjectName(column.code)
        line.setProperty("height", "admin")
        line.setMinimumWidth(1)  # as wide as its heading, in a narrow window too
        line.setAccessibleName(column.label)
        line.setPlaceholderText(column.example)
        line.editingFinished.connect(self._on_changed)
        return line

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()

    @Slot()
    def _on_up(self) -> None:
        self.move_wanted.emit(self, -1)

    @Slot()
    def _on_down(self) -> None:
        self.move_wanted.emit(self, 1)

    @Slot()
    def _on_cross(self) -> None:
        self.removal_wanted.emit(self)


class RowList(QWidget):
    """The rows under their headings, a sentence, and a button for one more."""

    changed = Signal(str)  # code of the list

    def __init__(
        self,
        code: str,
        columns: Sequence[Column],
        add: str,
        parent: QWidget | None = None,
        *,
        can_move: bool = False,
    ) -> None:
        super().__init__(parent)
        self.code = code
        self.setObjectName(code)
        self._columns = tuple(columns)
        self._can_move = can_move  # the order of the rows says something
        self._rows: list[ListRow] = []
        self._column = QVBoxLayout()
        self._note = Words("", "hint", "stopInk", self).wrapped()
        self._add = ActionButton(add, "plus", kind=Kind.BARE, parent=self)
        self._add.setObjectName(f"add_{code}")
        self._add.set_height("admin")
        self._head = QWidget(self)
        self._lay_out()
        self._add.clicked.connect(self.add_row)

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """The rows from top to bottom."""
        return tuple(self._rows)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab walks: the rows, then the button for one more."""
        return (*(stop for row in self._rows for stop in row.stops), self._add)

    def texts(self) -> list[dict[str, str]]:
        """What the rows hold."""
        return [row.texts() for row in self._rows]

    def set_texts(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Show these rows and no others."""
        for row in list(self._rows):
            self._let_go(row)
        for texts in rows:
            self._append(texts)

    def show_note(self, sentence: str) -> None:
        """Show a sentence under the rows; an empty one clears it."""
        self._note.set_words(sentence)
        self._note.setVisible(bool(sentence))

    def note(self) -> str:
        """The sentence under the rows."""
        return self._note.text()

    def focus_box(self) -> None:
        """Put the cursor where one goes on."""
        (self._rows[-1].focus_first if self._rows else self._add.setFocus)()

    @Slot()
    def add_row(self) -> None:
        """Open one more row."""
        self._append({}).focus_first()

    def _append(self, texts: Mapping[str, str]) -> ListRow:
        before_add = _stop_before(self._add)
        row = ListRow(self._columns, self._columns[0].label, self, can_move=self._can_move)
        row.set_texts(texts)
        row.changed.connect(self._on_changed)
        row.removal_wanted.connect(self._on_removal_wanted)
        row.move_wanted.connect(self._on_move_wanted)
        self._rows.append(row)
        self._column.addWidget(row)
        row.show()
        self._head.setVisible(True)
        for before, after in pairwise([before_add, *row.stops, self._add]):
            QWidget.setTabOrder(before, after)
        return row

    def _let_go(self, row: ListRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._head.setVisible(bool(self._rows))

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        head = QHBoxLayout(self._head)
        arrows = 2 * (_ARROW + _GAP) if self._can_move else 0
        head.setContentsMargins(0, 0, _CROSS + _GAP + arrows, 0)
        head.setSpacing(_GAP)
        for column in self._columns:
            label = Words(column.label, "labelBold", parent=self._head)
            label.setMinimumWidth(1)
            head.addWidget(label, column.share)
        self._head.hide()
        self._note.hide()
        self._column.setSpacing(4)
        rows.addWidget(self._head)
        rows.addLayout(self._column)
        rows.addWidget(self._note)
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch(1)
        rows.addLayout(foot)

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit(self.code)

    @Slot(QWidget, int)
    def _on_move_wanted(self, row: QWidget, by: int) -> None:
        """The row goes up or down, the cursor with it; the first and the last stay."""
        if not isinstance(row, ListRow) or row not in self._rows:
            return
        place = self._rows.index(row) + by
        if not 0 <= place < len(self._rows):
            return
        before = _stop_before(self._rows[0].stops[0])
        self._rows.remove(row)
        self._rows.insert(place, row)
        self._column.insertWidget(place, row)
        for first, second in pairwise([before, *self.stops]):
            QWidget.setTabOrder(first, second)
        self.changed.emit(self.code)

    @Slot(QWidget)
    def _on_removal_wanted(self, row: QWidget) -> None:
        if isinstance(row, ListRow) and row in self._rows:
            self._let_go(row)
            self.focus_box()
            self.changed.emit(self.code)


def _stop_before(part: QWidget) -> QWidget:
    """Where Tab comes from; Qt sets no order after a part that does not take the focus."""
    before = part.previousInFocusChain()
    while before is not None and before is not part:
        if before.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            return before
        before = before.previousInFocusChain()
    return part
