"""Whether the record is as the program wrote it: pages, schema, history, rows, signatures.

Everything, or what came after a row of the history up to which everything held. Whoever has the
key of the file can change an old row, and only looking at everything finds that.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plexlog.domain.errors import UnreadableRowError
from plexlog.domain.moments import Moment
from plexlog.domain.progress import Progress
from plexlog.domain.records import HandSigned
from plexlog.domain.sealing import sealed_message
from plexlog.domain.unit import Problem
from plexlog.domain.verified import Mark
from plexlog.storage.acknowledging import ROWS as ACKNOWLEDGED
from plexlog.storage.acknowledging import Acknowledged
from plexlog.storage.after_signing import ROWS, AfterSigning
from plexlog.storage.authors import Authors
from plexlog.storage.database import Database, faults
from plexlog.storage.erasing import erased_numbers, erasures_of
from plexlog.storage.gone_back import ROWS as GONE_BACK
from plexlog.storage.gone_back import GoneBack
from plexlog.storage.guards import ERASED
from plexlog.storage.handed_over import HandOvers, hand_over_was_theirs
from plexlog.storage.history import LEFT_OUT, START, UNWATCHED, content_hash, hash_of
from plexlog.storage.places_of_rows import filled, image_of, placed
from plexlog.storage.schema import (
    REMADE,
    VERSIONS,
    changed_rows_sql,
    columns_of,
    differences,
    expected,
    has_its_versions,
)
from plexlog.storage.signatures import PERFORMED
from plexlog.storage.signers import wrong_signer
from plexlog.storage.staff_keys import StaffKeys
from plexlog.storage.vault import is_signed
from plexlog.storage.verified_parts import wrong_parts
from plexlog.storage.whose_course import Moves, was_ever

_AT_ONCE = 200  # rows between two steps: some milliseconds
_TRIES = 3  # a page may be written just while it is read; what is damaged stays so
MARKED = (  # columns of a mark, without the time
    "key",
    "staff_key",
    "name",
    "number",
    "head",
    "problems",
    "version",
    "public_key",
    "signature",
)
_TOLD = 'SELECT "number", "row_key" FROM "history" WHERE "table_name" = ? AND "number" > ?'
_COURSES_SINCE = (
    'SELECT ifnull(h."course_key", s."course_key") AS "touched" FROM "history" h'
    ' LEFT JOIN "session" s ON s."key" = h."session_key" WHERE h."number" > ?'
    ' AND "touched" IN (SELECT "key" FROM "course")'
    ' UNION SELECT c."key" FROM "history" h JOIN "course" c ON c."patient_key" = h."row_key"'
    ' WHERE h."number" > ? AND h."table_name" = \'patient\''
)
_TOUCHED = 'SELECT "row_key" FROM "history" WHERE "table_name" = ? AND "number" > ?'


def verify(database: Database) -> Sequence[Problem]:
    """Everything found wrong, and where. Raises StoreError when the file cannot be read."""
    return Verification(database).work(Progress())


@dataclass
class Verification:
    """One verification; what it has found so far stands in `found`."""

    database: Database
    since: Mark | None = None  # everything held up to there; None: look at everything
    found: list[Problem] = field(default_factory=list)
    rows: int = 0  # of the history that were hashed
    fits_marks: bool = True  # the rows up to which everything was verified before are there
    number: int = field(init=False)
    head: str = field(init=False)
    notes: list[Problem] = field(default_factory=list)  # not wrong, and yet to be known
    _wanted: set[str] = field(default_factory=set)  # heads that signatures were given over
    _seen: set[str] = field(default_factory=set)
    _staff_keys: StaffKeys = field(default_factory=lambda: StaffKeys(()))
    _acknowledged: Acknowledged = field(default_factory=lambda: Acknowledged((), StaffKeys(())))
    _erased: frozenset[int] = frozenset()  # rows of the history that an erasure has emptied

    def __post_init__(self) -> None:
        self.number = 0 if self.since is None else self.since.number
        self.head = START if self.since is None else self.since.head

    def work(self, progress: Progress) -> Sequence[Problem]:
        """Look, and say where. Raises StoreError, and StoppedError with what was found until then.

        What stands on damaged pages cannot be read, so nothing else is looked at then.
        """
        if self.since is None and self._keep(_pages(self.database, progress)):
            return self.found
        progress.at("tables and triggers")
        self._keep(_schema(self.database))
        self._erased = erased_numbers(self.database)
        self._staff_keys = StaffKeys.of(self.database)
        self._keep(iter(self._staff_keys.problems))
        looked_into = self.database.rows(ACKNOWLEDGED)
        self._acknowledged = Acknowledged(looked_into, self._staff_keys)
        self.notes += self._staff_keys.notes
        for row, note in self._staff_keys.recoveries:
            self.notes.append(self._acknowledged.note(row, note) or note)
        gone_back = GoneBack(self.database.rows(GONE_BACK), self._staff_keys)
        self._keep(iter(gone_back.problems))
        self.notes += gone_back.notes
        self._keep(self._chain(progress))
        self._keep(self._rows(progress))
        self._keep(self._signatures(progress))
        self._keep(self._marks(progress))
        self._keep(_unsigned(self.database))
        self._keep(_unsigned_erasures(self.database))
        if self.since is None:
            self._keep(wrong_parts(self.database, progress))
        return self.found

    def hand_signed(self, session_key: str, one: HandSigned, message: bytes) -> bool | None:
        """Whether a member of staff has signed a hand-over; None where there was never such."""
        if not self._staff_keys.knows(one.staff_key):
            return None
        is_theirs = hand_over_was_theirs(self.database, self._staff_keys, session_key, one)
        return is_theirs and is_signed(one.public_key, one.signature, message)

    def was_patient(self, course_key: str, identity: Mapping[str, str]) -> bool:
        """Whether the patient of a course was ever on record as a signature has sealed it."""
        return was_ever(self.database, course_key, identity)

    def courses(self) -> list[str]:
        """Keys of the courses to be looked at: all, or those that were touched."""
        if self.since is None:
            return [row[0] for row in self.database.rows('SELECT "key" FROM "course" ORDER BY 1')]
        given = (self.since.number, self.since.number)
        return [row[0] for row in self.database.rows(_COURSES_SINCE, given)]

    def patients(self) -> list[str]:
        """Keys of the patients without a course to be looked at; others are read with theirs."""
        alone = (
            'SELECT "key" FROM "patient" WHERE "key" NOT IN (SELECT "patient_key" FROM "course")'
        )
        if self.since is None:
            return [row[0] for row in self.database.rows(alone)]
        given = ("patient", self.since.number)
        return [row[0] for row in self.database.rows(f'{alone} AND "key" IN ({_TOUCHED})', given)]

    def unreadable(self, table: str, key: str, error: Exception) -> Problem:
        """That a row, or one that belongs to it, cannot be read, with whom it is about."""
        why = str(error) or type(error).__name__
        if isinstance(error, UnreadableRowError):
            table, key, why = error.table, error.key, error.why
        problem = Problem(where=f"{table} {key}", what=f"cannot be read ({why})")
        return placed(self.database, problem, table, key)

    def _keep(self, problems: Iterator[Problem]) -> bool:
        before = len(self.found)
        self.found.extend(problems)
        return len(self.found) > before

    def _chain(self, progress: Progress) -> Iterator[Problem]:
        self._wanted = {
            row[0] for row in self.database.rows('SELECT "history_head" FROM "signature"')
        }
        if self.since is not None:
            self._seen = {self.since.head}
        yield from self._bases()
        yield from self._unnumbered()
        of = self.database.rows('SELECT ifnull(max("number"), 0) FROM "history"')[0][0]
        since = self.number
        looks = [look(self.database, since) for look in (AfterSigning, HandOvers, Moves)]
        authors = Authors(self._staff_keys)
        while batch := self.database.rows(ROWS, (self.number, _AT_ONCE)):
            for row in batch:
                yield from self._link(row)
                authors.look(row)
                yield from filter(None, (look.problem(row) for look in looks))
            progress.at("rows of the history", self.number, of)
        yield from authors.problems(self.database)

    def _bases(self) -> Iterator[Problem]:
        """Rows up to which everything was verified are there as they were.

        A file that was cut short lacks them. Looking at everything holds it against every mark:
        a newer one may have been made of what was cut short. The newest that does not fit is told.
        """
        marks = (mark for _at, mark in marks_of(self.database) if mark is not None)
        for mark in marks if self.since is None else (self.since,):
            row = self.database.row(
                'SELECT "hash" FROM "history" WHERE "number" = ?', (mark.number,)
            )
            if row is None or row["hash"] != mark.head:
                self.fits_marks = False
                yield Problem(
                    where=f"history row {mark.number}",
                    what="is not the one up to which everything was verified on "
                    f"{mark.at.day}: rows were taken off at the end, or made anew",
                )
                return

    def _unnumbered(self) -> Iterator[Problem]:
        """Rows before the first; the program numbers from 1, so that no chain leads to them."""
        for row in self.database.rows('SELECT * FROM "history" WHERE "number" < 1'):
            where, what = f"history row {row['number']}", "stands before the first, as none can"
            problem = Problem(where=where, what=what)
            yield placed(self.database, problem, row["table_name"], row["row_key"])

    def _link(self, row: Any) -> Iterator[Problem]:
        number, where = self.number + 1, f"history row {row['number']}"
        if row["number"] != number:
            what = f"rows {number} to {row['number'] - 1} are missing before it"
            yield Problem(where=where, what=what)
        content = content_hash(row["salt"], row["why"], row["old"], row["new"])
        if content != row["content"] and not self._was_erased(row):
            problem = Problem(where=where, what="has another content than it had")
            yield placed(self.database, problem, row["table_name"], row["row_key"])
        if row["previous"] != self.head or row["hash"] != hash_of(row, row["content"], self.head):
            problem = Problem(where=where, what="is not bound to the row before it")
            yield placed(self.database, problem, row["table_name"], row["row_key"])
        if row["operation"] == REMADE:
            problem = Problem(
                where=f"trigger {row['row_key']}",
                what=f"was missing or changed when the file was opened at {row['at']} "
                f"(history row {number}); changes made without it have no history",
            )
            note = self._acknowledged.note(row, problem)
            if note is None:
                yield problem
            else:
                self.notes.append(note)
        self.number, self.head = row["number"], row["hash"]
        self.rows += 1
        if self.head in self._wanted:
            self._seen.add(self.head)

    def _was_erased(self, row: Any) -> bool:
        """Whether two have signed that its content was erased, and none is there."""
        return row["number"] in self._erased and not any(row[name] for name in ERASED)

    def _rows(self, progress: Progress) -> Iterator[Problem]:
        for table, columns in columns_of(self.database.connection).items():
            if table in UNWATCHED:
                continue
            for within, given in self._parts(table, progress):
                for row in self.database.rows(changed_rows_sql(table, columns, within), given):
                    yield self._changed(table, row)
            yield from self._removed(table)

    def _parts(self, table: str, progress: Progress) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Conditions that together hold every row to be looked at, some hundred at a time."""
        words = table.replace("_", " ")
        if self.since is not None:
            progress.at(f"rows of {words}")
            yield f't."key" IN ({_TOUCHED})', (table, self.since.number)
            return
        (of,) = self.database.rows(f'SELECT count(*) FROM "{table}"')[0]  # noqa: S608
        after, done = -math.inf, 0  # the number of a row can be any
        page = f'SELECT rowid FROM "{table}" WHERE rowid > ? ORDER BY rowid LIMIT ?'  # noqa: S608
        while found := self.database.rows(page, (after, _AT_ONCE)):
            after, done = found[-1][0], done + len(found)
            yield "t.rowid BETWEEN ? AND ?", (found[0][0], after)
            progress.at(f"rows of {words}", done, of)

    def _changed(self, table: str, row: Any) -> Problem:
        where = f"{table} {row['key']}"
        if row["last"] is None:
            problem = Problem(where=where, what="was added without a history row")
            return placed(self.database, problem, table, row["key"])
        last, now = filled(row["last"]), filled(row["now"])
        fields = tuple(
            sorted(name for name in last.keys() | now.keys() if last.get(name) != now.get(name))
        )
        problem = Problem(where=where, what="was changed without a history row", fields=fields)
        return placed(self.database, problem, table, row["key"])

    def _removed(self, table: str) -> Iterator[Problem]:
        since = 0 if self.since is None else self.since.number
        told = self.database.rows(
            f'SELECT "number", "row_key" FROM ({_TOLD})'  # noqa: S608
            f' WHERE "row_key" NOT IN (SELECT "key" FROM "{table}")',
            (table, since),
        )
        for key in dict.fromkeys(key for number, key in told if number not in self._erased):
            problem = Problem(where=f"{table} {key}", what="was removed")
            yield placed(self.database, problem, table, key)

    def _signatures(self, progress: Progress) -> Iterator[Problem]:
        within, given = "1", tuple[Any, ...]()
        if self.since is not None:
            within, given = f'"key" IN ({_TOUCHED})', ("signature", self.since.number)
        listed = self.database.rows(f'SELECT "key" FROM "signature" WHERE {within}', given)  # noqa: S608
        for done, (key,) in enumerate(map(tuple, listed), 1):
            progress.at("signatures", done, len(listed))
            (row,) = self.database.rows('SELECT * FROM "signature" WHERE "key" = ?', (key,))
            for what in self._of_signature(row):
                problem = Problem(where=f"signature {key}", what=what)
                yield placed(self.database, problem, "signature", key)

    def _of_signature(self, row: Any) -> Iterator[str]:
        if row["history_head"] not in self._seen and not self._is_older(row["history_head"]):
            yield "was given over another history"
        if what := wrong_signer(self.database, self._staff_keys, row):
            yield what
        if self._was_changed(row["key"]):
            yield "was changed after it was given"
        if hashlib.sha256(row["sealed"].encode()).hexdigest() != row["fingerprint"]:
            yield "holds another record than it was given over"
        if not is_signed(row["public_key"], row["signature"], sealed_message(row)):
            yield "does not hold"

    def _is_older(self, head: str) -> bool:
        """Whether it was given over a row that is not looked at this time."""
        if self.since is None:
            return False
        sql = 'SELECT 1 FROM "history" WHERE "hash" = ? AND "number" <= ?'
        return self.database.row(sql, (head, self.since.number)) is not None

    def _was_changed(self, key: str) -> bool:
        """Whether a column is not as it was given; a newer file may have more."""
        first, *later = self.database.rows(
            'SELECT "new" FROM "history" WHERE "table_name" = \'signature\' AND "row_key" = ?'
            ' ORDER BY "number"',
            (key,),
        ) or [("{}",)]
        given = _said(first[0])
        return any(given.items() - _said(row[0]).items() for row in later)

    def _marks(self, progress: Progress) -> Iterator[Problem]:
        """Lists go by a mark in the session; it must say what the signatures say."""
        progress.at("marks of signed sessions")
        for row in self.database.rows(
            'SELECT "key" FROM "session" s WHERE ("signed_at" IS NOT NULL) <> EXISTS'
            ' (SELECT 1 FROM "signature" WHERE "session_key" = s."key" AND "meaning" = ?)',
            (PERFORMED,),
        ):
            where = f"session {row['key']}"
            problem = Problem(where=where, what="is marked signed otherwise than it is")
            yield placed(self.database, problem, "session", row["key"])


