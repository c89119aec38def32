"""What the services need of the record about backups."""

from __future__ import annotations

from typing import Protocol

from plexlog.domain.backups import Backup, BackupState, HeldAgainst


class BackupWork(Protocol):
    """The making of one backup, on whatever thread."""

    def work(self) -> Backup:
        """Make it, check it, and drop those that are kept no longer. Raises StoreError."""
        ...


class Backups(Protocol):
    """The backups of the record."""

    def backup_state(self) -> BackupState:
        """What there is to go back to."""
        ...

    def backup_job(self) -> BackupWork:
        """The work of making a backup of the record as it is now."""
        ...

    def against_backups(self) -> HeldAgainst:
        """Where the history lacks what a backup holds, and which there were."""
        ...

    def set_backup_folder(self, folder: str, why: str) -> None:
        """Keep backups in another folder; empty for the one beside the record."""
        ...
