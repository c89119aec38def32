"""What a dialog says at its foot of a refusal or question: shape, word, colour of its level."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.icons import IconMark
from ui.widgets.painting import Words
from ui.widgets.severity import LOOKS, severity_word


class EntryMessage(QWidget):
    """`say(words, severity)` shows it; hidden while nothing is said."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark = IconMark("", "stopInk", 18, self)
        self._word = Words("", "labelBold", "stopInk", self)
        self._words = Words("", "label", "ink", self).wrapped()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._mark, self._word):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def severity_word(self) -> str:
        """The word of the level that is shown."""
        return self._word.text()

    def say(self, words: str, severity: str = "refuse") -> None:
        """Show the words with the level they have."""
        look = LOOKS[severity]
        self._mark.show_icon(look.icon, look.ink)
        self._word.set_words(severity_word(severity), look.ink)
        self._words.set_words(words, look.ink)
        self.show()
