"""A row of the history bears the name of somebody who was on the staff when it was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plexlog.domain.progress import Progress
from plexlog.domain.unit import Problem
from plexlog.storage import unit_file
from plexlog.storage.authors import RECOVERY
from plexlog.storage.history import entry_sql
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_verified_records import mark_of
from tests.storage.test_vouched_keys import NEW, SECOND, take_on
from tests.storage.ward import LOGIN, NO_SEEDS, WardClock

Write = Callable[..., None]


@pytest.fixture
def ben(record: UnitRecord) -> str:
    """A nurse beside Anna and Cara; his key."""
    return take_on(record)


@pytest.fixture
def write(record: UnitRecord, session_key: str) -> Write:
    """A note in the name of anybody, as one writes it who has the key of the file."""

    def written(staff_key: str, name: str, times: int = 1) -> None:
        author = record.database.author
        author.staff_key, author.name = staff_key, name
        for number in range(times):
            record.set_session(session_key, {"note": f"{name} {number}"})
        author.staff_key, author.name = record.me.key, record.me.name

    return written


def told(record: UnitRecord) -> list[str]:
    return [one.what for one in record.verify()]


@pytest.mark.parametrize(
    ("times", "also"), [(1, ""), (2, ", as does a later one"), (7, ", as do 6 later ones")]
)
def test_a_name_that_nobody_bears_is_told_once_with_how_many_rows_bear_it(
    record: UnitRecord, write: Write, times: int, also: str
) -> None:
    write(record.me.key, "Prof. Nobody", times)
    number = record.history_length() - times + 1

    (problem,) = record.verify()

    assert problem == Problem(
        where=f"history row {number}",
        what=f"bears the name Prof. Nobody{also}: not one of the staff of that time",
        record_number="R-1",
        course_id="c1",
        session_number=1,
    )


def test_neither_name_nor_key_alone_makes_one_of_the_staff(
    record: UnitRecord, write: Write, ben: str
) -> None:
    write(ben, "Ben Kiefer")
    assert told(record) == []

    write("no such key", "Ben Kiefer")
    write(ben, "Cara Lind")
    write("", "")

    assert len(told(record)) == 3


def test_who_is_not_yet_or_not_any_more_on_the_staff_writes_nothing(
    record: UnitRecord, write: Write, ben: str
) -> None:
    record.suspend_staff(ben, "left")
    assert told(record) == []

    write(ben, "Ben Kiefer")

    assert len(told(record)) == 1
    record.bring_back(ben, NEW, "is here again", SECOND)
    write(ben, "Ben Kiefer")
    assert len(told(record)) == 1  # what came before stays told


def test_no_row_before_the_founding_is_anothers(record: UnitRecord, ben: str) -> None:
    """The founder's come before the row that takes the founder on; nobody else's do."""
    (first,) = record.database.rows('SELECT * FROM "history" WHERE "number" = 1')

    assert first["table_name"] == "unit"
    assert (first["staff_key"], first["name"]) == (record.me.key, record.me.name)
    assert ben
    assert told(record) == []


def test_the_recovery_key_writes_of_the_staff_and_of_nothing_else(
    record: UnitRecord, path: Path, clock: WardClock, write: Write
) -> None:
    printed = record.renew_recovery_key()
    write(*RECOVERY)
    record.close()
    unit_file.open_with_recovery_key(path, printed, clock).set_password(LOGIN, NEW)

    again = unit_file.open_unit(path, LOGIN, NEW, clock, NO_SEEDS)

    assert told(again) == ["bears the name recovery key: not one of the staff of that time"]
    again.close()


@pytest.mark.parametrize(
    ("login", "operation", "problems"),
    [("ben", "migrate", 0), ("Ben", "migrate", 0), ("eve", "migrate", 1), ("ben", "update", 1)],
)
def test_only_what_comes_before_anybody_has_a_seat_bears_a_login(
    record: UnitRecord, ben: str, login: str, operation: str, problems: int
) -> None:
    """A migration, and a trigger that is made again; the login has to be somebody's."""
    assert ben
    author = record.database.author
    author.staff_key = author.name = login
    unit = record.database.rows('SELECT "key" FROM "unit"')[0][0]
    told_last = record.database.rows(
        'SELECT "new" FROM "history" WHERE "table_name" = \'unit\' ORDER BY "number" DESC'
    )[0][0]
    given = ("unit", unit, None, None, operation, None, told_last)
    with record.database.writing():
        record.database.execute(entry_sql(), given)

    assert len(told(record)) == problems


def test_what_is_new_is_held_against_the_staff_too(record: UnitRecord, write: Write) -> None:
    mark = mark_of(record)
    write("nobody", "Prof. Nobody")

    (problem,) = record.verification(mark).work(Progress())

    assert problem.what == "bears the name Prof. Nobody: not one of the staff of that time"
