"""The one history: triggers that copy every change into it, and the chain that binds its rows.

The triggers are generated from the columns of the tables. A table's trigger hands the change to
the view `history_entry`; the one trigger of that view numbers it, hashes it and binds it to the
row before. The chain links hashes of salted contents, so that a content can be erased by law and
the chain still holds.

An image of a row leaves out what is empty, and the image before a change holds the changed columns
alone: with the image after it that is the whole row (`before_and_after`). Rows of earlier versions
hold both images whole, and are read the same way.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plexlog.domain.changes import ACCESS
from plexlog.domain.fields import Catalogue, Place
from plexlog.domain.moments import Clock
from plexlog.storage import patient_parts
from plexlog.storage.guards import guards, trigger

START = "0" * 64  # what the first row is bound to
# itself, what is no record, and what can be made anew from the record
UNWATCHED = frozenset({"history", "draft", "verification", patient_parts.TABLE})
IS_CHANGE = f"\"table_name\" <> '{ACCESS}'"  # of a row of the history; else somebody looked
LAST_CHANGE = (
    f'SELECT "number", "at" FROM "history" WHERE {IS_CHANGE} ORDER BY "number" DESC LIMIT 1'  # noqa: S608
)
LEFT_OUT = {"signature": "sealed"}  # of the images of a table; its fingerprint stands in them
WIDE = (
    Place.BEFORE,
    Place.READING,
    Place.SESSION,
    Place.TOTALS,
    Place.CLOSE,
    Place.AFTER,
)
_BOUND = (
    "number",
    "at",
    "staff_key",
    "name",
    "station",
    "table_name",
    "row_key",
    "session_key",
    "course_key",
    "operation",
)
_GIVEN = ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new")


@dataclass
class Author:
    """Who writes, where and why; the triggers ask."""

    clock: Clock
    staff_key: str
    name: str
    station: str = ""
    why: str = ""
    erasing: tuple[str, frozenset[tuple[str, Any]]] | None = None  # which one, and what goes by it

    def functions(self) -> Mapping[str, tuple[int, Callable[..., Any]]]:
        """The functions that the triggers call, by name, with the number of their arguments."""
        return {
            "plexlog_now": (0, self._now),
            "plexlog_staff": (0, lambda: self.staff_key),
            "plexlog_name": (0, lambda: self.name),
            "plexlog_station": (0, lambda: self.station),
            "plexlog_why": (0, lambda: self.why),
            "plexlog_erasing": (2, self._erasing),
            "plexlog_content": (4, content_hash),
            "plexlog_link": (2 + len(_BOUND), link_hash),
            "plexlog_parts": (3, patient_parts.parts_in_json),
        }

    def _erasing(self, table: str, key: Any) -> str | None:
        """The erasure under way by which this row goes; none at any other time."""
        if self.erasing is None or (table, key) not in self.erasing[1]:
            return None
        return self.erasing[0]

    def _now(self) -> str:
        return self.clock.now().utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def content_hash(salt: str, why: str, old: str | None, new: str | None) -> str:
    """The hash of what a history row says."""
    return _sha256([salt, why, old, new])


def link_hash(*parts: Any) -> str:
    """The hash of a history row: bound columns, content hash and the hash of the row before."""
    return _sha256(parts)


def _sha256(parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def hash_of(row: Mapping[str, Any], content: str, previous: str) -> str:
    """What the hash of a history row must be."""
    return link_hash(*(row[name] for name in _BOUND), content, previous)


def generated(columns: Mapping[str, Iterable[str]], catalogue: Catalogue) -> dict[str, str]:
    """Every trigger and view that belongs to tables with these columns, by name."""
    made = dict(_history_itself())
    for table, names in columns.items():
        if table not in UNWATCHED:
            made |= dict(_of_table(table, tuple(names)))
    made |= dict(guards(columns)) | dict(patient_parts.keeping(columns))
    return made | dict(_wide_views(catalogue))


def _history_itself() -> Iterator[tuple[str, str]]:
    stamps = {
        "at": "plexlog_now()",
        "staff_key": "plexlog_staff()",
        "name": "plexlog_name()",
        "station": "plexlog_station()",
        "why": "plexlog_why()",
        "salt": "hex(randomblob(16))",
    }
    shape = ", ".join(f'NULL AS "{name}"' for name in (*_GIVEN, *stamps))
    yield "history_entry", f'CREATE VIEW "history_entry" AS SELECT {shape} WHERE 0'
    # the entry is stamped by whoever inserts into the view: NEW holds each stamp once
    number = '(SELECT ifnull(max("number"), 0) + 1 FROM "history")'
    previous = (
        f'ifnull((SELECT "hash" FROM "history" ORDER BY "number" DESC LIMIT 1), \'{START}\')'  # noqa: S608
    )
    content = 'plexlog_content(NEW."salt", NEW."why", NEW."old", NEW."new")'
    bound = ", ".join(number if name == "number" else f'NEW."{name}"' for name in _BOUND)
    names = ("number", *_GIVEN, *stamps, "content", "previous", "hash")
    values = [
        number,
        *(f'NEW."{name}"' for name in (*_GIVEN, *stamps)),
        content,
        previous,
        f"plexlog_link({bound}, {content}, {previous})",
    ]
    insert = f'INSERT INTO "history" ({_quoted(names)})\n  VALUES ({", ".join(values)})'  # noqa: S608
    yield trigger("history_entry_bound", 'INSTEAD OF INSERT ON "history_entry"', insert)


def entry_sql() -> str:
    """The statement that writes an entry by hand, for what no trigger can see."""
    return _entry(dict.fromkeys(_GIVEN, "?"))


def _entry(given: Mapping[str, str]) -> str:
    stamps = (
        "plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(),"
        " hex(randomblob(16))"
    )
    names = (*_GIVEN, "at", "staff_key", "name", "station", "why", "salt")
    return (
        f'INSERT INTO "history_entry" ({_quoted(names)})\n'  # noqa: S608
        f"  VALUES ({', '.join(given[name] for name in _GIVEN)}, {stamps})"
    )


def image(row: str, table: str, columns: Iterable[str]) -> str:
    """The expression for a row as JSON, without what is empty."""
    pairs = ", ".join(
        f"'{name}', {row}.\"{name}\"" for name in columns if name != LEFT_OUT.get(table)
    )
    return f"json_patch('{{}}', json_object({pairs}))"


def lean(table: str, kept: str) -> str:
    """The expression for an image of any version as this one would make it.

    What somebody wrote over it, and is no JSON, stays what it is: it is like no row.
    """
    patched = f"json_patch('{{}}', {kept})"
    if left_out := LEFT_OUT.get(table):
        patched = f"json_remove({patched}, '$.{left_out}')"
    return f"CASE WHEN json_valid({kept}) THEN {patched} ELSE {kept} END"


def _changed(table: str, columns: Iterable[str]) -> str:
    """The expression for the columns that a change has touched, as they were before, as JSON."""
    compared = " UNION ALL ".join(
        f'SELECT \'{name}\' AS n, OLD."{name}" AS o, NEW."{name}" AS w'
        for name in columns
        if name != LEFT_OUT.get(table)
    )
    return f"(SELECT json_group_object(n, o) FROM ({compared}) WHERE o IS NOT w)"  # noqa: S608


class Image(dict[str, Any]):
    """A row as the history keeps it; a column that is not named is empty."""

    def __missing__(self, column: str) -> None:
        return None


def before_and_after(operation: str, old: str | None, new: str | None) -> tuple[Image, Image]:
    """The row before and after a change; empty for what is no row, such as a trigger's text."""
    before, after = (_read(text) for text in (old, new))
    return (Image(after | before) if operation == "update" else before), after


