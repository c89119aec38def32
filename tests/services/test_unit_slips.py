"""A height, weight or haematocrit in the wrong unit: refused or asked, with what was meant."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.fields import Place, Severity
from plexlog.services import recording
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.patient_form import read_patient
from tests.services.fakes import FakeClock
from tests.services.ward import COURSE, work

TYPED = {
    "family_name": "Nadelbaum",
    "given_name": "Zoe",
    "birth_date": "1984-03-09",
    "record_number": "NB-1",
}


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("height_cm", "1.8", "it looks like metres typed as centimetres, 180.0 cm being meant"),
        ("height_cm", "1800", "it looks like millimetres typed as centimetres, 180.0 cm"),
        ("height_cm", "5,9", "it looks like feet typed as centimetres, 179.8 cm being meant"),
        ("weight_kg", "720", "it looks like a weight without its decimal point, 72.0 kg"),
        ("weight_kg", "72000", "it looks like grams typed as kilograms, 72.0 kg being meant"),
        ("hematocrit_percent", "0.41", "it looks like a fraction typed as per cent, 41.0 %"),
        ("hematocrit_percent", "140", "it looks like haemoglobin in g/L typed as haematocrit"),
    ],
)
def test_what_is_refused_says_what_it_looks_like(
    session: OpenSession, code: str, text: str, words: str
) -> None:
    entry = recording.enter_value(session, Place.BEFORE, code, text, is_sure=True)

    assert entry.is_refused
    assert f"; {words}" in entry.message
    assert code not in (session.view().session.before or {})


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("weight_kg", "176.4", "it looks like pounds typed as kilograms, 80.0 kg being meant"),
        ("height_cm", "67", "it looks like inches typed as centimetres, 170.2 cm being meant"),
    ],
)
def test_what_is_possible_and_looks_like_a_slip_is_asked_about_first(
    session: OpenSession, code: str, text: str, words: str
) -> None:
    asked = recording.enter_value(session, Place.BEFORE, code, text)

    assert asked.severity is Severity.ASK
    assert words in asked.message
    assert code not in (session.view().session.before or {})

    recording.enter_value(session, Place.BEFORE, code, text, is_sure=True)

    kept = (session.view().session.before or {})[code]
    assert kept.value == Decimal(text)
    assert kept.answered


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("weight_kg", "72"),
        ("weight_kg", "140"),
        ("height_cm", "170"),
        ("hematocrit_percent", "41"),
        ("hematocrit_percent", "much"),
        ("hematocrit_percent", "9999999"),
        ("height_cm", "-170"),
        ("systolic_mmhg", "1.8"),
    ],
)
def test_what_looks_like_no_slip_is_left_alone(session: OpenSession, code: str, text: str) -> None:
    entry = recording.enter_value(session, Place.BEFORE, code, text)

    assert "looks like" not in entry.message


def test_a_weight_that_is_held_against_the_last_one_is_asked_about_once(
    desk: Desk, session: OpenSession, clock: FakeClock
) -> None:
    work(session, clock)
    key = desk.store.sessions_of(session.course_key)[1].session_key
    second = OpenSession(desk, key)

    soon = recording.enter_value(second, Place.BEFORE, "weight_kg", "158.7")
    grams = recording.enter_value(second, Place.BEFORE, "weight_kg", "72000")
    clock.pass_by(minutes=15 * 24 * 60)
    later = recording.enter_value(second, Place.BEFORE, "weight_kg", "158.7")

    assert soon.severity is None or "looks like" not in soon.message
    assert "grams" in grams.message
    assert "pounds" in later.message


def test_a_height_in_metres_is_refused_in_the_patients_form_and_named() -> None:
    with pytest.raises(RefusedError) as refused:
        read_patient({**TYPED, "height_cm": "1,70", "birth_date": ""})

    told = {one.place: one.reason for one in refused.value.refusals}
    assert "30 to 250" in told["height_cm"]
    assert "it looks like metres typed as centimetres, 170.0 cm being meant" in told["height_cm"]
    assert "looks like" not in told["birth_date"]


def test_without_a_height_on_record_a_weight_says_nothing_of_pounds(desk: Desk) -> None:
    bare = replace(COURSE, patient=replace(COURSE.patient, height_cm=None))
    key = desk.store.add_course(bare)
    session = OpenSession(desk, desk.store.sessions_of(key)[0].session_key)

    entry = recording.enter_value(session, Place.BEFORE, "weight_kg", "176.4")

    assert entry.message == ""
