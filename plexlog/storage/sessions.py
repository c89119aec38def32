"""Sessions: read whole, written a value or a part at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from plexlog.domain.errors import StoreError, UnreadableRowError
from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    Bag,
    ChecklistAnswer,
    Close,
    DrugGiven,
    Lock,
    Pause,
    Reaction,
    Reading,
    SalineBolus,
    Session,
    Totals,
)
from plexlog.domain.shapes import Measured, Record, Values
from plexlog.storage import observations, sentences
from plexlog.storage.desk import new_key
from plexlog.storage.limits import LimitRecords
from plexlog.storage.mapping import NOT_OURS, RecordTable, from_json, to_json

# the lists of a session that have tables of their own, by attribute
LISTS = {
    "checklist": RecordTable(ChecklistAnswer, "checklist_answer"),
    "readings": RecordTable(Reading, "reading"),
    "bags": RecordTable(Bag, "bag"),
    "saline_boluses": RecordTable(SalineBolus, "saline_bolus"),
    "drugs_given": RecordTable(DrugGiven, "drug_given"),
    "pauses": RecordTable(Pause, "pause"),
    "reactions": RecordTable(Reaction, "reaction"),
    "close.locks": RecordTable(Lock, "lock"),
}
SESSION = RecordTable(Session, "session", apart=(*LISTS, "close"))
CLOSE = RecordTable(Close, "session", apart=("totals", "locks"))
_CLOSE_COLUMNS = {"note": "close_note"}  # the session has a note of its own
_CLOSE_NAMES = {_CLOSE_COLUMNS.get(name, name): name for name in CLOSE.parts}
ON_THE_PLAN = '"course_key" = ? AND "withdrawn_at" IS NULL'
_JSON_LISTS = ("supplies", "drugs_of_note")  # lists in a column, where [] says itself
_PRESENT_WITH = {
    Place.BEFORE: ("before",),
    Place.TOTALS: ("close", "close.totals"),
    Place.CLOSE: ("close",),
    Place.AFTER: ("close", "close.after"),
}


@dataclass
class _Gathered:
    """What belongs to one session, from all tables."""

    lists: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    values: dict[tuple[str, str | None], dict[str, Measured]] = field(
        default_factory=lambda: defaultdict(dict)
    )


class SessionRecords(LimitRecords):
    """Sessions on file."""

    def session(self, session_key: str) -> Session:
        """One session whole. Raises StoreError."""
        self.existing("session", session_key)
        (found,) = self.sessions_where('"key" = ?', session_key)
        return found

    def sessions_where(self, condition: str, value: str) -> list[Session]:
        """Sessions whole, in their order; one query a table."""
        of_them = f'SELECT "key" FROM "session" WHERE {condition}'  # noqa: S608
        gathered: dict[str, _Gathered] = defaultdict(_Gathered)
        for row in self.database.rows(
            'SELECT * FROM "observation" WHERE "withdrawn_at" IS NULL'  # noqa: S608
            f' AND "session_key" IN ({of_them}) ORDER BY rowid',
            (value,),
        ):
            values = gathered[row["session_key"]].values
            values[row["place"], row["reading_key"]][row["code"]] = observations.from_row(row)
        for name, table in LISTS.items():
            for row in self.database.rows(
                f'SELECT * FROM "{table.table}" WHERE "withdrawn_at" IS NULL'  # noqa: S608
                f' AND "session_key" IN ({of_them}) ORDER BY "position"',
                (value,),
            ):
                given = {}
                if name == "readings":
                    of_session = gathered[row["session_key"]].values
                    given["values"] = of_session.get((Place.READING.value, row["key"]), {})
                part = table.record(row, self.catalogue, **given)
                gathered[row["session_key"]].lists[name].append(part)
        rows = self.database.rows(
            f'SELECT * FROM "session" WHERE {condition} ORDER BY "position"',  # noqa: S608
            (value,),
        )
        return [self._whole(row, gathered[row["key"]]) for row in rows]

    def _whole(self, row: Any, gathered: _Gathered) -> Session:
        try:
            return self._read(row, gathered)
        except NOT_OURS as error:
            raise UnreadableRowError("session", row["key"], error) from error

    def _read(self, row: Any, gathered: _Gathered) -> Session:
        listed = from_json(row["listed"])

        def values(place: Place) -> Values:
            return gathered.values.get((place.value, None), {})

        def members(name: str) -> tuple[Any, ...] | None:
            listing = gathered.lists[name]
            if name == "readings":  # one that was told late stands where it belongs
                listing = sorted(listing, key=_taken)
            return tuple(listing) if name in listed else None

        close = None
        if "close" in listed:
            close = _close(row, listed, values, members("close.locks"))
        given = {name: members(name) for name in LISTS if "." not in name}
        found: Session = SESSION.record(
            row,
            self.catalogue,
            before=values(Place.BEFORE) if "before" in listed else None,
            values=values(Place.SESSION),
            close=close,
            **given,
        )
        return found

    def insert_session(
        self, session: Session, course_key: str, position: int, order_key: str
    ) -> str:
        """Keep a session whole, within a transaction of the caller."""
        key = new_key()
        started = session.started_at is not None
        close = session.close or Close()
        close_row = CLOSE.row(close, self.catalogue)
        totals = close.totals or Totals()
        row = SESSION.row(session, self.catalogue) | {
            "key": key,
            "course_key": course_key,
            "position": position,
            "close_extra": close_row.pop("extra"),
            "close_note": close_row.pop("note"),
            "totals_extra": to_json(dict(totals.extra)),
            "listed": to_json(_listed(session)),
            "order_key": order_key if started else None,
            "limits_key": self.limits_key() if started else None,
            **close_row,
        }
        self.database.insert("session", row)
        for place, values in (
            (Place.BEFORE, session.before),
            (Place.SESSION, session.values),
            (Place.TOTALS, totals.values),
            (Place.CLOSE, close.values),
            (Place.AFTER, close.after),
        ):
            self._insert_values(key, place, values or {}, None)
        for name, table in LISTS.items():
            parts = close.locks if name == "close.locks" else getattr(session, name)
            for index, part in enumerate(parts or ()):
                self._insert_part(key, table, part, index)
        return key

    def _insert_part(self, session_key: str, table: RecordTable, part: Any, position: int) -> None:
        key = new_key()
        owned = {"key": key, "session_key": session_key, "position": position}
        self.database.insert(table.table, owned | table.row(part, self.catalogue))
        if isinstance(part, Reading):
            self._insert_values(session_key, Place.READING, part.values, key)

    def _insert_values(
        self, session_key: str, place: Place, values: Values, reading_key: str | None
    ) -> None:
        for code, measured in values.items():
            row = observations.to_row(place, code, measured, self.catalogue)
            owned = {"key": new_key(), "session_key": session_key, "reading_key": reading_key}
            self.database.insert("observation", owned | row)

    def set_session(self, session_key: str, changes: Mapping[str, Any]) -> None:
        """Change attributes of a session itself or of its close, by attribute name."""
        own = {name: value for name, value in changes.items() if name in SESSION.parts}
        closing = {_CLOSE_NAMES[name]: value for name, value in changes.items() if name not in own}
        columns = SESSION.columns(own, self.catalogue) | {
            _CLOSE_COLUMNS.get(name, name): value
            for name, value in CLOSE.columns(closing, self.catalogue).items()
        }
        with self.writing():
            row = self.existing("session", session_key)
            if row["withdrawn_at"] is not None:
                raise StoreError(sentences.TAKEN_OFF)
            start = changes.get("started_at")
            is_from_paper = changes.get("paper") is not None or row["paper"] is not None
            if start is not None and (row["order_key"] is None or is_from_paper):
                valid_at = start if is_from_paper else None
                columns["order_key"] = self.order_key(row["course_key"], valid_at)
            if start is not None and row["order_key"] is None:
                columns["limits_key"] = self.limits_key()
            self.database.update("session", session_key, columns)
            if any(value is not None for value in closing.values()):
                self.note_listed("session", session_key, ("close",))

    def take_off_plan(self, session_key: str, why: str) -> None:
        """Withdraw a session that has not begun; it stays on file with the reason.

        Raises StoreError for one that has.
        """
        with self.writing(why):
            if self.existing("session", session_key)["started_at"] is not None:
                raise StoreError(
                    "This session has begun; it stays on record. Nothing was changed."
                )
            self._withdraw_row("session", session_key, why)

    def plan_again(self, session_key: str, session: Session) -> str:
        """Plan a session again that was taken off. Returns its key."""
        times = {name: getattr(session, name) for name in ("number", "planned_at", "planned_by")}
        columns = SESSION.columns(times, self.catalogue)
        back = {"withdrawn_at": None, "withdrawn_why": None}
        self.database.update("session", session_key, columns | back)
        return session_key

    def order_key(self, course_key: str, at: Moment | None = None) -> str:
        """The key of the order in force; at a time, that of the last version ordered by then.

        Before the first one was ordered it is that one: a session may begin before it is written.
        """
        rows = self.database.rows(
            'SELECT "key", "ordered_at" FROM "course_order" WHERE "course_key" = ?'
            ' ORDER BY "version"',
            (course_key,),
        )
        valid = [
            row["key"] for row in rows if at is None or Moment.parse(row["ordered_at"]) <= at
        ] or [rows[0]["key"]]
        key: str = valid[-1]
        return key

    def open_lists(self, session_key: str, names: Sequence[str]) -> None:
        """Note that lists are being kept, so that an empty one means: asked, and there is none."""
        with self.writing():
            row = self.existing("session", session_key)
            for name in names:
                if name in _JSON_LISTS and row[name] is None:
                    self.database.update("session", session_key, {name: "[]"})
            self.note_listed("session", session_key, _present(names))

    def put_value(
        self,
        session_key: str,
        place: Place,
        code: str,
        measured: Measured | None,
        reading_key: str = "",
    ) -> Measured | None:
        """Keep one measured value at its place; None withdraws it. Raises SignedError.

        Returns the value as it is on file now.
        """
        with self.writing():
            on_file = self.database.row(
                'SELECT "key" FROM "observation" WHERE "session_key" = ? AND "place" = ?'
                ' AND ifnull("reading_key", \'\') = ? AND "code" = ? AND "withdrawn_at" IS NULL',
                (session_key, place.value, reading_key, code),
            )
            if measured is None:
                if on_file is not None:
                    self._withdraw_row("observation", on_file["key"], "cleared")
                return None
            row = observations.to_row(place, code, measured, self.catalogue)
            row["entered_at"] = row["entered_at"] or self.clock.now().text
            if on_file is not None:
                self.database.update("observation", on_file["key"], row)
                return observations.from_row(row | {"key": on_file["key"]})
            if reading_key:
                self._check_part("reading", reading_key, session_key)
            owned = {
                "key": measured.key or new_key(),
                "session_key": session_key,
                "reading_key": reading_key or None,
            }
            self.note_listed("session", session_key, _PRESENT_WITH.get(place, ()))
            self.database.insert("observation", owned | row)
            return observations.from_row(row | owned)

    def put(self, session_key: str, part: Record) -> str:
        """Keep a part of a session; new where its key is not on file. Returns its key."""
        name, table = _table_of(part)
        row = table.row(part, self.catalogue)
        key = part.key or new_key()
        with self.writing():
            if self._is_on_file(table.table, key):
                self._check_part(table.table, key, session_key)
                self.database.update(table.table, key, row)
                return key
            self.note_listed("session", session_key, _present([name]))
            position = self.next_position(table.table, "session_key", session_key)
            owned = {"key": key, "session_key": session_key, "position": position}
            self.database.insert(table.table, owned | row)
        return key

    def withdraw(self, session_key: str, part: Record, why: str) -> None:
        """Take a part back; it stays on file with the reason."""
        _, table = _table_of(part)
        with self.writing(why):
            self._check_part(table.table, part.key, session_key)
            self._withdraw_row(table.table, part.key, why)
            if isinstance(part, Reading):
                for row in self.database.rows(
                    'SELECT "key" FROM "observation"'
                    ' WHERE "session_key" = ? AND "reading_key" = ? AND "withdrawn_at" IS NULL',
                    (session_key, part.key),
                ):
                    self._withdraw_row("observation", row["key"], why)

    def _withdraw_row(self, table: str, key: str, why: str) -> None:
        at = self.clock.now().text
        self.database.update(table, key, {"withdrawn_at": at, "withdrawn_why": why})

    def _is_on_file(self, table: str, key: str) -> bool:
        return (
            self.database.row(f'SELECT 1 FROM "{table}" WHERE "key" = ?', (key,))  # noqa: S608
            is not None
        )

    def _check_part(self, table: str, key: str, session_key: str) -> None:
        """A part is changed in its own session, and not after it was taken back."""
        row = self.existing(table, key)
        what = table.replace("_", " ")
        if row["session_key"] != session_key:
            raise StoreError(f"This {what} belongs to another session; nothing was changed.")
        if row["withdrawn_at"] is not None:
            raise StoreError(f"This {what} was taken back; nothing was changed. Enter it anew.")


def _close(
    row: Any,
    listed: Sequence[str],
    values: Callable[[Place], Values],
    locks: tuple[Lock, ...] | None,
) -> Close:
    totals = None
    if "close.totals" in listed:
        totals = Totals(values=values(Place.TOTALS), extra=from_json(row["totals_extra"]))
    attributes = CLOSE.attributes(dict(row) | {"note": row["close_note"]})
    return Close(
        **attributes,
        totals=totals,
        values=values(Place.CLOSE),
        locks=locks,
        after=values(Place.AFTER) if "close.after" in listed else None,
        extra=from_json(row["close_extra"]),
    )


def _listed(session: Session) -> list[str]:
    """The lists and objects that a session states, empty ones too."""
    stated = {name: getattr(session, name) for name in LISTS if "." not in name}
    stated |= {"before": session.before, "close": session.close}
    if session.close is not None:
        close = session.close
        stated |= {
            "close.totals": close.totals,
            "close.locks": close.locks,
            "close.after": close.after,
        }
    return [name for name, value in stated.items() if value is not None]


def _present(names: Sequence[str]) -> list[str]:
    """What is there once lists are kept: the close too, when it is one of the close's."""
    found: list[str] = []
    for name in names:
        if name in ("locks", "totals", "after") or name.startswith("close."):
            found += ["close", f"close.{name.removeprefix('close.')}"]
        elif name in LISTS or name in ("before", "close"):
            found.append(name)
    return found


def _table_of(part: Record) -> tuple[str, RecordTable]:
    for name, table in LISTS.items():
        if isinstance(part, table.record_type):
            return name, table
    raise TypeError(f"{type(part).__name__} is no part of a session")


def _taken(reading: Reading) -> datetime:
    return reading.at.utc
