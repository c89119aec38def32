"""Follow-ups on disk: beside sessions, found by what is open, and brought up from older files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from plexlog.domain import codec
from plexlog.domain.moments import Moment
from plexlog.domain.records import ContactMade, Course, FollowUp, LaterEvent
from plexlog.domain.words import ReactionKind
from plexlog.domain.words_followed import Contact, FollowUpKind
from plexlog.storage.database import Database
from plexlog.storage.engine import Migrations, connect, tables_of
from plexlog.storage.history import Author
from plexlog.storage.migrations import MIGRATIONS, number_of
from plexlog.storage.schema import bring_up_to_date
from plexlog.storage.unit_record import UnitRecord
from plexlog.storage.verification import verify
from tests.storage.ward import WardClock, course_of, small_course

KEY = b"k" * 32
AT = Moment.parse("2026-11-22T09:30+01:00")
CALL = FollowUp(
    session_id="s1",
    kind=FollowUpKind.CALL,
    due_at=Moment.parse("2026-11-23T09:30+01:00"),
    contacts=(ContactMade(at=AT, contact=Contact.NOT_REACHED, by="Anna Birke"),),
)
INFECTION = {
    "id": "r1",
    "kind": "infection",
    "grade": "II",
    "onset_at": "2026-11-20T10:30+01:00",
    "x_plexlog_vitals": [{"at": "2026-11-20T10:25+01:00", "systolic_mmhg": 96.0}],
    "x_plexlog_steps": [{"step": "Legs up.", "at": "2026-11-20T10:31+01:00", "by": "Bo"}],
}


def session(number: int, ended_at: str, **more: object) -> dict[str, object]:
    return {
        "id": f"s{number}",
        "number": number,
        "started_at": ended_at.replace("T11", "T10"),
        "ended_at": ended_at,
        **more,
    }


@pytest.fixture
def course_key(record: UnitRecord) -> str:
    sessions = [
        session(1, "2026-09-01T11:00+02:00"),
        session(2, "2026-09-03T11:00+02:00", reactions=[INFECTION]),
        session(3, "2026-11-20T11:00+01:00"),
        session(4, "2026-11-21T11:00+01:00", reactions=[INFECTION | {"id": "r2", "kind": "air"}]),
    ]
    return record.add_course(course_of(small_course(sessions=sessions)))


def followed(record: UnitRecord) -> dict[str, tuple[int, int]]:
    since = Moment.parse("2026-11-08T00:00Z")
    return {
        one.line.session_id: (len(one.reactions), len(one.follow_ups))
        for one in record.followed_sessions(since)
    }


def test_what_ended_lately_and_what_is_open_is_followed(
    record: UnitRecord, course_key: str
) -> None:
    assert followed(record) == {"s2": (1, 0), "s3": (0, 0), "s4": (0, 0)}

    record.put_follow_up(course_key, CALL)

    assert followed(record) == {"s1": (0, 1), "s2": (1, 0), "s3": (0, 0), "s4": (0, 0)}


def test_a_follow_up_is_changed_in_place_and_read_with_its_course(
    record: UnitRecord, course_key: str
) -> None:
    key = record.put_follow_up(course_key, CALL)
    event = LaterEvent(kind=ReactionKind.INFECTION, onset_at=AT, note="red")

    record.put_follow_up(course_key, replace(CALL, key=key, event=event, closed_at=AT))

    (kept,) = record.course(course_key).follow_ups or ()
    assert (kept.event, kept.closed_at, kept.contacts) == (event, AT, CALL.contacts)
    assert "s1" not in followed(record)
    assert record.verify() == []


def test_own_keys_of_reactions_and_follow_ups_go_out_as_they_came_in(
    record: UnitRecord, course_key: str
) -> None:
    record.put_follow_up(course_key, CALL)

    written = codec.write(record.course(course_key))
    again = codec.read(Course, written)

    assert codec.write(again) == written
    (reaction,) = written["sessions"][1]["reactions"]
    assert json.loads(json.dumps(reaction, default=str))["x_plexlog_steps"][0]["by"] == "Bo"
    assert written["x_plexlog_follow_ups"][0]["contacts"][0]["contact"] == "not-reached"


def first_version() -> Migrations:
    """What version 1 of a file was made by."""
    migrations = Migrations("plexlog")
    for one in MIGRATIONS.pending(tables_of(connect(":memory:"))):
        if number_of(one.name) == 1:
            migrations(name=one.name)(one.fn)
    return migrations


def fill(old: Database) -> None:
    """A reaction in a session of version 1."""
    old.insert("patient", _patient())
    old.insert("course", {"key": "c", "course_id": "c1", "patient_key": "p"})
    old.insert(
        "session",
        {
            "key": "s",
            "course_key": "c",
            "position": 0,
            "id": "s1",
            "number": 1,
            "started_at": "2026-11-22T08:00+01:00",
            "ended_at": "2026-11-22T09:00+01:00",
        },
    )
    old.insert(
        "reaction",
        {
            "key": "r",
            "session_key": "s",
            "position": 0,
            "id": "r1",
            "kind": "infection",
            "onset_at": "2026-11-22T08:30+01:00",
        },
    )


def test_a_file_of_version_1_keeps_its_reactions(tmp_path: Path, clock: WardClock) -> None:
    old = Database(tmp_path / "old.db", KEY, Author(clock, "s", "Anna Birke"), create=True)
    bring_up_to_date(old, KEY, first_version())
    fill(old)

    bring_up_to_date(old, KEY)

    row = old.row('SELECT * FROM "reaction"')
    assert row is not None
    assert (row["kind"], row["vitals"], row["steps"]) == ("infection", None, None)
    ended = old.row(
        'SELECT "ended_at_utc" FROM "session" INDEXED BY "session_ended"'
        ' WHERE "ended_at" IS NOT NULL'
    )
    assert ended is not None
    assert ended[0] == "2026-11-22T08:00:00.000Z"
    old.update("reaction", "r", {"steps": "[]"})
    entry = old.row('SELECT "new" FROM "history" ORDER BY "number" DESC LIMIT 1')
    assert entry is not None
    assert '"steps":"[]"' in entry["new"]
    assert verify(old) == []
    old.close()


def _patient() -> dict[str, str]:
    return {
        "key": "p",
        "family_name": "Ährenfeld",
        "given_name": "Bo",
        "birth_date": "1961-03-27",
        "record_number": "R-1",
        "compared_number": "r-1",
        "folded": "ahrenfeld bo",
    }
