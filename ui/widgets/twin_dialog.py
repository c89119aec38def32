"""Asks whether somebody new, on a form or in a document, is on file already."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.dialog import DialogFrame
from ui.widgets.painting import Words


class TwinDialog(DialogFrame):
    """Two answers, each said in words; Esc goes back and keeps nothing.

    `words` are what is asked and what else there is to know, perhaps nothing; `goes_on` is what
    the button says and does for another person.
    """

    same = Signal(str)  # key of the patient on file
    another = Signal()  # it is another person

    def __init__(
        self, patient_key: str, words: tuple[str, str], goes_on: str, host: QWidget
    ) -> None:
        super().__init__(_("Perhaps on file already"), host, _("Close"))
        self.setObjectName("twin_dialog")
        self._key = patient_key
        self._same = ActionButton(
            _("Same person: open the record"), kind=Kind.PRIMARY, parent=self.panel
        )  # made first: a stray Enter opens a record, and never makes a second one
        self._same.setObjectName("twin_same")
        self._another = ActionButton(goes_on, parent=self.panel)
        self._another.setObjectName("twin_another")
        asked, rest = words
        self.body.addWidget(Words(asked, "body", parent=self.panel).wrapped())
        if rest:
            self.body.addWidget(Words(rest, "label", "ink2", self.panel).wrapped())
        self.add_button(self._another)
        self.add_button(self._same)
        self._another.clicked.connect(self._on_another)
        self._same.clicked.connect(self._on_same)

    @Slot()
    def _on_another(self) -> None:
        self.finish()
        self.another.emit()

    @Slot()
    def _on_same(self) -> None:
        self.finish()
        self.same.emit(self._key)
