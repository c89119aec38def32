"""Signing: what must be there, what is sealed, and what stands after it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain import json_text
from plexlog.domain.errors import SignedError
from plexlog.domain.fields import Place
from plexlog.domain.records import Patient, Session
from plexlog.domain.sealing import message_of
from plexlog.domain.steps import Step
from plexlog.domain.unit import Role, Signature
from plexlog.domain.words import Grade, ReactionKind
from plexlog.services import corrections, patients, reactions, recording, signing
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from tests.services.fakes import NURSE, FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE, close, prepare, run, work


@pytest.fixture
def signed(session: OpenSession, clock: FakeClock) -> Signature:
    """The session worked to its end and signed."""
    work(session, clock)
    return signing.sign_session(session)


def second_of(session: OpenSession) -> OpenSession:
    """The session that follows in the course."""
    lines = session.desk.store.sessions_of(session.course_key)
    return OpenSession(session.desk, lines[1].session_key)


def test_a_signature_seals_the_record_by_name_and_time(
    session: OpenSession, signed: Signature, clock: FakeClock
) -> None:
    assert (signed.name, signed.role, signed.meaning) == (NURSE.name, "nurse", "performed")
    assert signed.at == clock.now()
    assert signed.fingerprint == signing.fingerprint_of(signed.sealed)
    assert session.view().is_signed
    assert session.view().signatures == (signed,)
    assert signed.signature == session.desk.signer.sign(message_of(signed))


def test_what_is_in_the_way_is_named(session: OpenSession, clock: FakeClock) -> None:
    prepare(session)
    with pytest.raises(signing.NotReadyError, match="In the way: Start; End of the run; Why the"):
        signing.sign_session(session)
    run(session, clock)
    with pytest.raises(signing.NotReadyError, match="Why the run ended"):
        signing.sign_session(session)

    assert not session.view().is_signed


def test_values_of_a_row_not_yet_kept_are_not_lost_by_signing(
    session: OpenSession, clock: FakeClock
) -> None:
    work(session, clock)
    empty = recording.begin_row(session, session.desk.now())
    recording.enter_cell(session, empty, "pulse_per_min", "70")

    with pytest.raises(signing.NotReadyError, match="the row of 15:30, not kept yet"):
        signing.sign_session(session)

    recording.enter_cell(session, empty, "pulse_per_min", "")
    assert signing.sign_session(session).meaning == "performed"


def test_a_signed_session_cannot_change_nor_be_signed_again(
    session: OpenSession, signed: Signature
) -> None:
    with pytest.raises(SignedError):
        recording.enter_value(session, Place.CLOSE, "samples_ml", "5")
    with pytest.raises(SignedError, match="signed already"):
        signing.sign_session(session)

    assert session.view().signatures == (signed,)


def test_what_was_changed_elsewhere_meanwhile_is_what_is_sealed(
    session: OpenSession, clock: FakeClock
) -> None:
    work(session, clock)
    on_file = session.view().course.patient
    patients.correct_patient(session.desk, replace(on_file, given_name="Zoë"), "misspelt")

    signed = signing.sign_session(session)

    assert json_text.parse(signed.sealed.encode())["patient"]["given_name"] == "Zoë"


def test_a_signed_session_is_shown_as_it_was_signed(
    session: OpenSession, signed: Signature
) -> None:
    before = session.view().figures
    patient = session.desk.store.patient(session.view().line.patient_key)
    patients.correct_patient(
        session.desk, replace(patient, height_cm=Decimal(150)), "measured again"
    )
    session.touch_course()

    assert session.view().course.patient.height_cm == 170
    assert session.view().figures == before
    assert session.desk.store.patient(patient.key).height_cm == 150
    assert signed.fingerprint


def test_an_open_reaction_that_was_answered_can_be_signed_and_shown(
    session: OpenSession, clock: FakeClock
) -> None:
    prepare(session)
    run(session, clock)
    reaction = reactions.report_reaction(session, ReactionKind.CITRATE)
    reactions.tell_reaction(session, replace(reaction, grade=Grade.I))
    close(session)

    signing.sign_session(session)

    assert session.view().course.patient.family_name == "Nadelbaum"
    assert signing.broken_seals(session.view().course, session.view().signatures) == []


def test_an_unbroken_seal_tells_of_no_problem(session: OpenSession, signed: Signature) -> None:
    course = session.desk.store.course(session.course_key)

    assert signing.broken_seals(course, [signed]) == []


def test_a_session_changed_behind_the_seal_is_found(
    session: OpenSession, signed: Signature
) -> None:
    course = session.desk.store.course(session.course_key)
    first, *others = course.sessions or ()
    changed = replace(course, sessions=(replace(first, station="elsewhere"), *others))

    (problem,) = signing.broken_seals(changed, [signed])

    assert problem.what == "the session is not as it was signed"
    assert NURSE.name in problem.where


def test_a_session_gone_from_the_file_is_found(session: OpenSession, signed: Signature) -> None:
    course = replace(session.desk.store.course(session.course_key), sessions=None)

    (problem,) = signing.broken_seals(course, [signed])

    assert problem.what == "the session is not as it was signed"


@pytest.mark.parametrize("sealed", ["{}", "no json", "[1]", '{"sessions": []}'])
def test_a_seal_exchanged_with_its_fingerprint_is_found(
    session: OpenSession, signed: Signature, sealed: str
) -> None:
    forged = replace(signed, sealed=sealed, fingerprint=signing.fingerprint_of(sealed))

    (problem,) = signing.broken_seals(session.view().course, [forged])

    assert problem.what == "the session is not as it was signed"


def test_a_sealed_record_that_was_changed_is_found(
    session: OpenSession, signed: Signature
) -> None:
    forged = replace(signed, sealed=signed.sealed.replace("Nadelbaum", "Nadelholz"))

    (problem,) = signing.broken_seals(session.view().course, [forged])

    assert problem.what == "the sealed record was changed"


def test_the_canonical_record_holds_the_sessions_so_far_and_no_statements() -> None:
    sessions = tuple(Session(id=f"s{number}", number=number) for number in (1, 2, 3))
    course = replace(COURSE, sessions=sessions)

    sealed = json_text.parse(
        signing.canonical_session(course, Session(id="s2", number=2)).encode()
    )

    assert [one["id"] for one in sealed["sessions"]] == ["s2"]
    assert [(one["id"], one["number"]) for one in sealed["earlier"]] == [("s1", 1)]
    assert sealed["seal"] == 2
    assert not {"lab_results", "scores", "signatures"} & sealed.keys()


def test_what_changes_in_the_sessions_around_it_leaves_a_signed_session_as_it_was(
    session: OpenSession, clock: FakeClock
) -> None:
    first, second = session, second_of(session)
    prepare(first)
    run(first, clock)
    still_open = reactions.report_reaction(first, ReactionKind.CITRATE)
    clock.pass_by(hours=24)
    work(second, clock)
    signature = signing.sign_session(second)
    before = second.view()

    reactions.tell_reaction(first, replace(still_open, grade=Grade.III))
    recording.enter_value(first, Place.BEFORE, "weight_kg", "95", is_sure=True)
    patient = first.desk.store.patient(before.line.patient_key)
    patients.correct_patient(first.desk, replace(patient, height_cm=Decimal(150)), "slip")
    later = Session(id="s3", number=3, planned_at=clock.now())
    first.desk.store.add_session(first.course_key, later)

    anew = OpenSession(second.desk, second.key).view()
    assert (anew.verdicts, anew.figures) == (before.verdicts, before.figures)
    assert anew.course == before.course
    assert [one.id for one in anew.course.sessions or ()] == ["s1", "s2"]
    assert (
        signing.fingerprint_of(signing.canonical_session(anew.course, anew.session))
        == signature.fingerprint
    )
    on_file = first.desk.store.course(first.course_key)
    assert signing.broken_seals(on_file, anew.signatures) == []


def test_a_course_without_signature_is_as_it_is() -> None:
    assert signing.as_signed(COURSE, []) is COURSE


@pytest.mark.parametrize(
    ("role", "signs_as"),
    [(Role.NURSE, "nurse"), (Role.PHYSICIAN, "physician"), (Role.MANAGER, "other")],
)
def test_whoever_signs_does_so_in_their_role(role: Role, signs_as: str, clock: FakeClock) -> None:
    desk = Desk(FakeStore(me=replace(NURSE, role=role)), clock, FakeSigner())
    key = desk.store.add_course(COURSE)
    session = OpenSession(desk, desk.store.sessions_of(key)[0].session_key)
    work(session, clock)

    assert signing.sign_session(session).role == signs_as
    assert isinstance(session.view().course.patient, Patient)


@pytest.mark.parametrize("meaning", ["checked", "countersigned"])
def test_a_signature_that_does_not_close_a_session_leaves_it_open(
    session: OpenSession, clock: FakeClock, meaning: str
) -> None:
    work(session, clock)
    desk = session.desk
    view = session.view()
    sealed = signing.canonical_session(view.course, view.session)
    given = Signature(
        key="sig-0",
        session_key=session.key,
        staff_key=desk.store.me.key,
        name=desk.me,
        role="nurse",
        meaning=meaning,
        at=desk.clock.now(),
        sealed=sealed,
        fingerprint=signing.fingerprint_of(sealed),
        history_head=desk.store.history_head(),
        public_key=desk.signer.public_key,
        signature="00",
    )
    desk.store.add_signature(given)
    session.touch_course()

    assert not session.view().is_signed
    assert not session.view().state(Step.SIGN).is_done
    recording.enter_value(session, Place.CLOSE, "samples_ml", "5")
    signed = signing.sign_session(session)
    assert session.view().is_signed
    assert [one.meaning for one in session.view().signatures] == [meaning, "performed"]
    assert signed.sealed != sealed


def test_what_is_asked_and_not_answered_is_not_signed(
    session: OpenSession, clock: FakeClock
) -> None:
    prepare(session)
    run(session, clock)
    close(session)
    taken = (session.view().session.readings or ())[-1]
    corrections.correct_reading(session, taken, "systolic_mmhg", "78", "misread", is_sure=True)
    waiting = signing.unanswered(session.view())
    assert waiting

    with pytest.raises(signing.NotReadyError, match="to answer: "):
        signing.sign_session(session)
    for finding in waiting:
        recording.answer_finding(session, finding.code, "seen by Dr. Federkiel")

    assert signing.sign_session(session).meaning == "performed"
