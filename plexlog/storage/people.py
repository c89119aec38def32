"""The people of the unit and their keys: every change is a row, and the key file follows.

What somebody may do, services decide; here is what must hold whoever asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from plexlog.domain.errors import AccessError, StoreError
from plexlog.domain.roles import Act, may
from plexlog.domain.unit import Rekeyed, Role, StaffMember
from plexlog.domain.vouching import Way
from plexlog.storage import unlocking, vault
from plexlog.storage.desk import new_key
from plexlog.storage.key_file import Cost, Keys
from plexlog.storage.rekey import rekeyed
from plexlog.storage.staff import StaffRecords, staff_row
from plexlog.storage.staff_keys import vouched_by
from plexlog.storage.vault import StaffSigner


class PeopleRecords(StaffRecords):
    """Staff and keys on file, changed by whoever is signed in."""

    signer: StaffSigner
    _me: StaffMember
    _page_key: bytes
    _cost: Cost

    def take_seat(self, opened: vault.Opened) -> None:
        """Work for whoever the keys were opened for. Raises AccessError, StoreError."""
        self._page_key = opened.page_key
        self._cost = opened.member.cost
        self._me = self.member(opened.member.login)
        if not self._me.is_active:
            raise AccessError(
                f"{self._me.name} is suspended from the staff of this unit. "
                "A colleague who looks after the staff can change that."
            )

    @property
    def me(self) -> StaffMember:
        """Who is signed in; the author of what is written."""
        return self._me

    def look_again(self) -> None:
        """Whoever is signed in, as they are on file now."""
        self._me = self.member(self._me.login)

    def add_staff(
        self,
        *,
        name: str,
        login: str,
        password: str,
        role: Role,
        administers: bool = False,
        cost: Cost | None = None,
    ) -> StaffMember:
        """Take on a member of staff. Raises StoreError when the login is taken."""
        login = login.strip()
        if any(one.login.casefold() == login.casefold() for one in self.staff()):
            raise StoreError(f"Somebody else signs in as {login}. Choose another name for it.")
        keys = self._keys_with(login, password, cost)
        member = StaffMember(
            key=new_key(),
            login=login,
            name=name,
            role=role,
            public_key=keys.public_key(login),
            administers=administers,
        )
        keys, vouched = self._vouched(Way.ADDED, member, "", keys)
        with self.with_keys(keys, "new member of staff"):
            self.database.insert("staff", staff_row(member) | {"vouched": vouched})
        return member

    def suspend_staff(self, staff_key: str, why: str) -> None:
        """Their password opens nothing any more; the name stays. Raises StoreError."""
        if staff_key == self.me.key:
            raise StoreError("You cannot suspend yourself; a colleague has to.")
        login = self.existing("staff", staff_key)["login"]
        with self.with_keys(self.keys().without(login), why):
            self._change(staff_key, {"left_at": self.clock.now().text})

    def bring_back(
        self,
        staff_key: str,
        password: str,
        why: str,
        second: tuple[str, str],
        cost: Cost | None = None,
    ) -> None:
        """Somebody who was suspended signs in again, with a new password.

        Whoever is signed in vouches for the key, and a second by login and password.
        Raises AccessError, StoreError.
        """
        also = self._second(second)
        self._give_password(staff_key, password, why, cost, Way.BROUGHT_BACK, also)

    def change_role(self, staff_key: str, role: Role, why: str, *, administers: bool) -> None:
        """Another role, and whether they look after the unit. Raises StoreError."""
        with self.writing(why):
            after = replace(self._of_key(staff_key), role=role, administers=administers)
            head = self.database.rows(
                'SELECT "hash" FROM "history" ORDER BY "number" DESC LIMIT 1'
            )[0]["hash"]
            people = [(self.me.key, self.me.name, self.signer)]
            vouched = vouched_by(Way.ROLE, after, head, self.clock.now().text, people)
            changes = {"role": role.value, "administers": int(administers)}
            self._change(staff_key, changes | {"vouched": vouched.text})
        self.look_again()

    def change_password(self, old: str, new: str, cost: Cost | None = None) -> None:
        """Another password for whoever is signed in. Raises AccessError."""
        unlocking.by_password(self.database.path, self.me.login, old, self.clock)
        keys = self.keys()
        changed = vault.with_password(keys, self.me.login, old, new, cost or self._cost)
        with self.with_keys(changed, "password changed"):
            self._change(self.me.key, {"password_changed_at": self.clock.now().text})

    def reset_password(
        self,
        staff_key: str,
        password: str,
        why: str,
        second: tuple[str, str],
        cost: Cost | None = None,
    ) -> None:
        """A new password, and with it a new signing key, for somebody else.

        Whoever is signed in vouches for the key, and a second by login and password.
        Raises AccessError, StoreError.
        """
        if not self._of_key(staff_key).is_active:
            raise StoreError("Who is suspended gets a new password when brought back.")
        also = self._second(second)
        self._give_password(staff_key, password, why, cost, Way.RESET, also)

    def _second(self, second: tuple[str, str]) -> tuple[str, str, StaffSigner]:
        other, signer = self.who_signs(*second)
        return other.key, other.name, signer

    def who_signs(self, login: str, password: str) -> tuple[StaffMember, StaffSigner]:
        """A second person with what they sign by. Raises AccessError, StoreError.

        What one signs with a key that is not on record yet would never count.
        """
        opened = unlocking.by_password(self.database.path, login, password, self.clock)
        other = self.member(opened.member.login)
        if other.public_key != opened.signer.public_key:
            raise StoreError(
                f"The new password of {other.name} is not on record yet. Nothing was changed. "
                f"Have {other.name} sign in with it once, then try again."
            )
        return other, opened.signer

    def prove(self, login: str, password: str) -> StaffMember:
        """Make sure of a member of staff by their password. Raises AccessError, StoreError."""
        opened = unlocking.by_password(self.database.path, login, password, self.clock)
        return self.member(opened.member.login)

    def renew_recovery_key(self, why: str = "new recovery key") -> str:
        """A new recovery key to print; the one before opens nothing any more."""
        keys, recovery_key = vault.with_recovery(self.keys(), self._page_key)
        with self.with_keys(keys, why):
            self._change_unit({"recovery_key_changed_at": self.clock.now().text})
        return recovery_key

    def without_new_key(self) -> tuple[str, ...]:
        """The names of whom a new page key cannot be given until they have signed in once."""
        return tuple(one.name for one in self.staff() if one.is_active and not self._seals(one))

    def rekey(self, why: str) -> Rekeyed:
        """Encrypt the record with another page key. Raises StoreError; then all is as it was."""
        keys = self.keys()
        left_out = self.without_new_key()
        for one in self.staff():
            if not (one.is_active and self._seals(one)):
                keys = keys.without(one.login)
        self._page_key, recovery_key = rekeyed(self.database, self._page_key, keys, why)
        return Rekeyed(recovery_key=recovery_key, left_out=left_out)

    def _seals(self, one: StaffMember) -> bool:
        member = self.keys().member(one.login)
        return member is not None and vault.can_be_sealed_to(member, one.public_key)

    def _of_key(self, staff_key: str) -> StaffMember:
        return self.member(self.existing("staff", staff_key)["login"])

    def _keys_with(self, login: str, password: str, cost: Cost | None) -> Keys:
        keys = self.keys()
        return vault.with_member(keys, self._page_key, login, password, cost or self._cost)

    def _give_password(
        self,
        staff_key: str,
        password: str,
        why: str,
        cost: Cost | None,
        way: Way,
        also: tuple[str, str, StaffSigner],
    ) -> None:
        before = self._of_key(staff_key)
        keys = self._keys_with(before.login, password, cost)
        public_key = keys.public_key(before.login)
        after = replace(before, public_key=public_key)
        keys, vouched = self._vouched(way, after, before.public_key, keys, also)
        new = {
            "public_key": public_key,
            "vouched": vouched,
            "password_changed_at": self.clock.now().text,
            "left_at": None,
        }
        with self.with_keys(keys, why):
            self._change(staff_key, new)

    def _vouched(
        self,
        way: Way,
        member: StaffMember,
        before: str,
        keys: Keys,
        *also: tuple[str, str, StaffSigner],
    ) -> tuple[Keys, str]:
        """The keys with who vouches for that of a member, and the same for the record.

        It stands in both: if giving the key is cut short, the next sign-in puts it on record.
        """
        people = [(self.me.key, self.me.name, self.signer), *also]
        vouched = vouched_by(way, member, before, self.clock.now().text, people).text
        entry = keys.member(member.login)
        assert entry is not None  # noqa: S101 - it was made just before
        return keys.with_member(replace(entry, vouched=vouched)), vouched

    def _change(self, staff_key: str, changes: Mapping[str, Any]) -> None:
        self.database.update("staff", staff_key, changes)
        if not any(one.is_active and may(one, Act.STAFF) for one in self.staff()):
            raise StoreError(
                "Nobody would be left to look after the staff. "
                "Have somebody else look after the unit first."
            )

    def _change_unit(self, changes: Mapping[str, Any]) -> None:
        row = self.database.row('SELECT "key" FROM "unit"')
        assert row is not None  # noqa: S101 - a record is founded with its unit
        self.database.update("unit", row["key"], changes)
