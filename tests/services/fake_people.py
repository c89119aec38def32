"""The people of a record in memory: they are as they are; changes of them are told on disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from plexlog.domain.backups import BackupState, HeldAgainst
from plexlog.domain.erasing import Erasure
from plexlog.domain.moments import Moment
from plexlog.domain.unit import PasswordGiven, Rekeyed, Role, StaffMember, UnitFacts
from plexlog.services.backup_port import BackupWork


class OnDiskOnlyError(AssertionError):
    """A test that changes people needs a record on disk: keys are files."""


class FakeUnit:
    """The unit, and the one who is signed in."""

    _me: StaffMember

    @property
    def me(self) -> StaffMember:
        return self._me

    def unit(self) -> UnitFacts:
        return UnitFacts(
            name="Apheresis Unit, Musterstadt", founded_at=Moment.parse("2026-01-01T08:00Z")
        )

    def staff(self) -> Sequence[StaffMember]:
        return (self._me,)


class FakePeople:
    """Keeps the shape of the port; each change has to be tested on a real key file."""

    def add_staff(
        self, *, name: str, login: str, password: str, role: Role, administers: bool = False
    ) -> StaffMember:
        return _refuse(name, login, password, role, administers)

    def suspend_staff(self, staff_key: str, why: str) -> None:
        _refuse(staff_key, why)

    def bring_back(self, staff_key: str, password: str, why: str, second: tuple[str, str]) -> None:
        _refuse(staff_key, password, why, second)

    def change_role(self, staff_key: str, role: Role, why: str, *, administers: bool) -> None:
        _refuse(staff_key, role, why, administers)

    def change_password(self, old: str, new: str) -> None:
        _refuse(old, new)

    def reset_password(
        self, staff_key: str, password: str, why: str, second: tuple[str, str]
    ) -> None:
        _refuse(staff_key, password, why, second)

    def prove(self, login: str, password: str) -> StaffMember:
        return _refuse(login, password)

    def password_given(self, staff_key: str) -> PasswordGiven | None:
        return _refuse(staff_key)

    def renew_recovery_key(self, why: str) -> str:
        return _refuse(why)

    def without_new_key(self) -> tuple[str, ...]:
        return _refuse()

    def rekey(self, why: str) -> Rekeyed:
        return _refuse(why)

    def erasures(self) -> Sequence[Erasure]:
        return ()

    def erase_patient(self, patient_key: str, why: str, login: str, password: str) -> Erasure:
        return _refuse(patient_key, why, login, password)

    def backup_state(self) -> BackupState:
        return _refuse()

    def backup_job(self) -> BackupWork:
        return _refuse()

    def against_backups(self) -> HeldAgainst:
        return HeldAgainst(Path("backups"))

    def set_backup_folder(self, folder: str, why: str) -> None:
        _refuse(folder, why)


def _refuse(*_given: object) -> NoReturn:
    raise OnDiskOnlyError
