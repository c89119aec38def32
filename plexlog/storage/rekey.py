"""Another page key for the record: whoever knows the one before reads nothing that comes.

A copy gets the new key and is checked; the keys for it lie beside those in force; then the copy
takes the place of the record, at once, and the keys follow. Stopped anywhere, the record opens:
`unlocking` finds out which of the keys are its own. Backups and copies of earlier days keep the
key they had.
"""

from __future__ import annotations

import os
from contextlib import closing, suppress
from pathlib import Path

from plexlog.domain.errors import StoreError
from plexlog.storage import sentences, vault
from plexlog.storage.database import Database, connect_with, faults
from plexlog.storage.engine import EngineError
from plexlog.storage.history import Author
from plexlog.storage.key_file import (
    Keys,
    drop_keys_to_come,
    put_in_force,
    sync_folder,
    write_keys_to_come,
)
from plexlog.storage.own_file import make_own_for_engine

_ENDINGS = ("", "-wal", "-shm", "-journal", ".lock")


def rekeyed(database: Database, page_key: bytes, keys: Keys, why: str) -> tuple[bytes, str]:
    """Give the record another page key; the key and the new recovery key.

    `keys` are of all who are to open it. Raises StoreError; then the record is as it was.
    """
    new_key = os.urandom(32)
    to_come, recovery_key = vault.with_new_page_key(keys, new_key)
    new = database.path.with_name(database.path.name + ".rekey")
    _discard(new)
    try:
        _copy(database, new)
        with database.told():
            _encrypt(new, page_key, new_key, database.path)
        _note(new, new_key, database.author, why)
        _check(new, new_key, database)
        write_keys_to_come(database.path, to_come)
        _let_go(database)
        key = _in_place(new, database.path, page_key, new_key)
        database.take_up(key)
    finally:
        _discard(new)
    if key != new_key:
        drop_keys_to_come(database.path)
        raise StoreError(
            f"The record {database.path.name} could not be replaced by the one with the new key. "
            "Nothing was changed. Check that its folder can be written, then try again."
        )
    put_in_force(database.path)  # if not, whoever signs in next does it
    return new_key, recovery_key


def _let_go(database: Database) -> None:
    try:
        database.let_go()
    except StoreError:  # somebody reads it, such as a backup: the record was not replaced
        drop_keys_to_come(database.path)
        raise


def _copy(database: Database, new: Path) -> None:
    make_own_for_engine(new)
    database.execute("VACUUM INTO ?", (str(new),))


def _encrypt(new: Path, page_key: bytes, new_key: bytes, path: Path) -> None:
    with closing(connect_with(new, page_key, "rw")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        try:
            connection.execute(f"PRAGMA rekey = \"x'{new_key.hex()}'\"")
        except EngineError as error:  # it names no reason; key and file were good just before
            raise sentences.not_rekeyed(path) from error


def _note(new: Path, new_key: bytes, author: Author, why: str) -> None:
    """The history of the new file says who gave it its key, and why."""
    copied = Database(new, new_key, author)
    try:
        with copied.writing(why):
            copied.execute(
                'UPDATE "unit" SET "page_key_changed_at" = ?1, "recovery_key_changed_at" = ?1',
                (author.clock.now().text,),
            )
        copied.let_go()
    finally:
        copied.close()


def _check(new: Path, new_key: bytes, database: Database) -> None:
    """Every page can be read with the new key, and the history is there to its end."""
    last = database.row('SELECT max("number") FROM "history"')
    assert last is not None  # noqa: S101 - an aggregate always has its row
    with database.told(), closing(connect_with(new, new_key, "ro")) as connection:
        found = faults(connection)
        count = connection.execute('SELECT max("number") FROM "history"').fetchone()[0]
    if found or count != last[0] + 1:
        raise sentences.damaged(new)
    descriptor = os.open(new, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _in_place(new: Path, path: Path, page_key: bytes, new_key: bytes) -> bytes:
    """Put the new file in the place of the record; the key of what lies there then."""
    try:
        new.replace(path)
        sync_folder(path)
    except OSError:
        return page_key
    return new_key


def _discard(new: Path) -> None:
    for ending in _ENDINGS:
        with suppress(OSError):  # what cannot be removed is told where it is in the way
            new.with_name(new.name + ending).unlink(missing_ok=True)
