"""The bar over the whole window that says what it is, where it is not a unit's record."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.painting import Words, paint_line
from ui.widgets.severity import LOOKS
from ui.widgets.theme import worn_theme

INVENTED = _("Demonstration: invented patients, nothing here is real")
_HEIGHT = 26


class WindowMark(QWidget):
    """`say(words)` shows them; it stays in sight when the window is locked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = LOOKS["ask"]
        self._words = Words("", "hintBold", self._look.ink, self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 1)
        row.addWidget(self._words)
        self.setFixedHeight(_HEIGHT)

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Say what the window is."""
        self._words.set_words(words)
        self.setAccessibleName(words)
        self.setToolTip(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), worn_theme().colour(self._look.tint))
        paint_line(painter, 0, self.width(), self.height() - 1)
        painter.end()
