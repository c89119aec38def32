"""The stepper: the steps of a session, which are done, which is here, and what is missing."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton, clicked_by_key
from ui.widgets.icons import paint_icon
from ui.widgets.painting import (
    FOCUS_WIDTH,
    Box,
    Run,
    middle_baseline,
    paint_box,
    paint_line,
    paint_runs,
)
from ui.widgets.tab_anchor import TabAnchor
from ui.widgets.theme import worn_theme

_HEIGHT = 44
_PILL = 32
_DISC = 20
_CONNECTOR = 24
_SIDES = 28
_TIGHT = 36


class StepState(enum.Enum):
    """Where a step stands."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as the stepper shows it; `missing` counts what is still to answer."""

    key: str
    word: str
    state: StepState = StepState.AHEAD
    missing: int = 0


class Room(enum.Enum):
    """How much a step can say where the window is narrow."""

    WHOLE = "mark, word and count, with a line to the next"
    WORDS = "mark, word and count"
    MARKS = "mark and count"
    TIGHT = "mark, and a triangle where something is missing"


class Step(QPushButton):
    """One step, 44 high, all of it a target."""

    chosen = Signal(str)  # key of the step

    def __init__(self, view: StepView, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._number = number
        self._room = Room.WHOLE
        self.setObjectName(f"step_{view.key}")
        self.setAutoDefault(False)
        self.setAccessibleName(_spoken(view, number))
        self.setFixedSize(self._width(), _HEIGHT)
        self.setShortcut(f"Ctrl+{number}")
        self.setToolTip(f"{view.word} (Ctrl+{number})")
        self.clicked.connect(self._on_clicked)

    @property
    def view(self) -> StepView:
        """What is shown."""
        return self._view

    def set_room(self, room: Room) -> None:
        """Show the mark without its word; the step that is here keeps all it says."""
        self._room = Room.WORDS if self._view.state is StepState.HERE else room
        self.setFixedSize(self._width(), _HEIGHT)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width(), _HEIGHT)

    def event(self, event: QEvent) -> bool:
        return clicked_by_key(self, event) or super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        here = self._view.state is StepState.HERE
        pill = QRect(0, (_HEIGHT - _PILL) // 2, self.width(), _PILL)
        paint_box(painter, pill, self._box())
        is_tight = self._room is Room.TIGHT
        at = 2 if is_tight and self._view.missing else 8
        self._paint_mark(painter, QRect(at, (_HEIGHT - _DISC) // 2, _DISC, _DISC))
        word = self._word()
        left = 36 if here else 34 - (8 - at)
        if self._room in {Room.WHOLE, Room.WORDS}:
            paint_runs(painter, left, middle_baseline(self.rect(), word.role), (word,))
            left += word.width + 8
        if self._view.missing:
            self._paint_missing(painter, left)
        painter.end()

    def _box(self) -> Box:
        here = self._view.state is StepState.HERE
        fill = "primary" if here else ("primaryTint" if self.underMouse() else "")
        if self.hasFocus():
            return Box(fill, "focus", FOCUS_WIDTH, 16)
        return Box(fill, "", 0, 16)

    def _word(self) -> Run:
        if self._view.state is StepState.HERE:
            return Run(self._view.word, "strong", "onPrimary")
        return Run(self._view.word, "body", self._ink())

    def _ink(self) -> str:
        return "ink" if self._view.state is StepState.DONE else "ink2"

    def _paint_mark(self, painter: QPainter, at: QRect) -> None:
        if self._view.state is StepState.DONE:
            paint_icon(painter, at, "circle-check", "okInk")
            return
        here = self._view.state is StepState.HERE
        disc = Box("onPrimary", "", 0, 10) if here else Box("", "strong", 1, 10)
        paint_box(painter, at, disc)
        number = Run(str(self._number), "hintBold", "primary" if here else "ink2")
        left = at.left() + (at.width() - number.width + 1) // 2
        paint_runs(painter, left, middle_baseline(at, "hintBold"), (number,))

    def _paint_missing(self, painter: QPainter, left: int) -> None:
        if self._room is Room.TIGHT:
            sign = QRect(left, (_HEIGHT - 14) // 2, 14, 14)
            paint_icon(painter, sign, "triangle-alert", "askInk")
            return
        at = QRect(left, (_HEIGHT - 20) // 2, _missing_width(self._view.missing), 20)
        paint_box(painter, at, Box("askTint", "askLine", 1, 4))
        paint_icon(painter, QRect(left + 5, at.top() + 3, 14, 14), "triangle-alert", "askInk")
        count = Run(str(self._view.missing), "hintBold", "askInk")
        paint_runs(painter, left + 23, middle_baseline(at, "hintBold"), (count,))

    def _width(self) -> int:
        here = self._view.state is StepState.HERE
        missing = 8 + _missing_width(self._view.missing) if self._view.missing else 0
        if self._room is Room.TIGHT:
            return _HEIGHT if missing else _TIGHT
        if self._room is Room.MARKS:
            return max(_HEIGHT, 34 + missing)
        return (36 if here else 34) + self._word().width + missing + (16 if here else 10)

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self._view.key)


class Connector(QWidget):
    """The short line between two steps."""

    def __init__(self, done: StepState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = "okLine" if done is StepState.DONE else "line"
        self.setFixedSize(_CONNECTOR + 8, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = QRect(4, _HEIGHT // 2 - 1, _CONNECTOR, 2)
        painter.fillRect(line, worn_theme().colour(self._token))
        painter.end()


class Stepper(QWidget):
    """The bar below the banner: steps at the left, the page's own buttons at the right.

    `set_steps(views)`; `set_buttons(buttons)` takes them over and drops the former ones.
    """

    step_chosen = Signal(str)  # key of the step

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[StepView, ...] = ()
        self._anchor = TabAnchor(self)
        self._steps: list[QWidget] = []
        self._buttons: list[ActionButton] = []
        self._step_row = QHBoxLayout()
        self._button_row = QHBoxLayout()
        self._lay_out()

    @property
    def views(self) -> tuple[StepView, ...]:
        """The steps as they are shown."""
        return self._views

    def set_steps(self, views: Sequence[StepView]) -> None:
        """Show these steps; the focus stays on the step that had it."""
        if tuple(views) == self._views:
            return
        focused = self._focused_key()
        self._clear(self._step_row, self._steps)
        self._views = tuple(views)
        for number, view in enumerate(self._views, start=1):
            if number > 1:
                self._add_step(Connector(self._views[number - 2].state, self))
            step = Step(view, number, self)
            step.chosen.connect(self.step_chosen)
            self._add_step(step)
            if view.key == focused:
                step.setFocus()
        self._order_tabs()
        self._fit()

    def set_buttons(self, buttons: Sequence[ActionButton]) -> None:
        """Show these buttons at the right, in this order."""
        self._clear(self._button_row, self._buttons)
        self._buttons = list(buttons)
        for button in self._buttons:
            button.setParent(self)
            self._button_row.addWidget(button)
            button.show()
        self._order_tabs()

    def set_bar(self, bar: QWidget) -> None:
        """Show a page's own row of buttons at the right; it stays the page's to let go of."""
        self._clear(self._button_row, self._buttons)
        bar.setParent(self)
        self._button_row.addWidget(bar)
        bar.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), worn_theme().colour("surface"))
        paint_line(painter, 0, self.width(), self.height() - 1)
        painter.end()

    def _lay_out(self) -> None:
        self.setFixedHeight(worn_theme().size("stepper"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Steps of the session"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 2)
        row.setSpacing(0)
        self._step_row.setSpacing(0)
        self._button_row.setSpacing(worn_theme().size("gap"))
        row.addLayout(self._step_row)
        row.addStretch(1)
        row.addLayout(self._button_row)

    def full_width(self) -> int:
        """What is shown needs so much."""
        shown = [part for part in self._steps if not part.isHidden()]
        steps = sum(part.minimumWidth() for part in shown)
        return steps + self._button_row.sizeHint().width() + _SIDES

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _HEIGHT)  # the window may be narrower than all words

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Drop first the lines between, then the words, where they have no room."""
        for room in Room:
            for part in self._steps:
                if isinstance(part, Step):
                    part.set_room(room)
                else:
                    part.setVisible(room is Room.WHOLE)
            if self.full_width() <= self.width():
                return

    def _add_step(self, part: QWidget) -> None:
        self._steps.append(part)
        self._step_row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        part.show()

    def _clear(self, row: QHBoxLayout, parts: list[QWidget] | list[ActionButton]) -> None:
        for part in parts:
            row.removeWidget(part)
            part.hide()
            part.deleteLater()
        parts.clear()

    def _focused_key(self) -> str:
        focused = [part for part in self._steps if isinstance(part, Step) and part.hasFocus()]
        return focused[0].view.key if focused else ""

    def _order_tabs(self) -> None:
        walk = [part for part in self._steps if isinstance(part, Step)]
        self._anchor.lead([*walk, *self._buttons])


def _missing_width(count: int) -> int:
    return 23 + Run(str(count), "hintBold").width + 7


def _spoken(view: StepView, number: int) -> str:
    """What a screen reader says of a step."""
    states = {
        StepState.DONE: _("done"),
        StepState.HERE: _("here"),
        StepState.AHEAD: _("not begun"),
    }
    words = _("Step {number}, {word}, {state}")
    spoken = words.format(number=number, word=view.word, state=states[view.state])
    if view.missing:
        spoken += ", " + _("{count} missing").format(count=view.missing)
    return spoken
