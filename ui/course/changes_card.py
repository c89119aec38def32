"""What a change of an order does: its parts as they were and will be, and the plan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.cards import Card
from ui.widgets.painting import Words


class ChangesCard(Card):
    """`show_changes(sentences)`; away until something is changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What changes"), "", parent)
        self._words = Words("", "body", parent=self).wrapped()
        self.body.addSpacing(6)
        self.body.addWidget(self._words)
        self.hide()

    @property
    def words(self) -> str:
        """What is told, a line each."""
        return self._words.text()

    @Slot(object)
    def show_changes(self, sentences: Sequence[str]) -> None:
        """Show these sentences."""
        self._words.set_words("\n".join(sentences))
        self.setVisible(bool(sentences))
