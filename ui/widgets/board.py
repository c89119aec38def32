"""The board of today: columns of cards, one card a session."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.widgets.buttons import ActionButton, Kind, text_width
from ui.widgets.chip import Chip
from ui.widgets.icons import IconMark
from ui.widgets.painting import (
    FOCUS_WIDTH,
    Box,
    Run,
    RunLine,
    Words,
    paint_box,
    paint_runs,
    person_runs,
    runs_width,
)
from ui.widgets.scroll import ScrollColumn
from ui.widgets.tab_anchor import TabAnchor
from ui.widgets.theme import worn_theme

_BUTTON = QSize(124, 44)
_FIGURE_COLUMN = 89
_LONGEST_PART = 16  # letters of a name that fit beside sex and age
_DOT = "  ·  "
_BREAK = "\u200b"  # no width, but a line may end here


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a running session: "ELAPSED", "0:52", ""; late ones are told in blue."""

    label: str
    value: str
    unit: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class ChipView:
    """A chip of a card."""

    words: str
    severity: str
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A session on the board, worded already."""

    key: str
    name: str  # "OKAFOR, Ngozi"
    person: str = ""  # "♀ 42 y"
    about: tuple[str, ...] = ()  # diagnosis, session
    figures: tuple[Figure, ...] = field(default=())
    lead: str = ""  # bold words before the line, such as the time
    line: str = ""  # one line of words in place of figures
    chips: tuple[ChipView, ...] = field(default=())
    foot: tuple[str, ...] = ()  # place, person; of a due session, what it lacks
    button: str = ""


class _FiguresRow(QWidget):
    """Up to three numbers with their labels."""

    def __init__(self, figures: Sequence[Figure], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self.setFixedHeight(48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        step = self._step()
        for column, figure in enumerate(self._figures):
            ink = "noticeInk" if figure.late else "ink"
            label = Run(figure.label.upper(), "hintBold", "noticeInk" if figure.late else "ink2")
            paint_runs(painter, column * step, 13, (label,))
            paint_runs(painter, column * step, 43, _figure_runs(figure, ink))
        painter.end()

    def _step(self) -> int:
        """From one number to the next; less where the last one needs the room."""
        last = runs_width(_figure_runs(self._figures[-1], "ink"))
        return min(_FIGURE_COLUMN, (self.width() - last) // max(len(self._figures) - 1, 1))


def _figure_runs(figure: Figure, ink: str) -> tuple[Run, ...]:
    return (Run(figure.value, "card", ink), Run(figure.unit, "label", "ink2", 4))


class _Parts(Words):
    """Parts with a dot between, one below the other where the card is narrow."""

    def __init__(self, parts: Sequence[str], role: str, parent: QWidget | None = None) -> None:
        super().__init__(_DOT.join(parts), role, "ink2", parent)
        self._parts = parts
        self._role = role
        self.wrapped()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        line = _DOT.join(self._parts)
        fits = text_width(line, self._role) <= event.size().width()
        self.set_words(line if fits else "\n".join(self._parts))


class TodayCard(QFrame):
    """One session. `acted(key)` on its button, Enter or Space; arrows ask to move: `move_wanted`.

    Focus rings the whole card and makes its button primary.
    """

    acted = Signal(str)  # key of the card
    move_wanted = Signal(str, int, int)  # key, columns to the right, rows down

    def __init__(self, view: CardView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._button = ActionButton(view.button, parent=self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setFixedSize(_BUTTON)
        self._rows = QVBoxLayout(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName(f"card_{view.key}")
        self._describe()
        self._lay_out()
        self._button.clicked.connect(self._on_acted)

    @property
    def view(self) -> CardView:
        """What is shown."""
        return self._view

    @property
    def button(self) -> ActionButton:
        """The one button of the card."""
        return self._button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._on_acted()
        elif step is not None:
            self.move_wanted.emit(self._view.key, *step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._button.set_kind(Kind.PRIMARY)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._button.set_kind(Kind.SECONDARY)
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        radius = worn_theme().size("cardRadius")
        ring = Box("surface", "focus", FOCUS_WIDTH, radius)
        paint_box(painter, self.rect(), ring if self.hasFocus() else Box(radius=radius))
        painter.end()

    def _describe(self) -> None:
        view = self._view
        self.setAccessibleName(", ".join(p for p in (view.name, view.person, *view.about) if p))
        figures = (f"{figure.label} {figure.value} {figure.unit}" for figure in view.figures)
        chips = (chip.words for chip in view.chips)
        said = (view.lead, view.line, *figures, *chips, *view.foot, view.button)
        self.setAccessibleDescription(", ".join(part.strip() for part in said if part.strip()))

    def _lay_out(self) -> None:
        self._rows.setContentsMargins(16, 10, 16, 12)
        self._rows.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(Words(_breakable(self._view.name), "section", parent=self).wrapped(), 1)
        person = RunLine(person_runs(self._view.person, "hint", "ink2"), self)
        head.addWidget(person, 0, Qt.AlignmentFlag.AlignTop)
        person.setFixedHeight(22)
        self._rows.addLayout(head)
        self._rows.addWidget(_Parts(self._view.about, "label", self))
        if self._view.figures:
            self._rows.addSpacing(9)
            self._rows.addWidget(_FiguresRow(self._view.figures, self))
        self._add_line()
        self._add_foot()

    def _add_line(self) -> None:
        chips = [Chip(c.words, c.severity, c.icon, self) for c in self._view.chips]
        line = Run(self._view.line, "label", "ink2", 6 if self._view.lead else 0)
        runs = [run for run in (Run(self._view.lead, "strong"), line) if run.text]
        row = QHBoxLayout()
        row.setSpacing(7)
        if runs:
            row.addWidget(RunLine(runs, self))
        for chip in chips:
            row.addWidget(chip)
        row.addStretch(1)
        if runs or chips:
            self._rows.addSpacing(7)
            self._rows.addLayout(row)

    def _add_foot(self) -> None:
        self._rows.addSpacing(10)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(_Parts(self._view.foot, "hint", self), 1)
        if self._view.button:
            foot.addWidget(self._button)
        else:
            self._button.hide()
        self._rows.addLayout(foot)

    @Slot()
    def _on_acted(self) -> None:
        if self._view.button:
            self.acted.emit(self._view.key)


def _breakable(name: str) -> str:
    """The name with places where a part that is wider than a card may go on below."""
    cuts = (textwrap.wrap(part, _LONGEST_PART) for part in name.split(" "))
    return " ".join(_BREAK.join(pieces) for pieces in cuts)


_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class EmptyColumn(QWidget):
    """A column without cards: one sentence, no picture."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 10, 16, 10)
        words: QLabel = Words(sentence, "label", "ink2", self).wrapped()
        rows.addWidget(words)
        rows.addStretch(1)


