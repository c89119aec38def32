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
from plexlog.storage.places_of_rows import MIGRATE, image_of
from plexlog.storage.vault import StaffSigner, is_signed

STAFF_ROWS = 'SELECT * FROM "history" WHERE "table_name" = \'staff\' ORDER BY "number"'
# how many have to vouch, and what they have to be allowed to
_WANTED = {
    Way.ADDED: (1, Act.STAFF),
    Way.BROUGHT_BACK: (2, Act.VOUCH),
    Way.ROLE: (1, Act.STAFF),
    Way.RESET: (2, Act.VOUCH),
}
_FIRST = (Way.FOUNDED, Way.ADDED)
_GIVES_KEY = (*_FIRST, Way.BROUGHT_BACK, Way.RESET, Way.RECOVERY)
_GIVES_ROLE = (*_FIRST, Way.ROLE)


@dataclass(frozen=True)
class _Member:
    """One member of staff, as far as the rows were read: what they say, and what counts of it."""

    image: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    role: tuple[str, bool] = ("", False)  # with whether they look after the unit
    is_active: bool = False

    @property
    def shown_key(self) -> str:
        """The key that the last row says."""
        return str(self.image.get("public_key", ""))


class StaffKeys:
    """The signing keys of the staff, with what is wrong with them and what has to be known."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.recoveries: list[tuple[Any, Problem]] = []  # each row with its note
        self._staff: dict[str, _Member] = {}
        self._spans: dict[tuple[str, str], list[tuple[float, float]]] = {}
        self._there: dict[tuple[str, str], list[tuple[float, float]]] = {}  # by key and name
        self._logins: set[str] = set()
        self._signs_as: dict[str, list[tuple[float, str, str, bool]]] = {}  # from when
        told = list(rows)
        known = _known(told)
        self._known_until = known[-1]["number"] if known else 0
        for row in told:
            self._read(row)
        if known:
            self._note_known(known[0]["at"])

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

    def had(self, staff_key: str, public_key: str, number: float) -> bool:
        """Whether it was their key at any time until a row of the history was written."""
        spans = self._spans.get((staff_key, public_key), ())
        return any(begin <= number for begin, _end in spans)

    def was(self, staff_key: str, public_key: str, number: float) -> bool:
        """Whether it was their key when a row of the history was written."""
        spans = self._spans.get((staff_key, public_key), ())
        return any(begin <= number < end for begin, end in spans)

    def signed_as(self, staff_key: str, number: float) -> tuple[str, str]:
        """Name and role of a member of staff when a row of the history was written."""
        told = [one for one in self._signs_as.get(staff_key, ()) if one[0] <= number]
        return told[-1][1:3] if told else ("", "")

    def might(self, staff_key: str, act: Act, number: float) -> bool:
        """Whether somebody was allowed to do something when a row of the history was written."""
        told = [one for one in self._signs_as.get(staff_key, ()) if one[0] <= number]
        return bool(told) and _is_allowed(told[-1][2:], act)

    def was_there(self, staff_key: str, name: str, number: int) -> bool:
        """Whether somebody of that name was on the staff when a row of the history was written.

        A row that ends their time may still be their own. Where there is no staff nobody signs in.
        """
        for begin, end in self._there.get((staff_key, name), ()):  # asked for each row
            if begin <= number <= end:
                return True
        return not self._staff

    def signs_in(self, login: str) -> bool:
        """Whether anybody ever signed in as that."""
        return login.casefold() in self._logins

    def is_old(self, number: int) -> bool:
        """Whether a row is from before keys were vouched for."""
        return number <= self._known_until

    def may(self, staff_key: str, act: Act) -> bool:
        """Whether somebody may do something, by the role that counts."""
        member = self._staff.get(staff_key, _Member())
        return member.is_active and _is_allowed(member.role, act)

    def holds(self, vouched: Vouched) -> bool:
        """Whether the key can follow the one that the member of staff has now."""
        member = self._staff.get(vouched.staff_key, _Member())
        is_next = vouched.before == member.shown_key and _role_of(vouched) == member.role
        return is_next and vouched.way in _GIVES_KEY and self._is_vouched_for(vouched, member)

    def _read(self, row: Any) -> None:
        now = image_of(row["new"])
        key = str(now.get("public_key") or "")
        if not key:
            return  # no row of the staff any more; the chain tells that
        before = self._staff.get(row["row_key"], _Member())
        is_old = self.is_old(row["number"])
        way = None if is_old else self._way(row, now, before)
        role, is_active = _role_in(now), now.get("left_at") is None
        if not is_old:
            if key != before.key and way not in _GIVES_KEY:
                self._tell(row, now, "signing key", is_told=key == before.shown_key)
                key = before.key
            if role != before.role and way not in _GIVES_ROLE:
                self._tell(row, now, "role", is_told=role == _role_in(before.image))
                role = before.role
            if is_active and not before.is_active and way not in (*_FIRST, Way.BROUGHT_BACK):
                is_told = not before.image or before.image.get("left_at") is None
                self._tell(row, now, "place on the staff", is_told=is_told)
                is_active = False
            for what in ("name", "login"):
                if before.image and now.get(what) != before.image.get(what):
                    self._tell(row, before.image, what, is_told=False)
        signs_as = (row["number"], str(now.get("name")), *role)
        self._signs_as.setdefault(row["row_key"], []).append(signs_as)
        after = _Member(image=now, key=key, role=role, is_active=is_active)
        self._keep(row["row_key"], before.key, after, row["number"])
        self._keep_place(row["row_key"], before, after, row["number"])
        self._staff[row["row_key"]] = after

    def _way(self, row: Any, now: Mapping[str, Any], before: _Member) -> Way | None:
        """In which way a row changes what counts of a member; None: not so that it would."""
        vouched = read_vouched(now.get("vouched"))
        said = (row["row_key"], now.get("login"), now["public_key"], _role_in(now))
        if vouched is None or said != (
            vouched.staff_key,
            vouched.login,
            vouched.public_key,
            _role_of(vouched),
        ):
            return None
        is_role = vouched.way is Way.ROLE
        if vouched.before != (row["previous"] if is_role else before.shown_key):
            return None  # it was of another time
        if vouched.way is Way.RECOVERY and before.image:
            self._note_recovery(row, now)
            return vouched.way
        return vouched.way if self._is_vouched_for(vouched, before) else None

    def _is_vouched_for(self, vouched: Vouched, before: _Member) -> bool:
        if vouched.way is Way.FOUNDED:
            people = [(one.key, one.public_key) for one in vouched.by]
            is_first = not self._staff and people == [(vouched.staff_key, vouched.public_key)]
            return is_first and _is_signed(vouched, vouched.by[0])
        if vouched.way not in _WANTED or not _fits(vouched.way, before):
            return False
        most, act = _WANTED[vouched.way]
        keys = {one.key for one in vouched.by}
        is_own = vouched.staff_key in keys and vouched.way is not Way.ROLE
        are_they = len(vouched.by) == len(keys) == most and not is_own
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

    def _keep_place(self, staff_key: str, before: _Member, now: _Member, number: int) -> None:
        """From when to when somebody was on the staff under a name; the founder from the first."""
        self._logins.add(str(now.image.get("login")).casefold())
        was, name = str(before.image.get("name")), str(now.image.get("name"))
        if before.is_active and now.is_active and was == name:
            return
        if before.is_active:
            spans = self._there[staff_key, was]
            spans[-1] = (spans[-1][0], number)
        if now.is_active:
            begin = number if self._staff else 0
            self._there.setdefault((staff_key, name), []).append((begin, math.inf))

    def _tell(self, row: Any, now: Mapping[str, Any], what: str, *, is_told: bool) -> None:
        if is_told:
            return  # by the row that changed it
        said = (
            f"was changed at {row['at']} by {row['name']}, and nobody vouched for it who had to: "
            "it counts for nothing, nor does what was done by it"
        )
        self.problems.append(Problem(where=f"{what} of {now.get('name')}", what=said))

    def _note_recovery(self, row: Any, now: Mapping[str, Any]) -> None:
        what = (
            f"was set with the recovery key at {row['at']} (history row {row['number']}), and "
            "nobody vouched for it: whoever was in the unit then knows whether that was right"
        )
        note = Problem(where=f"signing key of {now.get('name')}", what=what)
        self.recoveries.append((row, note))

    def _note_known(self, at: str) -> None:
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
        role=member.role.value,
        administers=member.administers,
        before=before,
        at=at,
        by=by,
    )
    signed = [
        replace(one, signature=signer.sign(vouched.message))
        for one, (_key, _name, signer) in zip(by, people, strict=True)
    ]
    return replace(vouched, by=tuple(signed))


def _known(rows: Iterable[Any]) -> Sequence[Any]:
    """The rows that the migration wrote, one for each of the staff, after which vouching begins.

    None where anything was vouched for before them: then it began with the first row.
    """
    found: list[Any] = []
    for row in rows:
        vouched = read_vouched(image_of(row["new"]).get("vouched"))
        if vouched is None and not found:
            continue
        is_known = vouched is not None and vouched.way is Way.KNOWN
        is_next = not found or row["number"] == found[-1]["number"] + 1
        is_new = row["row_key"] not in {one["row_key"] for one in found}
        if row["operation"] != MIGRATE or not (is_known and is_next and is_new):
            break
        found.append(row)
    return found


def _fits(way: Way, before: _Member) -> bool:
    """Whether something can come about in that way, as the member was before."""
    if way is Way.ADDED:
        return not before.image
    return bool(before.image) and (way is Way.ROLE or before.is_active is (way is Way.RESET))


def _role_in(image: Mapping[str, Any]) -> tuple[str, bool]:
    return str(image.get("role", "")), bool(image.get("administers"))


def _role_of(vouched: Vouched) -> tuple[str, bool]:
    return vouched.role, vouched.administers


def _is_signed(vouched: Vouched, one: VouchedBy) -> bool:
    return is_signed(one.public_key, one.signature, vouched.message)


def _is_allowed(role: tuple[str, bool], act: Act) -> bool:
    """Whether a role, with whether they look after the unit, may do something; an odd one not."""
    word, administers = role
    return word in set(Role) and allows(Role(word), act, administers=administers)
