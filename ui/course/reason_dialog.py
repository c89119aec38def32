"""Asks for the reason with which a finding is answered; it stands by name in the record."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from ui.forms.fields import LineField
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.dialog import DialogFrame
from ui.widgets.painting import Words


class ReasonDialog(DialogFrame):
    """One question, one line. `given(key, reason)` comes with a reason only."""

    given = Signal(str, str)  # key of what is answered, the reason

    def __init__(self, key: str, title: str, words: str, host: QWidget) -> None:
        super().__init__(title, host, _("Close"))
        self.setObjectName("reason_dialog")
        self._key = key
        self._reason = LineField("reason", _("Reason"), parent=self.panel, height="touch")
        self._later = ActionButton(_("Later"), key="Esc", parent=self.panel)
        self._give = ActionButton(_("Answer"), key="Enter", kind=Kind.PRIMARY, parent=self.panel)
        self.body.addWidget(Words(words, "body", parent=self.panel).wrapped())
        self.body.addSpacing(12)
        self.body.addWidget(self._reason)
        self.add_button(self._later)
        self.add_button(self._give)
        self._later.clicked.connect(self.close_later)
        self._give.clicked.connect(self._on_given)
        self._reason.submitted.connect(self._on_given)

    @property
    def reason(self) -> LineField:
        """The line for the reason."""
        return self._reason

    @Slot()
    def _on_given(self) -> None:
        text = self._reason.text().strip()
        if not text:
            self._reason.show_note(_("A few words are needed."))
            self._reason.focus_box()
            return
        self.given.emit(self._key, text)
        self.finish()
