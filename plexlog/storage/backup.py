"""Backups: the whole record, with the keys of its day, opened and checked before it counts.

A backup is made over a connection of its own and in one read of the record, so that work goes on
meanwhile. Under the name of a backup lies nothing that was not checked; what was cut short bears
another name and is cleared away by the next one. Whoever can sign in today can open it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from plexlog.domain.backups import Backup, not_there, to_drop
from plexlog.domain.errors import StoreError
from plexlog.storage.backup_folder import is_marked, mark
from plexlog.storage.database import connect_with, faults, has_row
from plexlog.storage.engine import EngineError
from plexlog.storage.gone_back import was_made_since
from plexlog.storage.history import content_hash, hash_of
from plexlog.storage.key_file import (
    Keys,
    copy_path,
    key_path,
    keys_to_come,
    read_keys,
    sync_folder,
    write_keys,
)
from plexlog.storage.own_file import make_own
from plexlog.storage.schema import has_its_versions

PARTLY = ".part"
_STAMP = "%Y%m%dT%H%M%SZ"
_ENDINGS = ("", "-wal", "-shm", "-journal", ".lock")
_TRIES = 3  # a password is hardly changed twice while a copy is made
_ADVICE = "Nothing recorded is lost, and earlier backups are as they were."


@dataclass(frozen=True, slots=True)
class BackupJob:
    """All that it takes to make a backup; frozen, so that another thread can work it."""

    record: Path
    page_key: bytes
    unit_key: str
    folder: Path
    at: datetime  # UTC
    is_chosen: bool = False  # the folder; else it is the one beside the record

    @property
    def place(self) -> Path:
        """Where the backup will lie."""
        return (
            self.folder / f"{_stem(self.record, self.unit_key)}{self.at.strftime(_STAMP)}.plexlog"
        )

    def work(self) -> Backup:
        """Make the backup, then let go of those that are kept no longer. Raises StoreError."""
        part = self.place.with_name(self.place.name + PARTLY)
        try:
            self._see_that_the_folder_is_there()
            _clear(self.folder, _stem(self.record, self.unit_key))
            keys = self._copy_with_keys(part)
            _check(part, self.page_key)
            write_keys(self.place, keys)  # first: a backup without its keys is none
            part.replace(self.place)
            sync_folder(self.place)
            if self.is_chosen and not is_marked(self.folder, self.unit_key):
                with suppress(OSError):  # it is known by this backup as well
                    mark(self.folder, self.unit_key)  # it was chosen before there were marks
            made = Backup(self.place, self.at)
            for one in to_drop(backups_in(self.folder, self.record, self.unit_key), self.at):
                _drop(one)
        except OSError as error:
            raise StoreError(
                f"No backup could be made in {self.folder}: {error.strerror}. {_ADVICE}"
            ) from error
        finally:
            discard(part)
        return made

    def _see_that_the_folder_is_there(self) -> None:
        """The one beside the record is made; one that was chosen is known again, or missing."""
        if not self.is_chosen:
            self.folder.mkdir(exist_ok=True)
        elif not is_the_chosen(self.folder, self.record, self.unit_key):
            raise StoreError(f"No backup could be made. {not_there(self.folder)} {_ADVICE}")

    def _copy_with_keys(self, part: Path) -> Keys:
        """A copy, and the keys of its moment. Raises StoreError.

        New keys lie ready before the change that they belong to is kept, and are in their place
        after it. So where both are the same before and after, at most that one change was kept
        meanwhile, and the copy says whether it has it.
        """
        for _again in range(_TRIES):
            keys, to_come = _keys_of(self.record)
            discard(part)
            _copy(self.record, part, self.page_key)
            if _keys_of(self.record) == (keys, to_come):
                if to_come is not None and has_row(part, self.page_key, to_come.row):
                    return to_come
                return keys
        raise StoreError(
            "No backup could be made: the keys of the staff were changed again and again "
            f"meanwhile. {_ADVICE} Try again when nobody changes them."
        )


def _keys_of(record: Path) -> tuple[Keys, Keys | None]:
    return read_keys(record), keys_to_come(record)


def backups_in(folder: Path, record: Path, unit_key: str) -> Sequence[Backup]:
    """The backups of a unit in a folder, the newest first; empty where it cannot be looked at."""
    stem = re.escape(_stem(record, unit_key))
    named = re.compile(rf"{stem}(\d{{8}}T\d{{6}}Z)\.plexlog")
    try:
        names = sorted((one.name for one in folder.iterdir()), reverse=True)
    except OSError:
        return ()
    found = []
    for name in names:
        match = named.fullmatch(name)
        if match is not None and (at := _time(match[1])) and key_path(folder / name).exists():
            found.append(Backup(folder / name, at))
    return found


def is_the_chosen(folder: Path, record: Path, unit_key: str) -> bool:
    """Whether a folder is the one that the unit chose: it bears its mark, or backups of it."""
    return is_marked(folder, unit_key) or bool(backups_in(folder, record, unit_key))


def last_row_of(one: Backup, page_key: bytes, gone_back: bytes = b"") -> tuple[int, str]:
    """Number and hash of the last row of a backup's history; 0 where this key opens it not.

    Nor does one count that was made before one went back, where one did.
    """
    try:
        with closing(connect_with(one.path, page_key, "ro")) as connection:
            row = connection.execute(
                'SELECT "number", "hash" FROM "history" ORDER BY "number" DESC LIMIT 1'
            ).fetchone()
            is_since = not gone_back or was_made_since(connection, gone_back)
    except EngineError:
        return 0, ""  # of another page key, damaged, or gone meanwhile
    return (row[0], row[1]) if is_since and row is not None else (0, "")


def discard(place: Path) -> None:
    """Remove a file that is no backup yet, and what the engine left beside it, where it can be."""
    for ending in _ENDINGS:
        with suppress(OSError):
            place.with_name(place.name + ending).unlink(missing_ok=True)


def _stem(record: Path, unit_key: str) -> str:
    """What the names of a unit's backups begin with; two units may share a folder."""
    return f"{record.stem}-{unit_key[:8]}-"


