"""Which signing key each member of staff had, from which row of the history to which.

Worked out from the rows that tell of the staff. A key counts where whoever had to vouched for it,
each with a key that was theirs then. A row alone makes nobody's key: whoever has the key of the
file can write one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from plexlog.domain.roles import Act, allows
from plexlog.domain.unit import Problem, Role, StaffMember
from plexlog.domain.vouching import Vouched, VouchedBy, Way, read_vouched
from plexlog.storage.database import Database
from plexlog.storage.places_of_rows import image_of
from plexlog.storage.vault import StaffSigner, is_signed

STAFF_ROWS = 'SELECT * FROM "history" WHERE "table_name" = \'staff\' ORDER BY "number"'
# how many have to vouch, and what they have to be allowed to
_WANTED = {
    Way.ADDED: (1, Act.STAFF),
    Way.BROUGHT_BACK: (1, Act.STAFF),
    Way.RESET: (2, Act.VOUCH),
}


@dataclass
class _Member:
    """One member of staff, as far as the rows were read."""

    image: Mapping[str, Any] = field(default_factory=dict)  # as the last row has it
    key: str = ""  # the last that counts

    @property
    def is_active(self) -> bool:
        return self.image.get("left_at") is None


class StaffKeys:
    """The signing keys of the staff, with what is wrong with them and what has to be known."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self._staff: dict[str, _Member] = {}
        self._spans: dict[tuple[str, str], list[tuple[float, float]]] = {}
        told = list(rows)
        self._known_at = _known_at(told)
        for row in told:
            self._read(row)
        if self._known_at:
            self._note_known(told)

    @classmethod
    def of(cls, database: Database) -> StaffKeys:
        """Those of a record as it is now."""
        return cls(database.rows(STAFF_ROWS))

    def knows(self, staff_key: str) -> bool:
        """Whether there was ever such a member of staff."""
        return staff_key in self._staff

    def was_ever(self, staff_key: str, public_key: str) -> bool:
        """Whether it was the key of that member of staff at any time."""
        return (staff_key, public_key) in self._spans

    def was(self, staff_key: str, public_key: str, number: float) -> bool:
        """Whether it was their key when a row of the history was written."""
        spans = self._spans.get((staff_key, public_key), ())
        return any(begin <= number < end for begin, end in spans)

    def is_old(self, number: int) -> bool:
        """Whether a row is from before keys were vouched for."""
        return number < self._known_at

    def may(self, staff_key: str, act: Act) -> bool:
        """Whether somebody may do something, as far as the rows tell."""
        member = self._staff.get(staff_key)
        return member is not None and member.is_active and _allows(member.image, act)

    def holds(self, vouched: Vouched) -> bool:
        """Whether the key can follow the one that the member of staff has now."""
        member = self._staff.get(vouched.staff_key, _Member())
        if vouched.before != member.image.get("public_key", ""):
            return False
        return self._is_vouched_for(vouched, member)

    def _read(self, row: Any) -> None:
        key, now = row["row_key"], image_of(row["new"])
        public_key = str(now.get("public_key") or "")
        if not public_key:
            return  # no row of the staff any more; the chain tells that
        member = self._staff.get(key)
        before = _Member() if member is None else member
        if public_key != before.key and not self._counts(row, now, before):
            if public_key != before.image.get("public_key"):  # else it was told of already
                self._tell(row, now)
            public_key = before.key
        after = _Member(image=now, key=public_key)
        self._keep(key, before.key, after, row["number"])
        self._staff[key] = after

    def _counts(self, row: Any, now: Mapping[str, Any], before: _Member) -> bool:
        """Whether another key in a row is that of the member from there on."""
        if row["number"] < self._known_at:
            return True
        vouched = read_vouched(now.get("vouched"))
        said = (row["row_key"], now.get("login"), now["public_key"])
        if vouched is None or said != (vouched.staff_key, vouched.login, vouched.public_key):
            return False
        if vouched.before != before.image.get("public_key", ""):
            return False
        if vouched.way is Way.RECOVERY and before.image:
            self._note_recovery(row, now)
            return True
        return self._is_vouched_for(vouched, before)

    def _is_vouched_for(self, vouched: Vouched, before: _Member) -> bool:
        if vouched.way is Way.FOUNDED:
            people = [(one.key, one.public_key) for one in vouched.by]
            is_first = not self._staff and people == [(vouched.staff_key, vouched.public_key)]
            return is_first and _is_signed(vouched, vouched.by[0])
        if vouched.way not in _WANTED or not _fits(vouched.way, before):
            return False
        most, act = _WANTED[vouched.way]
        keys = {one.key for one in vouched.by}
        are_they = len(vouched.by) == len(keys) == most and vouched.staff_key not in keys
        return are_they and all(self._may_vouch(vouched, one, act) for one in vouched.by)

    def _may_vouch(self, vouched: Vouched, one: VouchedBy, act: Act) -> bool:
        member = self._staff.get(one.key)
        is_theirs = member is not None and member.key == one.public_key
        return is_theirs and self.may(one.key, act) and _is_signed(vouched, one)

    def _keep(self, staff_key: str, before: str, now: _Member, number: int) -> None:
        """Where the time of one key ends and that of the other begins."""
        spans = self._spans.get((staff_key, before), [])
        was_in_force = bool(spans) and spans[-1][1] == math.inf
        if was_in_force and before == now.key and now.is_active:
            return
        if was_in_force:
            spans[-1] = (spans[-1][0], number)
        if now.key and now.is_active:
            self._spans.setdefault((staff_key, now.key), []).append((number, math.inf))

    def _tell(self, row: Any, now: Mapping[str, Any]) -> None:
        what = (
            f"was changed at {row['at']} by {row['name']}, and nobody vouched for it who had to: "
            "nothing that is signed with it counts"
        )
        self.problems.append(Problem(where=f"signing key of {now.get('name')}", what=what))

    def _note_recovery(self, row: Any, now: Mapping[str, Any]) -> None:
        what = (
            f"was set with the recovery key at {row['at']}, and nobody vouched for it: "
            "whoever was in the unit then knows whether that was right"
        )
        self.notes.append(Problem(where=f"signing key of {now.get('name')}", what=what))

    def _note_known(self, rows: Iterable[Any]) -> None:
        at = next(row["at"] for row in rows if row["number"] == self._known_at)
        what = f"of before {at} are taken as they stood then; nobody had vouched for them"
        self.notes.append(Problem(where="signing keys", what=what))


