"""A hand-over that was given stays, and was signed with the keys that the two had then."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from plexlog.domain.moments import Moment
from plexlog.domain.progress import Progress
from plexlog.domain.records import HandedOn, HandOver, HandSigned
from plexlog.domain.unit import Problem, Role
from plexlog.services.verifying import verify_store
from plexlog.storage import vault
from plexlog.storage.history import entry_sql
from plexlog.storage.key_file import read_keys
from plexlog.storage.unit_record import UnitRecord
from plexlog.storage.vault import StaffSigner
from tests.storage.test_history import signature
from tests.storage.test_verified_records import mark_of
from tests.storage.test_vouched_keys import NEW, SECOND, take_on
from tests.storage.ward import LOGIN, PASSWORD, course_of, past_the_guards, small_course

TAKEN_AWAY = "was taken away or changed at 2026-11-22T08:30:00.000Z by Anna Birke, as none can be"
NOT_SIGNED = "is not as both have signed it"


@pytest.fixture
def ben(record: UnitRecord) -> str:
    """A nurse who takes over from Anna."""
    return take_on(record)


def by(record: UnitRecord, login: str, signer: StaffSigner, message: bytes) -> HandSigned:
    member = record.member(login)
    return HandSigned(
        name=member.name,
        staff_key=member.key,
        public_key=signer.public_key,
        signature=signer.sign(message),
    )


def handed(record: UnitRecord, ben: StaffSigner) -> HandOver:
    """By Anna to Ben, signed by both."""
    one = HandOver(
        at=Moment.parse("2026-11-22T09:30+01:00"),
        given_by="Anna Birke",
        taken_by="Ben Kiefer",
        told=(HandedOn(about="Bags", words="3 bags"),),
    )
    message = one.message("c1", "s1")
    both = (by(record, LOGIN, record.signer, message), by(record, "ben", ben, message))
    return replace(one, signed=both)


def signer_of(path: Path, login: str, password: str = PASSWORD) -> StaffSigner:
    return vault.open_with_password(read_keys(path), login, password).signer


@pytest.fixture
def given(record: UnitRecord, session_key: str, ben: str, path: Path) -> HandOver:
    """A hand-over on record."""
    assert ben
    one = handed(record, signer_of(path, "ben"))
    record.set_session(session_key, {"hand_overs": (one,)})
    return one


def wrong(record: UnitRecord) -> list[Problem]:
    return list(verify_store(record, None, Progress(), []).problems)


def test_two_others_cannot_sign_that_these_two_handed_over(
    record: UnitRecord, session_key: str, ben: str, path: Path
) -> None:
    """Ben and Cara let it look as if Anna had handed the patient to Dora."""
    assert ben
    record.add_staff(name="Dora Esch", login="dora", password=PASSWORD, role=Role.NURSE)
    made = handed(record, signer_of(path, "ben"))
    one = replace(made, taken_by="Dora Esch", signed=None)
    message = one.message("c1", "s1")
    both = tuple(
        replace(by(record, login, signer_of(path, login), message), name=name)
        for login, name in (("ben", "Anna Birke"), ("cara", "Dora Esch"))
    )

    record.set_session(session_key, {"hand_overs": (replace(one, signed=both),)})

    assert [one.what for one in wrong(record)] == [NOT_SIGNED]


def test_what_both_signed_stands_beside_what_comes_and_after_a_new_password(
    record: UnitRecord, session_key: str, given: HandOver, ben: str
) -> None:
    unsigned = replace(given, signed=None, note="of an earlier version")
    record.set_session(session_key, {"hand_overs": (given, unsigned)})
    record.reset_password(ben, NEW, "lost", SECOND)
    record.suspend_staff(ben, "left")

    assert wrong(record) == []


@pytest.mark.parametrize(
    "strip",
    [
        lambda _one: (),
        lambda one: (replace(one, signed=None),),
        lambda one: (replace(one, signed=(one.signed or ())[:1]),),
        lambda one: (replace(one, signed=None, note="as it suits"),),
    ],
)
@pytest.mark.parametrize("is_new", [False, True])
def test_one_that_is_taken_away_by_an_honest_row_before_the_session_is_signed_is_told(
    record: UnitRecord,
    session_key: str,
    given: HandOver,
    strip: Callable[[HandOver], tuple[HandOver, ...]],
    is_new: bool,
) -> None:
    mark = mark_of(record) if is_new else None
    record.set_session(session_key, {"hand_overs": strip(given)})
    record.add_signature(signature(record, session_key))

    found = record.verification(mark).work(Progress())

    assert [one.what for one in found] == [TAKEN_AWAY]
    assert (found[0].record_number, found[0].session_number) == ("R-1", 1)


def test_nor_by_a_statement_past_the_program_nor_by_a_row_that_hides_what_was_before(
    record: UnitRecord, session_key: str, given: HandOver
) -> None:
    assert given.signed
    past_the_guards(record, "UPDATE session SET hand_overs = NULL")
    assert [one.what for one in wrong(record)] == [TAKEN_AWAY]

    record.set_session(session_key, {"hand_overs": (given,)})
    for hidden in (None, "no JSON", '{"signed": []}'):
        row = dict(record.existing("session", session_key)) | {"hand_overs": hidden}
        told = ("session", session_key, session_key, None, "migrate", "{}", json.dumps(row))
        with record.writing("migration"):
            record.database.execute(entry_sql(), told)
        record.set_session(session_key, {"hand_overs": (given,)})

    assert [one.what for one in record.verify()].count(TAKEN_AWAY) == 4


@pytest.mark.parametrize("after", ["replaced", "suspended"])
def test_one_signed_with_a_key_that_was_not_theirs_any_more_is_told(
    record: UnitRecord, session_key: str, ben: str, path: Path, after: str
) -> None:
    former = signer_of(path, "ben")
    if after == "replaced":
        record.reset_password(ben, NEW, "lost", SECOND)
    else:
        record.suspend_staff(ben, "left")
    record.set_session(session_key, {"hand_overs": (handed(record, former),)})

    assert [one.what for one in wrong(record)] == [NOT_SIGNED]


def test_one_that_was_taken_in_with_its_course_was_signed_some_time_before(
    record: UnitRecord, ben: str, path: Path
) -> None:
    """A course of this unit that is taken in again, from its document."""
    former = signer_of(path, "ben")
    record.reset_password(ben, NEW, "lost", SECOND)
    course = course_of(small_course())
    (session,) = course.sessions or ()
    session = replace(session, hand_overs=(handed(record, former),))

    record.add_course(replace(course, sessions=(session,)))

    assert wrong(record) == []


def test_one_with_a_key_that_was_never_theirs_is_told_there_too(
    record: UnitRecord, ben: str, path: Path
) -> None:
    course = course_of(small_course())
    (session,) = course.sessions or ()
    session = replace(session, hand_overs=(handed(record, signer_of(path, "cara")),))

    record.add_course(replace(course, sessions=(session,)))

    assert ben
    assert [one.what for one in wrong(record)] == [NOT_SIGNED]


def test_one_that_no_row_of_the_history_has_was_signed_by_nobody(
    record: UnitRecord, session_key: str, given: HandOver
) -> None:
    (mine, _theirs) = given.signed or ()
    message = given.message("c1", "s1")
    checking = record.verification(None)
    checking.work(Progress())

    assert checking.hand_signed(session_key, mine, message) is True
    assert checking.hand_signed("another session", mine, message) is False
    assert checking.hand_signed(session_key, replace(mine, staff_key="x"), message) is None
