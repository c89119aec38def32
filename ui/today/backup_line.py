"""The line over the board that says that a backup is overdue, and makes one."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton
from ui.widgets.icons import paint_icon
from ui.widgets.painting import Box, Words, paint_box
from ui.widgets.severity import LOOKS
from ui.widgets.theme import worn_theme

_ICON = 20


class BackupLine(QWidget):
    """Hidden while there is nothing to say. `wanted` asks for a backup."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = LOOKS["ask"]
        self._words = Words("", "strong", self._look.ink, self).wrapped()
        self._make = ActionButton(_("Back up now"), "hard-drive", parent=self)
        self._make.setObjectName("back_up_now")
        self._make.set_height("admin")
        row = QHBoxLayout(self)
        row.setContentsMargins(46, 8, 8, 8)
        row.setSpacing(16)
        row.addWidget(self._words, 1)
        row.addWidget(self._make)
        self._make.clicked.connect(self.wanted)
        self.hide()

    @property
    def words(self) -> str:
        """What is said; empty where nothing is."""
        return self._words.text() if not self.isHidden() else ""

    def say(self, words: str) -> None:
        """Say that a backup is overdue; empty when it is not any more."""
        self._words.set_words(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        radius = worn_theme().size("cardRadius")
        paint_box(painter, self.rect(), Box(self._look.tint, self._look.line, 1, radius))
        middle = (self.height() - _ICON) // 2
        paint_icon(painter, QRect(14, middle, _ICON, _ICON), self._look.icon, self._look.ink)
        painter.end()