def vouched_by(
    way: Way,
    member: StaffMember,
    before: str,
    at: str,
    people: Sequence[tuple[str, str, StaffSigner]],
) -> Vouched:
    """That the key is that of the member from now on, signed by people: key, name and signer."""
    by = tuple(
        VouchedBy(key=key, name=name, public_key=signer.public_key) for key, name, signer in people
    )
    vouched = Vouched(
        way=way,
        staff_key=member.key,
        login=member.login,
        public_key=member.public_key,
        before=before,
        at=at,
        by=by,
    )
    signed = [
        replace(one, signature=signer.sign(vouched.message))
        for one, (_key, _name, signer) in zip(by, people, strict=True)
    ]
    return replace(vouched, by=tuple(signed))


def _known_at(rows: Iterable[Any]) -> int:
    """The row from which on keys have to be vouched for; 0 where that is from the first.

    It is the one that the migration wrote; where anything was vouched for before it, none is.
    """
    for row in rows:
        vouched = read_vouched(image_of(row["new"]).get("vouched"))
        if vouched is not None:
            is_known = vouched.way is Way.KNOWN and row["operation"] == "migrate"
            return int(row["number"]) if is_known else 0
    return 0


def _fits(way: Way, before: _Member) -> bool:
    """Whether somebody can come by a key in that way, as they were before."""
    if way is Way.ADDED:
        return not before.image
    return bool(before.image) and before.is_active is (way is Way.RESET)


def _allows(image: Mapping[str, Any], act: Act) -> bool:
    try:
        role = Role(str(image.get("role")))
    except ValueError:
        return False
    return allows(role, act, administers=bool(image.get("administers")))


def _is_signed(vouched: Vouched, one: VouchedBy) -> bool:
    return is_signed(one.public_key, one.signature, vouched.message)
