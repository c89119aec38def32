"""What the pages before the record have in common: one calm card in the middle of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.icons import IconMark
from ui.widgets.painting import Words

WIDTH = 460


class CentredCard(QWidget):
    """A page with the PlexLog word and a card; parts go into `body`."""

    painted = Signal()  # once, after it was first seen

    def __init__(self, title: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._was_painted = False
        self.setProperty("fill", "page")
        self._mark = IconMark("droplets", "primary", 22, self)
        self._word = Words(_("PlexLog"), "title", "primary", self)
        self._title = Words(title, "title", parent=self)
        self._words = Words(words, "label", "ink2", self).wrapped()
        self._message = Words("", "label", "stopInk", self).wrapped()
        self._card = QFrame(self)
        self._card.setObjectName("centred_card")
        self.body = QVBoxLayout()
        self._lay_out_card()

    @property
    def message(self) -> str:
        """The sentence shown in the card."""
        return self._message.text()

    def show_title(self, title: str, words: str) -> None:
        """Show another title and line."""
        self._title.set_words(title)
        self._words.set_words(words)
        self._words.setVisible(bool(words))

    def show_message(self, sentence: str, ink: str = "stopInk") -> None:
        """Show a sentence above the buttons; an empty one clears it."""
        self._message.set_words(sentence, ink)

    def add_message(self) -> None:
        """Keep room for the sentence here."""
        self._message.setMinimumHeight(36)
        self._message.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(self._message)

    def set_card_width(self, width: int) -> None:
        """Take more room where a page needs it."""
        self._card.setFixedWidth(width)

    def event(self, event: QEvent) -> bool:
        seen = super().event(event)
        if isinstance(event, QPaintEvent) and not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)
        return seen

    def _lay_out_card(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addStretch(1)
        head.addWidget(self._mark)
        head.addWidget(self._word)
        head.addStretch(1)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(32, 28, 32, 24)
        inside.setSpacing(4)
        inside.addWidget(self._title)
        inside.addWidget(self._words)
        inside.addSpacing(12)
        inside.addLayout(self.body)
        self.body.setSpacing(4)
        self._words.setVisible(bool(self._words.text()))
        self._card.setFixedWidth(WIDTH)
        rows = QVBoxLayout(self)
        rows.addStretch(2)
        rows.addLayout(head)
        rows.addSpacing(16)
        middle = QHBoxLayout()  # wrapped words get their height only in a row of their own
        middle.addStretch(1)
        middle.addWidget(self._card)
        middle.addStretch(1)
        rows.addLayout(middle)
        rows.addStretch(3)


class StartScreen(CentredCard):
    """Shown from the first moment until it is known who can sign in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Opening the record"), "", parent)
        self.add_message()
