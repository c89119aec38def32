"""Asks before something doubtful goes on record: what speaks against it, and two ways out."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton
from ui.widgets.dialog import DialogFrame
from ui.widgets.painting import Words


class SureDialog(DialogFrame):
    """`meant` when the person stands by it; put off, nothing has changed."""

    meant = Signal()

    def __init__(self, title: str, doubt: str, sure: str, host: QWidget) -> None:
        super().__init__(title, host, _("Not recorded"))
        self.body.addWidget(Words(doubt, parent=self.panel).wrapped())
        self._back = ActionButton(_("Go back"), "", "Esc", parent=self)
        self._back.setObjectName("sure_back")
        self._sure = ActionButton(sure, "check", parent=self)
        self._sure.setObjectName("sure_yes")
        self.add_button(self._back)
        self.add_button(self._sure)
        self._back.clicked.connect(self.close_later)
        self._sure.clicked.connect(self._on_sure)

    @Slot()
    def _on_sure(self) -> None:
        if self.is_open:
            self.finish()
            self.meant.emit()
