"""A mark in the folder that a unit has chosen for its backups, by which it is known again.

Where a disk is not plugged in, or a share not there, the same folder may be found empty on the
disk of the record. What is put there lies in one place only, so nothing is.
"""

from __future__ import annotations

from pathlib import Path

from plexlog.storage.own_file import write_as_own

_TEXT = (
    "A unit keeps its PlexLog backups in this folder. Leave this file here: without it the "
    "program takes the folder for another one and makes no backup in it.\n"
)


def is_marked(folder: Path, unit_key: str) -> bool:
    """Whether it is the folder that the unit chose; not where it cannot be looked at."""
    try:
        return _mark(folder, unit_key).is_file()
    except OSError:
        return False


def mark(folder: Path, unit_key: str) -> None:
    """Leave the mark of a unit. Raises OSError."""
    write_as_own(_mark(folder, unit_key), _TEXT)


def _mark(folder: Path, unit_key: str) -> Path:
    """Units may share a folder, each with a mark of its own."""
    return folder / f"plexlog-backups-{unit_key[:8]}.txt"