def _time(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _clear(folder: Path, stem: str) -> None:
    for left in folder.glob(f"{stem}*{PARTLY}*"):
        left.unlink(missing_ok=True)


def _copy(record: Path, part: Path, page_key: bytes) -> None:
    make_own(part)
    try:
        with closing(connect_with(record, page_key, "ro")) as connection:
            connection.execute("VACUUM INTO ?", (str(part),))
    except EngineError as error:
        raise StoreError(f"No backup could be made: {_why(error)}. {_ADVICE}") from error


def _why(error: EngineError) -> str:
    name = getattr(error, "sqlite_errorname", "")
    full = "the disk is full; make room on it, or choose another folder"
    return full if name == "SQLITE_FULL" else "the record or the folder cannot be read or written"


def _check(part: Path, page_key: bytes) -> None:
    """Every page can be read, and the last change is bound to all before it. Raises StoreError."""
    try:
        with closing(connect_with(part, page_key, "ro")) as connection:
            found = faults(connection)
            last = connection.execute('SELECT * FROM "history" ORDER BY "number" DESC').fetchone()
            opens_again = has_its_versions(connection)
    except EngineError as error:
        raise _unsound(part) from error
    if not opens_again:
        raise StoreError(
            "No backup was made: another program has changed the record's list of its versions, "
            "and no copy of it would open again. Keep the backups that are there. Once the record "
            "is closed it will not open either: print what is new in it first, and report this."
        )
    content = content_hash(last["salt"], last["why"], last["old"], last["new"])
    if found or hash_of(last, content, last["previous"]) != last["hash"]:
        raise _unsound(part)
    descriptor = os.open(part, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unsound(part: Path) -> StoreError:
    return StoreError(
        f"The backup was made and cannot be read back, so it does not count. {_ADVICE} "
        f"Check the disk that {part.parent} lies on, or choose another folder."
    )


def _drop(one: Backup) -> None:
    for place in (one.path, key_path(one.path), copy_path(one.path)):
        place.unlink(missing_ok=True)
