"""At the top of the close: which quantity the plasma that was removed waits for, and the way."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.services.close_waits import waits_for
from plexlog.services.open_session import SessionView
from ui.widgets.buttons import ActionButton
from ui.widgets.icons import IconMark
from ui.widgets.painting import Words


class CloseLead(QWidget):
    """Hidden while nothing waits; `wanted(code)` asks to go to the field."""

    wanted = Signal(str)  # code of the quantity

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._code = ""
        self._words = Words("", "labelBold", "noticeInk", self).wrapped()
        self._go = ActionButton(_("Tell it"), "arrow-right", parent=self)
        self._go.setObjectName("close_lead")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconMark("info", "noticeInk", 18, self))
        row.addWidget(self._words, 1)
        row.addWidget(self._go)
        self._go.clicked.connect(self._on_go)

    @property
    def code(self) -> str:
        """The quantity that is waited for; empty: none."""
        return self._code

    def show_view(self, view: SessionView) -> None:
        """Show what is waited for now."""
        waiting = waits_for(view)
        self._code = "" if waiting is None else waiting.code
        self.setVisible(waiting is not None)
        if waiting is not None:
            what = wording.spoken(waiting.label)
            said = _("Plasma removed waits for {what}; 0 when none.")
            self._words.set_words(said.format(what=what))

    @Slot()
    def _on_go(self) -> None:
        self.wanted.emit(self._code)
