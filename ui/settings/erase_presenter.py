"""The erasing of a patient: who is meant, how much of theirs there is, and what was erased."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.errors import PlexlogError
from plexlog.domain.exports import ExportWanted, file_name
from plexlog.domain.language import gettext as _
from plexlog.domain.roles import Act
from plexlog.services import erasing, staff
from plexlog.services.desk import Desk
from ui.settings.exporting import Exporting


class ErasePresenter(QObject):
    """Presenter of erasures."""

    found = Signal(object)  # Erasable, or None while nobody is meant
    listed = Signal(object)  # Erasures, the last one first
    refused = Signal(str, str)  # code of the box, sentence
    changed = Signal(str)  # what was done, in words

    def __init__(self, desk: Desk, exporting: Exporting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._exporting = exporting
        self.meant: erasing.Erasable | None = None

    @property
    def why_not(self) -> str:
        """Why whoever is signed in may not erase; empty where they may."""
        return staff.why_not(self._desk, Act.ERASE)

    @property
    def file_name(self) -> str:
        """A name for the export that tells of nobody."""
        return file_name(self._desk.now().day, of_patient=True)

    def others(self) -> dict[str, str]:
        """Who else could sign: name by login."""
        me = self._desk.store.me.key
        lines = staff.staff_lines(self._desk)
        return {one.login: one.name for one in lines if one.is_active and one.key != me}

    @Slot()
    def refresh(self) -> None:
        """List what was erased."""
        self.listed.emit(erasing.erasures(self._desk))

    def look_up(self, number: str) -> None:
        """Find the patient of a record number."""
        self.meant = None
        try:
            self.meant = erasing.erasable(self._desk, number)
        except PlexlogError as error:
            self.refused.emit("number", str(error))
        self.found.emit(self.meant)

    def export(self, file: Path) -> None:
        """Write the patient out as one zip."""
        if self.meant is not None:
            wanted = ExportWanted(file=file, patient_key=self.meant.patient.key)
            self._exporting.begin(wanted)

    @Slot(str, str, object)
    def erase(self, _kind: str, patient_key: str, given: Mapping[str, str]) -> None:
        """Erase, with what the dialog was given; a refusal names its box."""
        typed = erasing.ErasureGiven(
            number=given["again"],
            why=given["why"],
            password=given["own"],
            second=given["second"],
            second_password=given["second_password"],
        )
        try:
            erasing.erase_patient(self._desk, patient_key, typed)
        except PlexlogError as error:
            place = error.place if isinstance(error, erasing.ErasureRefusedError) else ""
            self.refused.emit("again" if place == "number" else place, str(error))
            return
        self.meant = None
        self.found.emit(None)
        self.refresh()
        self.changed.emit(_("The patient was erased"))
