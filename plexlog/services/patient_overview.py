"""A patient with their courses and sessions, as the patient's page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.domain.moments import Moment
from plexlog.domain.records import Patient
from plexlog.domain.unit import CourseLine, SessionLine
from plexlog.services.desk import Desk


@dataclass(frozen=True, kw_only=True)
class CourseOnFile:
    """One course of the patient with its sessions."""

    line: CourseLine
    indication: str
    sessions: tuple[SessionLine, ...]


@dataclass(frozen=True, kw_only=True)
class PatientOverview:
    """What the page of a patient shows."""

    patient_key: str
    patient: Patient
    courses: tuple[CourseOnFile, ...]  # newest order first
    now: Moment


def patient_overview(desk: Desk, patient_key: str) -> PatientOverview:
    """The patient as they are on record. Raises StoreError."""
    store = desk.store
    return PatientOverview(
        patient_key=patient_key,
        patient=store.patient(patient_key),
        courses=tuple(
            CourseOnFile(
                line=line,
                indication=desk.knowledge.indication_label(line.indication),
                sessions=tuple(store.sessions_of(line.course_key)),
            )
            for line in store.courses(patient_key)
        ),
        now=desk.now(),
    )
