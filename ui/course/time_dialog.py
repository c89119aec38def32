"""Asks when a session is to be."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from ui.forms.fields import LineField
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.dialog import DialogFrame


class TimeDialog(DialogFrame):
    """One line for day and time; a refused time stays with its sentence."""

    given = Signal(str, str)  # session key or "", the time as typed

    def __init__(self, title: str, session_key: str, host: QWidget) -> None:
        super().__init__(title, host, _("Close"))
        self.setObjectName("time_dialog")
        self._key = session_key
        hint = _("day and time, such as 2026-11-25 09:00; a time alone is today")
        self._time = LineField("time", _("When"), hint, self.panel, height="touch")
        self._later = ActionButton(_("Later"), key="Esc", parent=self.panel)
        self._give = ActionButton(_("Plan"), key="Enter", kind=Kind.PRIMARY, parent=self.panel)
        self.body.addWidget(self._time)
        self.add_button(self._later)
        self.add_button(self._give)
        self._later.clicked.connect(self.close_later)
        self._give.clicked.connect(self._on_given)
        self._time.submitted.connect(self._on_given)

    @property
    def time(self) -> LineField:
        """The line for the time."""
        return self._time

    @Slot(str)
    def refuse(self, reason: str) -> None:
        """Say why the time cannot be."""
        self._time.show_note(reason[:1].upper() + reason[1:] + ".")
        self._time.select_all()

    @Slot()
    def _on_given(self) -> None:
        self.given.emit(self._key, self._time.text())
