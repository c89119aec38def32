"""Whatever is written stands in the history, and nothing goes round it."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

import pytest

from plexlog.domain.errors import SignedError, StoreError
from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import Override, Reading
from plexlog.domain.roles import signs_as
from plexlog.domain.sealing import message_of
from plexlog.domain.shapes import Measured
from plexlog.domain.unit import Signature
from plexlog.storage.history import START
from plexlog.storage.unit_record import UnitRecord
from tests.storage.ward import WardClock

NOON = Moment.parse("2026-11-22T12:00+01:00")
WEIGHT = Measured(value=Decimal(61), typed="61")


REPLACE_SESSION = (
    'INSERT OR REPLACE INTO "session" ("key", "course_key", "position", "id", "number")'
    ' SELECT "key", "course_key", "position", "id", 9 FROM "session"'
)


def signature(
    record: UnitRecord, session_key: str, meaning: str = "performed", said: str = ""
) -> Signature:
    """A signature of whoever is signed in."""
    unsigned = Signature(
        key="",
        session_key=session_key,
        staff_key=record.me.key,
        name=record.me.name,
        role=signs_as(record.me.role).value,
        meaning=meaning,
        at=record.clock.now(),
        sealed="{}",
        fingerprint=sha256(b"{}").hexdigest(),
        history_head=record.history_head(),
        public_key=record.signer.public_key,
        signature="",
        said=said,
    )
    return replace(unsigned, signature=record.signer.sign(message_of(unsigned)))


def last(record: UnitRecord) -> dict[str, object]:
    row = record.database.row('SELECT * FROM "history" ORDER BY "number" DESC LIMIT 1')
    assert row is not None
    return dict(row)


def test_a_change_is_kept_with_who_when_where_and_why(
    record: UnitRecord, session_key: str, clock: WardClock
) -> None:
    record.at_station("Bed 3")
    clock.pass_by(minutes=5)

    with record.writing("told by the ward"):
        record.set_session(session_key, {"station": "Room 2"})

    entry = last(record)
    assert entry["at"] == "2026-11-22T08:35:00.000Z"
    assert (entry["staff_key"], entry["name"]) == (record.me.key, "Anna Birke")
    assert (entry["station"], entry["why"]) == ("Bed 3", "told by the ward")
    assert (entry["table_name"], entry["session_key"]) == ("session", session_key)
    old, new = json.loads(str(entry["old"])), json.loads(str(entry["new"]))
    assert (old["station"], new["station"]) == (None, "Room 2")


@pytest.mark.parametrize(
    "statement",
    [
        'DELETE FROM "session"',
        'DELETE FROM "patient"',
        'DELETE FROM "history"',
        'UPDATE "history" SET "why" = \'else\'',
        REPLACE_SESSION,
        'UPDATE OR REPLACE "patient" SET "key" = "key"',
        'INSERT OR REPLACE INTO "history" SELECT * FROM "history"',
    ],
)
def test_nothing_is_removed_from_the_record(
    record: UnitRecord, session_key: str, statement: str
) -> None:
    before = record.session(session_key)

    if statement.startswith("UPDATE OR REPLACE"):
        record.database.execute(statement)  # changes nothing and replaces nobody
    else:
        with pytest.raises(StoreError, match="Nothing is removed from the record"):
            record.database.execute(statement)

    assert record.session(session_key) == before
    assert record.verify() == []


def test_an_upsert_takes_no_rows_place(record: UnitRecord, session_key: str) -> None:
    with pytest.raises(StoreError, match="Nothing is removed from the record"):
        record.database.execute(
            'INSERT INTO "session" ("key", "course_key", "position", "id", "number")'
            ' SELECT "key", "course_key", "position", "id", 7 FROM "session" WHERE 1'
            ' ON CONFLICT ("key") DO UPDATE SET "number" = excluded."number"'
        )

    assert record.session(session_key).number == 1
    assert record.verify() == []


def test_an_ignoring_insert_still_writes_its_history(record: UnitRecord, session_key: str) -> None:
    record.database.execute(
        'INSERT OR IGNORE INTO "pause" ("key", "session_key", "position", "start")'
        " VALUES ('p', ?, 0, '2026-11-22T10:00Z')",
        (session_key,),
    )

    assert last(record)["table_name"] == "pause"


def test_wide_views_take_no_writes(record: UnitRecord, session_key: str) -> None:
    with pytest.raises(StoreError):
        record.database.execute('UPDATE "values_before" SET "weight_kg" = 1')
    assert record.session(session_key).before is None


def test_open_pages_hear_what_was_touched(record: UnitRecord, session_key: str) -> None:
    number, _ = record.changes_since(0)
    line = record.session_line(session_key)
    assert record.changes_since(number) == (number, frozenset())

    record.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT)
    later, touched = record.changes_since(number)
    assert touched == {session_key, line.course_key}

    record.change_patient(record.patient(line.patient_key), "checked")
    assert record.changes_since(later) == (later + 1, frozenset({line.course_key}))


def test_the_head_is_the_last_hash(record: UnitRecord) -> None:
    assert record.history_head() == last(record)["hash"]
    assert record.history_head() != START


def test_a_signed_session_cannot_change(record: UnitRecord, session_key: str) -> None:
    row = Reading(key="row-1", at=NOON)
    record.put(session_key, row)
    record.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT)
    course_key = record.session_line(session_key).course_key

    record.add_signature(signature(record, session_key))

    override = Override(finding="late", reason="r", by="b", at=NOON, session_id="s1")
    for change in (
        lambda: record.set_session(session_key, {"note": "later"}),
        lambda: record.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT),
        lambda: record.put_value(session_key, Place.BEFORE, "weight_kg", None),
        lambda: record.put_value(session_key, Place.BEFORE, "height_cm", WEIGHT),
        lambda: record.put(session_key, row),
        lambda: record.put(session_key, Reading(at=NOON)),
        lambda: record.withdraw(session_key, row, "late"),
        lambda: record.add_override(course_key, override),
    ):
        with pytest.raises(SignedError, match="This session is signed"):
            change()
    assert record.session_line(session_key).signed_at == record.clock.now()
    assert record.verify() == []


def test_a_part_cannot_be_moved_into_a_signed_session(
    record: UnitRecord, session_key: str
) -> None:
    record.put(session_key, Reading(key="row-1", at=NOON))
    record.add_signature(signature(record, session_key))

    with pytest.raises(SignedError):
        record.database.update("reading", "row-1", {"session_key": "elsewhere"})


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE "signature" SET "name" = \'Eve\'',
        'UPDATE "signature" SET "said" = NULL',
        'UPDATE OR REPLACE "signature" SET "meaning" = \'checked\'',
        (
            'INSERT INTO "signature" SELECT "key", "session_key", "staff_key", "name", "role",'
            ' "meaning", "at", "sealed", "fingerprint", "history_head", "public_key", "signature",'
            ' "said", "beside" FROM "signature" WHERE 1 ON CONFLICT ("key")'
            " DO UPDATE SET \"role\" = 'physician'"
        ),
    ],
)
@pytest.mark.parametrize("said", ["", '{"text":"rash","why":"told"}'])
def test_a_signature_is_not_changed(
    record: UnitRecord, session_key: str, statement: str, said: str
) -> None:
    record.add_signature(signature(record, session_key, "addendum", said))
    before = record.signatures(session_key)

    with pytest.raises(SignedError):
        record.database.execute(statement)

    assert record.signatures(session_key) == before
    assert record.verify() == []


def test_a_signature_is_not_replaced(record: UnitRecord, session_key: str) -> None:
    record.add_signature(signature(record, session_key, "addendum", '{"text":"rash"}'))
    with pytest.raises(StoreError, match="Nothing is removed from the record"):
        record.database.execute('DELETE FROM "signature"')

    with pytest.raises(SignedError):
        record.database.execute(
            'INSERT OR REPLACE INTO "signature" SELECT "key", "session_key", "staff_key",'
            ' \'Eve\', "role", "meaning", "at", "sealed", "fingerprint", "history_head",'
            ' "public_key", "signature", "said", "beside" FROM "signature"'
        )


def test_further_signatures_may_follow(
    record: UnitRecord, session_key: str, clock: WardClock
) -> None:
    first = signature(record, session_key)
    record.add_signature(first)
    clock.pass_by(hours=2)

    record.add_signature(signature(record, session_key, "addendum"))
    record.add_signature(signature(record, session_key))

    meanings = [one.meaning for one in record.signatures(session_key)]
    assert meanings == ["performed", "addendum", "performed"]
    assert record.session_line(session_key).signed_at == first.at
    assert record.verify() == []


def test_a_signature_comes_back_as_it_was_given(record: UnitRecord, session_key: str) -> None:
    given = signature(record, session_key, "checked")

    record.add_signature(given)

    (kept,) = record.signatures(session_key)
    assert kept.key
    assert (kept.fingerprint, kept.signature, kept.sealed) == (
        given.fingerprint,
        given.signature,
        "{}",
    )
    assert record.session_line(session_key).signed_at is None
