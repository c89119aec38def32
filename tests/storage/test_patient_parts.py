"""Patients are found by any part of a word, however many; the index follows the patients."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from plexlog.domain.errors import StoreError
from plexlog.domain.records import Patient
from plexlog.domain.searching import folded
from plexlog.domain.unit import Role
from plexlog.storage.database import Database
from plexlog.storage.history import Author
from plexlog.storage.patient_parts import LONGEST, parts_of
from plexlog.storage.schema import bring_up_to_date
from plexlog.storage.unit_record import UnitRecord
from plexlog.storage.verification import verify
from tests.storage.test_m006_before import KEY, ROWS, up_to
from tests.storage.ward import FAST, LOGIN, PASSWORD, WardClock, behind_the_back, open_up

GIVEN = ("Bo", "Élise", "Søren", "Zoë", "山田", "Наталья")
FAMILY = (
    "O'Brien-Şahin",
    "Wałęsa",
    "van der Öl",
    "Ng",
    "Λεωνίδας",
    "Li",
    "Extraordinarily-Long-Name",
)
TEXTS = (
    "t", "0", "li", "ng", "ørs", "elise", "山", "наталья", "λεωνιδας", "ob rien", "obrien bo",
    "1961", "19", "27.03", "p-00", "p-0007", "extraordinarily-long-name", "dinarily-long-nam",
    "van bo", "der öl", "x q", "zz", "-", ".", "Li, Zoë", "li li",
)  # fmt: skip
PAGE, RESERVED, SALT = 4096, 80, 16  # bytes of a page of SQLCipher 4, and what it keeps of them


def somebody(number: int, **changes: object) -> Patient:
    """One of many patients, by number."""
    made = Patient(
        family_name=FAMILY[number % len(FAMILY)],
        given_name=GIVEN[number % len(GIVEN)],
        birth_date=date(1961, 3, 27 + number % 5),
        record_number=f"P-{number:04d}",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # by name


@pytest.fixture
def many(record: UnitRecord) -> list[Patient]:
    """Sixty patients on file."""
    patients = [somebody(number) for number in range(60)]
    return [replace(one, key=record.add_patient(one)) for one in patients]


def holding(patients: list[Patient], text: str) -> list[str]:
    """The numbers of those who hold every word, looked through one by one."""
    words = folded(text).replace(",", " ").split()
    return sorted(
        one.record_number for one in patients if all(word in _searched(one) for word in words)
    )


def _searched(one: Patient) -> str:
    born = (one.birth_date.isoformat(), f"{one.birth_date:%d.%m.%Y}")
    return folded(" ".join((one.family_name, one.given_name, one.record_number, *born)))


def parts(record: UnitRecord) -> set[tuple[str, str]]:
    return {tuple(row) for row in record.database.rows('SELECT * FROM "patient_part"')}


@pytest.mark.parametrize("text", TEXTS)
def test_whoever_holds_every_word_is_found_and_nobody_else(
    record: UnitRecord, many: list[Patient], text: str
) -> None:
    found = record.patients(text, 100)

    assert sorted(one.record_number for one in found) == holding(many, text)
    assert [(one.family_name, one.given_name) for one in found] == sorted(
        (one.family_name, one.given_name) for one in found
    )


@pytest.mark.usefixtures("many")
def test_of_too_many_those_come_whose_name_begins_so(record: UnitRecord) -> None:
    record.add_patient(somebody(80, family_name="Bolt", given_name="Ada"))
    record.add_patient(somebody(81, family_name="Abo", given_name="Ada"))

    (first,) = record.patients("bo", 1)
    second = record.patients("bo", 11)

    assert first.family_name == "Bolt"
    assert {one.given_name for one in second} == {"Ada", "Bo"}
    assert "Abo" not in {one.family_name for one in second}


def test_the_rare_word_is_looked_for(record: UnitRecord, many: list[Patient]) -> None:
    assert [one.record_number for one in record.patients("1961 p-0007 o")] == holding(
        many, "1961 p-0007 o"
    )
    assert record.patients("1961 nobody") == []


def test_all_who_look_alike_are_found_wherever_their_names_stand(record: UnitRecord) -> None:
    own = somebody(1, family_name="Zwetschgenbaum", given_name="Élise")
    day, other = own.birth_date, date(1990, 1, 1)
    for number, family_name, given_name, born in (
        (2, "Zwetschenbaum", "Emma", other),
        (3, "zwétschgen-baum", "Bo", day),
        (4, "Zwetschgenbaum", "Bo", other),  # neither initial nor birth date
        (5, "Zander", "Élise", day),
        (6, "Wetschgenbaum", "elise", other),
    ):
        record.add_patient(
            somebody(number, family_name=family_name, given_name=given_name, birth_date=born)
        )

    found = [one.record_number for one in record.look_alikes(own)]

    assert found == ["P-0003", "P-0006", "P-0002"]  # the same birth date first, then by name
    assert [one.record_number for one in record.patients_born(day)] == ["P-0005", "P-0003"]


def test_the_index_follows_whoever_comes_and_changes(
    record: UnitRecord, many: list[Patient]
) -> None:
    one = replace(many[0], family_name="Quendelbach", birth_date=date(1992, 7, 30))

    record.change_patient(one, "married")

    expected = {
        (part, patient.key)
        for patient in (one, *many[1:])
        for part in parts_of(patient.family_name, patient.given_name, _searched(patient))
    }
    assert parts(record) == expected
    assert record.verify() == []


def test_a_long_word_is_held_short(record: UnitRecord) -> None:
    record.add_patient(somebody(1, family_name="Ab" * 90))

    assert max(len(part) for part, _key in parts(record) if part[0] != "3") == LONGEST + 1
    assert len(record.patients("ab" * 90)) == 1
    assert record.patients("ab" * 90 + "a") == []


def change_and_fail(record: UnitRecord, patient: Patient) -> None:
    record.change_patient(patient, "married")
    record.add_patient(replace(patient, key=""))  # the number is taken


def test_a_change_that_fails_leaves_the_index_as_it_was(
    record: UnitRecord, many: list[Patient]
) -> None:
    before = parts(record)

    with pytest.raises(StoreError), record.writing():
        change_and_fail(record, replace(many[0], family_name="Quendelbach"))

    assert parts(record) == before


@pytest.mark.usefixtures("many")
def test_a_part_that_is_missing_or_of_nobody_is_found_by_verification(record: UnitRecord) -> None:
    behind_the_back(
        record,
        'DELETE FROM "patient_part" WHERE "part" = \'1p-0007\'',
        "INSERT INTO \"patient_part\" VALUES ('1zander', 'nobody')",
    )

    missing, other = record.verify()

    assert missing.record_number == "P-0007"
    assert missing.what.startswith("is not found by every part of name, number and birth date")
    assert other.sentence.startswith("Search for patients holds parts of names")


def test_whoever_is_corrected_is_found_again(record: UnitRecord, many: list[Patient]) -> None:
    behind_the_back(record, 'DELETE FROM "patient_part"')
    assert len(record.verify()) == len(many)

    for one in many:
        record.change_patient(one, "to be found again")

    assert record.verify() == []
    assert len(record.patients("1961", 100)) == len(many)


def test_a_file_of_the_version_before_gets_the_index(tmp_path: Path, clock: WardClock) -> None:
    database = Database(tmp_path / "old.db", KEY, Author(clock, "st", "Anna Birke"), create=True)
    bring_up_to_date(database, KEY, up_to(20))
    for table, row in ROWS:
        database.insert(table, row)
    patient = dict(next(row for table, row in ROWS if table == "patient"))
    history = database.rows('SELECT count(*) FROM "history"')[0][0]

    bring_up_to_date(database, KEY)

    held = {row[0] for row in database.rows('SELECT "part" FROM "patient_part"')}
    assert held == set(parts_of(patient["family_name"], patient["given_name"], patient["folded"]))
    assert database.rows('SELECT count(*) FROM "history"')[0][0] == history
    assert verify(database) == []
    database.close()


def pages(path: Path, key: bytes) -> Iterator[bytes]:
    """The pages of the file as they are under the cipher, whatever lies in them."""
    whole = path.read_bytes()
    for at in range(0, len(whole), PAGE):
        page = whole[at : at + PAGE][0 if at else SALT :]
        body, start = page[:-RESERVED], page[-RESERVED : 16 - RESERVED]
        reading = Cipher(algorithms.AES(key), modes.CBC(start)).decryptor()
        yield reading.update(body) + reading.finalize()


def test_no_page_holds_anything_of_a_patient_who_was_erased(
    record: UnitRecord, many: list[Patient], path: Path, clock: WardClock
) -> None:
    record.change_role(record.me.key, Role.MANAGER, "heads the unit", administers=True)
    record.add_staff(name="Ben Kiefer", login="ben", password=PASSWORD, role=Role.NURSE, cost=FAST)
    gone = somebody(
        70, family_name="Quendelbach", given_name="Zéphyrine", record_number="QB-0093317"
    )
    key = record.add_patient(gone)
    for number in range(100, 200):
        record.add_patient(somebody(number))
    record.change_patient(replace(gone, key=key, family_name="Wolfsmilch"), "married")
    page_key = record.snapshot().opened.page_key
    record.database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    told = (
        b"quendelb",
        b"ndelbach",
        b"zephyri",
        b"0093317",
        b"Quendelbach",
        b"lfsmilch",
        key.encode(),
    )
    assert all(any(one in page for page in pages(path, page_key)) for one in told)

    record.erase_patient(key, "asked for in writing", "ben", PASSWORD)

    assert not {pair for pair in parts(record) if pair[1] == key}
    assert len(record.patients("p-0", 300)) == len(many) + 100
    for one in told[:-1]:  # the key tells of nobody any more
        assert not any(one in page for page in pages(path, page_key)), one
    record.close()
    again = open_up(path, clock, LOGIN)
    assert again.patients("quendel") == []
    assert again.verify() == []
    again.close()