def _said(image: str) -> dict[str, Any]:
    """The columns of a signature, as any version of the program keeps them in the history."""
    left_out = LEFT_OUT["signature"]  # it is held against the fingerprint
    return {name: value for name, value in image_of(image).items() if value and name != left_out}


def _pages(database: Database, progress: Progress) -> Iterator[Problem]:
    progress.at("pages of the file")
    with database.told():
        found = faults(database.connection)
        for _again in range(_TRIES - 1):
            if not found:
                break
            progress.at("pages of the file")
            found = [one for one in faults(database.connection) if one in found]
    for fault in found:
        yield Problem(where="pages of the file", what=fault)


def _schema(database: Database) -> Iterator[Problem]:
    for kind, name in differences(database.connection, expected(database.catalogue)):
        yield Problem(where=f"{kind} {name}", what="is missing, or is not as the program made it")
    if not has_its_versions(database.connection):
        yield Problem(
            where=f"table {VERSIONS}",
            what="does not list the versions that the program made; once it is closed the record "
            "opens no more, and neither do backups made since: keep the earlier ones",
        )


def marks_of(database: Database) -> Iterator[tuple[str, Mark | None]]:
    """When everything was verified, the last first; None: nobody signed that.

    By the rows of the history that they tell of, which is signed, and not by their own places.
    """
    keys = StaffKeys.of(database)
    for row in database.rows('SELECT * FROM "verification" ORDER BY "number" DESC, rowid DESC'):
        yield row["at"], _signed_mark(row, keys)


def _unsigned(database: Database) -> Iterator[Problem]:
    """What is kept of earlier verifications, where it counts for nothing."""
    for at, mark in marks_of(database):
        if mark is None:
            what = (
                "was not signed by whoever it names, or was changed since; it counts for nothing"
            )
            yield Problem(where=f"verification of {at}", what=what)


def _unsigned_erasures(database: Database) -> Iterator[Problem]:
    """What is kept of erasures that nobody signed; what went by them counts as removed."""
    for erasure in erasures_of(database):
        if erasure is None:
            what = "was not signed by the two it names, or was changed since"
            yield Problem(where="an erasure of a patient", what=what)


def _signed_mark(row: Any, keys: StaffKeys) -> Mark | None:
    """A mark, if that member of staff signed it and it says what it said then."""
    try:
        mark = Mark(**{name: row[name] for name in MARKED}, at=Moment.parse(row["at"]))
    except ValueError:
        return None
    has_name = keys.signed_as(mark.staff_key, mark.number)[0] == mark.name
    is_theirs = has_name and keys.was(mark.staff_key, mark.public_key, mark.number)
    return mark if is_theirs and is_signed(mark.public_key, mark.signature, mark.message) else None
