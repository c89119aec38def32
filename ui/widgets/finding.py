"""Findings: what, why, what to do, and from where; and the lane that keeps them in order."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.flow import WrapRow
from ui.widgets.icons import IconMark
from ui.widgets.painting import FOCUS_WIDTH, Box, Words, paint_box
from ui.widgets.severity import LOOKS, severity_word
from ui.widgets.theme import worn_theme

_BAR = 4
_RADIUS = 6


@dataclass(frozen=True, slots=True)
class FindingAct:
    """One answer a finding offers."""

    key: str
    word: str
    kind: Kind = Kind.SECONDARY


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding, worded already. `severity` is a key of `severity.LOOKS`.

    `outcome` is "" while it is unanswered, else the word after the severity, such as "OVERRIDDEN";
    `answer` then says who, when and why.
    """

    key: str
    severity: str
    what: str
    mark: str = ""  # code or time, at the right of the first line
    why: str = ""
    do: str = ""
    source: str = ""
    acts: tuple[FindingAct, ...] = field(default=())
    outcome: str = ""
    answer: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to answer it."""
        return not self.outcome and self.severity in {"refuse", "stop", "ask"}

    @property
    def rank(self) -> int:
        """Its place in a lane: unanswered stop, ask, then answered, then notice."""
        if self.is_open:
            return ("refuse", "stop", "ask").index(self.severity)
        return 3 if self.outcome else 4


class FindingCard(QFrame):
    """One finding. `answered(key, act)` tells which button was pressed.

    An answered one shows three lines; Enter or a click opens and closes the rest.
    """

    answered = Signal(str, str)  # key of the finding, key of the act

    def __init__(self, view: FindingView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._is_short = bool(view.outcome)
        self._detail: QWidget | None = None
        self._source: QWidget | None = None
        self._buttons: list[ActionButton] = []
        self._what = Words(view.what, "strong", LOOKS[view.severity].ink, self)
        self._mark = Words(view.mark, "hint", LOOKS[view.severity].ink, self)
        self._rows = QVBoxLayout(self)
        self._lay_out()
        self._say()
        if self._is_short:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def view(self) -> FindingView:
        """What is shown."""
        return self._view

    def take(self, view: FindingView) -> bool:
        """Show the same finding of a later reading; False where more than its words changed."""
        if replace(view, what=self._view.what, mark=self._view.mark) != self._view:
            return False
        self._view = view
        self._what.set_words(view.what)
        self._mark.set_words(view.mark)
        self._say()
        return True

    @property
    def is_short(self) -> bool:
        """Whether only three lines are shown."""
        return self._is_short

    @property
    def stops(self) -> list[QWidget]:
        """What Tab reaches in the card."""
        return [*self._buttons] if self._buttons else ([self] if self._is_answered() else [])

    def set_short(self, short: bool) -> None:  # noqa: FBT001 - as setVisible
        """Show three lines or all."""
        self._is_short = short
        for part in (self._detail, self._source):
            if part is not None:
                part.setVisible(not short)

    def take_focus(self) -> None:
        """Put the focus on the first answer, or on the card where it has none."""
        first = self._buttons[0] if self._buttons else self
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._view.outcome and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.set_short(not self._is_short)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = LOOKS[self._view.severity]
        painter = QPainter(self)
        paint_box(painter, self.rect(), Box(look.tint, look.line, 1, _RADIUS))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(self.rect(), _RADIUS, _RADIUS)
        painter.setClipPath(shape)
        painter.fillRect(QRect(0, 0, _BAR, self.height()), worn_theme().colour(look.ink))
        painter.restore()
        if self.hasFocus():
            paint_box(painter, self.rect(), Box("", "focus", FOCUS_WIDTH, _RADIUS))
        painter.end()

    def _say(self) -> None:
        view = self._view
        self.setAccessibleName(_spoken(view))
        self.setAccessibleDescription(" ".join(p for p in (view.why, view.do, view.source) if p))

    def _is_answered(self) -> bool:
        return bool(self._view.outcome)

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._rows.setContentsMargins(15, 8, 11, 8)
        self._rows.setSpacing(2)
        self._rows.addLayout(self._head_row())
        self._rows.addWidget(self._what.wrapped())
        if self._view.answer:
            self._rows.addWidget(Words(self._view.answer, "label", "ink", self).wrapped())
        self._add_detail()
        if self._view.acts and not self._view.outcome:
            self._rows.addSpacing(6)
            self._rows.addWidget(self._act_row())
        self._add_source()

    def _head_row(self) -> QHBoxLayout:
        look = LOOKS[self._view.severity]
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(IconMark(look.icon, look.ink, 18, self))
        word = severity_word(self._view.severity)
        outcome = f"{word} · {self._view.outcome}" if self._view.outcome else word
        row.addWidget(Words(outcome, "hintBold", look.ink, self))
        row.addStretch(1)
        row.addWidget(self._mark)
        return row

    def _add_detail(self) -> None:
        texts = [text for text in (html.escape(self._view.why), self._do_words()) if text]
        if not texts:
            return
        self._detail = QWidget(self)
        rows = QVBoxLayout(self._detail)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for text in texts:
            rows.addWidget(_rich(text, self._detail))
        self._detail.setVisible(not self._is_short)
        self._rows.addWidget(self._detail)

    def _do_words(self) -> str:
        if not self._view.do:
            return ""
        return f"<b>{_('Do:')}</b> {html.escape(self._view.do)}"

    def _add_source(self) -> None:
        """Last, in small: where a lane is low, the answers are seen before it."""
        if self._view.source:
            words = _("Source: {source}").format(source=self._view.source)
            self._source = Words(words, "hint", "ink", self).wrapped()
            self._source.setVisible(not self._is_short)
            self._rows.addWidget(self._source)

    def _act_row(self) -> WrapRow:
        buttons = [_ActOf(act, self._view.what, self) for act in self._view.acts]
        for button in buttons:
            button.set_tight()
            button.pressed_for.connect(self._on_act)
        self._buttons.extend(buttons)
        return WrapRow(buttons, self)

    @Slot(str)
    def _on_act(self, act: str) -> None:
        self.answered.emit(self._view.key, act)


class _ActOf(ActionButton):
    """A button that tells which act it stands for."""

    pressed_for = Signal(str)  # key of the act

    def __init__(self, act: FindingAct, about: str, parent: QWidget | None = None) -> None:
        super().__init__(act.word, "", "", act.kind, parent)
        self._act = act
        self.setObjectName(act.key)
        self.setAccessibleName(f"{act.word}: {about}")  # two cards offer the same act
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.pressed_for.emit(self._act.key)


def in_order(views: Sequence[FindingView]) -> list[FindingView]:
    """Unanswered stop, ask, then answered, then notice; within each as they came."""
    return sorted(views, key=_rank)


def _rank(view: FindingView) -> int:
    return view.rank


def _rich(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setProperty("role", "label")
    label.setProperty("ink", "ink")
    return label


def _spoken(view: FindingView) -> str:
    word = severity_word(view.severity)
    parts = (f"{word} {view.outcome}".strip(), view.mark, view.what, view.answer)
    return ", ".join(part for part in parts if part)
