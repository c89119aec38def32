"""Going back to a backup: into a new file first, with what would be lost said in numbers.

Who goes back has to be allowed to by the record of today, as far as that can be read, and by the
backup: else whoever was suspended since could put back the day before.

The record that is replaced is set aside beside the new one, with its keys, and never removed. At
every moment a whole record lies in its place, and `unlocking` finds the keys that are its own.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from plexlog.domain.backups import ErasedSince, Examined, Loss
from plexlog.domain.erasing import Erasure
from plexlog.domain.errors import AccessError, DamagedError, StoreError, TodayPasswordError
from plexlog.domain.moments import Clock, Moment
from plexlog.domain.roles import Act, allows, may, refusal
from plexlog.domain.unit import Role
from plexlog.storage import unlocking, vault
from plexlog.storage.backup import discard
from plexlog.storage.database import connect_with, faults, locked
from plexlog.storage.engine import EngineError
from plexlog.storage.erased_since import counted, erase_again, erased_since
from plexlog.storage.gone_back import BACKUP, RESTORED, signed_words
from plexlog.storage.history import IS_CHANGE, entry_sql
from plexlog.storage.key_file import (
    copy_path,
    drop_keys_to_come,
    key_path,
    read_keys,
    sync_folder,
    write_keys,
    write_keys_to_come,
)
from plexlog.storage.own_file import copy_as_own
from plexlog.storage.seeds import Seeds
from plexlog.storage.sign_in_delays import forget_failures
from plexlog.storage.unit_record import UnitRecord, open_record

log = logging.getLogger(__name__)

_LOG_ENDINGS = ("-wal", "-shm")
_PAGE = 4096  # bytes; the engine's own
_LONGEST_SIGN = 4  # bytes
_KINDS = {
    b"%PDF": "a PDF",
    b"PK": "a zip, such as an export",
    b"SQLite format 3": "a database that is not encrypted",
    b'{\n "format": "plexlog-keys"': "a key file, which lies beside a backup",
    b"\x89PNG": "a picture",
}
_UNIT = (
    'SELECT "key", "name", (SELECT "hash" FROM "history" WHERE "number" = 1) FROM "unit" LIMIT 1'
)
_BOTH = (
    "Where it was changed after the backup was made, both are needed: on the command line "
    "`plexlog restore` takes the one of the backup first, then the one of today."
)


@dataclass(frozen=True)
class Asking:
    """Whose record it is, and who asks."""

    record: Path
    login: str | None
    password: str  # of the day of the backup
    clock: Clock
    seeds: Seeds = field(default_factory=Seeds)
    password_today: str | None = None  # where it is another one


def examine(asking: Asking, backup: Path) -> Examined:
    """Put a backup beside the record, verify it, and count what it does not have.

    Raises AccessError for who cannot open the record of today and the backup, StoreError; one of
    another unit is refused.
    """
    today = _today(asking)
    new = new_path(asking.record)
    _put_beside(backup, new)
    try:
        with closing(_opened(new, asking, backup)) as opened:
            whose = _whose(asking, today, opened, backup)
            problems = opened.verify()
            loss = _loss(asking, today, opened)
            erased = counted(_erased(asking, today, loss, opened), opened)
    except DamagedError as error:
        _discard(new)
        raise DamagedError(
            f"The backup {backup.name} is damaged, or its keys are of another one. Nothing was "
            "changed. Take another one: `plexlog backup list` lists them."
        ) from error
    except BaseException:
        _discard(new)
        raise
    return Examined(
        new,
        backup,
        problems,
        loss,
        by_backup_alone=today is None,
        erased=erased,
        unknown_unit=whose,
    )


def put_in_place(asking: Asking, examined: Examined, why: str) -> Path:
    """Let the examined file be the record; where the former one lies now.

    Raises AccessError for who may not do it, StoreError; then the record is as it was.
    """
    record, new = asking.record, examined.new
    today = _today(asking)
    if today is not None and not today.may_go_back:
        raise StoreError(refusal(Act.BACKUPS))
    opened = _opened(new, asking, examined.backup)
    with closing(opened):
        if not may(opened.me, Act.BACKUPS):
            raise StoreError(refusal(Act.BACKUPS))
        found = _erased(asking, today, examined.loss, opened)  # now: somebody may have been since
        _note(opened, examined, erase_again(found, opened, why), why)
        opened.database.let_go()
    with _alone(record):
        if (
            today is not None and examined.changes_lost is not None
        ):  # else it stays as it was found
            _fold_log(record, today.page_key)
        aside = _set_aside(record, asking.clock)
        write_keys_to_come(record, read_keys(new))
        _move_logs(record, aside)
        new.replace(record)
        sync_folder(record)
        write_keys(record, read_keys(new))
        drop_keys_to_come(record)
    _discard(new)
    return aside


def give_up(examined: Examined) -> None:
    """Leave the record as it is and remove the new file."""
    _discard(examined.new)


def new_path(record: Path) -> Path:
    """Where a backup is put beside the record before it counts."""
    return record.with_name(record.name + ".restore")


def see_that_it_can_be_one(backup: Path) -> None:
    """Raises StoreError for a file that is no backup, with what it is as far as that can be told.

    The record is encrypted from its first byte on, in whole pages, so nothing else looks like it.
    """
    try:
        size = backup.stat().st_size
        with backup.open("rb") as file:
            start = file.read(_PAGE)
    except OSError as error:
        raise StoreError(f"{backup} cannot be read: {error.strerror}.") from error
    kind = next((word for sign, word in _KINDS.items() if start.startswith(sign)), "")
    is_whole = size % _PAGE == 0 or key_path(backup).exists()
    if not kind and not _is_text(start) and is_whole:
        return  # what is damaged is told when it is opened
    other = "a text" if _is_text(start) else "none of its files"
    what = kind or (other if size else "empty")
    raise StoreError(
        f"{backup.name} is no backup of PlexLog: it is {what}. Nothing was changed. "
        "Name a file that ends in .plexlog from the folder of the backups; "
        "`plexlog backup list` lists them."
    )


def _is_text(start: bytes) -> bool:
    """Whether it can be read as text, which what is encrypted cannot."""
    try:
        start.decode()
    except UnicodeDecodeError as error:
        return error.start > len(start) - _LONGEST_SIGN  # a sign that was cut in two
    return True


def _put_beside(backup: Path, new: Path) -> None:
    """A copy of the backup, which itself is only read. Raises StoreError."""
    if not backup.is_file():
        raise StoreError(
            f"There is no backup {backup}. Name one of the files of the unit's backups."
        )
    see_that_it_can_be_one(backup)
    keys = read_keys(backup)
    try:
        _discard(new)
        copy_as_own(backup, new)
    except OSError as error:
        with suppress(OSError):
            _discard(new)
        raise StoreError(
            f"The backup could not be copied beside the record: {error.strerror}. "
            "Nothing was changed."
        ) from error
    write_keys(new, keys)


def _opened(new: Path, asking: Asking, backup: Path) -> UnitRecord:
    """The copy, by the password; wrong ones are counted where they stay, as at sign-in."""
    counted_at = asking.record if asking.record.exists() else backup
    try:
        unlocked = unlocking.by_password(
            new, asking.login, asking.password, asking.clock, counted_at
        )
    except vault.PasswordError as error:
        raise vault.PasswordError(f"The password is not right for the backup. {_BOTH}") from error
    if counted_at == backup:
        forget_failures(backup, unlocked.member.login)
    return open_record(new, unlocked, asking.clock, asking.seeds)


@dataclass(frozen=True)
class _Today:
    """Who goes back, by the record that is there."""

    page_key: bytes
    may_go_back: bool


def _today(asking: Asking) -> _Today | None:
    """None where the record or its keys cannot be read: then the backup alone says who may.

    Raises AccessError for who cannot sign in today.
    """
    record = asking.record
    if not record.exists():
        return None
    given = asking.password if asking.password_today is None else asking.password_today
    try:
        opened = unlocking.by_password(record, asking.login, given, asking.clock)
        member = _member_today(record, opened)
    except vault.PasswordError as error:
        raise TodayPasswordError(
            f"The password is not right for the record of today. {_BOTH}"
        ) from error
    except (StoreError, unlocking.OtherPageKeyError, EngineError) as error:
        log.info("who may go back is told by the backup alone: %s", error)
        return None
    if member is None or member["left_at"] is not None:
        raise AccessError(
            f"{opened.member.login} is not on the staff of this unit any more. Nothing was "
            "changed. A colleague who is can go back to a backup."
        )
    is_allowed = allows(Role(member["role"]), Act.BACKUPS, administers=bool(member["administers"]))
    return _Today(opened.page_key, is_allowed)


def _member_today(record: Path, opened: vault.Opened) -> Any:
    with closing(connect_with(record, opened.page_key, "ro")) as connection:
        sql = (
            'SELECT "role", "administers", "left_at" FROM "staff" WHERE "login" = ? COLLATE NOCASE'
        )
        return connection.execute(sql, (opened.member.login,)).fetchone()


def _whose(asking: Asking, today: _Today | None, restored: UnitRecord, backup: Path) -> str:
    """The unit of a backup where that of the record cannot be read; empty where it is the same.

    A login and a password may be the same in two units. The key of a unit stays for good, and so
    does the hash of the first row. Raises StoreError for the backup of another one.
    """
    key, name, first = restored.database.rows(_UNIT)[0]
    if today is None:
        return str(name)
    try:
        with closing(connect_with(asking.record, today.page_key, "ro")) as connection:
            here = connection.execute(_UNIT).fetchone()
    except EngineError:
        return str(name)
    if (here[0], here[2]) == (key, first):
        return ""
    other = f"of the unit {name}, and the record here is of the unit {here[1]}"
    if here[0] == key:
        other = f"of the unit {name} with another beginning than the record here has"
    raise StoreError(
        f"{backup.name} is a backup {other}. Nothing was changed. Take a backup of this record: "
        "`plexlog backup list` lists them. Where the other one is meant, name another file with "
        "--db, so that it takes the place of nothing."
    )


def _loss(asking: Asking, today: _Today | None, restored: UnitRecord) -> Loss | None:
    """What the record has and the backup does not; None where the record cannot be read."""
    if today is None:
        return None
    try:
        with closing(connect_with(asking.record, today.page_key, "ro")) as connection:
            counted_up = _counted(connection, restored, asking.clock)
            return replace(counted_up, is_damaged=bool(faults(connection)))
    except EngineError:
        return None


def _erased(
    asking: Asking, today: _Today | None, loss: Loss | None, restored: UnitRecord
) -> Sequence[Erasure]:
    """Whom the record of today has erased and the backup still has. Raises StoreError."""
    if today is None or loss is None:
        return ()
    return erased_since(asking.record, today.page_key, restored)


def _counted(connection: Any, restored: UnitRecord, clock: Clock) -> Loss:
    number = _last_in_common(connection, restored)
    since = connection.execute(
        'SELECT "at" FROM "history" WHERE "number" = max(?, 1)', (number,)
    ).fetchone()[0]
    counts = connection.execute(
        'SELECT count(*), count(DISTINCT "session_key"),'  # noqa: S608
        ' count(DISTINCT CASE WHEN "table_name" = \'patient\' THEN "row_key" END),'
        " count(CASE WHEN \"table_name\" = 'signature' THEN 1 END)"
        f' FROM "history" WHERE "number" > ? AND {IS_CHANGE}',
        (number,),
    ).fetchone()
    here = Moment.parse(since).instant.astimezone(clock.now().instant.tzinfo)
    return Loss(Moment.of(here), *counts)


def _last_in_common(connection: Any, restored: UnitRecord) -> int:
    """The number of the last history row that both have; a link of the chain stands for all."""

    def is_common(number: int) -> bool:
        sql = 'SELECT "hash" FROM "history" WHERE "number" = ?'
        here = connection.execute(sql, (number,)).fetchone()
        there = restored.database.row(sql, (number,))
        return here is not None and there is not None and here[0] == there[0]

    low, high = 0, connection.execute('SELECT max("number") FROM "history"').fetchone()[0]
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_common(middle) else (low, middle - 1)
    return low


def _note(opened: UnitRecord, examined: Examined, erased: ErasedSince, why: str) -> None:
    name = examined.backup.name
    # the time makes it another than that of going back to the same backup once more
    told = {
        "backup": name,
        "changes_lost": examined.changes_lost,
        "at": opened.clock.now().text,
    }
    said = told | {"erased_again": erased.again, "returned": erased.back}
    with opened.writing(why):
        new = signed_words(name, said, opened.history_head(), opened.me.key, opened.signer)
        given = (BACKUP, name, None, None, RESTORED, None, new)
        opened.database.execute(entry_sql(), given)


@contextmanager
def _alone(record: Path) -> Iterator[None]:
    """Nobody has the record open meanwhile. Raises StoreError."""
    try:
        lock = locked(record)
    except EngineError as error:
        raise StoreError(
            f"The record {record.name} is in use by another copy of the program. "
            "Close that one, then try again; nothing is lost."
        ) from error
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"The backup could not take the place of the record: {error.strerror}. The record is "
            "as it was. Check that the disk has room and that its folder can be written."
        ) from error
    finally:
        lock.close()


def _fold_log(record: Path, page_key: bytes) -> None:
    """What was written last goes into the record itself, so that whichever name it bears is whole.

    Where it cannot be opened any more its log is set aside with it.
    """
    try:
        with closing(connect_with(record, page_key, "rw")) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except EngineError:
        return


def _set_aside(record: Path, clock: Clock) -> Path:
    """Another name for the record and its keys; the record itself stays where it is."""
    stamp = clock.now().utc.strftime("%Y%m%dT%H%M%SZ")
    aside = record.with_name(f"{record.name}.before-restore-{stamp}")
    for place in (key_path, copy_path):
        if place(record).exists():
            copy_as_own(place(record), place(aside))
    if record.exists():
        try:
            os.link(record, aside)
        except OSError:  # a disk that knows no second name
            copy_as_own(record, aside)
    return aside


def _move_logs(record: Path, aside: Path) -> None:
    """What was written last belongs to the record that goes, and must not meet the new one."""
    for ending in _LOG_ENDINGS:
        log = record.with_name(record.name + ending)
        if log.exists():
            log.replace(aside.with_name(aside.name + ending))


def _discard(new: Path) -> None:
    discard(new)
    for place in (key_path(new), copy_path(new), new.with_name(new.name + ".tries")):
        with suppress(OSError):
            place.unlink(missing_ok=True)
