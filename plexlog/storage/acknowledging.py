"""That somebody has looked into what a row of the history tells of, signed over that very row.

A trigger that was made again is only noted from then on; a note that a key was set with the
recovery key says who looked into it. A row alone hides nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from plexlog.domain.roles import Act
from plexlog.domain.unit import Problem
from plexlog.storage.places_of_rows import image_of
from plexlog.storage.staff_keys import StaffKeys
from plexlog.storage.vault import StaffSigner, is_signed

ACKNOWLEDGED = "acknowledged"  # the operation of the history row that says so
RECOVERY = "recovery"  # what stands for a table where it is about a recovery key that was used
ROWS = (
    "SELECT * FROM \"history\" WHERE \"table_name\" IN ('sqlite_master', 'recovery')"
    ' AND "operation" = \'acknowledged\' ORDER BY "number"'
)


def signed_words(number: int, head: str, why: str, staff_key: str, signer: StaffSigner) -> str:
    """What the row says of having looked into the row of a number and hash."""
    said = {"number": number, "staff_key": staff_key, "public_key": signer.public_key}
    return json.dumps(said | {"signature": signer.sign(_message(number, head, why))})


def _message(number: int, head: str, why: str) -> bytes:
    return json.dumps(["plexlog-acknowledged-1", number, head, why]).encode()


class Acknowledged:
    """What somebody of the staff has looked into."""

    def __init__(self, rows: Iterable[Any], keys: StaffKeys) -> None:
        self._rows = [(row, image_of(row["new"])) for row in rows]
        self._keys = keys

    def note(self, told: Any, problem: Problem) -> Problem | None:
        """The note in the place of a problem that a row tells of; None where nobody signed."""
        for row, said in self._rows:
            if said.get("number") == told["number"] and self._is_signed(row, said, told):
                what = f"{problem.what}; {row['name']} has looked into it: {row['why']}"
                return Problem(where=problem.where, what=what, is_looked_into=True)
        return None

    def _is_signed(self, row: Any, said: dict[str, Any], told: Any) -> bool:
        staff_key, public_key = str(said.get("staff_key")), str(said.get("public_key"))
        is_theirs = staff_key == row["staff_key"] and self._keys.was(
            staff_key, public_key, row["number"]
        )
        might = self._keys.might(staff_key, Act.KEYS, row["number"])
        message = _message(told["number"], told["hash"], row["why"])
        return is_theirs and might and is_signed(public_key, str(said.get("signature")), message)
