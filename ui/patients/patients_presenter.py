"""The list of patients, by what is searched for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.services.desk import Desk
from plexlog.services.patients import find_patients


class PatientsPresenter(QObject):
    """Presenter of the list of patients."""

    listed = Signal(object, object)  # FoundPatients, today's date

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._text = ""

    @Slot(str)
    def search(self, text: str) -> None:
        """List patients by any part of name, number or birth date."""
        self._text = text
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """List as it is now."""
        found = find_patients(self._desk, self._text.strip())
        self.listed.emit(found, self._desk.now().day)
