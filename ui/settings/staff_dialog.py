"""Asks for what a change of people or keys needs; what is refused stays with its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from ui.forms.fields import FormField, LineField, Row
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.dialog import DialogFrame
from ui.widgets.painting import Words

_WIDTH = 640


class StaffDialog(DialogFrame):
    """`given(kind, key of the person, what was filled in by code)`."""

    given = Signal(str, str, object)

    def __init__(self, kind: str, staff_key: str, title: str, words: str, host: QWidget) -> None:
        super().__init__(title, host, _("Close"))
        self.setObjectName("staff_dialog")
        self._kind = kind
        self._act = title
        self._key = staff_key
        self._words = Words(words, "body", parent=self.panel).wrapped()
        self._fields: list[FormField] = []
        self._refused = Words("", "labelBold", "stopInk", self.panel).wrapped()
        self.set_size(_WIDTH, 0)
        self.body.setSpacing(6)
        self.body.addWidget(self._words)
        self.body.addSpacing(4)

    @property
    def fields(self) -> tuple[FormField, ...]:
        """All boxes in their order."""
        return tuple(self._fields)

    @property
    def refusal(self) -> str:
        """Why it stays as it is, where that is about no single box."""
        return self._refused.text()

    def ask(self, *rows: Sequence[FormField]) -> None:
        """Ask for these, row by row, and show."""
        for row in rows:
            for field in row:
                self._fields.append(field)
                if isinstance(field, LineField):
                    field.submitted.connect(self._on_given)
            self.body.addWidget(Row(row, parent=self.panel))
        self._refused.setMinimumHeight(36)
        self.body.addWidget(self._refused)
        later = ActionButton(_("Leave it"), key="Esc", parent=self.panel)
        give = ActionButton(self._act, key="Enter", kind=Kind.PRIMARY, parent=self.panel)
        give.setObjectName("give")
        later.clicked.connect(self.close_later)
        give.clicked.connect(self._on_given)
        self.add_button(later)
        self.add_button(give)
        self.open()

    @Slot(str, str)
    def refuse(self, place: str, sentence: str) -> None:
        """Say why it stays as it is, at its box where there is one."""
        for field in self._fields:
            if field.code == place:
                field.show_note(sentence)
                field.focus_box()
                return
        self._refused.set_words(sentence)

    @Slot(str)
    def take(self, _words: str) -> None:
        """It was kept."""
        self.finish()

    @Slot()
    def _on_given(self) -> None:
        self._refused.set_words("")
        for field in self._fields:
            field.show_note("")
        filled = {field.code: field.text() for field in self._fields}
        self.given.emit(self._kind, self._key, filled)
