"""How far a piece of work is: a bar, and what is being done beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from plexlog.domain.progress import Step
from ui.widgets.painting import NO_PEN, Words
from ui.widgets.theme import worn_theme

_HEIGHT = 24
_THICK = 8


class Bar(QWidget):
    """A bar that fills; where nobody can count it stays empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def share(self) -> float:
        """How much of it is filled: 0 to 1."""
        return self._share

    def show_share(self, share: float) -> None:
        """Fill so much of it."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = worn_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(NO_PEN)
        bar = QRectF(0, (self.height() - _THICK) / 2, self.width(), _THICK)
        for colour, share in (("line", 1.0), ("primary", self._share)):
            painter.setBrush(theme.colour(colour))
            bar.setWidth(self.width() * share)
            painter.drawRoundedRect(bar, _THICK / 2, _THICK / 2)
        painter.end()


class ProgressLine(QWidget):
    """A bar at the left, words at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = Bar(self)
        self._words = Words("", "label", "ink2", self)
        self._words.setMinimumWidth(340)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._bar, 1)
        row.addWidget(self._words)

    @property
    def told(self) -> str:
        """What stands at the right."""
        return self._words.text()

    @property
    def share(self) -> float:
        """How much of the bar is filled."""
        return self._bar.share

    def show_step(self, step: Step) -> None:
        """Show where the work is."""
        self._bar.show_share(step.done / step.of if step.of else 0.0)
        self._words.set_words(step.words)
        self.setAccessibleName(step.words)
