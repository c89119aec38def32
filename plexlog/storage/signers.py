"""Whether a signature was given by who it names, in a role and with a right that they had then.

Somebody with a key of their own can sign what the program would not let them sign; the words of
the row say nothing that the rows of the staff do not bear out.
"""

from __future__ import annotations

import math
from typing import Any

from plexlog.domain.roles import Act, signs_as
from plexlog.domain.said import ADDENDUM, AMENDED, COUNTERSIGNED
from plexlog.domain.unit import Role
from plexlog.storage.database import Database
from plexlog.storage.signatures import PERFORMED
from plexlog.storage.staff_keys import StaffKeys

_RIGHTS = {COUNTERSIGNED: Act.COUNTERSIGN, ADDENDUM: Act.AMEND, AMENDED: Act.AMEND}
_WORDS = {role.value: signs_as(role).value for role in Role}
_ENTERED = (
    'SELECT min("number") FROM "history" WHERE "table_name" = \'signature\' AND "row_key" = ?'
)
_PERFORMED = (
    'SELECT 1 FROM "signature" WHERE "session_key" = ? AND "meaning" = ? AND "staff_key" = ?'
)


def wrong_signer(database: Database, keys: StaffKeys, row: Any) -> str:
    """What is wrong with who gave a signature; empty where nothing is.

    What counts is what they were when it was put on record.
    """
    staff_key, public_key = row["staff_key"], row["public_key"]
    (number,) = database.rows(_ENTERED, (row["key"],))[0]
    last = math.inf if number is None else number
    name, role = keys.signed_as(staff_key, last)
    act = _RIGHTS.get(row["meaning"], Act.SIGN)
    if not keys.was_ever(staff_key, public_key):
        return "was not given with a key of that member of staff"
    if number is not None and not keys.was(staff_key, public_key, number):
        return "was given with a key that this member of staff did not have at that time"
    if (row["name"], row["role"]) != (name, _WORDS.get(role)):
        return "bears another name, or a role that this member of staff did not have"
    if not keys.might(staff_key, act, last):
        return "was given by somebody who might not give such a one at that time"
    if act is Act.COUNTERSIGN and database.rows(
        _PERFORMED, (row["session_key"], PERFORMED, staff_key)
    ):
        return "is a countersignature of who performed the session"
    return ""
