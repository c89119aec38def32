"""What is wrong with a document is told with place and reason, and nothing is taken."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plexlog.domain.errors import RefusedError
from plexlog.exchange.course_document import write_course
from tests.exchange.documents import (
    CASES,
    NOW,
    Spoil,
    document,
    drop,
    every_case,
    put,
    read,
    refusals_after,
    refusals_of,
    source_of,
)


@pytest.mark.parametrize(
    ("source", "place", "reason"),
    [
        (b"", "document", "is not JSON"),
        (b'{"format": "plexlog-course",', "document", "line 1 column"),
        (b"[]", "document", "must be one object"),
        (b'"plexlog-course"', "document", "must be one object"),
        (b"{}", "format", "required"),
        (b'{"format": "plexlog-course"}', "version", "required"),
        (b'{"format": "other", "version": 1}', "format", "must be 'plexlog-course'"),
        (b'{"format": "plexlog-course", "version": 2}', "version", "no other version is known"),
        (b'{"format": "plexlog-course", "version": "1"}', "version", "must be a number"),
        (b'{"format": "plexlog-course", "version": true}', "version", "must be a number"),
        (b'{"format": "plexlog-course", "version": NaN}', "document", "NaN"),
        (b'{"format": "plexlog-course", "version": 1, "version": 1}', "document", "twice"),
        (b'{"format": "plexlog-course", "version": 1}', "course_id", "required"),
        (b'{"format": "plexlog-course", "version": 1, "a": ' + b"[" * 40, "document", "deeper"),
        (b" " * (16 * 1024 * 1024 + 1), "document", "at most 16777216"),
        (b'{"format": "\xff"}', "document", "not UTF-8 at byte 12"),
    ],
)
def test_what_is_no_course_document_is_refused(source: bytes, place: str, reason: str) -> None:
    reasons = refusals_of(source)

    assert reason in reasons[place], reasons


S1 = ("sessions", 0)
LATER = "2026-11-22T12:01+01:00"


@pytest.mark.parametrize(
    ("spoil", "place", "reason"),
    [
        (put("exported_at", to=None), "exported_at", "null"),
        (put("exported_at", to=LATER), "exported_at", "lies in the future"),
        (put("exported_by", to=Decimal(1)), "exported_by", "must be a text"),
        (put("nurse", to="N"), "nurse", "own keys begin with x_"),
        (put("sessions", 0, "wieght", to=1), "sessions[0].wieght", "own keys begin with x_"),
        (put("patient", "family_name", to=""), "patient.family_name", "tell this patient"),
        (put("patient", "given_name", to=" "), "patient.given_name", "tell this patient"),
        (put("patient", "record_number", to=" "), "patient.record_number", "tell this patient"),
        (drop("patient", "birth_date"), "patient.birth_date", "is required and missing"),
        (put("patient", "height_cm", to="178"), "patient.height_cm", "a number, not text"),
        (
            put(*S1, "before", "weight_kg", "value", to=Decimal("784")),
            "sessions[0].before.weight_kg.value",
            "784 is not possible; possible 1 to 350 kg",
        ),
        (
            put(*S1, "readings", 1, "pulse_per_min", to=Decimal(0)),
            "sessions[0].readings[1].pulse_per_min",
            "possible 20 to 250 /min",
        ),
        (put("sessions", 1, "id", to="s1"), "sessions[1].id", "stands more than once"),
        (put(*S1, "bags", 0, "id", to="cath1"), "sessions[0].bags[0].id", "more than once"),
        (
            put("sessions", 1, "reactions", 0, "id", to="s1"),
            "sessions[1].reactions[0].id",
            "more than once",
        ),
        (
            put("order", "access_device_id", to="cath9"),
            "order.access_device_id",
            "'cath9' is no id of this document",
        ),
        (
            put("sessions", 1, "reactions", 0, "bag_id", to="b99"),
            "sessions[1].reactions[0].bag_id",
            "no id of this document",
        ),
        (
            put("lab_results", 0, "session_id", to="s9"),
            "lab_results[0].session_id",
            "no id of this document",
        ),
        (put("order", "ordered_at", to=LATER), "order.ordered_at", "lies in the future"),
        (
            put("access_devices", 0, "inserted_on", to="2026-11-23"),
            "access_devices[0].inserted_on",
            "2026-11-23 lies in the future; today is 2026-11-22",
        ),
        (
            put(*S1, "before", "weight_kg", "taken_at", to=LATER),
            "sessions[0].before.weight_kg.taken_at",
            "lies in the future",
        ),
        (
            put("order", "replacement", 0, "share", to=Decimal("0.998")),
            "order.replacement",
            "make 0.998 together; they must make 1",
        ),
        (
            put(*S1, "plan", to={"replacement": [{"fluid": "albumin", "share": Decimal("0.5")}]}),
            "sessions[0].plan.replacement",
            "must make 1",
        ),
        (put("sessions", 1, "number", to=Decimal(1)), "sessions[1].number", "1 follows 1"),
        (drop(*S1, "started_at"), "sessions[0].started_at", "required where there is an end"),
        (
            put(*S1, "ended_at", to="2026-09-07T09:09+02:00"),
            "sessions[0].ended_at",
            "lies before the start",
        ),
        (
            put(
                *S1,
                "pauses",
                to=[{"from": "2026-09-07T10:00+02:00", "to": "2026-09-07T09:59+02:00"}],
            ),
            "sessions[0].pauses[0].to",
            "lies before its beginning",
        ),
        (
            put(*S1, "close", "rinseback_not_done_reason", to="clotted"),
            "sessions[0].close.rinseback_not_done_reason",
            "only one of the two",
        ),
        (
            put(*S1, "before", "diastolic_mmhg", "value", to=Decimal(134)),
            "sessions[0].before.diastolic_mmhg",
            "134 is not below the systolic 134",
        ),
        (
            put(*S1, "readings", 0, "diastolic_mmhg", to=Decimal(170)),
            "sessions[0].readings[0].diastolic_mmhg",
            "170 is not below",
        ),
        (
            put(*S1, "close", "after", "diastolic_mmhg", "value", to=Decimal(180)),
            "sessions[0].close.after.diastolic_mmhg",
            "180 is not below",
        ),
        (
            put("lab_results", 0, "value", to=Decimal(-1)),
            "lab_results[0].value",
            "-1 is not possible",
        ),
        (put("lab_results", 0, "quantity", to="inlet_ml"), "lab_results[0].quantity", "not a mea"),
        (put("order", "note", to="\ud800"), "order.note", "whole Unicode"),
        (put("order", "note", to="\x1b[2J"), "order.note", "control characters"),
        (put("order", "note", to="x" * 10_001), "order.note", "at most 10000"),
        (put("order", "ordered_by", to="x" * 201), "order.ordered_by", "at most 200"),
        (put("x_ours", to={"a": "\udfff"}), "x_ours.a", "whole Unicode"),
        (
            put("sessions", 0, "before", "x_ours", to="\udfff"),
            "sessions[0].before.x_ours",
            "whole Unicode",
        ),
        (
            put("order", "replacement", 0, "diluent", to="water"),
            "order.replacement[0].diluent",
            "never diluted with water",
        ),
        (
            put(*S1, "identity_check", "identifiers", 0, "value", to="MW-1"),
            "sessions[0].identity_check.identifiers[0].value",
            "is not that of",
        ),
    ],
)
def test_a_spoiled_case_is_refused_at_its_place(spoil: Spoil, place: str, reason: str) -> None:
    reasons = refusals_after(spoil)

    assert reason in reasons.get(place, ""), reasons


def test_every_reason_is_told_at_once() -> None:
    whole = document()
    whole["order"]["access_device_id"] = "cath9"
    whole["order"]["ordered_at"] = LATER
    whole["sessions"][1]["id"] = "s1"

    places = refusals_of(source_of(whole))

    assert {"order.access_device_id", "order.ordered_at", "sessions[1].id"} <= set(places)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30).map(Decimal),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-9999, max_value=9999, places=3),
    st.text(max_size=20),
    st.sampled_from(["2026-09-07T09:10+02:00", "2026-09-07", "s1", "cath1", "albumin", "I", ""]),
    st.lists(st.integers(0, 3).map(Decimal), max_size=2),
    st.dictionaries(st.text(max_size=5), st.none() | st.booleans(), max_size=2),
)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every holder of a document with each of its keys."""
    found: list[tuple[Any, Any]] = []
    keys: Any = ()
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = range(len(value))
    for key in keys:
        found.append((value, key))
        found += _places(value[key])
    return found


