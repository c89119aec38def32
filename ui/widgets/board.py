"""The board of today: columns of cards, one card a session."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
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
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.buttons import ActionButton, Kind, text_width
from ui.widgets.chip import Chip
from ui.widgets.flow import WrapRow
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
from ui.widgets.scroll import ScrollColumn, show_whole
from ui.widgets.tab_anchor import TabAnchor
from ui.widgets.theme import worn_theme

_BUTTON = QSize(124, 44)
_FIGURE_COLUMN = 89
_APART = 10  # between two numbers
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


class FiguresRow(QWidget):
    """Up to three numbers with their labels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: Sequence[Figure] = ()
        self.setFixedHeight(57)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show these; without any the row takes no room."""
        self._figures = figures
        self.setVisible(bool(figures))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for left, figure in zip(self.places(), self._figures, strict=True):
            ink = "noticeInk" if figure.late else "ink"
            paint_runs(painter, left, 22, (_label_run(figure),))
            paint_runs(painter, left, 52, figure_runs(figure, ink, self.role))
        painter.end()

    def places(self) -> list[int]:
        """Where each number begins: in columns, closer where the last one needs the room."""
        widths = self._widths(self.role)
        lefts = [_FIGURE_COLUMN * place for place in range(len(widths))]
        for place in range(1, len(widths)):
            lefts[place] = max(lefts[place], lefts[place - 1] + widths[place - 1] + _APART)
        if widths and lefts[-1] + widths[-1] > self.width():
            return [sum(widths[:place]) + place * _APART for place in range(len(widths))]
        return lefts

    @property
    def role(self) -> str:
        """The type role of the numbers, which are set smaller where they would touch."""
        widths = self._widths("card")
        need = sum(widths) + _APART * (len(widths) - 1)
        return "card" if need <= self.width() else "section"

    def _widths(self, role: str) -> list[int]:
        return [
            max(_label_run(one).width, runs_width(figure_runs(one, "ink", role)))
            for one in self._figures
        ]


def _label_run(figure: Figure) -> Run:
    return Run(figure.label.upper(), "hintBold", "noticeInk" if figure.late else "ink2")


def figure_runs(figure: Figure, ink: str, role: str) -> tuple[Run, ...]:
    """A number with its unit."""
    return (Run(figure.value, role, ink), Run(figure.unit, "label", "ink2", 4))


class _Parts(Words):
    """Parts with a dot between, one below the other where the card is narrow."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__("", role, "ink2", parent)
        self._parts: Sequence[str] = ()
        self._role = role
        self.wrapped()

    def show_parts(self, parts: Sequence[str]) -> None:
        """Show these, in the room there is."""
        self._parts = parts
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, room: int) -> None:
        line = _DOT.join(self._parts)
        self.set_words(line if text_width(line, self._role) <= room else "\n".join(self._parts))


class _Line(QWidget):
    """Words with the chips beside or below them; takes no room where there is neither."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = WrapRow((), self, fills=False)
        self._words = RunLine((), self._row)
        self._chips: list[Chip] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 7, 0, 0)
        rows.addWidget(self._row)

    def show_line(self, view: CardView) -> None:
        """Show the words and chips of a card."""
        line = Run(view.line, "label", "ink2", 6 if view.lead else 0)
        runs = [run for run in (Run(view.lead, "strong"), line) if run.text]
        self._words.show_runs(runs)
        self._words.setVisible(bool(runs))
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(one.words, one.severity, one.icon, self._row) for one in view.chips]
        for chip in self._chips:
            chip.show()
        self._row.show_parts([self._words, *self._chips])
        self.setVisible(bool(runs or self._chips))


class TodayCard(QAbstractButton):
    """One session. `acted(key)` on its button, Enter or Space; arrows ask to move: `move_wanted`.

    Focus rings the whole card, makes its button primary and brings the card into sight. It is a
    button for those who hear it; a click on it takes the focus and no more.
    """

    acted = Signal(str)  # key of the card
    move_wanted = Signal(str, int, int)  # key, columns to the right, rows down

    def __init__(self, view: CardView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._name = Words("", "section", parent=self).wrapped()
        self._person = RunLine((), self)
        self._about = _Parts("label", self)
        self._figures = FiguresRow(self)
        self._line = _Line(self)
        self._foot = _Parts("hint", self)
        self._button = ActionButton(view.button, parent=self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setFixedSize(_BUTTON)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName(f"card_{view.key}")
        self._lay_out()
        self._fill()
        self._button.clicked.connect(self._on_acted)
        self.clicked.connect(self._on_acted)  # a screen reader presses the card itself

    @property
    def view(self) -> CardView:
        """What is shown."""
        return self._view

    @property
    def button(self) -> ActionButton:
        """The one button of the card."""
        return self._button

    def show_view(self, view: CardView) -> None:
        """Show how the same session stands now; the card keeps its place and the focus."""
        if view != self._view:
            self._view = view
            self._fill()

    def sizeHint(self) -> QSize:
        return self._rows.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._on_key()
        elif step is not None:
            self.move_wanted.emit(self._view.key, *step)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._button.set_kind(Kind.PRIMARY)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            show_whole(self)  # what is pressed stays under the pointer
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
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(16, 10, 16, 12)
        self._rows.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._person, 0, Qt.AlignmentFlag.AlignTop)
        self._person.setFixedHeight(22)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._foot, 1)
        foot.addWidget(self._button)
        self._rows.addLayout(head)
        for part in (self._about, self._figures, self._line):
            self._rows.addWidget(part)
        self._rows.addSpacing(10)
        self._rows.addLayout(foot)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _fill(self) -> None:
        view = self._view
        self._describe()
        self._name.set_words(_breakable(view.name))
        self._person.show_runs(person_runs(view.person, "hint", "ink2"))
        self._about.show_parts(view.about)
        self._figures.show_figures(view.figures)
        self._line.show_line(view)
        self._foot.show_parts(view.foot)
        self._button.set_text(view.button)
        self._button.setVisible(bool(view.button))

    def _on_key(self) -> None:
        """Act, where the person can read whose card it is; else show that first."""
        if self._name.visibleRegion().boundingRect().height() < self._name.height():
            show_whole(self)
        else:
            self._on_acted()

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
        """Show these sessions; a card that stays keeps the focus, and the column its place."""
        known = {card.view.key: card for card in self._cards}
        before, now = list(known), [view.key for view in views]
        self._cards = [
            known.pop(view.key) if view.key in known else self._make(view) for view in views
        ]
        for card, view in zip(self._cards, views, strict=True):
            card.show_view(view)
        if before != now:
            self._place(known.values())

    def _place(self, gone: Iterable[TodayCard]) -> None:
        """Put the cards in their order; what is gone leaves the focus to the next card."""
        for place, card in enumerate(self._cards):
            self._scroll.column.insertWidget(place, card)
            card.show()
        self._anchor.lead(self._cards)
        for card in gone:
            self._scroll.column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._empty.setVisible(not self._cards)
        self._count.set_words(str(len(self._cards)))
        for card in self._cards:
            if card.hasFocus():
                show_whole(card)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), Box("sunken", "", 0, worn_theme().size("cardRadius")))
        painter.end()

    def _make(self, view: CardView) -> TodayCard:
        card = TodayCard(view, self._scroll.inside)
        card.acted.connect(self.acted)
        card.move_wanted.connect(self.move_wanted)
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
