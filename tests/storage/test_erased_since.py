"""Going back to a backup brings nobody back whom two have erased since; else it is said.

The patient, the one beside and the second who signs are those of the erasures themselves.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from plexlog.domain.backups import ErasedSince, Examined
from plexlog.domain.changes import Access, Deed
from plexlog.domain.unit import Role
from plexlog.storage import erased_since, restore
from plexlog.storage.key_file import copy_path, key_path
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_erasing import WHY as LAW
from tests.storage.test_erasing import everything, two
from tests.storage.test_history import signature
from tests.storage.test_restore import WHY, asking
from tests.storage.ward import (
    LOGIN,
    PASSWORD,
    WardClock,
    behind_the_back,
    course_of,
    open_up,
    small_course,
)

AGAIN = "1 patient was erased since then, and going back erases that one again."


@pytest.fixture
def patient_key(record: UnitRecord, session_key: str) -> str:
    """Who is erased, with a signed session; another patient beside, and a second who signs."""
    two(record)
    record.add_signature(signature(record, session_key))
    patient = small_course()["patient"] | {"family_name": "Zander", "record_number": "R-2"}
    record.add_course(course_of(small_course(course_id="c2", patient=patient)))
    return record.session_line(session_key).patient_key


def backup_of(record: UnitRecord, clock: WardClock) -> Path:
    made = record.backup_job().work().path
    clock.pass_by(hours=2)
    return made


def erase(record: UnitRecord, patient_key: str) -> None:
    record.erase_patient(patient_key, LAW, "ben", PASSWORD)


def seen(patient_key: str) -> Access:
    return Access(deed=Deed.VIEWED, patient_key=patient_key, what="course")


def numbers(record: UnitRecord) -> list[str]:
    return sorted(one.record_number for one in record.patients())


def look(path: Path, backup: Path, clock: WardClock) -> Examined:
    return restore.examine(asking(path, clock, login=LOGIN), backup)


def restored(path: Path, examined: Examined, clock: WardClock) -> UnitRecord:
    restore.put_in_place(asking(path, clock, login=LOGIN), examined, WHY)
    return open_up(path, clock, LOGIN)


def test_who_was_erased_since_is_erased_again_by_the_same_two(
    record: UnitRecord, patient_key: str, path: Path, clock: WardClock
) -> None:
    made = backup_of(record, clock)
    record.note_access(seen(patient_key))
    erase(record, patient_key)
    (erasure,) = record.erasures()
    record.close()

    examined = look(path, made, clock)
    back = restored(path, examined, clock)

    assert examined.erased == ErasedSince(again=1, back=0)
    assert examined.sentences[2:] == (AGAIN,)
    assert numbers(back) == ["R-2"]
    assert "hrenfeld" not in everything(back)
    assert back.erasures() == [erasure]
    assert back.verify() == []
    note = back.database.row('SELECT "new" FROM "history" ORDER BY "number" DESC')
    assert note is not None
    assert '"erased_again": 1, "returned": 0' in note["new"]
    back.close()
    assert b"hrenfeld" not in path.read_bytes()


def test_a_backup_that_knows_of_the_erasure_or_not_of_the_patient_says_nothing(
    record: UnitRecord, patient_key: str, path: Path, clock: WardClock
) -> None:
    erase(record, patient_key)
    made = backup_of(record, clock)
    patient = small_course()["patient"] | {"record_number": "R-3"}
    later = record.add_course(course_of(small_course(course_id="c3", patient=patient)))
    erase(record, record.course(later).patient.key)
    record.close()

    examined = look(path, made, clock)
    back = restored(path, examined, clock)

    assert examined.erased == ErasedSince(0, 0)
    assert len(back.erasures()) == 1
    assert numbers(back) == ["R-2"]
    assert back.verify() == []
    back.close()


def test_an_erasure_made_between_looking_and_going_back_is_done_again_too(
    record: UnitRecord, patient_key: str, path: Path, clock: WardClock
) -> None:
    made = backup_of(record, clock)
    record.close()
    examined = look(path, made, clock)
    meanwhile = open_up(path, clock, LOGIN)
    erase(meanwhile, patient_key)
    meanwhile.close()

    back = restored(path, examined, clock)

    assert numbers(back) == ["R-2"]
    back.close()


def test_one_who_signed_and_is_not_in_the_backup_makes_the_patient_return_and_it_is_said(
    record: UnitRecord, session_key: str, path: Path, clock: WardClock
) -> None:
    record.change_role(record.me.key, Role.MANAGER, "heads the unit", administers=True)
    made = backup_of(record, clock)
    record.add_staff(name="Ben Kiefer", login="ben", password=PASSWORD, role=Role.NURSE)
    erase(record, record.session_line(session_key).patient_key)
    record.close()

    examined = look(path, made, clock)
    back = restored(path, examined, clock)

    assert examined.erased == ErasedSince(again=0, back=1)
    assert "1 patient was erased since then and would return" in examined.sentences[2]
    assert numbers(back) == ["R-1"]
    assert back.erasures() == []
    assert back.verify() == []
    back.close()


def test_rows_that_the_two_did_not_see_are_not_erased_by_their_signatures(
    record: UnitRecord, patient_key: str, path: Path, clock: WardClock
) -> None:
    """Of another story of the record, that one went back from in between."""
    first = backup_of(record, clock)
    other = open_up(_beside(path, first), clock, LOGIN)
    for _look in range(40):
        other.note_access(seen(patient_key))
    other.database.let_go()
    other.database.close()
    erase(record, patient_key)
    record.close()

    examined = look(path, _beside(path, first), clock)
    back = restored(path, examined, clock)

    assert examined.erased == ErasedSince(again=0, back=1)
    assert numbers(back) == ["R-1", "R-2"]
    assert back.verify() == []
    back.close()


def _beside(path: Path, backup: Path) -> Path:
    """A copy of a backup under another name, made once."""
    other = path.with_name("other.plexlog")
    if not other.exists():
        other.write_bytes(backup.read_bytes())
        for place in (key_path, copy_path):
            place(other).write_bytes(key_path(backup).read_bytes())
    return other


def test_it_goes_by_who_was_on_the_staff_when_the_backup_was_made(
    record: UnitRecord, session_key: str, path: Path, clock: WardClock
) -> None:
    key = record.session_line(session_key).patient_key
    record.change_role(record.me.key, Role.MANAGER, "heads the unit", administers=True)
    before = backup_of(record, clock)
    record.add_staff(name="Ben Kiefer", login="ben", password=PASSWORD, role=Role.NURSE)
    after = backup_of(record, clock)
    erase(record, key)
    record.close()
    assert look(path, before, clock).erased == ErasedSince(again=0, back=1)

    back = restored(path, look(path, after, clock), clock)

    assert numbers(back) == []
    assert len(back.erasures()) == 1
    back.close()


def test_a_record_of_a_version_that_could_not_erase_has_erased_nobody(
    record: UnitRecord,
    patient_key: str,
    path: Path,
    clock: WardClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = backup_of(record, clock)
    erase(record, patient_key)
    record.close()
    monkeypatch.setattr(erased_since, "columns_of", lambda _connection: {})

    examined = look(path, made, clock)

    assert examined.erased == ErasedSince(0, 0)
    restore.give_up(examined)


def test_where_the_record_cannot_be_read_nobody_is_counted(
    record: UnitRecord, patient_key: str, path: Path, clock: WardClock
) -> None:
    made = backup_of(record, clock)
    erase(record, patient_key)
    record.close()
    path.write_bytes(path.read_bytes()[:4096] + b"\0" * 9000)

    examined = look(path, made, clock)

    assert examined.erased == ErasedSince(0, 0)
    assert "Nor can it be told whether patients" in examined.sentences[3]
    restore.give_up(examined)


def test_what_an_erasure_excuses_stands_before_it(
    record: UnitRecord, patient_key: str, path: Path, clock: WardClock
) -> None:
    """Rows that bear the numbers of given up ones are not excused by what was signed then."""
    made = backup_of(record, clock)
    for _look in range(9):
        record.note_access(seen(patient_key))
    erase(record, patient_key)
    record.close()
    back = restored(path, look(path, made, clock), clock)
    assert back.verify() == []

    behind_the_back(
        back, 'UPDATE "history" SET "new" = NULL, "salt" = \'\' WHERE "operation" = \'restored\''
    )

    assert any("another content" in one.what for one in back.verify())
    back.close()


def test_who_was_no_manager_yet_when_the_backup_was_made_makes_the_patient_return(
    record: UnitRecord, session_key: str, path: Path, clock: WardClock
) -> None:
    """In the record that one goes back to they may not; else it would not verify."""
    record.add_staff(name="Ben Kiefer", login="ben", password=PASSWORD, role=Role.NURSE)
    made = backup_of(record, clock)
    record.change_role(record.me.key, Role.MANAGER, "heads the unit", administers=True)
    erase(record, record.session_line(session_key).patient_key)
    assert record.verify() == []
    record.close()

    examined = look(path, made, clock)
    back = restored(path, examined, clock)

    assert examined.erased == ErasedSince(again=0, back=1)
    assert back.verify() == []
    back.close()
