"""What the run page does beside its row: hand over, the list of what was given, paste."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from ui.session.given_list import GIVEN_KEY, GivenActs
from ui.session.hand_over_act import HandOverAct
from ui.session.paste_dialog import PASTE_KEY, PasteAct
from ui.session.session_presenter import SessionPresenter
from ui.session.tools import SessionTools
from ui.widgets.buttons import ActionButton


class RunActs(QObject):
    """`button` hands over; each of the others has its key and opens at most once."""

    said = Signal(str)  # what was done, for the status line

    def __init__(self, presenter: SessionPresenter, tools: SessionTools, page: QWidget) -> None:
        super().__init__(page)
        self.given = GivenActs(presenter, tools, page)
        self.paste = PasteAct(presenter, page)
        self._hand_over = HandOverAct(presenter, tools, page)
        self.button = ActionButton(_("Hand over"), "user-check", "Ctrl H", parent=page)
        self.button.setObjectName("hand_over")
        self.button.set_tip(_("Hand the session over to somebody else"))
        self._keys = [
            self._key(GIVEN_KEY, _("Bags and drugs so far"), page),
            self._key(PASTE_KEY, _("Paste values from the machine's export"), page),
        ]
        self.button.clicked.connect(self._hand_over.open)
        self._keys[0].activated.connect(self.given.open)
        self._keys[1].activated.connect(self.paste.open)
        self.given.said.connect(self.said)
        self.paste.said.connect(self.said)

    @staticmethod
    def _key(key: str, words: str, page: QWidget) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), page)
        shortcut.setWhatsThis(words)
        return shortcut
