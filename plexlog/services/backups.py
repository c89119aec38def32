"""Backups, as a unit looks after them: make one, see the last one, choose their folder."""

from __future__ import annotations

import os
from pathlib import Path

from plexlog.domain.backups import Backup, BackupState
from plexlog.domain.errors import PlexlogError
from plexlog.domain.roles import Act
from plexlog.services.backup_port import BackupWork
from plexlog.services.desk import Desk
from plexlog.services.permission import needs
from plexlog.services.staff import LONGEST_REASON


class BackupRefusedError(PlexlogError):
    """The backups go where they went; the message says why. `place` names the box."""

    def __init__(self, sentence: str, place: str) -> None:
        super().__init__(sentence)
        self.place = place


def backup_state(desk: Desk) -> BackupState:
    """What the unit has to go back to."""
    return desk.store.backup_state()


def backup_work(desk: Desk) -> BackupWork:
    """The making of a backup, to be done on whatever thread; anybody may have one made."""
    return desk.store.backup_job()


def back_up(desk: Desk) -> Backup:
    """Make a backup now. Raises StoreError."""
    return backup_work(desk).work()


@needs(Act.BACKUPS)
def choose_folder(desk: Desk, folder: str, why: str) -> None:
    """Keep backups in a folder from now on; empty for the one beside the record.

    Earlier backups stay where they are. Raises BackupRefusedError, StoreError.
    """
    reason = " ".join(why.split())
    if not reason or len(reason) > LONGEST_REASON:
        raise BackupRefusedError(f"Say why, in 1 to {LONGEST_REASON} characters.", "why")
    chosen = folder.strip()
    if chosen:
        _see_that_it_can_be(Path(chosen))
    desk.store.set_backup_folder(chosen, reason)


def _see_that_it_can_be(folder: Path) -> None:
    if not folder.is_absolute():
        raise BackupRefusedError("Name the folder from the top, with its drive.", "folder")
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise BackupRefusedError(
            f"{folder} is no folder that can be written. Make it first, or choose another.",
            "folder",
        )
