"""Signatures given in this program, the history's head, and what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from plexlog.domain.moments import Moment
from plexlog.domain.said import AMENDED
from plexlog.domain.unit import Signature
from plexlog.storage.desk import Desk, new_key
from plexlog.storage.engine import Row
from plexlog.storage.history import IS_CHANGE, LAST_CHANGE, START

# as the history tells of them: neither a clock that was set nor the place of a row counts
_IN_ORDER = (
    ' ORDER BY (SELECT min(h."number") FROM "history" h'
    ' WHERE h."table_name" = \'signature\' AND h."row_key" = g."key")'
)
PERFORMED = "performed"  # the signature from which on a session cannot change


class SignatureRecords(Desk):
    """Signatures and history on file."""

    def add_signature(self, signature: Signature) -> None:
        """Keep a signature; from then on the session cannot change."""
        columns = asdict(signature) | {
            "key": signature.key or new_key(),
            "at": signature.at.text,
            "said": signature.said or None,
            "beside": signature.beside or None,
        }
        with self.writing():
            session = self.existing("session", signature.session_key)
            if signature.meaning == PERFORMED and session["signed_at"] is None:
                at = {"signed_at": signature.at.text}
                self.database.update("session", signature.session_key, at)
            self.database.insert("signature", columns)

    def signatures(self, session_key: str) -> Sequence[Signature]:
        """The signatures of a session, in the order they were given in."""
        rows = self.database.rows(
            f'SELECT * FROM "signature" g WHERE "session_key" = ?{_IN_ORDER}',  # noqa: S608
            (session_key,),
        )
        return [_signature(row) for row in rows]

    def amendments(self, course_key: str) -> Sequence[Signature]:
        """The amendments of signed values of a course, in the order they were given in."""
        rows = self.database.rows(
            'SELECT * FROM "signature" g WHERE "meaning" = ? AND "session_key" IN'  # noqa: S608
            f' (SELECT "key" FROM "session" WHERE "course_key" = ?){_IN_ORDER}',
            (AMENDED, course_key),
        )
        return [_signature(row) for row in rows]

    def history_head(self) -> str:
        """Hash of the last history row."""
        row = self.database.row('SELECT "hash" FROM "history" ORDER BY "number" DESC LIMIT 1')
        return START if row is None else row["hash"]

    def history_number(self, head: str) -> int:
        """The number of the history row that has this hash; 0 where none has."""
        row = self.database.row('SELECT "number" FROM "history" WHERE "hash" = ?', (head,))
        return 0 if row is None else int(row["number"])

    def changes_since(self, number: int) -> tuple[int, frozenset[str]]:
        """The last number of a change, and session and course keys touched after the given one.

        Whoever only looked at something changed nothing; an erasure touches by its own key, as
        what went has none any more. The few new rows are read first, whatever is on file: this is
        asked every second.
        """
        last = self.database.row(LAST_CHANGE)
        assert last is not None  # noqa: S101 - a record is founded with its history
        if last["number"] <= number:
            return last["number"], frozenset()
        touched = self.database.rows(
            'WITH h AS MATERIALIZED (SELECT "session_key", "course_key", "table_name", "row_key"'  # noqa: S608
            f' FROM "history" WHERE "number" > ? AND {IS_CHANGE})'
            ' SELECT "session_key" FROM h UNION SELECT "course_key" FROM h UNION'
            ' SELECT s."course_key" FROM h CROSS JOIN "session" s'
            ' ON s."key" = h."session_key" UNION'
            ' SELECT c."key" FROM h CROSS JOIN "course" c ON c."patient_key" = h."row_key"'
            " WHERE h.\"table_name\" = 'patient' UNION"
            ' SELECT "row_key" FROM h WHERE "table_name" = \'erasure\'',
            (number,),
        )
        return last["number"], frozenset(row[0] for row in touched if row[0] is not None)


def _signature(row: Row) -> Signature:
    return Signature(
        key=row["key"],
        session_key=row["session_key"],
        staff_key=row["staff_key"],
        name=row["name"],
        role=row["role"],
        meaning=row["meaning"],
        at=Moment.parse(row["at"]),
        sealed=row["sealed"],
        fingerprint=row["fingerprint"],
        history_head=row["history_head"],
        public_key=row["public_key"],
        signature=row["signature"],
        said=row["said"] or "",
        beside=row["beside"] or "",
    )
