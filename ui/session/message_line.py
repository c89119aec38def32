"""The message line of a page: a sentence when nothing could be recorded; it stays until it can."""

from __future__ import annotations

from PySide6.QtCore import QRect, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.icons import paint_icon
from ui.widgets.painting import Words, paint_line
from ui.widgets.severity import LOOKS
from ui.widgets.theme import worn_theme


class MessageLine(QWidget):
    """Hidden until `say(words)`; `clear()` hides it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = LOOKS["stop"]
        self._words = Words("", "strong", self._look.ink, self).wrapped()
        row = QHBoxLayout(self)
        row.setContentsMargins(46, 10, 16, 10)
        row.addWidget(self._words, 1)
        self.setObjectName("message_line")
        self.hide()

    @property
    def words(self) -> str:
        """The sentence that is shown; empty where none is."""
        return self._words.text() if not self.isHidden() else ""

    @Slot(str)
    def say(self, words: str) -> None:
        """Show a sentence."""
        self._words.set_words(words)
        self.setAccessibleName(words)
        self.show()

    @Slot()
    def clear(self) -> None:
        """Nothing is wrong any more."""
        self._words.set_words("")
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), worn_theme().colour(self._look.tint))
        paint_icon(painter, QRect(18, (self.height() - 20) // 2, 20, 20), "ban", self._look.ink)
        paint_line(painter, 0, self.width(), self.height() - 1, self._look.line)
        painter.end()
