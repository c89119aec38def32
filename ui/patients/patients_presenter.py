"""The list of patients, by what is searched for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.services.desk import Desk


class PatientsPresenter(QObject):
    """Presenter of the list of patients."""

    listed = Signal(object, object)  # PatientLines as a tuple, today's date

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
        lines = self._desk.store.patients(self._text.strip())
        self.listed.emit(tuple(lines), self._desk.now().day)
