"""The box of 44 around an input, and the line of text inside it."""

from __future__ import annotations

import enum
import re

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.painting import (
    FOCUS_WIDTH,
    Box,
    Run,
    middle_baseline,
    paint_box,
    paint_runs,
)
from ui.widgets.theme import worn_theme

STORY_KEY = "Shift+F2"
_NUMBERS = re.compile(
    r"[0-9.,:/\u2212-]{1,10}"
)  # a number, a time, a day; words are not taken whole


class BoxState(enum.Enum):
    """Where an input stands; focus is shown in whatever state."""

    PLAIN = "plain"
    ASKED = "asked"
    REFUSED = "refused"
    READ_ONLY = "read-only"


class ValueEdit(QLineEdit):
    """A line of text without a frame that tells only what has changed.

    `kept` is what the record holds; `left_changed` comes when the text is not what was last told.
    A text that the disk did not take (`hold_unwritten`) stays, whatever is shown of the record.
    """

    left_changed = Signal(str)  # the text as typed
    given_up = Signal()  # Esc took a refused text back
    not_written = Signal()  # the text was told, and the disk did not take it
    focus_changed = Signal()
    slash_typed = Signal()
    leaves_on_esc = False  # Esc is left to the dialog around, which keeps what is typed
    slash_moves_on = False  # in a pressure; everywhere else it is part of the text
    story = ""  # the address of the value in the record, where it has a story

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self._told: str | None = ""  # None: whatever is left is told, the kept text too
        self._is_unwritten = False
        self._is_fresh = False  # the tap under way, or the next one, takes the whole number
        self.setProperty("bare", "true")
        self.setFrame(False)
        self.editingFinished.connect(self._on_editing_finished)
        self.textEdited.connect(self._on_text_edited)

    @property
    def kept(self) -> str:
        """What the record holds."""
        return self._kept

    @property
    def is_kept(self) -> bool:
        """Whether what stands in the field is what the record holds."""
        return self.text().strip() == self._kept

    @property
    def is_unwritten(self) -> bool:
        """Whether the text waits for a disk that takes it."""
        return self._is_unwritten

    def set_kept(self, text: str) -> None:
        """Show what the record holds; a text that waits to be written gives way to news alone."""
        if self._is_unwritten and text == self._kept:
            return
        self._is_unwritten = False
        self._kept = self._told = text
        if self.text() != text:
            self.setText(text)

    def hold(self) -> None:
        """The text was refused: remember it as told, so that leaving again tells it again."""
        self._told = None
        self._is_fresh = self._is_number

    def hold_unwritten(self) -> None:
        """The disk did not take anything: what was told and is not on record is told again."""
        if not self.is_kept and self._told == self.text().strip():
            self._told, self._is_unwritten = None, True
            self.not_written.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.MouseFocusReason and self._is_number:
            self._is_fresh = True
            self.selectAll()  # where the box around it was tapped, no release follows
        self.focus_changed.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The tap that brings the cursor takes the whole number, as Tab does; the next aims."""
        super().mouseReleaseEvent(event)
        if self._is_fresh and not self.hasSelectedText():
            self.selectAll()
        self._is_fresh = False

    @property
    def _is_number(self) -> bool:
        return _NUMBERS.fullmatch(self.text()) is not None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._on_editing_finished()  # Qt is silent when a refused text is left a second time
        self.focus_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._takes_back:
            self.setText(self._kept)
            self._told, self._is_unwritten = self._kept, False
            self.given_up.emit()
        elif event.text() == "/" and self.slash_moves_on:
            self.slash_typed.emit()
        else:
            super().keyPressEvent(event)

    @property
    def _takes_back(self) -> bool:
        """Whether Esc has anything to take back here."""
        return not self.leaves_on_esc and (not self.is_kept or self._told is None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, and the story of the value where somebody above can tell it."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.story and self._teller() is not None:
            menu.addSeparator()
            menu.addAction(_("Story\t{key}").format(key=STORY_KEY), self._on_story)
        menu.popup(event.globalPos())

    def _teller(self) -> QWidget | None:
        above = self.parentWidget()
        while above is not None and not hasattr(above, "tell_story"):
            above = above.parentWidget()
        return above

    @Slot()
    def _on_story(self) -> None:
        teller = self._teller()
        if teller is not None:
            teller.tell_story(self.story)  # type: ignore[attr-defined]  # as _teller found

    @Slot()
    def _on_text_edited(self) -> None:
        self._is_fresh = False  # a tap into what is being typed aims

    @Slot()
    def _on_editing_finished(self) -> None:
        text = self.text().strip()
        if text != self._told:
            self._told, self._is_unwritten = text, False
            self.left_changed.emit(text)


LEFT = 13  # before what is typed


class BoxFrame(QWidget):
    """The box of 44: border by state, inputs inside, unit at the right."""

    def __init__(self, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = Run(unit, "label", "ink2")
        self._state = BoxState.PLAIN
        self._edits: list[ValueEdit] = []
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(LEFT, 3, 14 + self._unit.width + (8 if unit else 0), 3)
        self.row.setSpacing(0)
        self.setFixedHeight(worn_theme().size("touch"))
        self.setCursor(Qt.CursorShape.IBeamCursor)

    @property
    def state(self) -> BoxState:
        """How the border is drawn."""
        return self._state

    def add_edit(self, edit: ValueEdit, stretch: int = 1) -> None:
        """Take an input in."""
        self._edits.append(edit)
        edit.focus_changed.connect(self.update)
        self.row.addWidget(edit, stretch)

    def set_state(self, state: BoxState) -> None:
        """Draw the border for another state."""
        self._state = state
        read_only = state is BoxState.READ_ONLY
        for edit in self._edits:
            edit.setReadOnly(read_only)
            edit.setFocusPolicy(
                Qt.FocusPolicy.NoFocus if read_only else Qt.FocusPolicy.StrongFocus
            )
        self.update()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        if self._edits and self._state is not BoxState.READ_ONLY:
            self._edits[0].setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), self._box())
        left = self.width() - 14 - self._unit.width
        if self._state is BoxState.READ_ONLY:  # without a box the unit stands beside its value
            left = min(left, self._text_width() + 6)
        paint_runs(painter, left, middle_baseline(self.rect(), "label"), (self._unit,))
        painter.end()

    def _text_width(self) -> int:
        texts = [edit.text() for edit in self._edits]
        return 4 + Run(" / ".join(text for text in texts if text), "value").width

    def _box(self) -> Box:
        radius = worn_theme().size("fieldRadius")
        fill = "surface" if self.isEnabled() else "sunken"
        if self._state is BoxState.READ_ONLY:
            return Box("", "", 0, radius)
        if any(edit.hasFocus() for edit in self._edits):
            return Box(fill, "focus", FOCUS_WIDTH, radius)
        borders = {BoxState.ASKED: ("askLine", 2), BoxState.REFUSED: ("stopLine", 2)}
        return Box(fill, *borders.get(self._state, ("strong", 1)), radius)
