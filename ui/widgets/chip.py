"""Chips: a few words that stand out, with the icon of their severity."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.icons import paint_icon
from ui.widgets.painting import Box, Run, middle_baseline, paint_box, paint_runs
from ui.widgets.severity import LOOKS
from ui.widgets.theme import worn_theme

_ICON = 16


class Chip(QWidget):
    """A chip 28 high and as wide as its words: `Chip("1 to answer", "ask")`.

    The severity is a key of `severity.LOOKS`; another icon may be given, such as "bell" or "zap".
    """

    def __init__(
        self, words: str, severity: str, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._look = LOOKS[severity]
        self._icon = icon or self._look.icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(words)

    def show_words(self, words: str, severity: str) -> None:
        """Say something else, in the look of another severity."""
        self._words, self._look = words, LOOKS[severity]
        self._icon = self._look.icon
        self.setAccessibleName(words)
        self.setFixedSize(self.sizeHint())
        self.update()

    @property
    def words(self) -> str:
        """What the chip says."""
        return self._words

    def sizeHint(self) -> QSize:
        wide = 9 + _ICON + 6 + Run(self._words, "hintBold").width + 11
        return QSize(wide, worn_theme().size("chip"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), Box(self._look.tint, self._look.line))
        paint_icon(painter, QRect(9, 6, _ICON, _ICON), self._icon, self._look.ink)
        words = Run(self._words, "hintBold", self._look.ink)
        baseline = middle_baseline(self.rect(), "hintBold")
        paint_runs(painter, 9 + _ICON + 6, baseline, (words,))
        painter.end()
