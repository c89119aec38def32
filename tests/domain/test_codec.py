"""Records to plain values and back, by their declarations alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plexlog.domain import codec
from plexlog.domain.errors import RefusedError
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    AccessCheck,
    Bag,
    CircuitSet,
    Close,
    DrugOfNote,
    LabResult,
    Order,
    Patient,
    Pause,
    Reaction,
    Reading,
    Session,
)
from plexlog.domain.shapes import Count, Name, Record
from plexlog.domain.words import Abo, Fluid, Sex

AT = "2026-11-20T14:30+01:00"
PATIENT = {
    "family_name": "Nadelbaum",
    "given_name": "Żaneta",
    "birth_date": "1984-03-09",
    "record_number": "NB-1",
}
BAG = {"id": "b1", "fluid": "albumin", "volume_ml": Decimal(250)}
WEIGHT = {"value": Decimal(78), "taken_at": AT}
READING = {"at": AT, "systolic_mmhg": Decimal(120)}


def refused(record_type: type[Record], source: Any) -> dict[str, str]:
    with pytest.raises(RefusedError) as raised:
        codec.read(record_type, source)
    return {one.place: one.reason for one in raised.value.refusals}


def test_a_patient_reads_and_writes_unchanged() -> None:
    patient = codec.read(Patient, PATIENT | {"sex_for_formulas": "female", "allergies": []})

    assert patient.birth_date == date(1984, 3, 9)
    assert patient.sex_for_formulas is Sex.FEMALE
    assert codec.write(patient) == PATIENT | {"sex_for_formulas": "female", "allergies": []}


def test_absent_is_not_recorded_and_an_empty_list_is_none_there() -> None:
    patient = codec.read(Patient, PATIENT | {"allergies": []})

    assert patient.histories is None
    assert patient.allergies == ()


def test_a_reading_holds_its_quantities_among_its_own_keys() -> None:
    reading = codec.read(Reading, READING | {"note": "calm", "x_nurse": {"a": [1]}})

    assert reading.values["systolic_mmhg"].value == 120
    assert reading.extra == {"x_nurse": {"a": [1]}}
    assert codec.write(reading) == READING | {"note": "calm", "x_nurse": {"a": [1]}}


def test_a_measurement_keeps_time_author_source_and_own_keys() -> None:
    weight = {
        "value": Decimal("78.40"),
        "taken_at": AT,
        "by": "Ignaz",
        "source": "bedside",
        "x_scale": "B",
    }
    source = {"id": "s1", "number": Decimal(1), "before": {"weight_kg": weight}}

    session = codec.read(Session, source)

    assert session.before is not None
    assert str(session.before["weight_kg"].value) == "78.40"
    assert codec.write(session) == source


def test_no_is_an_answer_and_stays_apart_from_not_asked() -> None:
    check = codec.read(AccessCheck, {"pus": False})

    assert check.pus is False
    assert check.redness is None
    assert codec.write(check) == {"pus": False}


def test_a_key_that_is_a_word_of_the_language_stands_as_in_the_document() -> None:
    assert (
        codec.write(codec.read(DrugOfNote, {"class": "ivig", "drug": "IVIG"}))["class"] == "ivig"
    )
    pause = codec.read(Pause, {"from": AT, "to": AT})
    assert (pause.start, pause.end) == (Moment.parse(AT), Moment.parse(AT))
    session = Session(id="s1", number=1, circuit_set=CircuitSet(name="TPE"))
    assert codec.write(session)["set"] == {"name": "TPE"}


@pytest.mark.parametrize(
    ("record_type", "source", "place", "reason"),
    [
        (Patient, [], "", "must be an object"),
        (Patient, PATIENT | {"family_name": None}, "family_name", "null is not used"),
        (Patient, PATIENT | {"family_name": Decimal(1)}, "family_name", "must be a text"),
        (Patient, PATIENT | {"family_name": "a\x00"}, "family_name", "control characters"),
        (Patient, PATIENT | {"family_name": "a\nb"}, "family_name", "one line without tabs"),
        (Patient, PATIENT | {"family_name": "\ud800"}, "family_name", "whole Unicode"),
        (Patient, PATIENT | {"family_name": "x" * 201}, "family_name", "201 characters; at most"),
        (Patient, PATIENT | {"birth_date": "09.03.1984"}, "birth_date", "YYYY-MM-DD"),
        (Patient, PATIENT | {"birth_date": "2026-02-30"}, "birth_date", "not a day that exists"),
        (Patient, PATIENT | {"height_cm": "178"}, "height_cm", "must be a number, not text"),
        (Patient, PATIENT | {"height_cm": True}, "height_cm", "must be a number"),
        (Patient, PATIENT | {"height_cm": float("inf")}, "height_cm", "finite"),
        (Patient, PATIENT | {"height_cm": Decimal("1" * 29)}, "height_cm", "more digits"),
        (Patient, PATIENT | {"height_cm": Decimal("1E-99")}, "height_cm", "more digits"),
        (Patient, PATIENT | {"height_cm": Decimal(300)}, "height_cm", "possible 30 to 250"),
        (Patient, PATIENT | {"sex_for_formulas": "other"}, "sex_for_formulas", "female, male"),
        (Patient, PATIENT | {"sex_for_formulas": ["male"]}, "sex_for_formulas", "this is not"),
        (Patient, PATIENT | {"sex_for_formulas": Decimal(1)}, "sex_for_formulas", "1 is not"),
        (Patient, PATIENT | {"allergies": {}}, "allergies", "must be a list"),
        (Patient, PATIENT | {"allergies": [{}]}, "allergies[0].substance", "required and missing"),
        (Patient, PATIENT | {"allergies": ["nuts"]}, "allergies[0]", "must be an object"),
        (Patient, PATIENT | {"weight": 1}, "weight", "own keys begin with x_"),
        (Bag, BAG | {"id": "b 1"}, "id", "1 to 64 of letters"),
        (Bag, BAG | {"id": "b1\n"}, "id", "1 to 64 of letters"),
        (Order, {"indication": "Two Words"}, "indication", "a lower-case word with hyphens"),
        (Session, {"id": "s1", "number": Decimal("1.5")}, "number", "must be a whole number"),
        (Session, {"id": "s1", "number": Decimal("1E+20")}, "number", "must be a whole number"),
        (AccessCheck, {"pus": "no"}, "pus", "must be true or false"),
        (Reading, READING | {"at": "14:30"}, "at", "UTC offset"),
        (Reading, READING | {"systolic_mmhg": "120"}, "systolic_mmhg", "must be a number"),
        (Reading, READING | {"systolic_mmhg": Decimal(20)}, "systolic_mmhg", "possible 40 to 280"),
        (Reading, READING | {"weight_kg": Decimal(78)}, "weight_kg", "is not a key"),
        (Close, {"after": []}, "after", "must be an object"),
        (Close, {"after": {"weight_kg": 78}}, "after.weight_kg", "with value and taken_at"),
        (Close, {"after": {"inlet_ml": {}}}, "after.inlet_ml", "not a measurement"),
        (
            Close,
            {"after": {"weight_kg": {"value": Decimal(78)}}},
            "after.weight_kg.taken_at",
            "required",
        ),
        (Close, {"after": {"weight_kg": {"taken_at": AT}}}, "after.weight_kg.value", "required"),
        (
            Close,
            {"after": {"weight_kg": {"value": 0, "taken_at": AT}}},
            "after.weight_kg.value",
            "0 is not possible",
        ),
        (
            Close,
            {"after": {"weight_kg": {"value": 78, "taken_at": AT, "by": "a\tb"}}},
            "after.weight_kg.by",
            "one line",
        ),
        (
            LabResult,
            {"quantity": "inlet_ml", "value": Decimal(1), "taken_at": AT},
            "quantity",
            "not a measurement",
        ),
        (Reading, READING | {"x_a": {"b": ["\ud800"]}}, "x_a.b[0]", "whole Unicode"),
        (Reading, READING | {"x_a": {"\x07": 1}}, "x_a", "control characters"),
        (Reading, READING | {"x_a": "x" * 10_001}, "x_a", "at most 10000"),
    ],
)
def test_a_refusal_names_place_and_reason(
    record_type: type[Record], source: Any, place: str, reason: str
) -> None:
    reasons = refused(record_type, source)

    assert reason in reasons[place], reasons


def test_every_reason_is_gathered_not_only_the_first() -> None:
    places = refused(Patient, {"family_name": 1, "birth_date": "x", "allergies": [{"agent": "A"}]})

    assert list(places) == [
        "family_name",
        "given_name",
        "birth_date",
        "record_number",
        "allergies[0].substance",
        "allergies[0].agent",
    ]


def test_a_hostile_key_is_named_without_its_control_characters() -> None:
    (place,) = refused(Reading, READING | {"\x1b[2Jmark\ud800" + "x" * 500: 1})

    assert place.isprintable()
    assert len(place) < 300


def test_a_long_wrong_text_is_not_repeated_at_length() -> None:
    reasons = refused(Bag, BAG | {"fluid": "z" * 5000})

    assert len(reasons["fluid"]) < 400


def test_what_is_open_may_be_open_on_file_but_not_in_a_document() -> None:
    assert refused(Pause, {"from": AT}) == {"to": "is required and missing"}
    assert "grade" in refused(Reaction, {"id": "r1", "kind": "citrate", "onset_at": AT})


def test_words_of_a_record_are_written_as_their_codes() -> None:
    bag = Bag(id="b1", fluid=Fluid.PLASMA_CRYO_POOR, volume_ml=Decimal(250), abo=Abo.AB)

    assert codec.write(bag) == {
        "id": "b1",
        "fluid": "plasma-cryo-poor",
        "volume_ml": Decimal(250),
        "abo": "AB",
    }


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    ),
    st.sampled_from([Patient, Session, Reading, Close, Order]),
)
def test_whatever_comes_is_read_or_refused(source: Any, record_type: type[Record]) -> None:
    try:
        codec.read(record_type, source)
    except RefusedError as error:
        assert error.refusals  # noqa: PT017 - either outcome is right


def test_what_was_kept_here_is_read_again_with_its_open_ends_and_the_limits_of_then() -> None:
    written = {
        "id": "s1",
        "number": 1,
        "before": {"weight_kg": {"value": Decimal(0)}},
        "readings": [READING | {"systolic_mmhg": Decimal(20)}],
        "pauses": [{"from": AT}],
        "reactions": [{"id": "r1", "kind": "citrate", "onset_at": AT}],
    }

    session = codec.read_own(Session, written)

    assert codec.write(session) == written
    with pytest.raises(RefusedError) as raised:
        codec.read(Session, written)
    assert [one.place for one in raised.value.refusals] == [
        "before.weight_kg.taken_at",
        "before.weight_kg.value",
        "readings[0].systolic_mmhg",
        "pauses[0].to",
        "reactions[0].grade",
    ]


def test_what_is_no_record_of_ours_is_refused_as_from_elsewhere() -> None:
    with pytest.raises(RefusedError, match="is required and missing"):
        codec.read_own(Session, {"id": "s1"})


def test_own_keys_stand_beside_measurements_again() -> None:
    written = {"before": {"x_a.b": [], "weight_kg": WEIGHT, "x_c": Decimal(1)}, "x_a.b": {}}
    session = codec.read(Session, {"id": "s1", "number": 1} | written)

    assert set(session.before or {}) == {"weight_kg"}
    assert codec.write(session) == {"id": "s1", "number": 1} | written
    assert codec.write(codec.read(Close, {"after": {"x_a": True}})) == {"after": {"x_a": True}}


@dataclass(frozen=True, kw_only=True)
class _Chair(Record):
    number: Count
    colour: Name | None = field(default=None, metadata={"key": "x_plexlog_colour"})


def test_an_own_key_that_is_declared_is_read_as_what_it_is_and_kept_once() -> None:
    source = {"number": 2, "x_plexlog_colour": "blue", "x_other": "kept"}

    chair = codec.read(_Chair, source)

    assert chair == _Chair(number=2, colour="blue", extra={"x_other": "kept"})
    assert codec.write(chair) == source
