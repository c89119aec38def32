"""A patient's page: who they are, and their courses."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.exports import file_name
from plexlog.services.desk import Desk
from plexlog.services.patient_overview import patient_overview


class PatientPresenter(QObject):
    """Presenter of one patient."""

    view_changed = Signal(object)  # the PatientOverview

    def __init__(self, desk: Desk, patient_key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = patient_key

    @property
    def patient_key(self) -> str:
        """Whose page it is."""
        return self._key

    @property
    def export_name(self) -> str:
        """A name for a file with all of the patient, which tells of nobody."""
        return file_name(self._desk.now().day, of_patient=True)

    @Slot()
    def refresh(self) -> None:
        """Show the patient as they are on record now."""
        self.view_changed.emit(patient_overview(self._desk, self._key))
