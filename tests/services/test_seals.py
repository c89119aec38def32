"""A seal binds the sessions before it without repeating them; first seals still hold."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from plexlog.domain import codec, json_text
from plexlog.domain.fields import Place
from plexlog.domain.records import Course, Session
from plexlog.domain.shapes import Record
from plexlog.domain.unit import Signature
from plexlog.services import recording, seals, signing
from plexlog.services.open_session import OpenSession
from tests.services.fakes import FakeClock
from tests.services.test_signing import second_of
from tests.services.ward import COURSE, work

BEFORE = "a session before it is not as it was when this was signed"


def on_file(session: OpenSession) -> Course:
    return session.desk.store.course(session.course_key)


def signed_second(session: OpenSession, clock: FakeClock, *, is_first_signed: bool) -> Signature:
    """The signature of the second session; the first one is signed already, or open still."""
    work(session, clock)
    if is_first_signed:
        signing.sign_session(session)
    clock.pass_by(hours=24)
    second = second_of(session)
    work(second, clock)
    return signing.sign_session(second)


def with_station_of_first(course: Course, station: str) -> Course:
    first, *others = course.sessions or ()
    return replace(course, sessions=(replace(first, station=station), *others))


def in_first_form(course: Course, session_id: str, signed: Signature) -> Signature:
    """The signature as the first versions of the program would have given it."""
    sealed = seals.first_canonical_session(course, course.session(session_id))
    fingerprint = seals.fingerprint_of(sealed)
    return replace(signed, sealed=sealed, fingerprint=fingerprint, beside="")


def test_a_signed_session_before_is_bound_and_not_repeated(
    session: OpenSession, clock: FakeClock
) -> None:
    signed = signed_second(session, clock, is_first_signed=True)
    document = json_text.parse(signed.sealed.encode())

    assert [one["id"] for one in document["sessions"]] == ["s2"]
    assert [one["id"] for one in document["earlier"]] == ["s1"]
    assert signed.beside == ""
    assert seals.broken_seals(on_file(session), [signed]) == []
    shown = seals.as_signed(on_file(session), [signed])
    assert [one.id for one in shown.sessions or ()] == ["s1", "s2"]


def test_a_signed_session_before_that_was_changed_is_found(
    session: OpenSession, clock: FakeClock
) -> None:
    signed = signed_second(session, clock, is_first_signed=True)
    forged = with_station_of_first(on_file(session), "elsewhere")

    assert [one.what for one in seals.broken_seals(forged, [signed])] == [BEFORE]


def test_a_session_before_that_is_gone_is_found(session: OpenSession, clock: FakeClock) -> None:
    signed = signed_second(session, clock, is_first_signed=True)
    course = on_file(session)
    alone = replace(course, sessions=(course.session("s2"),))

    assert [one.what for one in seals.broken_seals(alone, [signed])] == [BEFORE]
    assert [one.id for one in seals.as_signed(alone, [signed]).sessions or ()] == ["s2"]


def test_an_open_session_before_is_kept_beside_as_it_was(
    session: OpenSession, clock: FakeClock
) -> None:
    signed = signed_second(session, clock, is_first_signed=False)

    recording.enter_value(session, Place.BEFORE, "weight_kg", "95", is_sure=True)

    assert [one["id"] for one in json_text.parse(signed.beside.encode())] == ["s1"]
    assert seals.broken_seals(on_file(session), [signed]) == []
    first = (seals.as_signed(on_file(session), [signed]).sessions or ())[0]
    assert (first.before or {})["weight_kg"].value != Decimal(95)


@pytest.mark.parametrize("beside", ["[]", '[{"id":"s1","number":1}]', "no json", "[1]"])
def test_what_is_beside_a_seal_cannot_be_exchanged(
    session: OpenSession, clock: FakeClock, beside: str
) -> None:
    signed = signed_second(session, clock, is_first_signed=False)
    recording.enter_value(session, Place.BEFORE, "weight_kg", "95", is_sure=True)

    found = seals.broken_seals(on_file(session), [replace(signed, beside=beside)])

    assert [one.what for one in found] == [BEFORE]


def test_a_seal_of_the_first_versions_holds_and_shows_what_it_held(
    session: OpenSession, clock: FakeClock
) -> None:
    signed = signed_second(session, clock, is_first_signed=False)
    old = in_first_form(on_file(session), "s2", signed)

    recording.enter_value(session, Place.BEFORE, "weight_kg", "95", is_sure=True)

    assert seals.broken_seals(on_file(session), [old]) == []
    shown = seals.as_signed(on_file(session), [old])
    assert [one.id for one in shown.sessions or ()] == ["s1", "s2"]
    assert shown.sessions == seals.as_signed(on_file(session), [signed]).sessions


def test_a_seal_grows_by_a_line_for_each_session_before_it() -> None:
    sizes = []
    for before in (1, 2, 100):
        sessions = tuple(
            Session(id=f"s{number}", number=number, note="a long note " * 100)
            for number in range(1, before + 2)
        )
        sealed = seals.canonical_session(replace(COURSE, sessions=sessions), sessions[-1])
        sizes.append(len(sealed))

    assert sizes[2] - sizes[0] < 100 * 120


def test_each_session_is_written_once_however_many_seals_bind_it(
    session: OpenSession, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed = signed_second(session, clock, is_first_signed=True)
    course = on_file(session)
    both = [*session.desk.store.signatures(session.key), signed]
    written = []
    write = codec.write

    def count(record: Record) -> dict[str, Any]:
        if isinstance(record, Session):
            written.append(record.id)
        return write(record)

    monkeypatch.setattr(codec, "write", count)
    found = seals.OnFile(course)
    for _again in range(3):
        for one in both:
            seals.broken_seals(course, [one], found)

    assert sorted(written) == ["s1", "s2"]


@pytest.mark.parametrize(
    "change",
    [{"course_id": "c9"}, {"course_number": 7}, {"unit": "Elsewhere"}, {"time_zone": "UTC"}],
)
def test_a_course_that_is_not_as_it_was_sealed_is_found(
    session: OpenSession, clock: FakeClock, change: dict[str, Any]
) -> None:
    signed = signed_second(session, clock, is_first_signed=True)
    forged = replace(on_file(session), **change)

    (found,) = seals.broken_seals(forged, [signed])

    assert found.what == f"the course is not as it was signed ({next(iter(change))})"


def test_a_course_of_another_patient_is_found_and_a_corrected_name_is_none(
    session: OpenSession, clock: FakeClock
) -> None:
    signed = signed_second(session, clock, is_first_signed=True)
    course = on_file(session)
    other = replace(course, patient=replace(course.patient, family_name="Other"))
    named = {name: codec.write(course.patient)[name] for name in seals.IDENTITY}

    (found,) = seals.broken_seals(other, [signed], seals.OnFile(other, lambda _sealed: False))
    assert found.what == "the course was another patient's when this was signed"
    assert len(seals.broken_seals(other, [signed])) == 1

    corrected = seals.OnFile(other, lambda sealed: sealed == named)
    assert seals.broken_seals(other, [signed], corrected) == []


@pytest.mark.parametrize("patient", [None, {}, []])
def test_a_seal_without_a_patient_is_told(
    session: OpenSession, clock: FakeClock, patient: object
) -> None:
    signed = signed_second(session, clock, is_first_signed=True)
    document = json_text.parse(signed.sealed.encode()) | {"patient": patient}
    sealed = json_text.canonical(document)
    forged = replace(signed, sealed=sealed, fingerprint=seals.fingerprint_of(sealed))

    assert [one.what for one in seals.broken_seals(on_file(session), [forged])] == [
        "the sealed record names no patient"
    ]
