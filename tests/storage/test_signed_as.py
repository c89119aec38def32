"""In whose name and role something is signed: what the staff of that time says, no more."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plexlog.domain.errors import StoreError
from plexlog.domain.progress import Progress
from plexlog.domain.roles import Act
from plexlog.domain.sealing import message_of
from plexlog.domain.unit import Problem, Role
from plexlog.storage import unit_file
from plexlog.storage.staff_keys import StaffKeys
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_history import signature
from tests.storage.test_verified_records import mark_of
from tests.storage.test_vouched_keys import NEW, SECOND, take_on, wrong
from tests.storage.ward import (
    LOGIN,
    NO_SEEDS,
    PASSWORD,
    WardClock,
    course_of,
    open_up,
    small_course,
)


@pytest.fixture
def ben(record: UnitRecord) -> str:
    """A nurse of a unit that has a physician too."""
    return take_on(record)


@pytest.mark.parametrize("said", [{"name": "Dr Mo"}, {"role": "physician"}])
def test_a_signature_in_anothers_name_or_role_is_found_though_the_key_is_ones_own(
    record: UnitRecord, session_key: str, said: dict[str, Any]
) -> None:
    unsigned = replace(signature(record, session_key), **said)
    record.add_signature(replace(unsigned, signature=record.signer.sign(message_of(unsigned))))

    (told,) = wrong(record)

    assert told.endswith("bears another name, or a role that this member of staff did not have")


def signed(record: UnitRecord, session_key: str, **said: Any) -> None:
    """A signature of whoever is signed in, past what the program asks first."""
    unsigned = replace(signature(record, session_key), **said)
    record.add_signature(replace(unsigned, signature=record.signer.sign(message_of(unsigned))))


@pytest.mark.parametrize("role", ["nurse", "physician", "other", "second-checker"])
def test_a_countersignature_of_a_nurse_is_found_whatever_its_role_says(
    record: UnitRecord, session_key: str, path: Path, clock: WardClock, ben: str, role: str
) -> None:
    """It tells everybody that a physician has reviewed the session, and nobody is asked again."""
    record.add_signature(signature(record, session_key))
    record.close()
    theirs = unit_file.open_unit(path, "ben", PASSWORD, clock, NO_SEEDS)
    assert theirs.me.key == ben

    signed(theirs, session_key, meaning="countersigned", role=role)

    (told,) = wrong(theirs)
    found = "might not give such a one" if role == "nurse" else "or a role that this member"
    assert found in told
    theirs.close()


def test_who_performed_a_session_does_not_countersign_it_past_the_program(
    record: UnitRecord, session_key: str, path: Path, clock: WardClock
) -> None:
    assert take_on(record)
    record.add_signature(signature(record, session_key))
    record.close()
    theirs = unit_file.open_unit(path, "cara", PASSWORD, clock, NO_SEEDS)
    as_physician = {"role": "physician", "meaning": "countersigned"}
    signed(theirs, session_key, **as_physician)
    assert wrong(theirs) == []
    patient = small_course()["patient"] | {"record_number": "R-2"}
    other = theirs.add_course(course_of(small_course(course_id="c2", patient=patient)))
    own = theirs.sessions_of(other)[0].session_key
    signed(theirs, own, role="physician")

    signed(theirs, own, **as_physician)

    (told,) = wrong(theirs)
    assert told.endswith("is a countersignature of who performed the session")
    theirs.close()


def test_a_later_role_takes_nothing_from_what_was_signed_before(
    record: UnitRecord, session_key: str, path: Path, clock: WardClock
) -> None:
    assert take_on(record)
    record.add_signature(signature(record, session_key))
    record.close()
    theirs = unit_file.open_unit(path, "cara", PASSWORD, clock, NO_SEEDS)
    signed(theirs, session_key, role="physician", meaning="countersigned")
    theirs.close()
    again = open_up(path, clock, LOGIN)

    cara = again.member("cara").key
    again.change_role(cara, Role.MANAGER, "leads the unit", administers=False)

    assert wrong(again) == []
    again.close()


def test_a_name_that_is_changed_and_changed_back_is_found(record: UnitRecord, ben: str) -> None:
    record.database.update("staff", ben, {"name": "Dr Mo"})
    record.database.update("staff", ben, {"name": "Ben Kiefer"})

    told = wrong(record)

    assert [one.partition(" was changed")[0] for one in told] == [
        "name of Ben Kiefer",
        "name of Dr Mo",
    ]


def test_a_new_role_is_no_new_password(record: UnitRecord, ben: str) -> None:
    given = record.password_given(ben)
    record.change_role(ben, Role.MANAGER, "looks after the unit", administers=False)

    assert record.password_given(ben) == given
    assert record.password_given(record.me.key) is None
    record.reset_password(ben, NEW, "lost", SECOND)
    again = record.password_given(ben)
    assert again is not None
    assert again.by == record.me.name


@pytest.mark.logs
def test_who_may_not_look_after_keys_lays_no_trigger_to_rest(
    record: UnitRecord, ben: str, path: Path, clock: WardClock
) -> None:
    record.database.execute('DROP TRIGGER "patient_after_update"')
    record.close()
    theirs = unit_file.open_unit(path, "ben", PASSWORD, clock, NO_SEEDS)
    (told,) = theirs.verify()
    number = int(told.what.partition("(history row ")[2].partition(")")[0])

    theirs.acknowledge(number, "nothing to see here")

    assert theirs.member("ben").key == ben
    assert [one.where for one in theirs.verify()] == ["trigger patient_after_update"]
    theirs.close()


def test_a_row_of_somebody_whom_nobody_took_on_allows_nothing(
    record: UnitRecord, ben: str
) -> None:
    record.database.author.staff_key = "ghost"  # in their own name, as the founder's row is
    ghost = {"key": "ghost", "login": "ghost", "name": "Ghost", "public_key": "ab" * 32}
    record.database.insert("staff", ghost | {"role": "manager", "administers": 1})
    keys = StaffKeys.of(record.database)

    assert not keys.might("ghost", Act.KEYS, math.inf)
    assert record.password_given("ghost") is not None  # nor is it one of two
    assert not keys.might("nobody", Act.KEYS, math.inf)
    assert not keys.might(ben, Act.KEYS, math.inf)
    assert keys.might(record.me.key, Act.KEYS, math.inf)


def test_a_mark_of_a_verification_in_anothers_name_counts_for_nothing(
    record: UnitRecord,
) -> None:
    mark = mark_of(record)
    forged = replace(mark, key="forged", name="Dr Mo")
    record.add_mark(replace(forged, signature=record.signer.sign(forged.message)))

    assert record.last_mark() is None
    (told,) = wrong(record)
    assert "was not signed by whoever it names" in told


def test_a_key_set_with_the_recovery_key_is_laid_to_rest_by_who_may_and_by_nobody_else(
    record: UnitRecord, ben: str, path: Path, clock: WardClock
) -> None:
    printed = record.renew_recovery_key()
    record.close()
    unit_file.open_with_recovery_key(path, printed, clock).set_password("cara", NEW)
    theirs = unit_file.open_unit(path, "ben", PASSWORD, clock, NO_SEEDS)
    (note,) = notes(theirs)
    number = int(note.what.partition("(history row ")[2].partition(")")[0])

    theirs.acknowledge(number, "nothing to see here")
    assert notes(theirs) == [note]
    theirs.close()
    again = open_up(path, clock, LOGIN)
    again.acknowledge(number, "she had lost it; I was there")

    (told,) = notes(again)
    assert told.is_looked_into
    assert told.what == f"{note.what}; Anna Birke has looked into it: she had lost it; I was there"
    with pytest.raises(StoreError, match="nor of a recovery key that was used"):
        again.acknowledge(number + 1, "no such")
    with pytest.raises(StoreError, match="nor of a recovery key that was used"):
        again.acknowledge(10**6, "no such row")
    assert again.verify() == []
    again.close()
    assert ben


def notes(record: UnitRecord) -> list[Problem]:
    checking = record.verification(None)
    checking.work(Progress())
    return checking.notes
