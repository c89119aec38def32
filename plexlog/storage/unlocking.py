"""Opening the keys: by whom, from which of the files, and what a change of the page key left.

Who opens makes good what was damaged or left half done, so that the next one finds it whole.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, TypeVar

from plexlog.domain.errors import AccessError, StoreError
from plexlog.domain.moments import Clock
from plexlog.domain.vouching import Vouched, read_vouched
from plexlog.storage import vault
from plexlog.storage.database import connect_with, has_row, locked
from plexlog.storage.engine import EngineError
from plexlog.storage.key_file import (
    Keys,
    all_keys,
    drop_keys_to_come,
    is_as_written,
    keys_to_come,
    known_logins,
    next_path,
    readable_to_come,
    readings,
    write_keys,
)
from plexlog.storage.sign_in_delays import forget_failures, note_failure, refuse_too_soon
from plexlog.storage.staff_keys import STAFF_ROWS, StaffKeys

T = TypeVar("T")


class OtherPageKeyError(AccessError):
    """The password is right, and what it opens does not open the record."""


def by_password(
    path: Path, login: str | None, password: str, clock: Clock, counted_at: Path | None = None
) -> vault.Opened:
    """What a password opens. Raises AccessError or StoreError.

    `counted_at`: the other record beside which wrong ones are counted; a right one does not clear
    them there, for it may be right here alone.
    """
    name = login or _only_login(path)
    refuse_too_soon(counted_at or path, name, clock)
    try:
        keys, opened = _first(
            path,
            lambda keys: vault.open_with_password(keys, name, password),
            lambda opened: opened.page_key,
        )
    except vault.PasswordError:
        note_failure(counted_at or path, name, clock)
        raise
    _see_that_key_counts(path, opened)
    if counted_at is None:
        forget_failures(path, opened.member.login)
    _make_good(path, keys, vault.completed(keys, opened), opened.page_key)
    return opened


def see_that_key_counts(keys: StaffKeys, staff_key: str, opened: vault.Opened) -> Vouched:
    """Who vouched for a key that the record does not have yet. Raises AccessError for no one."""
    public_key, login = opened.signer.public_key, opened.member.login
    if keys.was_ever(staff_key, public_key):
        raise AccessError(
            f"This password is of an earlier key of {login}, which was replaced since: the key "
            "file beside the record is an older one. Nothing was changed. Sign in with the "
            "password that was set last, or put the newest key file back from a backup."
        )
    vouched = read_vouched(opened.member.vouched)
    is_of_key = vouched is not None and vouched.public_key == public_key
    if vouched is None or not is_of_key or not keys.holds(vouched):
        raise AccessError(
            f"The key file has a key for {login} that nobody vouched for, so it does not count. "
            "Nothing was changed. Have two colleagues set a new password, or set one with the "
            "recovery key, and tell whoever looks after the unit."
        )
    return vouched


def _see_that_key_counts(path: Path, opened: vault.Opened) -> None:
    """A key file alone lets nobody be somebody else. Raises AccessError.

    What cannot be read here is told where the record is opened; so is who was suspended.
    """
    member = 'SELECT "key", "public_key" FROM "staff" WHERE "login" = ? COLLATE NOCASE'
    rows: list[Any] = []
    found = None
    with suppress(EngineError), closing(connect_with(path, opened.page_key, "ro")) as record:
        found = record.execute(
            f'{member} AND "left_at" IS NULL', (opened.member.login,)
        ).fetchone()
        if found is None or found["public_key"] == opened.signer.public_key:
            return
        rows = record.execute(STAFF_ROWS).fetchall()
    if found is not None:
        see_that_key_counts(StaffKeys(rows), found["key"], opened)


def _only_login(path: Path) -> str:
    logins = known_logins(path)
    if len(logins) != 1:
        raise AccessError("Say who you are: this record has several members of staff.")
    return logins[0]


def by_recovery_key(path: Path, recovery_key: str) -> bytes:
    """The page key that the printed key opens. Raises AccessError or StoreError."""
    keys, page_key = _first(
        path, lambda keys: vault.open_with_recovery(keys, recovery_key), lambda page_key: page_key
    )
    _make_good(path, keys, keys, page_key)
    return page_key


def _first(
    path: Path, attempt: Callable[[Keys], T], page_key: Callable[[T], bytes]
) -> tuple[Keys, T]:
    """The first of the files that opens; while keys are to come, the record decides."""
    failures: list[AccessError] = []
    has_opened = False
    is_between = next_path(path).exists() and path.exists()
    for keys in all_keys(path):
        try:
            opened = attempt(keys)
        except AccessError as error:
            failures.append(error)
            continue
        if not is_between:
            return keys, opened
        if not _opens_record(path, page_key(opened)):
            has_opened = True
        elif keys in _in_force(path, page_key(opened)):
            return keys, opened
        else:  # told only where nothing else is wrong
            failures.append(AccessError("The keys were changed at this moment. Try again."))
    if has_opened:
        raise OtherPageKeyError(
            "The record has another page key than this opens. Have a colleague sign in first, "
            "who can give you a new password."
        )
    failures.sort(key=lambda error: not isinstance(error, vault.PasswordError))
    raise failures[0]


def _in_force(path: Path, page_key: bytes) -> tuple[Keys, ...]:
    """The keys that count, by the record: those to come once it has the row that they name."""
    to_come = readable_to_come(path)
    if to_come is None or not to_come.row:
        return all_keys(path)
    return (to_come,) if has_row(path, page_key, to_come.row) else readings(path)


def _opens_record(path: Path, page_key: bytes) -> bool:
    try:
        with closing(connect_with(path, page_key, "ro")):
            return True
    except EngineError:
        return False


def _make_good(path: Path, read: Keys, keys: Keys, page_key: bytes) -> None:
    """Both files say what has opened, and what was to come is in force or given up.

    Not while somebody has the record open, who may be changing them, nor where somebody has since.
    """
    if is_as_written(path, keys) and not next_path(path).exists():
        return
    # in a folder that cannot be written the keys stay as they are
    with suppress(StoreError, EngineError), closing(locked(path)):
        keys_to_come(path)  # raises where they cannot be read at this moment: they may count
        is_still_so = read in _in_force(path, page_key)
        if is_still_so and (not path.exists() or _opens_record(path, page_key)):
            write_keys(path, keys)
            drop_keys_to_come(path)
