"""Vitals that are due make themselves heard and seen, quietly; Silence answers for a while.

Whichever step is shown: the reminder is the session's, not the run page's.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.language import gettext as _
from plexlog.services.open_session import SessionView
from plexlog.services.vitals_watch import SILENT_MIN, Call
from ui.session.session_presenter import SessionPresenter
from ui.session.tools import SessionTools
from ui.widgets.buttons import ActionButton


class VitalsReminder(QObject):
    """Rings, and says what was silenced; it never takes the focus."""

    said = Signal(str)  # for the status line
    rang = Signal()
    call_changed = Signal()  # vitals became due, or are no longer

    def __init__(self, presenter: SessionPresenter, tools: SessionTools) -> None:
        super().__init__(presenter)
        self._presenter = presenter
        self._ring = tools.ring
        self._watch = tools.watches.of(presenter.session.key)
        self._call = Call.NONE
        self.button = ActionButton(_("Silence"), "bell-off", "F11")
        self.button.set_tip(_("Silence the reminder of vitals for five minutes"))
        self.button.clicked.connect(self._on_silence)
        presenter.view_changed.connect(self.look)
        presenter.clock_moved.connect(self.look)

    @property
    def is_calling(self) -> bool:
        """Whether vitals are due or late."""
        return self._call is not Call.NONE

    @property
    def is_silent(self) -> bool:
        """Whether the reminder is silenced now."""
        return self._watch.look(self._presenter.view()).is_silent

    @Slot(object)
    def look(self, view: SessionView) -> None:
        """Remind where it is time."""
        if not view.is_running:
            self._take(Call.NONE)
            self.button.setEnabled(False)
            return
        reminder = self._watch.look(view)
        self._take(reminder.call)
        self.button.setEnabled(reminder.call is not Call.NONE and not reminder.is_silent)
        if reminder.sounds:
            self.rang.emit()
            self._ring()

    def _take(self, call: Call) -> None:
        before, self._call = self._call, call
        if before is not call:
            self.call_changed.emit()

    @Slot()
    def _on_silence(self) -> None:
        self._watch.silence(self._presenter.view())
        self._presenter.tick()
        minutes = f"{SILENT_MIN:.0f}"
        self.said.emit(_("Silent for {min} min; vitals stay due").format(min=minutes))
