"""A small unit on disk, and what its tests need to work with it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from plexlog.domain import codec, json_text
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course
from plexlog.domain.unit import Role
from plexlog.storage import unit_file
from plexlog.storage.key_file import Cost, copy_path, key_path
from plexlog.storage.own_file import copy_as_own
from plexlog.storage.schema import schema_of
from plexlog.storage.seeds import Seeds
from plexlog.storage.unit_record import UnitRecord

FAST = Cost(memory_kib=64, iterations=1, lanes=1)
PASSWORD = "seven swans"  # noqa: S105 - of an invented nurse
LOGIN = "anna"
NO_SEEDS = Seeds(Path(__file__).parent / "no seeds", lambda _folder: [])


@dataclass
class WardClock:
    """A clock that stands until it is moved."""

    time: Moment = field(default_factory=lambda: Moment.parse("2026-11-22T09:30:00+01:00"))

    def now(self) -> Moment:
        return self.time

    def monotonic(self) -> float:
        return self.time.instant.timestamp()

    def pass_by(self, **span: float) -> None:
        self.time = self.time + timedelta(**span)


def found(path: Path, clock: WardClock) -> str:
    """A unit with one nurse; returns the recovery key."""
    return unit_file.found_unit(
        path,
        unit="Apheresis Musterstadt",
        name="Anna Birke",
        login=LOGIN,
        password=PASSWORD,
        role=Role.NURSE,
        clock=clock,
        cost=FAST,
        seeds=NO_SEEDS,
    )


def put_down(path: Path, clock: WardClock) -> None:
    """The same without its recovery key: founded once in a process, then put down as a copy."""
    kept = _founded(clock.now().text)
    for place in (Path, key_path, copy_path):
        copy_as_own(place(kept), place(path))


@cache
def _founded(at: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ward-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    found(folder / "unit.plexlog", WardClock(Moment.parse(at)))
    return folder / "unit.plexlog"


def open_up(path: Path, clock: WardClock, login: str | None = None) -> UnitRecord:
    """The record, open for the nurse."""
    return unit_file.open_unit(path, login, PASSWORD, clock, NO_SEEDS)


def document(place: Path) -> dict[str, Any]:
    """A course document without what belongs to the file alone."""
    read: dict[str, Any] = json_text.parse(place.read_bytes())
    return {
        key: value
        for key, value in read.items()
        if key not in ("format", "version", "exported_at", "exported_by")
    }


def course_of(made: dict[str, Any]) -> Course:
    """The course of a document."""
    return codec.read(Course, made)


def small_course(**changes: Any) -> dict[str, Any]:
    """The smallest course with one session."""
    made: dict[str, Any] = {
        "course_id": "c1",
        "patient": {
            "family_name": "Ährenfeld",
            "given_name": "Bo",
            "birth_date": "1961-03-27",
            "record_number": "R-1",
        },
        "order": {
            "indication": "other",
            "ordered_by": "Dr. Weiß",
            "ordered_at": "2026-11-20T10:00+01:00",
        },
        "sessions": [{"id": "s1", "number": 1, "planned_at": "2026-11-22T10:00+01:00"}],
    }
    return made | changes


def behind_the_back(record: UnitRecord, *statements: str) -> None:
    """What somebody with the key does to the file with the triggers out of the way."""
    connection = record.database.connection
    triggers = {
        name: sql for (kind, name), sql in schema_of(connection).items() if kind == "trigger"
    }
    connection.execute("BEGIN")
    for name in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    for statement in statements:
        connection.execute(statement)
    for sql in triggers.values():
        connection.execute(sql)
    connection.execute("COMMIT")


def past_the_guards(record: UnitRecord, *statements: str) -> None:
    """What somebody with the key does while only the triggers that write the history stand."""
    connection = record.database.connection
    guards = {
        name: sql
        for (kind, name), sql in schema_of(connection).items()
        if kind == "trigger" and "_after_" not in name and name != "history_entry_bound"
    }
    connection.execute("BEGIN")
    for name in guards:
        connection.execute(f'DROP TRIGGER "{name}"')
    for statement in statements:
        connection.execute(statement)
    for sql in guards.values():
        connection.execute(sql)
    connection.execute("COMMIT")
