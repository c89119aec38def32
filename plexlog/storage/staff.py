"""The unit and its staff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from plexlog.domain.errors import StoreError
from plexlog.domain.moments import Moment
from plexlog.domain.unit import PasswordGiven, Role, StaffMember, UnitFacts
from plexlog.domain.vouching import read_vouched
from plexlog.storage.database import OF_HASH
from plexlog.storage.desk import Desk
from plexlog.storage.key_file import (
    Keys,
    drop_keys_to_come,
    keys_to_come,
    put_in_force,
    read_keys,
    write_keys_to_come,
)

# A new password comes with a new signing key, which one's own change keeps. So whoever's name the
# row bears: a reset that was cut short is put on record by its owner, who signs in next.
_GIVEN = (
    'SELECT "at", "name", "staff_key" = "row_key" AS "is_own", "new" ->> \'vouched\' AS "vouched"'
    ' FROM "history" WHERE "table_name" = \'staff\' AND "row_key" = ? AND CASE WHEN "old" IS NULL'
    # somebody new: the first of all has founded the unit, with a password of their own
    ' THEN "number" > (SELECT min("number") FROM "history" WHERE "table_name" = \'staff\')'
    " ELSE \"old\" ->> 'public_key' <> \"new\" ->> 'public_key' END"  # no old one: unchanged
    ' ORDER BY "number" DESC LIMIT 1'
)


_HEAD = 'SELECT "hash" FROM "history" ORDER BY "number" DESC LIMIT 1'


class StaffRecords(Desk):
    """The unit and its staff on file."""

    def unit(self) -> UnitFacts:
        """The unit."""
        row = self.database.row('SELECT * FROM "unit"')
        assert row is not None  # noqa: S101 - a record is founded with its unit
        return UnitFacts(
            name=row["name"],
            founded_at=Moment.parse(row["founded_at"]),
            lists=row["seeds"] or "",
        )

    def staff(self) -> Sequence[StaffMember]:
        """All members of staff, those who left too: their names stand in the record."""
        return [
            _member(row) for row in self.database.rows('SELECT * FROM "staff" ORDER BY "name"')
        ]

    def member(self, login: str) -> StaffMember:
        """The member of a login. Raises StoreError."""
        for one in self.staff():
            if one.login.casefold() == login.casefold():
                return one
        raise StoreError(
            f"{login} has a key but is not on the staff of this unit. Nothing is lost; "
            "have a colleague add this member of staff again."
        )

    def password_given(self, staff_key: str) -> PasswordGiven | None:
        """When somebody else last gave a member their password, as the history has it."""
        row = self.database.row(_GIVEN, (staff_key,))
        if row is None:
            return None
        vouched = read_vouched(row["vouched"]) if row["is_own"] else None
        by = row["name"] if vouched is None else vouched.names
        return PasswordGiven(at=Moment.parse(row["at"]), by=by)

    @contextmanager
    def with_keys(self, keys: Keys, why: str) -> Iterator[None]:
        """A change of the record and of the key file, both or neither. Raises StoreError.

        The new keys are on the disk before the record is kept, and count once it has the row that
        they name. What follows takes no room, and whatever stops it, that row decides.
        """
        path = self.database.path
        try:
            with self.writing(why):
                yield
                head = self.database.row(_HEAD)
                assert head is not None  # noqa: S101 - a record begins with a row
                write_keys_to_come(path, keys, head["hash"])
        finally:
            with suppress(StoreError):  # they wait, and the next sign-in looks again
                self._settle_keys()

    def keys(self) -> Keys:
        """The keys in force. Raises StoreError where a change of before is not through yet."""
        self._settle_keys()
        if keys_to_come(self.database.path) is not None:
            raise StoreError(
                "The keys of the change before this one are not in their place yet, so nothing "
                "was changed. Check that the disk has room and that the folder of the record can "
                "be written, close the program and sign in again."
            )
        return read_keys(self.database.path)

    def _settle_keys(self) -> None:
        """Put in force what waits for a row that is on record, and drop what never will be."""
        path = self.database.path
        to_come = keys_to_come(path)
        if to_come is None:
            drop_keys_to_come(path)  # what was begun of them
        elif to_come.row:
            is_kept = self.database.row(OF_HASH, (to_come.row,)) is not None
            (put_in_force if is_kept else drop_keys_to_come)(path)


def _member(row: Any) -> StaffMember:
    return StaffMember(
        key=row["key"],
        login=row["login"],
        name=row["name"],
        role=Role(row["role"]),
        public_key=row["public_key"],
        administers=bool(row["administers"]),
        left_at=_moment(row["left_at"]),
        password_changed_at=_moment(row["password_changed_at"]),
    )


def _moment(text: str | None) -> Moment | None:
    return None if text is None else Moment.parse(text)


def staff_row(member: StaffMember) -> dict[str, str | int]:
    """The columns of a new member of staff."""
    return {
        "key": member.key,
        "login": member.login,
        "name": member.name,
        "role": member.role.value,
        "public_key": member.public_key,
        "administers": int(member.administers),
    }
