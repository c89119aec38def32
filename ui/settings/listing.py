"""How the pages of Setup show a list: the table in its card, and the picked line in full below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.forms.table_view import LineTable
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Card
from ui.widgets.painting import Words
from ui.widgets.theme import worn_theme

FOOT = 108


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
        row.addWidget(button)
    foot.body.addLayout(row)
    return foot
