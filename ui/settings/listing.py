"""How the pages of Setup stand: title, the table in its card, the picked line in full below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.forms.table_view import LineTable
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Card, PageTitle
from ui.widgets.flow import WrapRow
from ui.widgets.icons import IconMark
from ui.widgets.painting import Words
from ui.widgets.theme import worn_theme

FOOT = 108
_WORDS = 280  # the least width of the words beside the buttons
_FILLED = Qt.AlignmentFlag(0)
HEAD = 48


def page_column(page: QWidget, title: PageTitle, *beside: QWidget) -> QVBoxLayout:
    """The column of a page: its title, at the right of it `beside`; the rest is added below.

    Where the page is narrow the words of the title wrap, and what stands beside it.
    """
    gap = worn_theme().size("gap")
    title.wrap(HEAD)
    head = QHBoxLayout()
    head.setSpacing(gap)
    head.addWidget(title, 1)
    if beside:
        head.addWidget(WrapRow(beside, page), 0, Qt.AlignmentFlag.AlignVCenter)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    column.addLayout(head)
    return column


class WhyFixed(QWidget):
    """A lock and why nothing can be changed here; hidden where it can."""

    def __init__(self, why: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = Words(why, "label", "ink2", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconMark("lock", "ink2", parent=self))
        row.addWidget(self._words, 1)
        self.setVisible(bool(why))

    @property
    def why(self) -> str:
        """What is said."""
        return self._words.text()


def table_card(
    table: LineTable, model: QAbstractItemModel, widths: Sequence[int], page: QWidget
) -> Card:
    """The table of a model in a card of the page; `widths` of its columns in pixels."""
    card = Card(parent=page)
    card.set_padding(8, 8, 8)
    table.setModel(model)
    table.set_widths(tuple(widths))
    table.set_row_height(worn_theme().size("row"))
    card.body.addWidget(table, 1)
    return card


def picked_card(
    about: Words, details: Words, buttons: Mapping[str, ActionButton], page: QWidget
) -> Card:
    """What is said of the picked line, and what can be done with it, by object name."""
    for name, button in buttons.items():
        button.setObjectName(name)
        button.set_height("admin")
    foot = FootCard((about, details), tuple(buttons.values()), page)
    foot.setMinimumHeight(FOOT)
    return foot


class FootCard(Card):
    """Words, and at their right what can be done; under them where the page is narrow."""

    def __init__(
        self, words: Sequence[Words], buttons: Sequence[ActionButton], parent: QWidget
    ) -> None:
        super().__init__(parent=parent)
        self._is_beside: bool | None = None
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addStretch(1)
        for part in words:
            column.addWidget(part)
        column.addStretch(1)
        self._buttons = WrapRow(buttons, self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(worn_theme().size("gap"))
        self._row.addLayout(column, 1)
        self._row.addWidget(self._buttons)
        self.body.addLayout(self._row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_beside = event.size().width() - self._buttons.sizeHint().width() >= _WORDS
        if is_beside is not self._is_beside:
            self._is_beside = is_beside
            beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._row.setDirection(beside if is_beside else under)
            middle = Qt.AlignmentFlag.AlignVCenter
            self._row.setAlignment(self._buttons, middle if is_beside else _FILLED)
        super().resizeEvent(event)
