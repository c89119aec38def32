"""Verification finds what was done to the file behind the program's back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from plexlog.domain.fields import Place
from plexlog.domain.records import Session
from plexlog.domain.shapes import Measured
from plexlog.storage.schema import schema_of
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_history import signature
from tests.storage.ward import behind_the_back

ADDED_PAUSE = (
    'INSERT INTO "pause" ("key", "session_key", "position", "start")'
    " SELECT 'p', \"key\", 0, '2026-11-22T10:00Z' FROM \"session\""
)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE patient SET given_name = 'Ba'", "was changed without a history row"),
        ("UPDATE history SET new = '{}' WHERE number = 3", "has another content than it had"),
        ("UPDATE history SET why = 'other' WHERE number = 3", "has another content than it had"),
        ("UPDATE history SET name = 'Eve' WHERE number = 3", "is not bound to the row before it"),
        ("DELETE FROM history WHERE number = 3", "rows 3 to 3 are missing before it"),
        ("DELETE FROM signature", "was removed"),
        (ADDED_PAUSE, "was added without a history row"),
        ("UPDATE session SET signed_at = NULL", "is marked signed otherwise than it is"),
        ("UPDATE signature SET fingerprint = hex(zeroblob(32))", "does not hold"),
        ("UPDATE signature SET signature = 'no hex'", "does not hold"),
        (
            "UPDATE signature SET public_key = hex(zeroblob(32))",
            "was not given with a key of that member of staff",
        ),
        (
            "UPDATE signature SET history_head = hex(zeroblob(32))",
            "was given over another history",
        ),
    ],
)
def test_what_was_done_behind_the_back_is_found(
    record: UnitRecord, session_key: str, statement: str, found: str
) -> None:
    record.add_signature(signature(record, session_key))
    assert record.verify() == []

    behind_the_back(record, statement)

    assert found in [problem.what for problem in record.verify()]


def test_a_dropped_trigger_is_found(record: UnitRecord) -> None:
    record.database.execute('DROP TRIGGER "session_after_update"')

    (problem,) = record.verify()

    assert problem.where == "trigger session_after_update"


def test_a_number_that_only_looks_the_same_is_found(record: UnitRecord, session_key: str) -> None:
    record.put_value(session_key, Place.BEFORE, "weight_kg", Measured(value=Decimal(61)))

    behind_the_back(record, "UPDATE observation SET value = 61.0")

    assert [problem.what for problem in record.verify()] == ["was changed without a history row"]


def test_a_page_damaged_on_the_disk_is_found(
    record: UnitRecord, session_key: str, path: Path
) -> None:
    record.put_value(session_key, Place.BEFORE, "weight_kg", Measured(value=Decimal(61)))
    record.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    pages = bytearray(path.read_bytes())
    pages[len(pages) // 2] ^= 0xFF
    path.write_bytes(pages)

    (problem,) = record.verify()

    assert problem.where == "pages of the file"


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE signature SET name = 'Eve'", "does not hold"),
        ("UPDATE signature SET role = 'physician'", "does not hold"),
        ("UPDATE signature SET at = '2026-11-21T10:00+01:00'", "does not hold"),
        ("UPDATE signature SET meaning = 'checked'", "does not hold"),
        (
            "UPDATE signature SET session_key = (SELECT key FROM session WHERE id = 's2')",
            "does not hold",
        ),
    ],
)
def test_a_signature_forged_with_its_history_is_found(
    record: UnitRecord, session_key: str, statement: str, found: str
) -> None:
    record.add_session(record.session_line(session_key).course_key, Session(id="s2", number=2))
    record.add_signature(signature(record, session_key))
    trigger = schema_of(record.database.connection)["trigger", "signature_no_update"]

    record.database.execute('DROP TRIGGER "signature_no_update"')
    record.database.execute(statement)
    record.database.execute(trigger)

    problems = [one.what for one in record.verify() if one.where.startswith("signature ")]
    assert "was changed after it was given" in problems
    assert found in problems


def test_a_sealed_record_that_was_exchanged_is_found(record: UnitRecord, session_key: str) -> None:
    record.add_signature(signature(record, session_key))

    behind_the_back(record, "UPDATE signature SET sealed = '[]'")

    assert [one.what for one in record.verify()] == ["holds another record than it was given over"]


@pytest.mark.parametrize("meaning", ["addendum", "amended", "performed"])
@pytest.mark.parametrize(
    "statement",
    [
        """UPDATE signature SET said = '{"text":"nothing of note"}'""",
        "UPDATE signature SET said = NULL",
        "UPDATE signature SET meaning = 'checked'",
        "UPDATE signature SET fingerprint = hex(zeroblob(32))",
        "UPDATE signature SET at = '2026-11-21T10:00+01:00'",
    ],
)
def test_what_is_said_with_a_signature_cannot_be_forged(
    record: UnitRecord, session_key: str, meaning: str, statement: str
) -> None:
    said = '{"text":"rash at home","why":"told by phone"}'
    record.add_signature(signature(record, session_key, meaning, said))
    assert record.verify() == []

    behind_the_back(record, statement)

    assert "does not hold" in [problem.what for problem in record.verify()]


def test_nothing_can_be_put_into_the_mouth_of_who_signed(
    record: UnitRecord, session_key: str
) -> None:
    record.add_signature(signature(record, session_key))

    behind_the_back(record, """UPDATE signature SET said = '{"gaps":["Close: all"]}'""")

    assert "does not hold" in [problem.what for problem in record.verify()]


@pytest.mark.parametrize("number", [-(2**63), -5, 0, 10**12, 2**63 - 1])
def test_a_row_is_looked_at_whatever_its_number_in_the_file(
    record: UnitRecord, session_key: str, number: int
) -> None:
    record.put_value(session_key, Place.BEFORE, "weight_kg", Measured(value=Decimal(61)))

    behind_the_back(record, f"UPDATE observation SET value = 62, rowid = {number}")  # noqa: S608 - a number of this test

    assert [problem.what for problem in record.verify()] == ["was changed without a history row"]


@pytest.mark.parametrize("number", [-(2**63), -3, 0])
def test_a_row_slipped_in_before_the_history_is_found(
    record: UnitRecord, session_key: str, number: int
) -> None:
    assert session_key

    behind_the_back(
        record,
        "CREATE TEMP TABLE slipped AS SELECT * FROM history WHERE table_name = 'session'",
        f"UPDATE slipped SET number = {number}",  # noqa: S608 - a number of this test
        "INSERT INTO history SELECT * FROM slipped LIMIT 1",
        "DROP TABLE slipped",
    )

    (found,) = record.verify()
    assert found.where == f"history row {number}"
    assert found.what == "stands before the first, as none can"
    assert found.session_number == 1
