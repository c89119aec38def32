"""What the database engine reports, in sentences for a nurse.

What happened, what is safe, what to do.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from pathlib import Path

from plexlog.domain.errors import DamagedError, EngineFailedError, SignedError, StoreError
from plexlog.storage.engine import EngineError
from plexlog.storage.guards import KEPT, SIGNED

TAKEN_OFF = (
    "This session was taken off the plan by a change of the order. Nothing was changed. "
    "The page of the course shows what is planned now."
)
_SAFE = "Everything recorded before is safe."
_DAMAGED = (
    "The record {file} is damaged. Do not go on with it: restore the latest backup, "
    "and keep this file for whoever looks into it."
)
_BY_NAME = {
    "SQLITE_FULL": f"The disk is full, so this entry was not kept. {_SAFE} "
    "Make room on the disk and enter it again.",
    "SQLITE_READONLY": "The record {file} can be read but not written, so nothing was "
    f"kept. {_SAFE} Ask for the right to write in its folder.",
    "SQLITE_BUSY": "The record {file} is in use by another copy of the program. "
    "Close that one, then try again; nothing is lost.",
    "SQLITE_CANTOPEN": "The record {file} cannot be opened. "
    "Check that its disk or network drive is there and that its folder can be written, "
    "then try again.",
    "SQLITE_NOTADB": "The record {file} is damaged, or its keys belong to another record. "
    "Look at the keys first: beside it has to lie its own {file}.keys; if that was exchanged, put "
    "it back, or give that name to {file}.keys.copy, and try again. If the keys are its own, do "
    "not go on with it: restore the latest backup, and keep this file for whoever looks into it.",
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_IOERR": "The disk failed while the record {file} was read or written, so this entry "
    "was not kept. Check that the disk or network drive is there, then enter it again.",
    "SQLITE_CONSTRAINT": f"This entry does not fit what is on record, so it was not kept. {_SAFE}",
}
_OPENING = {
    "SQLITE_FULL": "The disk is full, and the record {file} needs some room beside it to be "
    f"opened. {_SAFE} Make room on the disk, then try again.",
    "SQLITE_READONLY": "The record {file} can be read but not written, so it is not opened. "
    f"{_SAFE} Ask for the right to write in its folder; or copy it, with all files that begin "
    "with its name, to a folder that can be written, and open it there.",
    "SQLITE_IOERR": "The disk failed while the record {file} was opened. Check that the disk or "
    "network drive is there, then try again.",
}  # before anything was entered
_MOST_FAULTS = 3
_DAMAGE = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
_ELSE = (
    f"The record {{file}} did not take this entry. {_SAFE} "
    "Close the program, start it again and look at the last entry."
)
SIGNED_SENTENCE = (
    "This session is signed and cannot change any more. Write what came later as an addendum."
)
KEPT_SENTENCE = (
    "Nothing is removed from the record. Take an entry back with a reason; it stays on file."
)


def in_words(error: EngineError, path: Path, *, is_opening: bool = False) -> StoreError:
    """An error of the engine as one that is meant for the user."""
    message = str(error)
    if message == SIGNED:
        return SignedError(SIGNED_SENTENCE)
    if message == KEPT:
        return StoreError(KEPT_SENTENCE)
    name = getattr(error, "sqlite_errorname", "")
    kind = "_".join(name.split("_")[:2])  # SQLITE_IOERR_WRITE is a SQLITE_IOERR
    if is_opening and kind == "SQLITE_CANTOPEN" and _may_only_be_read(path):
        kind = "SQLITE_READONLY"  # no lock can be made beside it
    error_of = DamagedError if kind in _DAMAGE else EngineFailedError
    words = (_OPENING if is_opening else {}).get(kind) or _BY_NAME.get(kind, _ELSE)
    return error_of(words.format(file=path.name))


def _may_only_be_read(path: Path) -> bool:
    return os.access(path, os.R_OK) and not os.access(path.parent, os.W_OK)


def vanished(path: Path, *, is_whole: bool) -> StoreError:
    """The file was there and is not any more; whether it has all before, where it went."""
    return StoreError(
        f"The record {path.name} is no longer in its folder, so this entry was not kept. "
        f"{_where(path, is_whole=is_whole)}"
        "Check that its disk or network drive is there, or that nobody moved it, then start again."
    )


def log_vanished(path: Path, *, is_whole: bool) -> StoreError:
    """The log beside the file is not the one that is open."""
    return StoreError(
        f"The file {path.name}-wal beside the record was removed or replaced, so this entry was "
        f"not kept. {_SAFE if is_whole else 'What was entered last may be lost with it.'} Close "
        "the program, start it again and look at the last entry. Leave that file to the program."
    )


def _where(path: Path, *, is_whole: bool) -> str:
    if is_whole:
        return ""
    return f"What was entered last may still be in {path.name}-wal: keep it with the record. "


def taken(path: Path, *, has_keys: bool) -> StoreError:
    """There is something where a new record is to be."""
    if path.is_dir():
        return StoreError(
            f"{path} is a folder. Name a file in it, such as {path / 'unit.plexlog'}."
        )
    if not has_keys and path.stat().st_size == 0:
        return StoreError(
            f"{path} is an empty file and no record. Nothing was changed. Remove it, or choose "
            "another name for the new one."
        )
    return StoreError(
        f"There is a record {path.name} in {path.parent} already. Sign in to it, "
        "or choose another place for a new one."
    )


def missing(path: Path) -> StoreError:
    """There is no file."""
    return StoreError(
        f"There is no record {path.name} in {path.parent}. "
        "Check that its disk or network drive is there, or restore the latest backup."
    )


def undone(path: Path) -> StoreError:
    """The engine has given up the transaction by itself; what follows must not be kept alone."""
    return StoreError(_ELSE.format(file=path.name))


def not_rekeyed(path: Path) -> StoreError:
    """The copy could not be written with the new key."""
    room = math.ceil(2.2 * path.stat().st_size / 1_000_000)  # copy, what undoes it, and the log
    return StoreError(
        f"The record {path.name} could not be encrypted anew, most likely because the disk is "
        f"full: about {room} MB have to be free for that. Nothing was changed. Make room on the "
        "disk, then try again."
    )


def newer(path: Path, found: int, known: int) -> StoreError:
    """The file was written by a later program."""
    return StoreError(
        f"The record {path.name} is of version {found}; this program knows versions up to "
        f"{known}. Nothing was changed. Start the newer program, or update this one."
    )


def not_migrated(path: Path, version: int) -> StoreError:
    """The schema could not be brought up to date."""
    return StoreError(
        f"The record {path.name} could not be brought to version {version}; it is as it was "
        "before. Go on with the program you had, and report this."
    )


def altered(path: Path, names: Sequence[str]) -> DamagedError:
    """Tables are not as the program made them."""
    return DamagedError(
        f"The record {path.name} was altered by another program ({', '.join(names)}). "
        "Do not go on with it: restore the latest backup, and keep this file for whoever looks "
        "into it."
    )


def damaged(path: Path, faults: Sequence[str] = ()) -> DamagedError:
    """The pages of the file do not hold together; the first faults say where."""
    where = f" What was found first: {'; '.join(faults[:_MOST_FAULTS])}." if faults else ""
    return DamagedError(_DAMAGED.format(file=path.name) + where)
