"""That one went back to a backup, signed by who did: it says which backups hold no more.

A row of the history alone does not: whoever has the key of the file can write one. Nor does one
that is signed by somebody who may not: what counts is the role that they had in the record that
one went back to, where the row stands, and which was asked before (`restore.put_in_place`).

Which backups those are is told without a clock: one that holds the row was made since, whatever
its name says, and any other from what was there before. The row is known again by all that was
signed of it; it can be dated otherwise, and is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from plexlog.domain.roles import Act
from plexlog.domain.unit import Problem
from plexlog.storage.places_of_rows import image_of
from plexlog.storage.staff_keys import StaffKeys
from plexlog.storage.vault import StaffSigner, is_signed

BACKUP = "backup"  # what stands for a table there
RESTORED = "restored"  # the operation of the history row that says that one went back
ROWS = (
    'SELECT * FROM "history" WHERE "table_name" = \'backup\' AND "operation" = \'restored\''
    ' ORDER BY "number"'
)
_SIGNED = ("staff_key", "public_key", "signature")


def signed_words(
    name: str, said: Mapping[str, Any], head: str, staff_key: str, signer: StaffSigner
) -> str:
    """What the row says of going back to the backup of a name, after the row of a hash."""
    given = dict(said) | {"staff_key": staff_key, "public_key": signer.public_key}
    return json.dumps(given | {"signature": signer.sign(_message(name, given, head))})


def _message(name: str, said: Mapping[str, Any], head: str) -> bytes:
    bound = {key: value for key, value in said.items() if key != "signature"}
    return json.dumps(["plexlog-restored-1", name, bound, head], sort_keys=True).encode()


def _message_of(row: Any) -> bytes:
    return _message(row["row_key"], image_of(row["new"]), row["previous"])


@dataclass
class GoneBack:
    """The rows that tell of going back, held against who signed them."""

    rows: Iterable[Any]
    keys: StaffKeys
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    last: bytes = b""  # what was signed of the last time; empty where one never went back

    def __post_init__(self) -> None:
        for row in self.rows:
            self._read(row)

    def _read(self, row: Any) -> None:
        where = f"history row {row['number']}"
        if not self.keys.is_old(row["number"]) and not self._is_signed(row):
            what = (
                f"says that one went back to the backup {row['row_key']} at {row['at']}, and "
                "nobody of the staff who may has signed that"
            )
            self.problems.append(Problem(where=where, what=what))
            return
        at = image_of(row["new"]).get("at") or row["at"]
        what = (
            f"says that {row['name']} went back to the backup {row['row_key']} at {at}; "
            "backups made before then are not held against the record"
        )
        self.notes.append(Problem(where=where, what=what))
        self.last = _message_of(row)

    def _is_signed(self, row: Any) -> bool:
        said = image_of(row["new"])
        staff_key, public_key, signature = (str(said.get(name, "")) for name in _SIGNED)
        is_theirs = staff_key == row["staff_key"] and self.keys.was(
            staff_key, public_key, row["number"]
        )
        might = self.keys.might(staff_key, Act.BACKUPS, row["number"])
        return is_theirs and might and is_signed(public_key, signature, _message_of(row))


def was_made_since(backup: Any, last: bytes) -> bool:
    """Whether an open backup holds the row of the last time that one went back."""
    return any(_message_of(row) == last for row in backup.execute(ROWS))