@every_case
@pytest.mark.no_cover
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_case_spoiled_anywhere_is_taken_or_refused_and_nothing_else(
    name: str, data: st.DataObject
) -> None:
    whole = document(name)
    for _ in range(data.draw(st.integers(1, 3), "how often")):
        holder, key = data.draw(st.sampled_from(_places(whole)), "where")
        deed = data.draw(st.sampled_from(["change", "drop", "twin"]), "what")
        if deed == "change":
            holder[key] = data.draw(VALUES, "value")
        elif deed == "drop":
            del holder[key]
        elif isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        else:
            holder[data.draw(st.text(max_size=6), "key")] = copy.deepcopy(holder[key])

    _is_taken_or_refused(source_of(whole))


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_file_damaged_anywhere_is_taken_or_refused_and_nothing_else(data: st.DataObject) -> None:
    source = bytearray((CASES / "gbs-albumin-five.json").read_bytes()[:4000])
    at = data.draw(st.integers(0, len(source) - 1), "where")
    source[at : at + data.draw(st.integers(0, 9), "length")] = data.draw(
        st.binary(max_size=4), "bytes"
    )

    _is_taken_or_refused(bytes(source))


def _is_taken_or_refused(source: bytes) -> None:
    try:
        course = read(source)
    except RefusedError as refused:
        reasons = refused.refusals
    else:
        assert read(write_course(course, NOW, "P").encode()) == course
        return
    assert reasons
    assert all(one.place.isprintable() and one.reason for one in reasons)
