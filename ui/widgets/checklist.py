"""One item of a checklist: answered with one key or one tap."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton
from ui.widgets.finding import FindingCard, FindingView
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

_CLOSED = 38
_SIDE = 12
_TIME_COLUMN = 51
DONE = "done"
NOT_APPLICABLE = "not-applicable"
NOT_DONE = "not-done"


class Mark(enum.Enum):
    """The icon and its ink in front of an item."""

    OPEN = ("circle", "ink2")
    DONE = ("circle-check", "okInk")
    NOT_APPLICABLE = ("circle-minus", "ink2")
    NOT_DONE = ("circle-x", "askInk")
    STOPS = ("octagon-x", "stopInk")
    ASKS = ("triangle-alert", "askInk")


_GIVEN = {
    Mark.DONE: DONE,
    Mark.NOT_APPLICABLE: NOT_APPLICABLE,
    Mark.NOT_DONE: NOT_DONE,
}
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """An item, worded already: `answer` bold and `time` at the right; `note` while unanswered."""

    code: str
    question: str
    mark: Mark = Mark.OPEN
    answer: str = ""
    time: str = ""
    note: str = ""  # "holds the step", "to answer"
    is_told: bool = False  # by a person, who may take it back
    finding: FindingView | None = field(default=None)

    @property
    def is_loud(self) -> bool:
        """Whether the question is written bold."""
        return self.mark in {Mark.STOPS, Mark.ASKS}


class _ItemRow(QPushButton):
    """The row of 38: icon, question, answer and time; a press opens the item."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = ItemView(code="", question="")
        self._open = False
        self.setAutoDefault(False)
        self.setFixedHeight(_CLOSED)

    def show_view(self, view: ItemView, *, is_open: bool) -> None:
        self._view, self._open = view, is_open
        is_open = view.mark is Mark.OPEN
        told = view.answer or view.note or (_("not answered") if is_open else _("answered"))
        parts = (view.question, told, view.time)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(view.question if self._is_narrow() else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        icon, ink = self._view.mark.value
        if self._open and self._view.mark is Mark.OPEN:
            icon, ink = "circle-dot", "primary"
        paint_icon(painter, QRect(_SIDE, 9, 20, 20), icon, ink)
        left = self._paint_right(painter)
        role = "strong" if self._view.is_loud or self._open else "body"
        if self._is_narrow():
            role = "hintBold" if role == "strong" else "hint"
        painter.setFont(worn_theme().font(role))
        painter.setPen(worn_theme().colour("ink"))
        words = QRect(_SIDE + 30, 0, left - _SIDE - 42, _CLOSED)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, int(flags), self._view.question)
        if self.hasFocus():
            edge = self.rect().adjusted(2, 0, -2, 0)
            paint_box(painter, edge, Box("", "focus", FOCUS_WIDTH, 4))
        painter.end()

    def _paint_right(self, painter: QPainter) -> int:
        """Paint answer and time, or the note; answers where they begin."""
        runs = self._right_runs()
        middle = middle_baseline(self.rect(), "label")
        if self._view.answer and self._view.time:
            answer, time = runs
            edge = self.width() - _SIDE
            paint_runs(painter, edge - time.width, middle, (time,))
            left = edge - max(_TIME_COLUMN, time.width + 12) - answer.width
            paint_runs(painter, left, middle, (answer,))
            return left
        left = self.width() - _SIDE - runs_width(runs)
        paint_runs(painter, left, middle, runs)
        return left

    def _right_runs(self) -> tuple[Run, ...]:
        answer = Run(self._view.answer, "labelBold", "ink2")
        time = Run(self._view.time, "hint", "ink2")
        if self._view.answer and self._view.time:
            return answer, time
        if self._view.answer or self._view.time:
            return (answer if self._view.answer else time,)
        return (Run(self._view.note, "labelBold" if self._view.is_loud else "hint", "ink2"),)

    def _is_narrow(self) -> bool:
        right = runs_width(self._right_runs()) + (24 if self._view.time else 0)
        wide = Run(self._view.question, "strong").width
        return wide + right + 2 * _SIDE + 42 > self.width()


