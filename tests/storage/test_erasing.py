"""A whole patient is erased by two, it is on record, and all else verifies as before."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from plexlog.domain.erasing import numbers_in
from plexlog.domain.errors import AccessError, StoreError
from plexlog.domain.fields import Place
from plexlog.domain.records import Course, Reading
from plexlog.domain.unit import Role
from plexlog.storage import vault
from plexlog.storage.database import connect_with
from plexlog.storage.engine import EngineError
from plexlog.storage.key_file import read_keys
from plexlog.storage.schema import columns_of
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_history import NOON, WEIGHT, signature
from tests.storage.ward import (
    FAST,
    LOGIN,
    PASSWORD,
    WardClock,
    behind_the_back,
    course_of,
    open_up,
    small_course,
)

WHY = "asked for in writing; kept as long as the law says"


@pytest.fixture
def other(record: UnitRecord) -> str:
    return two(record)


def two(record: UnitRecord) -> str:
    """A manager and a nurse, who can sign together; the login of the nurse."""
    record.change_role(record.me.key, Role.MANAGER, "heads the unit", administers=True)
    record.add_staff(name="Ben Kiefer", login="ben", password=PASSWORD, role=Role.NURSE, cost=FAST)
    return "ben"


@pytest.fixture
def patient_key(record: UnitRecord, session_key: str, other: str) -> str:
    """A patient with a signed session and an unsigned one, and another patient beside."""
    assert other == "ben"
    record.put(session_key, Reading(key="row-1", at=NOON))
    record.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT)
    record.add_signature(signature(record, session_key))
    record.add_course(_another())
    line = record.session_line(session_key)
    record.keep_draft(f"order {line.patient_key}", {"note": "Ährenfeld asked"})
    return line.patient_key


def _another() -> Course:
    made = small_course(course_id="c2")
    made["patient"] = made["patient"] | {"family_name": "Zander", "record_number": "R-2"}
    return course_of(made)


def everything(record: UnitRecord) -> str:
    tables = columns_of(record.database.connection)
    return repr(
        [
            tuple(row)
            for table in tables
            for row in record.database.rows(f'SELECT * FROM "{table}"')  # noqa: S608 - of the schema
        ]
    )


def test_nothing_of_the_patient_is_left_and_all_else_stands(
    record: UnitRecord, patient_key: str
) -> None:
    assert "Ährenfeld" in everything(record)
    before = record.history_length()

    erasure = record.erase_patient(patient_key, WHY, "ben", PASSWORD)

    left = everything(record)
    assert "hrenfeld" not in left
    assert "R-1" not in left
    assert [one.record_number for one in record.patients()] == ["R-2"]
    assert (erasure.courses, erasure.sessions) == (1, 1)
    assert record.history_length() == before + 1
    assert record.verify() == []


def test_it_is_on_record_by_whom_why_and_how_much(
    record: UnitRecord, patient_key: str, clock: WardClock
) -> None:
    clock.pass_by(minutes=3)

    erasure = record.erase_patient(patient_key, WHY, "ben", PASSWORD)

    assert record.erasures() == [erasure]
    assert "by Anna Birke and Ben Kiefer: 1 course, 1 session, " in erasure.sentence
    assert erasure.sentence.endswith(f"Reason: {WHY}")
    entry = record.database.row('SELECT * FROM "history" ORDER BY "number" DESC LIMIT 1')
    assert entry is not None
    assert (entry["table_name"], entry["why"]) == ("erasure", WHY)
    assert (erasure.first.name, erasure.second.name) == ("Anna Birke", "Ben Kiefer")


def test_a_copy_of_before_still_holds_the_patient_and_one_of_after_does_not(
    record: UnitRecord, patient_key: str, path: Path, clock: WardClock
) -> None:
    record.erase_patient(patient_key, WHY, "ben", PASSWORD)
    record.close()

    again = open_up(path, clock, LOGIN)

    assert [one.record_number for one in again.patients()] == ["R-2"]
    assert again.verify() == []
    again.close()


def test_a_wrong_password_or_oneself_twice_erases_nothing(
    record: UnitRecord, patient_key: str
) -> None:
    before = everything(record)

    with pytest.raises(AccessError):
        record.erase_patient(patient_key, WHY, "ben", "not the one")
    with pytest.raises(StoreError, match="Two who are on the staff"):
        record.erase_patient(patient_key, WHY, LOGIN, PASSWORD)

    assert everything(record) == before


def test_a_patient_on_the_machine_is_not_erased(
    record: UnitRecord, session_key: str, other: str
) -> None:
    record.set_session(session_key, {"started_at": NOON})
    key = record.session_line(session_key).patient_key

    with pytest.raises(StoreError, match="is running"):
        record.erase_patient(key, WHY, other, PASSWORD)

    assert record.patient(key).family_name == "Ährenfeld"


@pytest.mark.parametrize(
    "statement",
    [
        'DELETE FROM "patient"',
        'DELETE FROM "session"',
        'DELETE FROM "signature"',
        'DELETE FROM "history"',
        'DELETE FROM "erasure"',
        'UPDATE "erasure" SET "why" = \'else\'',
        'UPDATE "history" SET "old" = NULL, "new" = NULL, "why" = \'\', "salt" = \'\'',
    ],
)
def test_an_erasure_lets_nothing_else_go(
    record: UnitRecord, patient_key: str, statement: str
) -> None:
    record.add_signature(signature(record, _left(record)))
    record.erase_patient(patient_key, WHY, "ben", PASSWORD)
    before = everything(record)

    with pytest.raises(StoreError):
        record.database.execute(statement)

    assert everything(record) == before
    assert record.verify() == []


def _left(record: UnitRecord) -> str:
    (course,) = [one for one in record.courses() if one.course_id == "c2"]
    return record.sessions_of(course.course_key)[0].session_key


def test_another_program_can_neither_remove_nor_blank(
    record: UnitRecord, patient_key: str, path: Path
) -> None:
    record.erase_patient(patient_key, WHY, "ben", PASSWORD)

    with closing(connect_with(path, record.snapshot().opened.page_key, "rw")) as connection:
        for statement in ('DELETE FROM "course"', 'UPDATE "history" SET "new" = NULL'):
            with pytest.raises(EngineError, match="no such function"):
                connection.execute(statement)


def test_an_erasure_that_two_did_not_sign_counts_for_nothing(
    record: UnitRecord, patient_key: str
) -> None:
    erasure = record.erase_patient(patient_key, WHY, "ben", PASSWORD)
    behind_the_back(record, 'UPDATE "erasure" SET "why" = \'else\'')

    found = [one.sentence for one in record.verify()]

    assert record.erasures() == []
    assert any("was not signed by the two it names" in one for one in found)
    assert any("was removed" in one for one in found)
    assert sum("another content" in one for one in found) == len(numbers_in(erasure.numbers))


def test_one_who_signs_twice_is_not_two(record: UnitRecord, patient_key: str) -> None:
    record.erase_patient(patient_key, WHY, "ben", PASSWORD)
    same = ", ".join(
        f'"second_{name}" = "first_{name}"' for name in ("key", "name", "public_key", "signature")
    )

    behind_the_back(record, f'UPDATE "erasure" SET {same}')  # noqa: S608 - of the schema

    assert record.erasures() == []


def test_rows_of_others_that_were_blanked_are_found(record: UnitRecord, patient_key: str) -> None:
    record.erase_patient(patient_key, WHY, "ben", PASSWORD)
    kept = 'WHERE "table_name" = \'course\' AND "new" IS NOT NULL'

    behind_the_back(record, f'UPDATE "history" SET "new" = NULL, "salt" = \'\' {kept}')  # noqa: S608 - of the schema

    assert any("another content" in one.what for one in record.verify())


def test_text_put_back_into_an_emptied_row_is_found(record: UnitRecord, patient_key: str) -> None:
    erasure = record.erase_patient(patient_key, WHY, "ben", PASSWORD)
    number = erasure.numbers[0][0]

    behind_the_back(record, f'UPDATE "history" SET "new" = \'{{}}\' WHERE "number" = {number}')  # noqa: S608 - of the schema

    assert any("another content" in one.what for one in record.verify())


def test_what_nobody_can_read_as_an_erasure_is_told(record: UnitRecord, patient_key: str) -> None:
    record.erase_patient(patient_key, WHY, "ben", PASSWORD)

    behind_the_back(record, 'UPDATE "erasure" SET "numbers" = \'[7]\'')

    assert any(one.where == "an erasure of a patient" for one in record.verify())


def test_the_same_number_can_be_admitted_anew(record: UnitRecord, patient_key: str) -> None:
    record.erase_patient(patient_key, WHY, "ben", PASSWORD)

    record.add_course(course_of(small_course()))

    assert {one.record_number for one in record.patients()} == {"R-1", "R-2"}
    assert record.verify() == []


def test_what_is_typed_about_who_was_erased_is_not_kept(
    record: UnitRecord, patient_key: str, session_key: str
) -> None:
    record.erase_patient(patient_key, WHY, "ben", PASSWORD)

    for form in (f"order {patient_key}", f"dialog Note {session_key}"):
        with pytest.raises(StoreError, match="This patient was erased"):
            record.keep_draft(form, {"note": "Ährenfeld asked"})

    record.keep_draft("patient-form", {"note": "somebody else"})
    assert "hrenfeld" not in everything(record)


def test_an_erasure_is_news_for_open_pages(record: UnitRecord, patient_key: str) -> None:
    seen, _touched = record.changes_since(2**62)

    erasure = record.erase_patient(patient_key, WHY, "ben", PASSWORD)

    _seen, touched = record.changes_since(seen)
    assert erasure.key in touched


def erased_by(record: UnitRecord, patient_key: str) -> list[str]:
    """Erase a patient; what verification says of it."""
    record.erase_patient(patient_key, WHY, "ben", PASSWORD)
    return [f"{one.where} {one.what}" for one in record.verify()]


NOT_SIGNED = "an erasure of a patient was not signed by the two it names, or was changed since"


def test_an_erasure_past_the_program_by_who_may_not_counts_for_nothing(
    record: UnitRecord, patient_key: str
) -> None:
    """Who heads the unit again before anybody looks was no manager when it was signed."""
    record.change_role(record.me.key, Role.NURSE, "no more", administers=True)

    told = erased_by(record, patient_key)
    record.change_role(record.me.key, Role.MANAGER, "once more", administers=True)

    assert NOT_SIGNED in told
    assert record.erasures() == []


def test_an_erasure_stands_though_the_two_have_other_roles_and_keys_since(
    record: UnitRecord, patient_key: str
) -> None:
    record.add_staff(name="Cara Lind", login="cara", password=PASSWORD, role=Role.PHYSICIAN)
    assert erased_by(record, patient_key) == []

    ben = record.member("ben").key
    record.reset_password(ben, "nine herons", "lost", ("cara", PASSWORD))
    record.suspend_staff(ben, "left")
    record.change_role(record.me.key, Role.NURSE, "no more", administers=True)

    assert record.verify() == []
    assert len(record.erasures()) == 1


def test_an_erasure_signed_with_a_key_that_was_replaced_before_counts_for_nothing(
    record: UnitRecord, patient_key: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By who has an old password of somebody, and an old key file."""
    record.add_staff(name="Cara Lind", login="cara", password=PASSWORD, role=Role.PHYSICIAN)
    former = vault.open_with_password(read_keys(path), "ben", PASSWORD).signer
    ben = record.member("ben")
    record.reset_password(ben.key, "nine herons", "lost", ("cara", PASSWORD))
    monkeypatch.setattr(record, "who_signs", lambda *_given: (ben, former))

    assert NOT_SIGNED in erased_by(record, patient_key)


def test_an_erasure_in_anothers_name_counts_for_nothing(
    record: UnitRecord, patient_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben, signer = record.who_signs("ben", PASSWORD)
    monkeypatch.setattr(record, "who_signs", lambda *_given: (replace(ben, name="Dr Mo"), signer))

    assert NOT_SIGNED in erased_by(record, patient_key)
