"""The erasure of a whole patient, signed by two; and what is on file of earlier ones.

The one place that removes rows. What goes is worked out first, both sign it, it is put on file,
and only then do the triggers let go of those very rows, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from plexlog.domain.erasing import ErasedBy, Erasure, Span, numbers_in, spans_of
from plexlog.domain.errors import StoreError
from plexlog.domain.moments import Moment
from plexlog.domain.roles import Act
from plexlog.storage.database import Database
from plexlog.storage.desk import new_key
from plexlog.storage.guards import OF_PATIENT
from plexlog.storage.mapping import from_json, to_json
from plexlog.storage.people import PeopleRecords
from plexlog.storage.schema import columns_of
from plexlog.storage.staff_keys import StaffKeys
from plexlog.storage.vault import StaffSigner, is_signed

_COURSES = 'SELECT "key" FROM "course" WHERE "patient_key" = ?'
_SESSIONS = f'SELECT "key" FROM "session" WHERE "course_key" IN ({_COURSES})'  # noqa: S608
_OF_COLUMN = {"patient_key": "?", "course_key": _COURSES, "session_key": _SESSIONS}
_RUNNING = (
    'SELECT 1 FROM "session" WHERE "started_at" IS NOT NULL AND "ended_at" IS NULL'  # noqa: S608
    f' AND "course_key" IN ({_COURSES})'
)
_PEOPLE = ("first", "second")
_SAID = ("key", "name", "public_key", "signature")


class ErasureRecords(PeopleRecords):
    """Erasures on file, and the erasing itself."""

    def erasures(self) -> Sequence[Erasure]:
        """What was erased, the last one first, as two have signed it."""
        return [one for one in erasures_of(self.database) if one is not None][::-1]

    def erase_patient(self, patient_key: str, why: str, login: str, password: str) -> Erasure:
        """Erase a patient with everything of theirs, signed by who is signed in and by another.

        Raises AccessError where the other's password is wrong, StoreError.
        """
        other, signer = self.who_signs(login, password)
        if not other.is_active or other.key == self.me.key:
            raise StoreError("Two who are on the staff have to sign, each for themselves.")
        with _wiping(self.database):
            with self.writing(why):
                self.existing("patient", patient_key)
                if self.database.row(_RUNNING, (patient_key,)) is not None:
                    raise StoreError("A session of this patient is running. Nothing was erased.")
                rows = _rows_of(self.database, patient_key)
                second = ErasedBy(key=other.key, name=other.name, public_key=signer.public_key)
                erasure = _signed(
                    self._worked_out(patient_key, why, rows, second), self.signer, signer
                )
                self._erase(erasure, rows, numbers_in(erasure.numbers))
            return erasure

    def can_erase_again(self, erasure: Erasure) -> bool:
        """Whether both who signed it might do so here, and signed each row that tells of them.

        Where the record of an earlier day has rows that they did not see it is not for the program
        to decide.
        """
        told = _history_of(self.database, _rows_of(self.database, erasure.of_patient))
        now = self.database.rows('SELECT max("number") FROM "history"')[0][0]
        is_held = _is_held(erasure, StaffKeys.of(self.database), now)
        return is_held and told <= numbers_in(erasure.numbers)

    def erase_again(self, erasure: Erasure, why: str) -> None:
        """Erase a patient by what two have signed already. Raises StoreError."""
        rows = _rows_of(self.database, erasure.of_patient)
        with _wiping(self.database), self.writing(why):
            self._erase(erasure, rows, _history_of(self.database, rows))

    def _worked_out(
        self, patient_key: str, why: str, rows: Mapping[str, Sequence[str]], second: ErasedBy
    ) -> Erasure:
        """What would be erased; nobody has signed it yet."""
        me = self.me
        head = self.database.rows('SELECT "hash" FROM "history" ORDER BY "number" DESC LIMIT 1')
        return Erasure(
            key=new_key(),
            at=self.clock.now(),
            of_patient=patient_key,
            why=why,
            courses=len(rows["course"]),
            sessions=len(rows["session"]),
            rows=sum(map(len, rows.values())),
            head=head[0]["hash"],
            numbers=spans_of(sorted(_history_of(self.database, rows))),
            first=ErasedBy(key=me.key, name=me.name, public_key=self.signer.public_key),
            second=second,
        )

    def _erase(
        self, erasure: Erasure, rows: Mapping[str, Sequence[str]], numbers: Set[int]
    ) -> None:
        database = self.database
        database.insert("erasure", _row(erasure))
        going = {(table, key) for table, keys in rows.items() for key in keys}
        database.author.erasing = (
            erasure.key,
            frozenset(going | {("history", number) for number in numbers}),
        )
        try:
            database.execute("PRAGMA defer_foreign_keys = ON")  # each row in turn, all at the end
            for table, keys in rows.items():
                for key in keys:
                    database.execute(f'DELETE FROM "{table}" WHERE "key" = ?', (key,))  # noqa: S608
            empty = (
                'UPDATE "history" SET "old" = NULL, "new" = NULL, "why" = \'\', "salt" = \'\''
                ' WHERE "number" = ?'
            )
            for number in sorted(numbers):
                database.execute(empty, (number,))
            _drop_drafts(database, [key for keys in rows.values() for key in keys])
        finally:
            database.author.erasing = None


def _signed(erasure: Erasure, own: StaffSigner, other: StaffSigner) -> Erasure:
    message = erasure.message
    return replace(
        erasure,
        first=replace(erasure.first, signature=own.sign(message)),
        second=replace(erasure.second, signature=other.sign(message)),
    )


def erasures_of(database: Database) -> Iterator[Erasure | None]:
    """What was erased, the first one first; None for what two did not sign as it stands."""
    staff = StaffKeys.of(database)
    entered = _entered(database)
    for row in database.rows('SELECT * FROM "erasure" ORDER BY rowid'):
        try:
            erasure = _read(row)
        except (TypeError, ValueError):
            yield None
            continue
        yield erasure if _is_held(erasure, staff, entered.get(erasure.key, 0)) else None


def _is_held(erasure: Erasure, staff: StaffKeys, number: int) -> bool:
    """Whether two of the staff have signed it as it stands, as the staff was at a row.

    Each with the name and the key that they had then; the first had to be allowed to.
    """
    first, second = people = (erasure.first, erasure.second)
    are_two = first.key != second.key and staff.might(first.key, Act.ERASE, number)
    return are_two and all(
        staff.was(one.key, one.public_key, number)
        and staff.signed_as(one.key, number)[0] == one.name
        and is_signed(one.public_key, one.signature, erasure.message)
        for one in people
    )


def _entered(database: Database) -> dict[str, int]:
    """The row of the history by which each erasure was put on record."""
    rows = database.rows(
        'SELECT "row_key", min("number") FROM "history"'
        ' WHERE "table_name" = \'erasure\' GROUP BY "row_key"'
    )
    return {row[0]: row[1] for row in rows}


def erased_numbers(database: Database) -> frozenset[int]:
    """The rows of the history that were emptied by an erasure that two have signed.

    All stand before the erasure itself: what is numbered alike after one went back to a backup is
    another row.
    """
    entered = _entered(database)
    return frozenset(
        number
        for one in erasures_of(database)
        if one is not None
        for number in numbers_in(one.numbers)
        if number < entered.get(one.key, 0)
    )


def _rows_of(database: Database, patient_key: str) -> dict[str, list[str]]:
    """The keys of every row of a patient, by table."""
    rows = {}
    for table, columns in columns_of(database.connection).items():
        whose = ['"key" = ?'] if table == "patient" else []
        if table != "history":
            found = sorted(OF_PATIENT & set(columns))
            whose += [f'"{column}" IN ({_OF_COLUMN[column]})' for column in found]
        if whose:
            sql = f'SELECT "key" FROM "{table}" WHERE {" OR ".join(whose)}'  # noqa: S608
            keys = database.rows(sql, (patient_key,) * sql.count("?"))
            rows[table] = [row[0] for row in keys]
    return rows


def _history_of(database: Database, rows: Mapping[str, Sequence[str]]) -> set[int]:
    """The numbers of the rows of the history that tell of them."""
    numbers: set[int] = set()
    for table, keys in rows.items():
        for key in keys:
            numbers |= _told(database, '"table_name" = ? AND "row_key" = ?', table, key)
    for course_key in rows["course"]:
        numbers |= _told(database, '"course_key" = ?', course_key)
    for session_key in rows["session"]:
        numbers |= _told(database, '"session_key" = ?', session_key)
    (patient_key,) = rows["patient"]
    return numbers | _told(database, '"table_name" = \'access\' AND "row_key" = ?', patient_key)


def _told(database: Database, condition: str, *given: str) -> set[int]:
    sql = f'SELECT "number" FROM "history" WHERE {condition}'  # noqa: S608
    return {row[0] for row in database.rows(sql, given)}


def _drop_drafts(database: Database, keys: Sequence[str]) -> None:
    """What was typed into forms of the patient and not given."""
    forms: list[str] = [row[0] for row in database.rows('SELECT "key" FROM "draft"')]
    for form in [form for form in forms if any(key in form for key in keys)]:
        database.execute('DELETE FROM "draft" WHERE "key" = ?', (form,))


@contextmanager
def _wiping(database: Database) -> Iterator[None]:
    """What is freed meanwhile is overwritten, in the file and in the log beside it."""
    database.execute("PRAGMA secure_delete = ON")
    try:
        yield
        database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        database.execute("PRAGMA secure_delete = OFF")


def _row(erasure: Erasure) -> dict[str, Any]:
    people = {
        f"{whose}_{name}": getattr(getattr(erasure, whose), name)
        for whose in _PEOPLE
        for name in _SAID
    }
    return {
        "key": erasure.key,
        "at": erasure.at.text,
        "of_patient": erasure.of_patient,
        "why": erasure.why,
        "courses": erasure.courses,
        "sessions": erasure.sessions,
        "rows": erasure.rows,
        "head": erasure.head,
        "numbers": to_json([list(one) for one in erasure.numbers]),
    } | people


def _read(row: Any) -> Erasure:
    first, second = (
        ErasedBy(**{name: row[f"{whose}_{name}"] for name in _SAID}) for whose in _PEOPLE
    )
    spans: tuple[Span, ...] = tuple((int(a), int(b)) for a, b in from_json(row["numbers"]))
    return Erasure(
        key=row["key"],
        at=Moment.parse(row["at"]),
        of_patient=row["of_patient"],
        why=row["why"],
        courses=row["courses"],
        sessions=row["sessions"],
        rows=row["rows"],
        head=row["head"],
        numbers=spans,
        first=first,
        second=second,
    )
