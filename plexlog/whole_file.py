"""Files that are written whole or not at all, and are on the disk when that is said."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from plexlog.domain.errors import PlexlogError

KEYS = ".keys"  # beside a record, under its name
_OF_A_RECORD = (KEYS, f"{KEYS}.copy", ".lock", "-wal", "-shm")
Noting = Callable[[], None]


def write_text(path: Path, text: str, note: Noting | None = None) -> None:
    """Write a file whole or not at all. Raises PlexlogError with a sentence."""
    write_bytes(path, text.encode(), note)


def write_bytes(path: Path, content: bytes, note: Noting | None = None) -> None:
    """Write a file whole or not at all; an earlier one stays if that fails.

    It is on the disk when this returns: the file and the folder that names it. What notes it is
    called once the content is on the disk and before it takes its place: no file is left that was
    not noted, and one that cannot be written (no room, no right to) is not noted.
    """
    with whole_file(path) as file:
        file.write(content)
        if note is not None:
            file.flush()
            os.fsync(file.fileno())
            note()


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to that takes its place at the end, or is gone whatever stops it."""
    whole = Path(os.path.realpath(path))  # behind a link, what it leads to is written
    why = _not_to_be_replaced(whole)
    if why:
        raise PlexlogError(f"{path} cannot be written: {why}")
    beside = whole.with_name(f".{whole.name}.new")
    try:
        beside.touch(mode=0o600)  # for nobody else to read: it may tell of patients
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(whole)
    except OSError as error:
        _discard(beside)
        raise PlexlogError(
            f"{path} cannot be written: {_why(error)}. What was there is unchanged."
        ) from None
    except BaseException:
        _discard(beside)
        raise
    _settle(whole.parent)


def _not_to_be_replaced(whole: Path) -> str:
    """Why nothing may take the place of what is there; empty where something may."""
    if whole.is_dir():
        return "it is a folder. Name a file in it."
    if whole.exists() and not whole.is_file():
        return "it is no file but a device. Name a file."
    if whole.name.endswith(_OF_A_RECORD) or whole.with_name(f"{whole.name}{KEYS}").exists():
        return "it is a record of PlexLog, or belongs to one. Choose another name."
    return ""


def _discard(beside: Path) -> None:
    with suppress(OSError):
        beside.unlink(missing_ok=True)


def _why(error: OSError) -> str:
    """The reason, with what to do about the usual ones."""
    advice = {
        errno.ENOSPC: "; free some space or choose another place",
        errno.EDQUOT: "; free some space or choose another place",
        errno.EACCES: "; close it where it is open, or choose another name",
        errno.EPERM: "; close it where it is open, or choose another name",
        errno.EROFS: "; nothing can be written there, choose another place",
        errno.EBUSY: "; close it where it is open, or choose another name",
    }
    return f"{error.strerror}{advice.get(error.errno or 0, '')}"


def _settle(folder: Path) -> None:
    """Bring a folder's names to the disk, where the system can."""
    with suppress(OSError):
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)
