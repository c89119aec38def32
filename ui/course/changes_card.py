"""What a change of an order does: its parts as they were and will be, and the plan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.cards import Card
from ui.widgets.painting import Words
from ui.widgets.scroll import ScrollColumn

_LEAST_WIDTH, _WIDTH = 272, 300  # of the lane of findings below it
_MOST_HEIGHT = 240


class ChangesCard(Card):
    """`show_changes(sentences)`; away until something is changed, and never the whole page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What changes"), "", parent)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setMaximumWidth(_WIDTH)
        self._scroll = ScrollColumn(_("What changes"), self)
        self._words = Words("", "label", parent=self._scroll.inside).wrapped()
        self._scroll.add(self._words)
        self.body.addSpacing(6)
        self.body.addWidget(self._scroll)
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
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the words, which scroll where there are many."""
        height = self._words.heightForWidth(self._scroll.viewport().width())
        self._scroll.setFixedHeight(max(0, min(height, _MOST_HEIGHT)))  # without words it is -1
