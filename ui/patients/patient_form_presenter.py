"""The patient's form: admits a new patient in one act, or corrects one with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import gettext as _
from typing import Any

from PySide6.QtCore import QObject, Signal

from plexlog.domain.errors import PlexlogError, Refusal, RefusedError
from plexlog.services.desk import Desk
from plexlog.services.patient_form import read_patient, texts_of
from plexlog.services.patients import admit_patient, correct_patient
from ui.forms.draft_presenter import DraftPresenter


class PatientFormPresenter(QObject):
    """Presenter of the form; `patient_key` is "" for a new patient."""

    refused = Signal(str, str)  # code of the box or list, sentence
    failed = Signal(str)  # a sentence: nothing was kept
    kept = Signal(str)  # patient key

    def __init__(self, desk: Desk, patient_key: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = patient_key
        self._former = desk.store.patient(patient_key) if patient_key else None
        self.draft = DraftPresenter(desk, "patient-form", patient_key, self)

    @property
    def is_new(self) -> bool:
        """Whether a patient is admitted, not corrected."""
        return self._former is None

    def texts(self) -> dict[str, Any]:
        """What the form begins with."""
        return {} if self._former is None else texts_of(self._former)

    def give(self, texts: Mapping[str, Any]) -> None:
        """Admit or correct the patient as filled in; what is wrong is told box by box."""
        try:
            patient = read_patient(texts, self._former)
            if self._former is None:
                self._key = admit_patient(self._desk, patient)
            else:
                correct_patient(self._desk, patient, _reason(texts))
        except RefusedError as refused:
            for one in refused.refusals:
                self.refused.emit(*_told(one.place, one.reason))
        except PlexlogError as error:
            self.failed.emit(str(error))
        else:
            self.draft.finish()
            self.kept.emit(self._key)


def _reason(texts: Mapping[str, Any]) -> str:
    reason = str(texts.get("why") or "").strip()
    if not reason:
        raise RefusedError([Refusal("why", _("needs a reason in a few words"))])
    return reason


def _told(place: str, reason: str) -> tuple[str, str]:
    """The box a refusal is shown at, and its sentence; in a list it names the row."""
    code, bracket, rest = place.partition("[")
    code = {"blood_group": "abo"}.get(code.partition(".")[0], code.partition(".")[0])
    if not bracket:
        return code, reason[:1].upper() + reason[1:] + "."
    row = int(rest.partition("]")[0]) + 1
    return code, _("Row {row}: {reason}.").format(row=row, reason=reason)
