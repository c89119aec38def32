"""After the signature: a countersignature, an addendum, an amendment; the record stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from plexlog import house
from plexlog.domain.errors import RefusedError
from plexlog.domain.fields import Severity
from plexlog.domain.said import Said, meaning_words, said_with
from plexlog.domain.sealing import message_of
from plexlog.domain.unit import Role, Signature, StaffMember
from plexlog.services import after_signing, signing
from plexlog.services.after_signing import NotNowError
from plexlog.services.banner import session_banner
from plexlog.services.board import Column, todays_board
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.permission import NotAllowedError
from plexlog.services.signing import sign_session
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE, prepare, work

PHYSICIAN = StaffMember(key="ph", login="federkiel", name="Dr. Federkiel", role=Role.PHYSICIAN)
WEIGHT = "before//weight_kg"


class Shift(FakeStore):
    """A record at which one sits down after another."""

    def sit_down(self, member: StaffMember) -> None:
        self._me = member


@pytest.fixture
def signed(session: OpenSession, clock: FakeClock) -> OpenSession:
    """The session worked to its end and signed by the nurse."""
    work(session, clock)
    sign_session(session)
    return session


@pytest.fixture
def store() -> Shift:
    return Shift()


@pytest.fixture
def reviewed(store: Shift, clock: FakeClock) -> OpenSession:
    """A session that the nurse has signed, open at the desk of a physician."""
    desk = Desk(store, clock, FakeSigner())
    key = desk.store.add_course(COURSE)
    session = OpenSession(desk, desk.store.sessions_of(key)[0].session_key)
    work(session, clock)
    sign_session(session)
    store.sit_down(PHYSICIAN)
    return session


def acts(session: OpenSession) -> list[str]:
    return [one.meaning for one in session.view().signatures]


def test_a_physician_countersigns_what_another_has_performed(reviewed: OpenSession) -> None:
    performed = reviewed.view().signatures[0]

    given = after_signing.countersign(reviewed)

    assert acts(reviewed) == ["performed", "countersigned"]
    assert (given.name, given.role) == ("Dr. Federkiel", "physician")
    assert given.fingerprint == performed.fingerprint
    assert given.signature == reviewed.desk.signer.sign(message_of(given))
    assert "reviewed" in meaning_words(given.meaning)


def test_a_nurse_does_not_countersign(signed: OpenSession) -> None:
    with pytest.raises(NotAllowedError, match="Only a physician may countersign"):
        after_signing.countersign(signed)

    assert acts(signed) == ["performed"]


def test_nobody_countersigns_twice(reviewed: OpenSession) -> None:
    after_signing.countersign(reviewed)

    with pytest.raises(NotNowError, match="already"):
        after_signing.countersign(reviewed)


def test_who_performed_a_session_does_not_countersign_it(store: Shift, clock: FakeClock) -> None:
    store.sit_down(PHYSICIAN)
    desk = Desk(store, clock, FakeSigner())
    key = desk.store.add_course(COURSE)
    session = OpenSession(desk, desk.store.sessions_of(key)[0].session_key)
    work(session, clock)
    sign_session(session)

    with pytest.raises(NotNowError, match="performed a session does not countersign"):
        after_signing.countersign(session)

    assert todays_board(desk).columns[Column.TO_SIGN] == []


def test_the_banner_of_a_signed_session_names_the_patient_of_today(signed: OpenSession) -> None:
    desk = signed.desk
    married = replace(desk.store.patient(signed.view().line.patient_key), family_name="Kiefer")
    desk.store.change_patient(married, "married")
    signed.touch_course()

    assert signed.view().course.patient.family_name != "Kiefer"
    assert session_banner(desk, signed.view(), ()).patient.family_name == "Kiefer"


@pytest.mark.parametrize(
    "act",
    [
        lambda session: after_signing.add_addendum(session, "later", "told"),
        lambda session: after_signing.amend_value(session, WEIGHT, "71", "misread"),
    ],
)
def test_nothing_is_added_to_a_session_that_is_not_signed(
    session: OpenSession, act: Callable[[OpenSession], object]
) -> None:
    prepare(session)

    with pytest.raises(NotNowError, match="not signed yet"):
        act(session)

    assert acts(session) == []
    assert "nothing to countersign" in after_signing.why_not_countersigned((), "k")


def test_an_addendum_is_signed_and_changes_nothing(signed: OpenSession) -> None:
    before = signed.view()

    given = after_signing.add_addendum(signed, " Rash at home, gone by noon. ", " told by phone ")

    assert said_with(given) == Said(text="Rash at home, gone by noon.", why="told by phone")
    assert said_with(given).words == "Rash at home, gone by noon. Reason: told by phone"
    assert acts(signed) == ["performed", "addendum"]
    assert signed.view().session == before.session
    assert signed.view().figures == before.figures
    course = signed.desk.store.course(signed.course_key)
    assert signing.broken_seals(course, signed.view().signatures) == []


@pytest.mark.parametrize(
    ("text", "why", "places"),
    [(" ", "", ["text", "why"]), ("x" * 4001, "told", ["text"]), ("rash", " ", ["why"])],
)
def test_an_addendum_needs_a_text_that_can_be_printed_and_a_reason(
    signed: OpenSession, text: str, why: str, places: list[str]
) -> None:
    with pytest.raises(RefusedError) as refused:
        after_signing.add_addendum(signed, text, why)

    assert [one.place for one in refused.value.refusals] == places
    assert acts(signed) == ["performed"]


def test_an_amendment_stands_beside_what_was_signed(signed: OpenSession) -> None:
    before = signed.view()

    entry = after_signing.amend_value(signed, WEIGHT, "71.5", "scale misread")

    assert entry.severity is None
    given = signed.view().signatures[-1]
    said = said_with(given)
    assert said.change == (
        "Weight, before the start: signed as 72.0\u00a0kg, should be 71.5\u00a0kg"
    )
    assert said.why == "scale misread"
    assert signed.view().session == before.session
    assert signed.view().figures == before.figures
    assert given.fingerprint == before.signatures[0].fingerprint


def test_every_kind_of_value_may_be_amended(signed: OpenSession) -> None:
    labels = [one.label for one in after_signing.signed_values(signed)]

    assert "Systolic pressure, before the start" in labels
    assert "Systolic pressure, row of 15:30" in labels


def test_a_session_without_a_close_has_the_values_that_it_has(session: OpenSession) -> None:
    assert after_signing.signed_values(session) == ()

    prepare(session)

    places = {one.key.split("/")[0] for one in after_signing.signed_values(session)}
    assert places == {"before"}


def test_an_unlikely_amendment_is_asked_about_first(signed: OpenSession) -> None:
    entry = after_signing.amend_value(signed, WEIGHT, "20", "scale misread")

    assert entry.severity is Severity.ASK
    assert acts(signed) == ["performed"]
    after_signing.amend_value(signed, WEIGHT, "20", "scale misread", is_sure=True)
    assert acts(signed) == ["performed", "amended"]


SYSTOLIC, DIASTOLIC = "before//systolic_mmhg", "before//diastolic_mmhg"


def test_a_pressure_is_amended_only_to_what_its_partner_allows(signed: OpenSession) -> None:
    entry = after_signing.amend_value(signed, SYSTOLIC, "60", "misread", is_sure=True)

    assert (entry.is_refused, entry.message) == (True, "not above the diastolic 76")
    assert acts(signed) == ["performed"]
    row = (signed.view().session.readings or ())[-1].key
    in_row = f"reading/{row}/diastolic_mmhg"
    assert after_signing.see_amendment(signed, in_row, "150", "misread").is_refused


def test_a_partner_counts_as_it_was_amended(signed: OpenSession) -> None:
    after_signing.amend_value(signed, DIASTOLIC, "40", "misread", is_sure=True)

    entry = after_signing.amend_value(signed, SYSTOLIC, "70", "misread", is_sure=True)

    assert not entry.is_refused
    assert acts(signed) == ["performed", "amended", "amended"]


def test_an_impossible_amendment_is_refused(signed: OpenSession) -> None:
    entry = after_signing.amend_value(signed, WEIGHT, "9000", "misread", is_sure=True)

    assert entry.is_refused
    assert acts(signed) == ["performed"]


@pytest.mark.parametrize(
    ("key", "text", "why", "place"),
    [
        (WEIGHT, " ", "misread", "text"),
        (WEIGHT, "72", "misread", "text"),
        (WEIGHT, "71", " ", "why"),
        ("before//height_cm", "71", "misread", "what"),
    ],
)
def test_an_amendment_needs_another_value_of_this_session_and_a_reason(
    signed: OpenSession, key: str, text: str, why: str, place: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        after_signing.amend_value(signed, key, text, why)

    assert [one.place for one in refused.value.refusals] == [place]


def test_what_is_left_open_is_stated_with_the_signature(
    session: OpenSession, clock: FakeClock
) -> None:
    work(session, clock)
    gaps = signing.left_open(session.view())
    assert gaps

    said = said_with(sign_session(session, " monitor failed "))

    assert said.gaps == gaps
    assert said.words.startswith(f"Left open: {gaps[0]}")
    assert said.words.endswith("Reason: monitor failed")


def test_gaps_without_a_reason_say_that_none_was_given(signed: OpenSession) -> None:
    assert said_with(signed.view().signatures[0]).words.endswith("No reason given.")


def test_the_reason_for_gaps_is_kept_only_where_there_are_gaps(
    session: OpenSession, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(session, clock)
    monkeypatch.setattr(signing, "left_open", lambda _view: ())

    signature = sign_session(session, "monitor failed")

    assert signature.said == ""
    assert said_with(signature).words == ""


def test_a_later_act_over_another_record_is_found(signed: OpenSession) -> None:
    given = after_signing.add_addendum(signed, "rash", "told")
    first, _ = signed.view().signatures
    course = signed.desk.store.course(signed.course_key)
    other = replace(first, sealed=f"{first.sealed} ")
    other = replace(other, fingerprint=signing.fingerprint_of(other.sealed))

    def found(*signatures: Signature) -> list[str]:
        return [one.what for one in signing.broken_seals(course, signatures)]

    assert found(other, given) == ["was given over another record"]
    assert found(given) == ["was given over another record"]


def test_all_acts_stand_in_the_document(signed: OpenSession) -> None:
    after_signing.add_addendum(signed, "Rash at home.", "told by phone")
    after_signing.amend_value(signed, WEIGHT, "71.5", "misread")

    document = house.course_document(signed.desk, signed.course_key)

    assert '"x_plexlog_said": "Rash at home. Reason: told by phone"' in document
    assert "should be 71.5" in document
    assert '"meaning": "amended"' in document
    assert "Left open: " in document


def test_today_shows_a_physician_what_waits_for_a_countersignature(
    reviewed: OpenSession,
) -> None:
    nurse = reviewed.view().signatures[0].name
    (card,) = todays_board(reviewed.desk).columns[Column.TO_SIGN]
    assert (card.is_signed, card.person) == (True, nurse)

    after_signing.countersign(reviewed)

    assert todays_board(reviewed.desk).columns[Column.TO_SIGN] == []


@pytest.mark.parametrize(("role", "by"), [("nurse", "another"), ("physician", FakeStore().me.key)])
def test_one_that_the_program_would_not_let_anybody_give_ends_no_waiting(
    reviewed: OpenSession, role: str, by: str
) -> None:
    """Put past the program into the record, it must not keep the session from its review."""
    store = reviewed.desk.store
    performed = store.signatures(reviewed.key)[0]
    made = replace(performed, key="made", meaning="countersigned", staff_key=by, role=role)
    store.add_signature(made)

    assert len(todays_board(reviewed.desk).columns[Column.TO_SIGN]) == 1


def test_today_shows_a_nurse_nothing_to_countersign(signed: OpenSession) -> None:
    assert todays_board(signed.desk).columns[Column.TO_SIGN] == []
