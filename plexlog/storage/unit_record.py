"""The record of a unit, open for one member of staff: all repositories over one file."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.errors import AccessError
from plexlog.domain.fields import Catalogue
from plexlog.domain.moments import Clock
from plexlog.domain.unit import StaffMember
from plexlog.domain.vouching import Way
from plexlog.storage import sentences, unlocking, vault
from plexlog.storage.authors import RECOVERY
from plexlog.storage.backup_records import BackupRecords
from plexlog.storage.courses import CourseRecords
from plexlog.storage.database import Database
from plexlog.storage.desk import new_key
from plexlog.storage.drafts import DraftRecords
from plexlog.storage.erasing import ErasureRecords
from plexlog.storage.history import Author
from plexlog.storage.history_records import HistoryRecords
from plexlog.storage.key_file import (
    Cost,
    Keys,
    copy_path,
    key_path,
    write_keys,
)
from plexlog.storage.lists import Lists
from plexlog.storage.overridden import OverriddenRecords
from plexlog.storage.own_file import make_own
from plexlog.storage.schema import bring_up_to_date
from plexlog.storage.seeds import FactRecords, Seeds
from plexlog.storage.settings import SettingRecords
from plexlog.storage.signatures import SignatureRecords
from plexlog.storage.snapshot import Snapshot
from plexlog.storage.staff import StaffRecords, staff_row
from plexlog.storage.staff_keys import StaffKeys, vouched_by
from plexlog.storage.unit_file import Founding
from plexlog.storage.verified_records import VerifiedRecords


class UnitRecord(
    CourseRecords,
    Lists,
    SignatureRecords,
    FactRecords,
    BackupRecords,
    VerifiedRecords,
    ErasureRecords,
    OverriddenRecords,
    DraftRecords,
    HistoryRecords,
    SettingRecords,
):
    """The record of a unit; what services call a store."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        opened: vault.Opened,
    ) -> None:
        super().__init__(database, database.catalogue, clock)
        self.signer = opened.signer
        self._opened = opened
        self.take_seat(opened)
        database.author.staff_key = self.me.key
        database.author.name = self.me.name
        if self.me.public_key != opened.signer.public_key:
            self._take_new_key(opened)

    def _take_new_key(self, opened: vault.Opened) -> None:
        """The key file has a newer key than the record: giving it was cut short.

        Raises AccessError where nobody vouched for it.
        """
        keys = StaffKeys.of(self.database)
        vouched = unlocking.see_that_key_counts(keys, self.me.key, opened)
        with self.writing(f"new signing key, vouched for by {vouched.names}"):
            new = {"public_key": vouched.public_key, "vouched": vouched.text}
            self.database.update("staff", self.me.key, new)
        self.look_again()

    def at_station(self, station: str) -> None:
        """Name the station that writes from now on; the history keeps it."""
        self.database.author.station = station

    def snapshot(self) -> Snapshot:
        """The record as it is now, to be read on another thread."""
        opened = replace(self._opened, page_key=self._page_key)
        return Snapshot(self.database.path, opened, self.clock, self.catalogue)

    def close(self) -> None:
        """Close the file."""
        self.database.close()


def found(path: Path, founding: Founding) -> str:
    """Make a record and its keys; returns the recovery key. Raises StoreError if there is one."""
    if path.exists() or key_path(path).exists():
        raise sentences.taken(path, has_keys=key_path(path).exists())
    clock, cost = founding["clock"], founding.get("cost", Cost())
    seeds = founding.get("seeds", Seeds())
    keys, page_key, recovery_key = vault.found(founding["login"], founding["password"], cost)
    member = StaffMember(
        key=new_key(),
        login=founding["login"].strip(),
        name=founding["name"],
        role=founding["role"],
        public_key=keys.members[0].public_key,
        administers=True,
    )
    new = path.with_name(path.name + ".new")
    discard(new)
    make_own(new)
    database = Database(new, page_key, Author(clock, member.key, member.name), create=True)
    try:
        bring_up_to_date(database, page_key)
        unit = {
            "key": new_key(),
            "name": founding["unit"],
            "founded_at": clock.now().text,
        }
        signer = vault.open_with_password(keys, member.login, founding["password"]).signer
        themselves = [(member.key, member.name, signer)]
        vouched = vouched_by(Way.FOUNDED, member, "", unit["founded_at"], themselves)
        with database.writing("founded"):
            database.insert("unit", unit)
            database.insert("staff", staff_row(member) | {"vouched": vouched.text})
        FactRecords(database, database.catalogue, clock).load_seeds(seeds)
    finally:
        database.close()
    # the copy of the keys lies there before the record does: whatever stops us, it can be opened
    copy_path(path).unlink(missing_ok=True)
    _put_record_in_place(new, path, keys)
    return recovery_key


def _put_record_in_place(new: Path, path: Path, keys: Keys) -> None:
    write_keys(new, keys)
    copy_path(new).replace(copy_path(path))
    new.replace(path)
    key_path(new).replace(key_path(path))
    discard(new)


def discard(new: Path) -> None:
    """Remove what an attempt to make a record has left."""
    for ending in ("", "-wal", "-shm", "-journal", ".lock", ".keys", ".keys.copy"):
        new.with_name(new.name + ending).unlink(missing_ok=True)


def open_record(
    path: Path,
    opened: vault.Opened,
    clock: Clock,
    seeds: Seeds,
    catalogue: Catalogue = CATALOGUE,
) -> UnitRecord:
    """Open the record for a member of staff. Raises StoreError."""
    author = Author(clock, opened.member.login, opened.member.login)
    database = Database(path, opened.page_key, author, catalogue=catalogue)
    try:
        bring_up_to_date(database, opened.page_key)
        record = UnitRecord(database, clock, opened)
        record.load_seeds(seeds)
    except BaseException:
        database.close()
        raise
    return record


@dataclass(frozen=True)
class Recovered:
    """A record opened with the recovery key: enough to set a new password."""

    path: Path
    page_key: bytes
    clock: Clock

    def name_of(self, login: str) -> str:
        """The name of a member of staff; empty where there is none. Raises StoreError."""
        author = Author(self.clock, *RECOVERY)
        with closing(Database(self.path, self.page_key, author)) as database:
            sql = 'SELECT "name" FROM "staff" WHERE "login" = ? COLLATE NOCASE'
            row = database.row(sql, (login.strip(),))
        return "" if row is None else str(row["name"])

    def set_password(self, login: str, password: str, cost: Cost | None = None) -> None:
        """A new password, and with it a new signing key, for a member. Raises AccessError."""
        author = Author(self.clock, *RECOVERY)
        database = Database(self.path, self.page_key, author)
        try:
            bring_up_to_date(database, self.page_key)
            desk = StaffRecords(database, database.catalogue, self.clock)
            keys = desk.keys()
            member = keys.member(login)
            if member is None:
                raise AccessError(f"Nobody here signs in as {login.strip()}. Check the name.")
            made = cost or member.cost
            changed = vault.with_member(keys, self.page_key, member.login, password, made)
            with desk.with_keys(changed, "new password set with the recovery key"):
                now, at = desk.member(member.login), self.clock.now().text
                public_key = changed.public_key(member.login)
                after = replace(now, public_key=public_key)
                vouched = vouched_by(Way.RECOVERY, after, now.public_key, at, ())
                new = {"public_key": public_key, "vouched": vouched.text}
                database.update("staff", now.key, new | {"password_changed_at": at})
        finally:
            database.close()