class BoardColumn(QFrame):
    """A column: icon, word and count above; its cards scroll. `show_cards(views)`.

    `acted(key)` and `move_wanted(key, right, down)` come from the cards.
    """

    acted = Signal(str)  # key of the card
    move_wanted = Signal(str, int, int)  # key, columns to the right, rows down

    def __init__(self, icon: str, title: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._anchor = TabAnchor(self)
        self._cards: list[TodayCard] = []
        self._count = Words("0", "labelBold", "ink2", self)
        self._scroll = ScrollColumn(title, self)
        self._empty = EmptyColumn(empty, self._scroll.inside)
        self._lay_out(icon, title)

    @property
    def cards(self) -> tuple[TodayCard, ...]:
        """The cards from top to bottom."""
        return tuple(self._cards)

    def show_cards(self, views: Sequence[CardView]) -> None:
        """Show these sessions; the focus stays on the card of the same key."""
        if [card.view for card in self._cards] == list(views):
            return
        focused = next((card.view.key for card in self._cards if card.hasFocus()), "")
        for card in self._cards:
            self._scroll.column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._make(view, place) for place, view in enumerate(views)]
        self._anchor.lead(self._cards)
        self._empty.setVisible(not views)
        self._count.set_words(str(len(views)))
        for card in self._cards:
            if card.view.key == focused:
                card.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), Box("sunken", "", 0, worn_theme().size("cardRadius")))
        painter.end()

    def _make(self, view: CardView, place: int) -> TodayCard:
        card = TodayCard(view, self._scroll.inside)
        card.acted.connect(self.acted)
        card.move_wanted.connect(self.move_wanted)
        self._scroll.column.insertWidget(place, card)
        card.show()
        return card

    def _lay_out(self, icon: str, title: str) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(8, 0, 8, 8)
        rows.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.setSpacing(8)
        head.addWidget(IconMark(icon, "ink2", 18, self))
        head.addWidget(Words(title, "section", parent=self))
        head.addWidget(self._count)
        head.addStretch(1)
        rows.addLayout(head)
        self._count.setFixedHeight(44)
        self._scroll.column.setSpacing(8)
        self._scroll.add(self._empty)
        rows.addWidget(self._scroll, 1)
        self.setAccessibleName(title)
