"""How the pages of Setup stand: title, the table in its card, the picked line in full below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.forms.table_view import LineTable
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Card, PageTitle
from ui.widgets.flow import WrapRow
from ui.widgets.painting import Words
from ui.widgets.theme import worn_theme

FOOT = 108
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
    foot = Card(parent=page)
    foot.setMinimumHeight(FOOT)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(about)
    words.addWidget(details)
    words.addStretch(1)
    row = QHBoxLayout()
    row.setSpacing(worn_theme().size("gap"))
    row.addLayout(words, 1)
    for name, button in buttons.items():
        button.setObjectName(name)
        button.set_height("admin")
    row.addWidget(WrapRow(tuple(buttons.values()), foot), 0, Qt.AlignmentFlag.AlignVCenter)
    foot.body.addLayout(row)
    return foot