class ChecklistItemView(QWidget):
    """A row of 38, closed; open 88 with Done D, Not applicable A, Not done N.

    The letters answer only while the focus is in the item itself. The answer that was given is
    taken back in its own place: then `answered` comes with an empty answer.

    `show_view(ItemView)`, `set_open(bool)`. `opened(code)` asks to be opened: the page opens it
    and closes the others. `answered(code, answer, reason)`: `answer` is DONE, NOT_APPLICABLE or
    NOT_DONE; the last two ask for a reason underneath first. `finding_answered(key, act)`.
    """

    opened = Signal(str)  # code
    answered = Signal(str, str, str)  # code, answer, reason
    finding_answered = Signal(str, str)  # key of the finding, key of the act

    def __init__(self, view: ItemView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._open = False
        self._waiting = ""  # the answer that waits for its reason
        self._row = _ItemRow(self)
        self._answers: QWidget | None = None
        self._reason: QLineEdit | None = None
        self._reason_part: QWidget | None = None
        self._finding: FindingCard | None = None
        self._finding_part: QWidget | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 1)
        self._rows.setSpacing(0)
        self._rows.addWidget(self._row)
        self.setObjectName(f"item_{view.code}")
        self.setFocusProxy(self._row)
        self._row.clicked.connect(self._on_row_clicked)
        self.show_view(view)

    @property
    def view(self) -> ItemView:
        """What is shown."""
        return self._view

    @property
    def is_open(self) -> bool:
        """Whether the three answers are shown."""
        return self._open

    @property
    def reason_edit(self) -> QLineEdit | None:
        """Where the reason is written, while one is asked for."""
        return self._reason

    def show_view(self, view: ItemView) -> None:
        """Show the item as it stands now."""
        changed = self._finding is None or self._finding.view != view.finding
        is_other = (view.mark, view.is_told) != (self._view.mark, self._view.is_told)
        self._view = view
        if is_other and self._answers is not None:
            self._let_go(self._answers)
            self._answers = self._make_answers()
            self._rows.insertWidget(1, self._answers)
            self._answers.show()
        self._row.show_view(view, is_open=self._open)
        if changed:
            self._show_finding(view.finding)
        self.update()

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - as setVisible
        """Show or put away the three answers."""
        self._open = is_open
        self._drop_reason()
        if is_open and self._answers is None:
            self._answers = self._make_answers()
            self._rows.insertWidget(1, self._answers)
            self._answers.show()  # now: its keys work from the first moment
        elif not is_open and self._answers is not None:
            self._let_go(self._answers)
            self._answers = None
        self._row.show_view(self._view, is_open=is_open)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._open:
            painter.fillRect(self.rect(), worn_theme().colour("primaryTint"))
        paint_line(painter, 0, self.width(), self.height() - 1)
        painter.end()

    def _make_answers(self) -> QWidget:
        part = QWidget(self)
        row = QHBoxLayout(part)
        row.setContentsMargins(_SIDE, 0, _SIDE, 6)
        row.setSpacing(6)
        done = ActionButton(_("Done"), "check", "D", parent=part)
        not_applicable = ActionButton(_("Not applicable"), "minus", "A", parent=part)
        not_done = ActionButton(_("Not done"), "x", "N", parent=part)
        given = {DONE: done, NOT_APPLICABLE: not_applicable, NOT_DONE: not_done}
        acts = dict(zip(given.values(), self._acts().values(), strict=True))
        told = given.get(_GIVEN.get(self._view.mark, "") if self._view.is_told else "")
        for button, act in acts.items():
            button.set_tight()
            button.setShortcut(QKeySequence())  # a letter typed elsewhere must answer nothing
            if button is told:
                button.set_text(_("Take back"), "undo-2")
            button.clicked.connect(self._on_taken_back if button is told else act)
            row.addWidget(button, button.sizeHint().width())
        return part

    def _acts(self) -> dict[Qt.Key, Callable[[], None]]:
        """What each letter does, in the order of the buttons."""
        return {
            Qt.Key.Key_D: self._on_done,
            Qt.Key.Key_A: self._on_not_applicable,
            Qt.Key.Key_N: self._on_not_done,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._acts().get(Qt.Key(event.key()))
        is_plain = not event.isAutoRepeat() and not event.modifiers() & ~_SHIFT
        if self._answers is not None and act is not None and is_plain:
            act()
        else:
            super().keyPressEvent(event)

    def _ask_reason(self, answer: str) -> None:
        self._waiting = answer
        if self._reason is None:
            self._reason = QLineEdit(self)
            self._reason.setObjectName(f"reason_{self._view.code}")
            self._reason.returnPressed.connect(self._on_reason)
            self._reason_part = self._with_margins(self._reason)
            self._rows.insertWidget(2, self._reason_part)
            self._reason_part.show()
        words = {
            NOT_APPLICABLE: _("Why is it not applicable? Enter keeps it"),
            NOT_DONE: _("Why was it not done? Enter keeps it"),
        }[answer]
        self._reason.setPlaceholderText(words)
        self._reason.setAccessibleName(words)
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_reason(self) -> None:
        self._waiting = ""
        self._reason = None
        self._let_go(self._reason_part)
        self._reason_part = None

    def _show_finding(self, finding: FindingView | None) -> None:
        self._finding = None
        self._let_go(self._finding_part)
        self._finding_part = None
        if finding is not None:
            self._finding = FindingCard(finding, self)
            self._finding.answered.connect(self.finding_answered)
            self._finding_part = self._with_margins(self._finding)
            self._rows.addWidget(self._finding_part)
            self._finding_part.show()  # now: Tab reaches it from the first moment

    def _with_margins(self, part: QWidget) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(_SIDE, 0, _SIDE, 6)
        row.addWidget(part)
        return holder

    def _let_go(self, part: QWidget | None) -> None:
        if part is not None:
            self._rows.removeWidget(part)
            part.hide()
            part.deleteLater()

    @Slot()
    def _on_row_clicked(self) -> None:
        self.opened.emit(self._view.code)

    @Slot()
    def _on_taken_back(self) -> None:
        self.answered.emit(self._view.code, "", "")

    @Slot()
    def _on_done(self) -> None:
        self.answered.emit(self._view.code, DONE, "")

    @Slot()
    def _on_not_applicable(self) -> None:
        self._ask_reason(NOT_APPLICABLE)

    @Slot()
    def _on_not_done(self) -> None:
        self._ask_reason(NOT_DONE)

    @Slot()
    def _on_reason(self) -> None:
        reason = self._reason.text().strip() if self._reason is not None else ""
        if reason:  # without a reason there is no answer
            self.answered.emit(self._view.code, self._waiting, reason)
