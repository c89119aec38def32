"""Nothing of a patient is told outside the record: logs, names of files, bytes, a locked title."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from plexlog import house, papers
from plexlog.domain.records import Patient
from tests.ui.pages.program import Ward
from ui.shell.window import Opened

CASE = "gbs-albumin-five.json"


def words_of(patient: Patient) -> list[str]:
    """What nobody outside may read."""
    names = [patient.family_name, patient.given_name, patient.record_number]
    return [name for name in names if name]


def test_work_leaves_nothing_of_a_patient_outside_the_record(
    ward: Ward, cases: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    window = ward.program.window
    assert window is not None
    desk = window.desk
    key = house.import_document(desk, cases / CASE).course_key
    patient = desk.store.course(key).patient
    session = desk.store.sessions_of(key)[0].session_key
    window.open(Opened("session", session))
    assert patient.family_name.casefold() in ward.program.frame.windowTitle().casefold()
    papers.session_pdf(desk, session)

    ward.program.lock()

    title = ward.program.frame.windowTitle().casefold()
    told = [record.getMessage().casefold() for record in caplog.records]
    for word in words_of(patient):
        assert word.casefold() not in title
        assert not [line for line in told if word.casefold() in line]
        for place in tmp_path.rglob("*"):
            assert word not in place.name
            assert not place.is_file() or word.encode() not in place.read_bytes()
