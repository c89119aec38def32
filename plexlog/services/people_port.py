"""What the services need of the record about people and keys."""

from __future__ import annotations

from typing import Protocol

from plexlog.domain.unit import PasswordGiven, Rekeyed, Role, StaffMember


class People(Protocol):
    """The people of the unit and their keys, changed by whoever is signed in."""

    def add_staff(
        self, *, name: str, login: str, password: str, role: Role, administers: bool = False
    ) -> StaffMember:
        """Take on a member of staff. Raises StoreError when the login is taken."""
        ...

    def suspend_staff(self, staff_key: str, why: str) -> None:
        """Their password opens nothing any more; the name stays. Raises StoreError."""
        ...

    def bring_back(self, staff_key: str, password: str, why: str, second: tuple[str, str]) -> None:
        """Somebody who was suspended signs in again, with a new password.

        Whoever is signed in vouches for the key, and a second by login and password.
        Raises AccessError, StoreError.
        """
        ...

    def change_role(self, staff_key: str, role: Role, why: str, *, administers: bool) -> None:
        """Another role, and whether they look after the unit. Raises StoreError."""
        ...

    def change_password(self, old: str, new: str) -> None:
        """Another password for whoever is signed in. Raises AccessError."""
        ...

    def reset_password(
        self, staff_key: str, password: str, why: str, second: tuple[str, str]
    ) -> None:
        """A new password, and with it a new signing key, for somebody else.

        Whoever is signed in vouches for the key, and a second by login and password.
        Raises AccessError, StoreError.
        """
        ...

    def prove(self, login: str, password: str) -> StaffMember:
        """Make sure of a member of staff by their password. Raises AccessError, StoreError."""
        ...

    def password_given(self, staff_key: str) -> PasswordGiven | None:
        """When somebody else last gave a member their password; None where nobody did."""
        ...

    def renew_recovery_key(self, why: str) -> str:
        """A new recovery key to print; the one before opens nothing any more."""
        ...

    def without_new_key(self) -> tuple[str, ...]:
        """The names of whom a new page key cannot be given until they have signed in once."""
        ...

    def rekey(self, why: str) -> Rekeyed:
        """Encrypt the record with another page key. Raises StoreError; then all is as it was."""
        ...
