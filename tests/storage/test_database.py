"""Bad days: each has its sentence, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from plexlog.domain.errors import StoreError
from plexlog.domain.fields import Place
from plexlog.domain.shapes import Measured
from plexlog.storage import engine, sentences
from plexlog.storage.database import Database, connect_with
from plexlog.storage.history import Author
from plexlog.storage.key_file import copy_path, key_path
from plexlog.storage.unit_record import UnitRecord
from tests.storage.ward import WardClock, found, open_up

NOBODY = 65534
WEIGHT = Measured(value=Decimal(61), typed="61")


def author(clock: WardClock) -> Author:
    return Author(clock, "staff", "Anna Birke")


def test_the_table_layer_knows_the_engine_by_its_own_errors() -> None:
    with closing(engine.connect(":memory:")) as connection:
        tables = engine.tables_of(connection)
        tables.execute("CREATE TABLE t (k TEXT PRIMARY KEY)")

        with pytest.raises(engine.EngineError):
            list(tables.query("INSERT INTO t VALUES ('a'), ('a') RETURNING k"))

        assert not connection.in_transaction


def test_every_write_reaches_the_disk(record: UnitRecord) -> None:
    settings = {
        name: record.database.connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("foreign_keys", "journal_mode", "synchronous", "recursive_triggers")
    }

    assert settings == {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "recursive_triggers": 1,
    }


def test_a_missing_file_is_not_made_anew(path: Path, clock: WardClock) -> None:
    path.unlink()

    with pytest.raises(StoreError, match=r"There is no record unit\.plexlog in"):
        open_up(path, clock)

    assert not path.exists()


def test_a_second_copy_of_the_program_waits(
    record: UnitRecord, path: Path, clock: WardClock
) -> None:
    with pytest.raises(StoreError, match="in use by another copy of the program"):
        open_up(path, clock)

    record.close()
    open_up(path, clock).close()


def test_a_damaged_file_is_not_gone_on_with(path: Path, clock: WardClock) -> None:
    path.write_bytes(b"\0" * 8192)

    with pytest.raises(StoreError, match="is damaged, or its keys belong to another record"):
        open_up(path, clock)


@pytest.mark.parametrize("left", [b"", b"\x00"])
def test_an_emptied_file_is_damaged_and_never_begun_anew(
    path: Path, clock: WardClock, left: bytes
) -> None:
    path.write_bytes(left)

    with pytest.raises(StoreError, match="is damaged"):
        open_up(path, clock)

    assert path.read_bytes() == left


@pytest.mark.parametrize("missing", [1, 4096, 3 * 4096 + 7, 40 * 4096])
def test_a_file_of_which_the_end_is_missing_is_damaged_and_left_as_it_is(
    path: Path, clock: WardClock, missing: int
) -> None:
    left = path.read_bytes()[:-missing]
    path.write_bytes(left)

    with pytest.raises(StoreError, match="is damaged"):
        open_up(path, clock)

    assert path.read_bytes() == left


def test_a_damaged_page_is_found_when_it_is_opened(path: Path, clock: WardClock) -> None:
    pages = bytearray(path.read_bytes())
    pages[len(pages) // 2] ^= 0xFF
    path.write_bytes(pages)

    with pytest.raises(StoreError, match=r"restore the latest backup.* page \d+"):
        open_up(path, clock)


def test_a_page_that_does_not_hold_together_is_damage(tmp_path: Path, clock: WardClock) -> None:
    place, key = tmp_path / "torn.db", b"k" * 32
    with closing(connect_with(place, key, "rwc")) as connection:
        connection.execute("CREATE TABLE t (k TEXT)")
        connection.execute("CREATE INDEX i ON t (k)")
        connection.execute("INSERT INTO t VALUES ('a')")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = 'CREATE TABLE t (k TEXT NOT NULL)' WHERE name = 't'"
        )
        connection.execute("UPDATE t SET k = NULL")

    with pytest.raises(StoreError, match=r"torn\.db is damaged\. .*found first: NULL value in t"):
        Database(place, key, author(clock))


def test_a_large_file_is_left_to_verification(
    path: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plexlog.storage.database.MOST_BYTES_CHECKED_AT_START", 0)

    opened = open_up(path, clock)

    assert opened.verify() == []
    opened.close()


def test_a_full_disk_keeps_what_was_there(record: UnitRecord, session_key: str) -> None:
    record.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT)
    pages = record.database.connection.execute("PRAGMA page_count").fetchone()[0]
    record.database.connection.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(StoreError, match="The disk is full, so this entry was not kept"):
        record.set_session(session_key, {"note": "x" * 9000})

    record.database.connection.execute("PRAGMA max_page_count = 100000")
    record.set_session(session_key, {"note": "there is room again"})
    assert record.session(session_key).before == {"weight_kg": WEIGHT}
    assert record.verify() == []


def test_a_file_that_vanished_takes_no_entry(
    record: UnitRecord, session_key: str, path: Path
) -> None:
    path.rename(path.with_name("moved"))

    with pytest.raises(StoreError, match="no longer in its folder"):
        record.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT)


def test_a_file_that_vanishes_midway_takes_no_entry(
    record: UnitRecord, session_key: str, path: Path
) -> None:
    with pytest.raises(StoreError, match="no longer in its folder"), record.writing():  # noqa: PT012 - one write
        record.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT)
        path.rename(path.with_name("moved"))

    path.with_name("moved").rename(path)
    assert record.session(session_key).before is None


def note_in(path: Path, clock: WardClock) -> str | None:
    again = open_up(path, clock)
    (line,) = again.session_lines()
    assert again.verify() == []
    note = again.session(line.session_key).note
    again.close()
    return note


@pytest.mark.parametrize("notices", ["at the next entry", "midway", "at the end"])
def test_what_was_acknowledged_goes_with_a_record_that_is_moved_while_it_is_open(
    record: UnitRecord, session_key: str, path: Path, clock: WardClock, notices: str
) -> None:
    record.set_session(session_key, {"note": "acknowledged"})
    moved = path.with_name("moved.plexlog")

    def move() -> None:
        for place in (Path, key_path, copy_path):
            place(path).rename(place(moved))

    if notices == "midway":
        with pytest.raises(StoreError, match="no longer in its folder"), record.writing():  # noqa: PT012 - one write
            record.set_session(session_key, {"note": "in the middle"})
            move()
    else:
        move()
    if notices == "at the next entry":
        with pytest.raises(StoreError, match="no longer in its folder"):
            record.set_session(session_key, {"note": "refused"})
    if notices == "at the end":
        record.close()

    shutil.copytree(path.parent, path.parent / "later")  # as it would be after a kill
    assert note_in(path.parent / "later" / moved.name, clock) == "acknowledged"


@pytest.mark.parametrize("how", ["removed", "replaced"])
@pytest.mark.parametrize("notices", ["at the next entry", "at the end"])
def test_the_log_of_a_record_that_was_copied_away_while_it_is_open_is_left_with_all_in_it(
    record: UnitRecord, session_key: str, path: Path, clock: WardClock, how: str, notices: str
) -> None:
    record.set_session(session_key, {"note": "acknowledged"})
    log, away = path.with_name(path.name + "-wal"), path.parent / "away" / path.name
    away.parent.mkdir()
    for place in (Path, key_path, copy_path):
        shutil.copy(place(path), place(away))
    path.unlink()
    if how == "replaced":
        shutil.copy(away, path)

    if notices == "at the next entry":
        with pytest.raises(StoreError, match=r"may still be in unit\.plexlog-wal: keep it"):
            record.set_session(session_key, {"note": "refused"})
    record.close()

    shutil.copy(log, away.parent)
    assert note_in(away, clock) == "acknowledged"


def test_a_log_that_is_removed_while_it_is_open_takes_no_entry(
    record: UnitRecord, session_key: str, path: Path, clock: WardClock
) -> None:
    record.set_session(session_key, {"note": "acknowledged"})
    path.with_name(path.name + "-wal").unlink()

    with pytest.raises(
        StoreError, match=r"unit\.plexlog-wal .* removed .* recorded before is safe"
    ):
        record.set_session(session_key, {"note": "refused"})

    shutil.copytree(path.parent, path.parent / "later")
    assert note_in(path.parent / "later" / path.name, clock) == "acknowledged"
    record.close()
    assert note_in(path, clock) == "acknowledged"


@pytest.mark.parametrize("place", ["", "-wal"])
def test_where_the_log_cannot_be_taken_over_that_is_told(
    record: UnitRecord, session_key: str, path: Path, place: str
) -> None:
    record.set_session(session_key, {"note": "acknowledged"})
    path.with_name(path.name + place).rename(path.with_name("moved"))
    record.database.connection.set_authorizer(lambda *_given: 1)  # nothing is let through
    told = "may be lost with it" if place else r"may still be in unit\.plexlog-wal: keep it"

    with pytest.raises(StoreError, match=told):
        record.set_session(session_key, {"note": "refused"})

    record.database.connection.set_authorizer(None)


def test_a_log_that_came_later_is_taken_for_its_own(
    record: UnitRecord, session_key: str, path: Path
) -> None:
    record.database._log = None  # noqa: SLF001 - none was there yet
    record.set_session(session_key, {"note": "first"})
    path.with_name(path.name + "-wal").unlink()

    with pytest.raises(StoreError, match="was removed or replaced"):
        record.set_session(session_key, {"note": "refused"})


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user reaches."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def without_rights() -> Iterator[Callable[[], None]]:
    """Go on as a user without rights, for whom a read-only file is one."""
    me = os.geteuid()

    def give_up() -> None:
        if me == 0:
            os.seteuid(NOBODY)

    yield give_up
    os.seteuid(me)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="rights are other there")
def test_a_record_that_cannot_be_written_is_told_at_once(
    open_folder: Path, clock: WardClock, without_rights: Callable[[], None]
) -> None:
    place = open_folder / "unit.plexlog"
    found(place, clock)
    open_up(place, clock).close()
    for file in open_folder.iterdir():
        file.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    open_folder.chmod(0o555)
    without_rights()

    with pytest.raises(StoreError, match="can be read but not written"):
        open_up(place, clock)


def test_a_connection_that_only_reads_is_told(record: UnitRecord, session_key: str) -> None:
    record.database.connection.execute("PRAGMA query_only = ON")

    with pytest.raises(StoreError, match="can be read but not written, so nothing was kept"):
        record.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT)


def test_nothing_is_kept_alone_when_the_engine_gave_up(
    record: UnitRecord, session_key: str
) -> None:
    with pytest.raises(StoreError, match="did not take this entry"), record.writing():  # noqa: PT012 - one write
        record.database.connection.execute("ROLLBACK")  # as the engine does on a failing disk
        record.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT)

    assert record.session(session_key).before is None


def test_what_does_not_fit_is_not_kept(record: UnitRecord) -> None:
    with pytest.raises(StoreError, match="does not fit what is on record"):
        record.database.insert("staff", {"key": "k"})


def test_a_failed_commit_is_undone(record: UnitRecord, session_key: str) -> None:
    record.database.connection.execute("PRAGMA defer_foreign_keys = OFF")

    with pytest.raises(StoreError, match="does not fit"), record.writing():  # noqa: PT012 - one write
        record.database.execute("PRAGMA defer_foreign_keys = ON")
        record.database.update("session", session_key, {"order_key": "nowhere"})

    assert not record.database.connection.in_transaction
    record.set_session(session_key, {"note": "goes on"})


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SQLITE_IOERR_WRITE", "The disk failed while the record unit.db was read or written"),
        ("SQLITE_CANTOPEN_ISDIR", "cannot be opened"),
        ("SQLITE_CORRUPT", "is damaged"),
        ("SQLITE_MISUSE", "did not take this entry"),
    ],
)
def test_what_the_engine_reports_has_its_sentence(name: str, words: str) -> None:
    error = engine.EngineError("disk I/O error")
    error.sqlite_errorname = name

    assert words in str(sentences.in_words(error, Path("unit.db")))


def test_a_folder_that_takes_no_lock_is_told(tmp_path: Path, clock: WardClock) -> None:
    (tmp_path / "unit.db.lock").mkdir()

    with pytest.raises(StoreError, match="cannot be opened"):
        Database(tmp_path / "unit.db", b"k" * 32, author(clock), create=True)


def test_a_wrong_key_opens_nothing(path: Path, clock: WardClock) -> None:
    told = r"its keys belong to another record\. Look at the keys first: .* unit\.plexlog\.keys;"
    with pytest.raises(StoreError, match=told):
        Database(path, b"k" * 32, author(clock))

    open_up(path, clock).close()


@pytest.mark.skipif(os.name == "nt", reason="the system has no such rights")
def test_a_record_is_for_its_owner_alone(record: UnitRecord, path: Path) -> None:
    assert record.unit().name
    assert path.stat().st_mode & 0o077 == 0
