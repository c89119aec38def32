"""The one way to open the file: lock, key, settings, functions of the triggers, and transactions.

No error of the engine leaves this module; `plexlog.storage.sentences` has the words. The schema
is brought up to date by `plexlog.storage.schema`. One thread per database.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import Catalogue
from plexlog.storage import sentences
from plexlog.storage.engine import EngineError, Row, connect
from plexlog.storage.history import Author
from plexlog.storage.own_file import keep_own

MOST_BYTES_CHECKED_AT_START = 32 * 1024 * 1024  # a tenth of a second; larger files by verify()
_LEAST_BYTES = 512  # of the smallest page a record can have
_WAIT_S = 2.0
_COUNTS_NAMES = os.name == "posix"  # elsewhere an open file keeps its name
# the row that is asked for is of the newest; there is no index of hashes
OF_HASH = 'SELECT 1 FROM "history" WHERE "hash" = ? ORDER BY "number" DESC LIMIT 1'
Identity = tuple[int, int]
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cache_size = -64000",
)


class Database:
    """An open file of a unit."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        author: Author,
        *,
        catalogue: Catalogue = CATALOGUE,
        create: bool = False,
    ) -> None:
        self.path = path
        self.author = author
        self.catalogue = catalogue
        self._depth = 0
        self._identity: Identity | None = None
        self._log: Identity | None = None
        self._held = -1  # the open file once more, by which is told whether it bears a name
        if not create and not path.exists():
            raise sentences.missing(path)
        if not create and path.stat().st_size < _LEAST_BYTES:
            raise sentences.damaged(path)  # the engine would begin a new record in its place
        with _told(path, is_opening=True):
            self._lock = locked(path)
            try:
                self.connection = connect_with(path, key, "rwc" if create else "rw")
            except BaseException:
                self._lock.close()
                raise
        try:
            with _told(path, is_opening=True):
                self._prepare()
        except BaseException:
            self.close()
            raise
        self._look_at_files()

    def _look_at_files(self) -> None:
        """Remember which files are open, by what the system knows them by."""
        self._identity, self._log = _identity(self.path), _identity(_log_path(self.path))
        self._held = os.open(self.path, os.O_RDONLY) if _COUNTS_NAMES else -1

    def _disconnect(self) -> None:
        self.connection.close()
        with suppress(OSError):
            os.close(self._held)  # last: closing any of a file gives up the engine's locks on it
        self._held = -1

    def _prepare(self) -> None:
        for pragma in _PRAGMAS:
            self.connection.execute(pragma)
        for name, (arguments, function) in self.author.functions().items():
            self.connection.create_function(name, arguments, function)
        is_small = self.path.stat().st_size <= MOST_BYTES_CHECKED_AT_START
        if is_small and self.connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sentences.damaged(self.path, faults(self.connection))

    def close(self) -> None:
        """Close the file, so that others can open it."""
        if self._identity is not None and not self._is_still_there():
            self._fold_log()  # the engine leaves it to nobody where the file bears another name
        self._disconnect()
        self._lock.close()

    def let_go(self) -> None:
        """Close the file whole, without a log beside it; nobody else gets in meanwhile."""
        with _told(self.path):
            self.connection.execute("PRAGMA journal_mode = DELETE")
        self._disconnect()
        self._identity = self._log = None

    def take_up(self, key: bytes) -> None:
        """Open the file that lies there now. Raises StoreError."""
        with _told(self.path):
            self.connection = connect_with(self.path, key, "rw")
            self._prepare()
        self._look_at_files()

    def told(self) -> AbstractContextManager[None]:
        """Errors of the engine within become sentences."""
        return _told(self.path)

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Run one statement. Raises StoreError."""
        if self._depth and not self.connection.in_transaction:
            raise sentences.undone(self.path)
        with _told(self.path):
            self.connection.execute(sql, parameters)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query. Raises StoreError."""
        with _told(self.path):
            found: list[Row] = self.connection.execute(sql, parameters).fetchall()
            return found

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row of a query. Raises StoreError."""
        with _told(self.path):
            return self.connection.execute(sql, parameters).fetchone()

    def insert(self, table: str, row: Mapping[str, Any]) -> None:
        """Add one row."""
        self.execute(_insert_sql(table, tuple(row)), tuple(row.values()))

    def update(self, table: str, key: str, row: Mapping[str, Any]) -> None:
        """Change columns of the row of a key."""
        self.execute(_update_sql(table, tuple(row)), (*row.values(), key))

    @contextmanager
    def writing(self, why: str = "") -> Iterator[None]:
        """One transaction; within another one, a part of it that can fail alone."""
        outer_why = self.author.why
        self.author.why = why or outer_why
        self._begin()
        try:
            yield
        except BaseException:
            self._undo()
            raise
        else:
            self._keep()
        finally:
            self.author.why = outer_why

    def _begin(self) -> None:
        if self._depth:
            self.execute(f"SAVEPOINT part_{self._depth}")
        else:
            self._check_still_there()
            self.execute("BEGIN IMMEDIATE")
        self._depth += 1

    def _keep(self) -> None:
        if self._depth == 1:
            try:
                self._check_still_there()
                self.execute("COMMIT")
            except BaseException:
                self._undo()
                raise
            self._depth = 0
        else:
            self.execute(f"RELEASE part_{self._depth - 1}")
            self._depth -= 1

    def _undo(self) -> None:
        self._depth -= 1
        if not self.connection.in_transaction:
            return  # a failing disk has had all of it rolled back already
        if self._depth:
            self.execute(f"ROLLBACK TO part_{self._depth}")
            self.execute(f"RELEASE part_{self._depth}")
        else:
            self.execute("ROLLBACK")

    def _check_still_there(self) -> None:
        """A deleted file takes writes without a word and loses them; so does a deleted log."""
        if self._is_still_there():
            return
        if self.connection.in_transaction:
            self.execute("ROLLBACK")
        is_whole = self._fold_log()
        is_record = _identity(self.path) == self._identity
        raise (
            sentences.log_vanished(self.path, is_whole=is_whole)
            if is_record
            else (sentences.vanished(self.path, is_whole=is_whole))
        )

    def _is_still_there(self) -> bool:
        log = _identity(_log_path(self.path))
        self._log = self._log or log  # there is none before the first entry
        return _identity(self.path) == self._identity and log == self._log

    def _fold_log(self) -> bool:
        """Take the log that is open over into the file that is open, wherever they lie now.

        Whether all of it is there. Where the file bears no name any more, for it was copied to
        another disk and removed, or replaced, the log is the last that has what was entered.
        """
        if self._held >= 0 and os.fstat(self._held).st_nlink == 0:
            return False
        try:
            folded = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            _is_busy, waiting, taken = folded.fetchone()
        except EngineError:
            return False
        return bool(0 <= waiting == taken)


@contextmanager
def _told(path: Path, *, is_opening: bool = False) -> Iterator[None]:
    try:
        yield
    except EngineError as error:
        raise sentences.in_words(error, path, is_opening=is_opening) from error


def connect_with(path: Path, key: bytes, mode: str) -> Any:
    """A bare connection with the raw key; `mode` is ro, rw or rwc. Raises the engine's errors."""
    connection = connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=_WAIT_S
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(
            "SELECT count(*) FROM sqlite_master"
        )  # reads, so a wrong key fails here
    except BaseException:
        connection.close()
        raise
    connection.row_factory = Row
    return connection


def faults(connection: Any) -> list[str]:
    """What is wrong with the pages of a file."""
    torn = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
    if torn:
        return torn  # pages that cannot be deciphered cannot be looked into
    found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    return [fault for fault in found if fault != "ok"]


def has_row(path: Path, key: bytes, row: str) -> bool:
    """Whether a record has the row of the history of that hash. Raises StoreError."""
    with _told(path, is_opening=True), closing(connect_with(path, key, "ro")) as connection:
        found = connection.execute(OF_HASH, (row,))
        return found.fetchone() is not None


def locked(path: Path) -> Any:
    """Hold a file beside the record, so that only one copy of the program has it open.

    The system lets go of it when the program dies, however it dies.
    """
    place = path.with_name(f"{path.name}.lock")
    keep_own(place)
    lock = connect(str(place), isolation_level=None, timeout=0.0)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except BaseException:
        lock.close()
        raise
    return lock


def _log_path(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@cache
def _insert_sql(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'  # noqa: S608


@cache
def _update_sql(table: str, columns: tuple[str, ...]) -> str:
    changes = ", ".join(f'"{column}" = ?' for column in columns)
    return f'UPDATE "{table}" SET {changes} WHERE "key" = ?'  # noqa: S608
