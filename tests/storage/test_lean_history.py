"""The history leaves out what is empty or unchanged, and says the same as when it did not."""

from __future__ import annotations

import json
from decimal import Decimal

from plexlog.domain.fields import Place
from plexlog.domain.shapes import Measured
from plexlog.storage.history import before_and_after
from plexlog.storage.schema import columns_of
from plexlog.storage.unit_record import UnitRecord
from tests.storage.ward import behind_the_back

AWKWARD = 'a "quoted"\nline, \\ é \U0001f9ea \u2028'


def last(record: UnitRecord) -> tuple[str, str]:
    row = record.database.row('SELECT "old", "new" FROM "history" ORDER BY "number" DESC LIMIT 1')
    assert row is not None
    return row["old"], row["new"]


def test_a_change_keeps_the_changed_columns_as_they_were(
    record: UnitRecord, session_key: str
) -> None:
    record.set_session(session_key, {"note": AWKWARD})
    assert json.loads(last(record)[0]) == {"note": None}

    record.set_session(session_key, {"note": "other"})
    assert json.loads(last(record)[0]) == {"note": AWKWARD}

    record.set_session(session_key, {"note": None})
    old, new = last(record)
    assert json.loads(old) == {"note": "other"}
    assert "note" not in json.loads(new)
    assert record.verify() == []


def test_before_and_after_are_whole_rows_again(record: UnitRecord, session_key: str) -> None:
    record.set_session(session_key, {"note": "one", "station": "A"})
    record.set_session(session_key, {"note": "two"})

    change = record.row_changes("session", session_key)[-1]

    assert (change.old["note"], change.old["station"]) == ("one", "A")
    assert (change.new["note"], change.new["station"]) == ("two", "A")
    assert change.new["end_note"] is None


def test_a_change_of_nothing_is_no_new_row(record: UnitRecord, session_key: str) -> None:
    record.set_session(session_key, {"note": "one"})
    record.set_session(session_key, {"note": "one"})

    change = record.row_changes("session", session_key)[-1]

    assert change.old == change.new


def test_rows_of_first_versions_hold_both_images_whole() -> None:
    old = json.dumps({"key": "k", "note": None, "station": "A"})
    new = json.dumps({"key": "k", "note": "one", "station": "A"})

    before, after = before_and_after("update", old, new)

    assert (before, after) == (json.loads(old), json.loads(new))
    assert before_and_after("remade", '"CREATE …"', None) == ({}, {})
    assert before_and_after("insert", None, new) == ({}, json.loads(new))


def test_whole_images_of_first_versions_are_held_against_the_rows(
    record: UnitRecord, session_key: str
) -> None:
    record.set_session(session_key, {"note": AWKWARD})
    record.put_value(session_key, Place.BEFORE, "weight_kg", Measured(value=Decimal("61.50")))
    for table, columns in columns_of(record.database.connection).items():
        if table in ("session", "observation", "course", "patient"):
            whole = ", ".join(f"'{name}', t.\"{name}\"" for name in columns)
            behind_the_back(
                record,
                f'UPDATE "history" SET "new" = (SELECT json_object({whole}) FROM "{table}" t'  # noqa: S608 - names of the schema
                f' WHERE t."key" = "row_key") WHERE "table_name" = \'{table}\'',
            )

    assert {one.where.split()[0] for one in record.verify()} == {"history"}

    behind_the_back(record, "UPDATE session SET note = 'other'")

    assert "was changed without a history row" in {one.what for one in record.verify()}


def test_an_image_that_is_no_json_any_more_is_found(record: UnitRecord, session_key: str) -> None:
    behind_the_back(
        record,
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE history SET new = 'no JSON' WHERE table_name = 'session'",
    )

    found = record.verify()

    assert "was changed without a history row" in {
        one.what for one in found if one.where == f"session {session_key}"
    }
