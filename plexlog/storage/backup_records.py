"""What the record knows of its backups: where they are kept, the last one, and how to make one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from plexlog.domain.backups import Backup, BackupState, HeldAgainst
from plexlog.domain.errors import StoreError
from plexlog.domain.moments import Moment
from plexlog.domain.unit import Problem
from plexlog.storage.backup import BackupJob, backups_in, is_the_chosen, last_row_of
from plexlog.storage.backup_folder import mark
from plexlog.storage.database import connect_with
from plexlog.storage.gone_back import ROWS, GoneBack
from plexlog.storage.history import LAST_CHANGE
from plexlog.storage.people import PeopleRecords
from plexlog.storage.staff_keys import STAFF_ROWS, StaffKeys


class BackupRecords(PeopleRecords):
    """Backups of the record, made by whoever is signed in."""

    def backup_state(self) -> BackupState:
        """What there is to go back to; the folder is looked at anew each time."""
        folder, unit_key = self._backup_folder(), self._unit_key()
        now = self.clock.now().utc
        found = backups_in(folder, self.database.path, unit_key)
        is_there = not self._chosen() or is_the_chosen(folder, self.database.path, unit_key)
        changed = self.database.row(LAST_CHANGE)
        assert changed is not None  # noqa: S101 - a record is founded with its history
        return BackupState(
            folder=folder,
            last=next((one for one in found if one.at <= now), None),
            all=tuple(found),
            founded_at=self.unit().founded_at.utc,
            changed_at=Moment.parse(changed["at"]).utc,
            now=now,
            is_there=is_there,
        )

    def backup_job(self) -> BackupJob:
        """The work of making a backup now; it may be done on any thread."""
        return BackupJob(
            record=self.database.path,
            page_key=self._page_key,
            unit_key=self._unit_key(),
            folder=self._backup_folder(),
            at=self.clock.now().utc,
            is_chosen=bool(self._chosen()),
        )

    def against_backups(self) -> HeldAgainst:
        """Where the history lacks what a backup holds; the newest such backup is told.

        Whoever takes rows and marks away in the record has to find every backup too. All are
        looked at: some that were forged along, under whatever names, are not the last word.
        Those of before one went back to an earlier state, and signed that, hold what was given up.
        """
        folder, path, now = self._backup_folder(), self.database.path, self.clock.now().utc
        found = backups_in(folder, path, self._unit_key())
        ahead = [one for one in found if one.at > now]
        held = HeldAgainst(folder, notes=tuple(map(_of_a_time_to_come, ahead)))
        # as it is now: what is verified may stand still since before the newest backup
        with self.database.told(), closing(connect_with(path, self._page_key, "ro")) as record:
            keys = StaffKeys(record.execute(STAFF_ROWS).fetchall())
            gone_back = GoneBack(record.execute(ROWS).fetchall(), keys).last
            held = replace(held, is_since=bool(gone_back))
            for one in (*(each for each in found if each.at <= now), *ahead):
                number, head = last_row_of(one, self._page_key, gone_back)
                if not number:
                    continue
                newest = held.newest or self._moment(one.at)
                held = replace(held, backups=held.backups + 1, newest=newest)
                sql = 'SELECT 1 FROM "history" WHERE "number" = ? AND "hash" = ?'
                if record.execute(sql, (number, head)).fetchone() is None:
                    return replace(held, problems=(_lacking(one, number),))
        return held

    def _moment(self, at: datetime) -> Moment:
        """A time as it is told here."""
        return Moment.of(at.astimezone(self.clock.now().instant.tzinfo))

    def set_backup_folder(self, folder: str, why: str) -> None:
        """Keep backups in another folder; empty for the one beside the record. Raises StoreError.

        It is marked, so that it is known again when its disk was away.
        """
        if folder:
            try:
                mark(Path(folder), self._unit_key())
            except OSError as error:
                raise StoreError(f"{folder} cannot be written: {error.strerror}.") from error
        with self.writing(why):
            self._change_unit({"backup_folder": folder or None})

    def _backup_folder(self) -> Path:
        chosen = self._chosen()
        return Path(chosen) if chosen else self.database.path.parent / "backups"

    def _chosen(self) -> str:
        """The folder that the unit has chosen; empty for the one beside the record."""
        row = self.database.row('SELECT "backup_folder" FROM "unit"')
        assert row is not None  # noqa: S101 - a record is founded with its unit
        return row["backup_folder"] or ""

    def _unit_key(self) -> str:
        row = self.database.row('SELECT "key" FROM "unit"')
        assert row is not None  # noqa: S101 - as above
        key: str = row["key"]
        return key


def _lacking(one: Backup, number: int) -> Problem:
    what = (
        f"holds row {number} of the history, and the record does not: rows were "
        "taken off at the end or made anew, or an older state was put back"
    )
    return Problem(where=f"backup {one.path.name}", what=what)


def _of_a_time_to_come(one: Backup) -> Problem:
    what = "bears a time to come: a clock was ahead when it was made, or somebody named it so"
    return Problem(where=f"backup {one.path.name}", what=what)