def _read(text: str | None) -> Image:
    read = {} if text is None else json.loads(text)
    return Image(read if isinstance(read, dict) else {})


def _of_table(table: str, columns: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for event, old in (("INSERT", "NULL"), ("UPDATE", _changed(table, columns))):
        given = {
            "table_name": f"'{table}'",
            "row_key": 'NEW."key"',
            "session_key": _subject("session", table, columns),
            "course_key": _subject("course", table, columns),
            "operation": f"'{event.lower()}'",
            "old": old,
            "new": image("NEW", table, columns),
        }
        name = f"{table}_after_{event.lower()}"
        yield trigger(name, f'AFTER {event} ON "{table}"', _entry(given))


def _subject(whose: str, table: str, columns: tuple[str, ...]) -> str:
    if table == whose:
        return 'NEW."key"'
    return f'NEW."{whose}_key"' if f"{whose}_key" in columns else "NULL"


def _wide_views(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What was measured as people query it: a row for each reading, a column for each quantity."""
    for place in WIDE:
        columns = "".join(
            f',\n  max(CASE WHEN o."code" = \'{field.code}\' THEN o."value" END) AS "{field.code}"'
            for field in catalogue.at(place)
        )
        name = f"values_{place.value}"
        view = (
            f'CREATE VIEW "{name}" AS SELECT o."session_key", o."reading_key", r."at"{columns}\n'
            'FROM "observation" o LEFT JOIN "reading" r ON r."key" = o."reading_key"\n'
            f'WHERE o."place" = \'{place.value}\' AND o."withdrawn_at" IS NULL'
            ' AND r."is_open" IS NOT 1\n'
            'GROUP BY o."session_key", o."reading_key"'
        )
        yield name, view


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
