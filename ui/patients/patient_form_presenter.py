"""The patient's form: admits a new patient in one act, or corrects one with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.errors import PlexlogError, Refusal, RefusedError
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Patient
from plexlog.domain.unit import PatientLine
from plexlog.services.desk import Desk
from plexlog.services.form_texts import sentence_of
from plexlog.services.patient_form import read_patient, texts_of
from plexlog.services.patients import admit_patient, correct_patient, near_twins
from ui.forms.draft_presenter import DraftPresenter


class PatientFormPresenter(QObject):
    """Presenter of the form; `patient_key` is "" for a new patient."""

    refused = Signal(str, str)  # code of the box or list, sentence
    failed = Signal(str)  # a sentence: nothing was kept
    kept = Signal(str)  # patient key
    twin_found = Signal(str, str)  # key of who is on file already, a sentence that asks

    def __init__(self, desk: Desk, patient_key: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = patient_key
        self._former = desk.store.patient(patient_key) if patient_key else None
        self.draft = DraftPresenter(desk, "patient-form", patient_key, self)
        self._texts: Mapping[str, Any] = {}

    @property
    def is_new(self) -> bool:
        """Whether a patient is admitted, not corrected."""
        return self._former is None

    def texts(self) -> dict[str, Any]:
        """What the form begins with."""
        return {} if self._former is None else texts_of(self._former)

    def give(self, texts: Mapping[str, Any]) -> None:
        """Admit or correct the patient as filled in; what is wrong is told box by box.

        Where somebody much alike is on file, it asks instead.
        """
        self._texts = texts
        self._give(texts, ask=True)

    @Slot()
    def give_all_the_same(self) -> None:
        """Admit the patient who is another person than the one on file."""
        self._give(self._texts, ask=False)

    def _give(self, texts: Mapping[str, Any], *, ask: bool) -> None:
        try:
            patient = read_patient(texts, self._former)
            twins = near_twins(self._desk, patient) if ask and self._former is None else ()
            if twins:
                self.twin_found.emit(twins[0].patient_key, _asking(twins[0]))
                return
            self._key = self.draft.give(partial(self._keep, patient, texts))
        except RefusedError as refused:
            for one in refused.refusals:
                self.refused.emit(*_told(one))
        except PlexlogError as error:
            self.failed.emit(str(error))
        else:
            self.kept.emit(self._key)

    def _keep(self, patient: Patient, texts: Mapping[str, Any]) -> str:
        """Admit the patient, or correct who is on file; the key."""
        if self._former is None:
            return admit_patient(self._desk, patient)
        correct_patient(self._desk, patient, _reason(texts))
        return self._key


def _asking(line: PatientLine) -> str:
    return _(
        "{family}, {given}, born {born}, record number {number}, is on file. Is this the same"
        " person? Two records of one patient hide allergies and earlier reactions."
    ).format(
        family=line.family_name,
        given=line.given_name,
        born=line.birth_date,
        number=line.record_number,
    )


def _reason(texts: Mapping[str, Any]) -> str:
    reason = str(texts.get("why") or "").strip()
    if not reason:
        raise RefusedError([Refusal("why", _("needs a reason in a few words"))])
    return reason


def _told(refusal: Refusal) -> tuple[str, str]:
    """The box a refusal is shown at, and its sentence; in a list it names the row."""
    code = refusal.place.partition("[")[0].partition(".")[0]
    return {"blood_group": "abo"}.get(code, code), sentence_of(refusal)
