"""Cards: a surface with a hairline around it, and a heading with its count at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.painting import Box, Words, paint_box, paint_line
from ui.widgets.theme import worn_theme

_HIGHEST = 200


class Hairline(QWidget):
    """A line of one pixel between rows; decor only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_line(painter, 0, self.width(), 0)
        painter.end()


class Heading(QWidget):
    """A section heading (15 bold) with words at its right, such as "5 of 8 answered"."""

    def __init__(self, text: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Words(text, "section", parent=self)
        self._note = Words(note, "hint", "ink2", self)
        self.setFixedHeight(22)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text)
        row.addStretch(1)
        row.addWidget(self._note)

    def wrap(self) -> None:
        """Let a long heading take further lines in a narrow card."""
        self._text.wrapped()
        self.setMinimumHeight(22)
        self.setMaximumHeight(_HIGHEST)
        row = self.layout()
        if isinstance(row, QHBoxLayout):
            row.setStretch(0, 1)
            row.setStretch(1, 0)
            row.setAlignment(self._note, Qt.AlignmentFlag.AlignTop)

    def show_text(self, text: str) -> None:
        """Show another heading."""
        self._text.set_words(text)

    def show_note(self, note: str, ink: str = "ink2") -> None:
        """Show other words at the right."""
        self._note.set_words(note, ink)

    def set_bold_note(self) -> Heading:
        """The same heading, with its note bold."""
        self._note.setProperty("role", "hintBold")
        return self


class Card(QFrame):
    """A card: add parts to `body`; `heading` is there when a title is given.

    `Card(title, note)`; `set_padding(sides, top, bottom)` where 16, 12 and 12 do not fit.
    """

    def __init__(self, title: str = "", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setSpacing(0)
        self.heading = Heading(title, note, self)
        self.heading.setVisible(bool(title))
        self.body.addWidget(self.heading)
        self.set_padding(16, 12, 12)
        if title:
            self.setAccessibleName(title)

    def set_padding(self, sides: int, top: int, bottom: int) -> None:
        """Keep this much room between the border and the parts."""
        self.body.setContentsMargins(sides, top, sides, bottom)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), Box(radius=worn_theme().size("cardRadius")))
        painter.end()


class PageTitle(QWidget):
    """The title of a page (22 bold) with a line of words under it (13)."""

    def __init__(self, title: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Words(title, "title", parent=self)
        self._words = Words(words, "label", "ink2", self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._title.setFixedHeight(28)
        rows.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        rows.addWidget(self._words)
        rows.addStretch(1)

    def wrap(self, height: int) -> None:
        """Stand so high at least, and higher where the words need further lines."""
        self.setMinimumHeight(height)
        self._words.wrapped()

    def show_words(self, title: str, words: str) -> None:
        """Show another title and line."""
        self._title.set_words(title)
        self._words.set_words(words)
