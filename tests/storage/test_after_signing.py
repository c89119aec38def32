"""A change after the signature is found, though the history has written an honest row of it."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from plexlog.domain.errors import StoreError
from plexlog.domain.fields import Place
from plexlog.domain.progress import Progress
from plexlog.domain.records import Session
from plexlog.domain.shapes import Measured
from plexlog.storage.history import entry_sql
from plexlog.storage.places_of_rows import image_of
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_history import signature
from tests.storage.test_verified_records import mark_of
from tests.storage.ward import past_the_guards

WEIGHT = Measured(value=Decimal(61), typed="61", limits='{"usual":[40,120]}')
OTHER_LIMITS = """UPDATE observation SET limits = '{"usual":[60,62]}', typed = '62'"""
FORGED = (
    'INSERT INTO "observation" ("key", "session_key", "place", "code", "value", "typed",'
    ' "unit", "answered", "withdrawn_at", "withdrawn_why") SELECT \'forged\', "session_key",'
    " \"place\", \"code\", 70, '70', \"unit\", '', '2026-11-22T10:00+01:00', 'I was drunk'"
    ' FROM "observation"'
)
PAUSE = (
    'INSERT INTO "pause" ("key", "session_key", "position", "start")'
    " SELECT 'p', \"key\", 0, '2026-11-22T10:00Z' FROM \"session\" WHERE id = 's1'"
)


@pytest.fixture
def signed(record: UnitRecord, session_key: str) -> str:
    """A session with a weight, signed."""
    record.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT)
    record.add_signature(signature(record, session_key))
    assert record.verify() == []
    return session_key


def other_session(record: UnitRecord) -> str:
    (line,) = record.courses()
    return record.add_session(line.course_key, Session(id="s2", number=2))


@pytest.mark.parametrize(
    ("statement", "where", "what"),
    [
        (OTHER_LIMITS, "observation", "was changed"),
        ("UPDATE observation SET unit = 'lb'", "observation", "was changed"),
        (
            "UPDATE observation SET entered_at = '2026-11-22T11:00+01:00'",
            "observation",
            "was changed",
        ),
        ("UPDATE session SET signed_at = '2026-11-21T10:00+01:00'", "session", "was changed"),
        ("UPDATE session SET position = 7", "session", "was changed"),
        (FORGED, "observation forged", "was added"),
        (PAUSE, "pause p", "was added"),
    ],
)
def test_a_change_of_a_signed_session_is_told_with_who_and_when(
    record: UnitRecord, signed: str, statement: str, where: str, what: str
) -> None:
    assert signed

    past_the_guards(record, statement)

    (found,) = record.verify()
    assert found.where.startswith(where)
    assert found.what == (
        f"{what} after the session was signed, at 2026-11-22T08:30:00.000Z by Anna Birke"
    )
    assert (found.record_number, found.session_number) == ("R-1", 1)


def test_the_fields_that_were_changed_are_named(record: UnitRecord, signed: str) -> None:
    assert signed
    past_the_guards(record, OTHER_LIMITS)

    (found,) = record.verify()

    assert found.fields == ("limits", "typed")
    assert found.about == "weight_kg"


def test_it_is_found_among_what_is_new_too(record: UnitRecord, signed: str) -> None:
    assert signed
    mark = mark_of(record)
    past_the_guards(record, OTHER_LIMITS)

    (found,) = record.verification(mark).work(Progress())

    assert "after the session was signed" in found.what


def test_a_session_that_nobody_signed_goes_on(record: UnitRecord, signed: str) -> None:
    assert signed
    mark = mark_of(record)
    key = other_session(record)
    record.put_value(key, Place.BEFORE, "weight_kg", WEIGHT)
    record.put_value(key, Place.BEFORE, "weight_kg", Measured(value=Decimal(62)))
    record.add_signature(signature(record, key))
    record.add_signature(signature(record, key, "addendum", '{"text":"a","why":"b"}'))

    assert record.verification(mark).work(Progress()) == []
    assert record.verify() == []


def test_a_row_moved_out_of_a_signed_session_or_into_it_is_found(
    record: UnitRecord, signed: str
) -> None:
    other = other_session(record)
    assert signed
    moved = f"UPDATE observation SET session_key = '{other}'"  # noqa: S608 - a key of this test

    past_the_guards(record, moved)
    past_the_guards(record, f"UPDATE observation SET session_key = '{signed}'")  # noqa: S608 - as above

    assert len([one for one in record.verify() if "after the session" in one.what]) == 2


@pytest.mark.parametrize("operation", ["insert", "update", "migrate", "remade", "anything"])
def test_a_row_of_the_history_written_by_hand_says_nothing_else(
    record: UnitRecord, signed: str, operation: str
) -> None:
    """Neither by another word for it, nor by leaving out or altering whose it is."""
    other = other_session(record)
    row = record.database.row('SELECT * FROM "observation"')
    (kept,) = record.database.rows(
        'SELECT "new" FROM "history" WHERE "table_name" = \'observation\''
    )
    assert row is not None
    image = image_of(kept["new"]) | {"typed": "62"}
    past_the_guards(record, "DROP TRIGGER observation_after_update")
    record.database.execute("DROP TRIGGER observation_signed_update")
    record.database.execute("UPDATE observation SET typed = '62'")
    for session_key, said in ((None, signed), (other, other), (None, signed)):
        new = json.dumps(image | {"session_key": said})
        given = ("observation", row["key"], session_key, None, operation, None, new)
        with record.writing("migration"):
            record.database.execute(entry_sql(), given)

    found = [one for one in record.verify() if "after the session was signed" in one.what]

    assert len(found) == 3


def test_a_migration_that_says_what_was_said_before_changes_nothing(
    record: UnitRecord, signed: str
) -> None:
    """Earlier versions wrote such a row for every column that was new and empty."""
    (row,) = record.database.rows('SELECT * FROM "history" WHERE "table_name" = \'observation\'')
    new = json.dumps(image_of(row["new"]) | {"reading_key": None})
    with record.writing("migration"):
        given = ("observation", row["row_key"], None, None, "migrate", row["new"], new)
        record.database.execute(entry_sql(), given)

    assert signed
    assert record.verify() == []


def test_limits_and_settings_of_the_unit_are_never_changed_only_added(record: UnitRecord) -> None:
    record.change_limit("systolic_low_mmhg", 80, "as the ward has it")
    assert record.verify() == []

    past_the_guards(record, "UPDATE limit_change SET value = 100")

    (found,) = record.verify()
    assert found.what.startswith("was changed though nothing changes it, at 2026-11-22T08:30")


def test_what_is_no_row_of_ours_any_more_is_not_taken_for_a_signature(
    record: UnitRecord, session_key: str
) -> None:
    with record.writing():
        given = ("signature", "s", session_key, None, "insert", None, '"text"')
        record.database.execute(entry_sql(), given)
    record.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT)

    assert [one.what for one in record.verify()] == ["was removed"]


def test_a_version_of_an_order_stays_as_it_was_given(record: UnitRecord, signed: str) -> None:
    course_key = record.session_line(signed).course_key
    order = record.order_key(course_key)
    with pytest.raises(StoreError, match="Nothing is removed from the record"):
        record.database.update("course_order", order, {"ordered_by": "Dr Evil"})

    past_the_guards(record, "UPDATE course_order SET ordered_by = 'Dr Evil'")

    (problem,) = record.verify()
    assert problem.where.startswith("course_order ")
    assert problem.what.startswith("was changed though nothing changes it, at ")
    assert problem.fields == ("ordered_by",)
