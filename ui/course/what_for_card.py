"""What an order is for: the indication, found by a part of its name, and what guidelines say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from ui.forms.search_box import Found, SearchBox
from ui.widgets.cards import Card
from ui.widgets.painting import Words

_LEAST_LIST = 700


class WhatForCard(Card):
    """The head of the card; the boxes of the diagnosis come below it."""

    def __init__(self, page: QWidget, parent: QWidget) -> None:
        super().__init__(_("What for"), parent=parent)
        self._search = SearchBox(_("Find the indication"), page, parent, _LEAST_LIST)
        self._chosen = Words("", "strong", "ink2", parent)
        self._guideline = Words("", "hint", "ink2", parent).wrapped()
        self._missing = Words("", "hint", "stopInk", parent)
        self._search.setPlaceholderText(_("Type a part of the disease"))
        self._search.setProperty("height", "admin")
        self._missing.setMinimumHeight(16)
        self.body.addSpacing(6)
        self.body.addWidget(self._search)
        self.body.addSpacing(4)
        self.body.addWidget(self._chosen.wrapped())
        self.body.addWidget(self._guideline)
        self.body.addWidget(self._missing)
        self.forget()

    @property
    def search(self) -> SearchBox:
        """The line that finds the indication."""
        return self._search

    def show_chosen(self, label: str, guideline: str) -> None:
        """Show an indication with what the guidelines say of it."""
        self._chosen.set_words(label, "ink")
        self._guideline.set_words(guideline)

    def forget(self) -> None:
        """Show that none is chosen."""
        self._chosen.set_words(_("No indication is chosen yet."), "ink2")
        self._guideline.set_words("")

    def show_note(self, sentence: str) -> None:
        """Say what is wrong with the indication; nothing clears it."""
        self._missing.set_words(sentence)

    @Slot(object)
    def show_found(self, found: Sequence[tuple[str, str]]) -> None:
        """Show the indications that answer the search: code and words of each."""
        self._search.show_found([Found(code, words) for code, words in found])
