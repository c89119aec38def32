"""What the record knows of its backups: where they are kept, the last one, and how to make one."""

from __future__ import annotations

from pathlib import Path

from plexlog.domain.backups import BackupState
from plexlog.domain.moments import Moment
from plexlog.storage.backup import BackupJob, backups_in
from plexlog.storage.history import LAST_CHANGE
from plexlog.storage.people import PeopleRecords


class BackupRecords(PeopleRecords):
    """Backups of the record, made by whoever is signed in."""

    def backup_state(self) -> BackupState:
        """What there is to go back to; the folder is looked at anew each time."""
        folder = self._backup_folder()
        now = self.clock.now().utc
        found = backups_in(folder, self.database.path, self._unit_key())
        changed = self.database.row(LAST_CHANGE)
        assert changed is not None  # noqa: S101 - a record is founded with its history
        return BackupState(
            folder=folder,
            last=next((one for one in found if one.at <= now), None),
            all=tuple(found),
            founded_at=self.unit().founded_at.utc,
            changed_at=Moment.parse(changed["at"]).utc,
            now=now,
        )

    def backup_job(self) -> BackupJob:
        """The work of making a backup now; it may be done on any thread."""
        return BackupJob(
            record=self.database.path,
            page_key=self._page_key,
            unit_key=self._unit_key(),
            folder=self._backup_folder(),
            at=self.clock.now().utc,
        )

    def set_backup_folder(self, folder: str, why: str) -> None:
        """Keep backups in another folder; empty for the one beside the record."""
        with self.writing(why):
            self._change_unit({"backup_folder": folder or None})

    def _backup_folder(self) -> Path:
        row = self.database.row('SELECT "backup_folder" FROM "unit"')
        assert row is not None  # noqa: S101 - a record is founded with its unit
        chosen = row["backup_folder"]
        return Path(chosen) if chosen else self.database.path.parent / "backups"

    def _unit_key(self) -> str:
        row = self.database.row('SELECT "key" FROM "unit"')
        assert row is not None  # noqa: S101 - as above
        key: str = row["key"]
        return key
