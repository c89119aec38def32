"""Vitals that are due make themselves heard and seen, quietly; Silence answers for a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from plexlog.services.open_session import SessionView
from plexlog.services.vitals_watch import SILENT_MIN, Call, VitalsWatch
from ui.session.session_presenter import SessionPresenter
from ui.widgets.buttons import ActionButton
from ui.widgets.tile import Tile


class VitalsReminder(QObject):
    """Rings, pulses the tile once, and says what was silenced; it never takes the focus."""

    said = Signal(str)  # for the status line

    def __init__(
        self, presenter: SessionPresenter, ring: Callable[[], None], tile: Tile, page: QWidget
    ) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._ring = ring
        self._tile = tile
        self._watch = VitalsWatch()
        self._call = Call.NONE
        self.button = ActionButton(_("Silence"), "bell-off", "F11", parent=page)
        self.button.set_tip(_("Silence the reminder of vitals for five minutes"))
        self.button.clicked.connect(self._on_silence)

    @property
    def is_silent(self) -> bool:
        """Whether the reminder is silenced now."""
        return self._watch.look(self._presenter.view()).is_silent

    def look(self, view: SessionView) -> None:
        """Remind where it is time."""
        reminder = self._watch.look(view)
        self._call = reminder.call
        self.button.setEnabled(reminder.call is not Call.NONE and not reminder.is_silent)
        if reminder.sounds:
            self._tile.pulse()
            self._ring()

    @Slot()
    def _on_silence(self) -> None:
        self._watch.silence(self._presenter.view())
        self._presenter.tick()
        minutes = f"{SILENT_MIN:.0f}"
        self.said.emit(_("Silent for {min} min; vitals stay due").format(min=minutes))
