"""The files of a record are its owner's alone, from their first byte on.

The engine makes a file as the system's mask says, and so do copies: so each of them is made here
first, empty, and filled then. What the engine lays beside a file bears the rights of that file.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

OWN = 0o600  # Windows keeps to the rights of the folder


def make_own(place: Path) -> None:
    """An empty file that nobody else can read; what lay there goes. Raises OSError."""
    place.unlink(missing_ok=True)
    os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN))


def make_own_for_engine(place: Path) -> None:
    """The same for a file that the engine fills: what cannot be made it cannot make, and tells."""
    with suppress(OSError):
        make_own(place)


def keep_own(place: Path) -> None:
    """A file that nobody else can read, if there is none yet; one that is there is not touched.

    Not even opened: to close it again would let go of what this program has locked in it.
    """
    if not place.exists():
        with suppress(OSError):
            place.touch(mode=OWN)


def copy_as_own(source: Path, place: Path) -> None:
    """A copy that nobody else can read, whoever can read the source. Raises OSError."""
    make_own(place)
    shutil.copyfile(source, place)


def write_as_own(place: Path, text: str) -> None:
    """Write a text beside its place, to the disk, and put it there at once. Raises OSError."""
    new = place.with_name(place.name + ".new")
    make_own(new)
    try:
        with new.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(place)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)  # what is half written takes room on a full disk
        raise
