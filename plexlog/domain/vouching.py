"""Why a signing key counts as that of a member of staff: others have signed that it is.

The key file lies beside the record and whoever can write there can put another key into it, so
a key counts by who vouched for it and not by where it lies.
"""

from __future__ import annotations

import enum
import json
from dataclasses import asdict, dataclass
from typing import Any

_NO_TEXT = ("way", "by", "administers")


class Way(enum.StrEnum):
    """How somebody came by a signing key."""

    FOUNDED = "founded"  # the first of the unit, who vouches for themselves
    ADDED = "added"  # to the staff, by who looks after it
    BROUGHT_BACK = "brought back"  # after being suspended; two vouched
    RESET = "reset"  # the password was lost; two vouched
    RECOVERY = "recovery"  # with the printed recovery key; nobody vouched
    ROLE = "role"  # no new key: another role, by who looks after the staff
    KNOWN = "known"  # from before keys were vouched for


@dataclass(frozen=True, slots=True, kw_only=True)
class VouchedBy:
    """One who vouches."""

    key: str  # of the member of staff
    name: str
    public_key: str
    signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """That a key is the signing key of a member of staff from now on, and which role they have."""

    way: Way
    staff_key: str = ""
    login: str = ""
    public_key: str = ""
    role: str = ""
    administers: bool = False
    before: str = ""  # the key that they had; of a role, the hash of the last row of the history
    at: str = ""
    by: tuple[VouchedBy, ...] = ()

    @property
    def message(self) -> bytes:
        """What each of those who vouch signs."""
        who = (self.way.value, self.staff_key, self.login, self.public_key)
        bound = (*who, self.role, self.administers, self.before, self.at)
        people = [one.key for one in self.by]
        return json.dumps(["plexlog-signing-key-1", *bound, people]).encode()

    @property
    def names(self) -> str:
        """Who vouched, in words."""
        return " and ".join(one.name for one in self.by)

    @property
    def text(self) -> str:
        """The same as it is kept."""
        return json.dumps(asdict(self))


def read_vouched(text: Any) -> Vouched | None:
    """What was vouched for; None where nothing is kept, or something else."""
    try:
        read = json.loads(text)
        by = tuple(VouchedBy(**{name: str(one[name]) for name in one}) for one in read["by"])
        rest = {name: str(read[name]) for name in read if name not in _NO_TEXT}
        administers = read.get("administers") is True
        return Vouched(way=Way(read["way"]), by=by, administers=administers, **rest)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        return None
