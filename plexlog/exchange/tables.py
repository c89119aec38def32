"""The tables of an export: one for each kind of record, one row for each record, as CSV.

Cells hold what the document of the course says, nothing is rounded or filled in: what was not
recorded is empty. A text that a spreadsheet would run as a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from plexlog.domain import json_text, words
from plexlog.domain.codec import parts_of
from plexlog.domain.fields import Catalogue
from plexlog.domain.records import Close, Course, Order, Patient, Session
from plexlog.domain.said import ADDENDUM
from plexlog.domain.shapes import Record
from plexlog.exchange import amendments
from plexlog.exchange.columns import Column, Kind, listed_type, record_columns

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = Mapping[str, Any]  # what stands under the keys of a document


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what it is about, and its columns; the first of them say whose the row is."""

    name: str
    about: str
    whose: tuple[Column, ...]
    columns: tuple[Column, ...]

    @property
    def all(self) -> tuple[Column, ...]:
        """Every column, in order."""
        return (*self.whose, *self.columns)


def _key(name: str, label: str, kind: Kind = Kind.TEXT) -> Column:
    return Column(path=(name,), kind=kind, label=label, meaning="Says whose the row is")


def _signed(name: str, kind: Kind, label: str, meaning: str = "") -> Column:
    return Column(path=(name,), kind=kind, label=label, meaning=meaning)


def _one_of(word: type[words.Word]) -> str:
    return f"One of {', '.join(one.value for one in word)}"


PATIENT = _key("patient", "Number of the patient in this export", Kind.NUMBER)
COURSE = _key("course", "Number of the course in this export", Kind.NUMBER)
SESSION = _key("session", "Number of the session in its course", Kind.NUMBER)


SIGNATURES = Table(
    "signatures",
    "A signature given in this program; signatures.json has what it was given over",
    (PATIENT, COURSE, SESSION),
    (
        _signed("name", Kind.TEXT, "Who signed"),
        _signed("role", Kind.WORD, "In what role", _one_of(words.SignerRole)),
        _signed(
            "meaning",
            Kind.WORD,
            "What for",
            f"{_one_of(words.SignatureMeaning)}, {ADDENDUM}; performed closes the session",
        ),
        _signed("at", Kind.TIME, "When"),
        _signed("said", Kind.TEXT, "What was said with it", "JSON; empty where nothing was"),
        _signed("fingerprint", Kind.TEXT, "SHA-256 of the record that was signed", "Hex"),
        _signed("key", Kind.TEXT, "Key of the signature", "As row_key in the history"),
    ),
)
AMENDMENTS = Table("amendments", amendments.ABOUT, (PATIENT, COURSE, SESSION), amendments.COLUMNS)
_STATED = {"signatures": "stated_signatures"}  # by a document that was taken in


def tables_of(catalogue: Catalogue) -> tuple[Table, ...]:
    """Every table of an export."""
    return (
        Table("patients", _about(Patient), (PATIENT,), _columns(Patient, catalogue)),
        *_lists(Patient, (PATIENT,), catalogue),
        Table("courses", _about(Course), (PATIENT, COURSE), _course_columns(catalogue)),
        *_lists(Course, (PATIENT, COURSE), catalogue, without=("sessions",)),
        *_lists(Order, (PATIENT, COURSE), catalogue, named="ordered_"),
        Table(
            "sessions",
            _about(Session),
            (PATIENT, COURSE, SESSION),
            (*_columns(Session, catalogue), amendments.MARK),
        ),
        *_lists(Session, (PATIENT, COURSE, SESSION), catalogue),
        *_lists(Close, (PATIENT, COURSE, SESSION), catalogue),
        SIGNATURES,
        AMENDMENTS,
    )


def rows_of(
    patient: Row, courses: Sequence[tuple[int, Row]], number: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a patient with the name of their table; courses with their numbers."""
    keys: dict[str, Any] = {"patient": number}
    yield "patients", {**patient, **keys}
    yield from _listed(Patient, patient, keys)
    for course_number, course in courses:
        of_course = keys | {"course": course_number}
        yield "courses", {k: v for k, v in course.items() if k != "patient"} | of_course
        yield from _listed(Course, course, of_course)
        yield from _listed(Order, course["order"], of_course, "ordered_")
        for session in course.get("sessions", ()):
            of_session = of_course | {"session": session["number"]}
            yield "sessions", {**session, **of_session}
            yield from _listed(Session, session, of_session)
            yield from _listed(Close, session.get("close", {}), of_session)


def marked(
    rows: Iterable[tuple[str, dict[str, Any]]], given: Iterable[tuple[str, Row]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows, each session with whether a value of it was amended since it was signed."""
    amended: dict[tuple[int, int], bool] = {}
    for name, row in given:
        whose = (row["course"], row["session"])
        amended[whose] = amended.get(whose, False) or name == AMENDMENTS.name
    for name, row in rows:
        if name == "sessions":
            row["amended"] = amended.get((row["course"], row["session"]))
        yield name, row


def csv_heading(table: Table) -> str:
    """The first line of a table."""
    return _line([column.name for column in table.all])


def csv_line(table: Table, row: Row) -> str:
    """One row of a table."""
    return _line([cell(column, _at(row, column.path)) for column in table.all])


def cell(column: Column, value: Any) -> str:
    """A value as it stands in a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, Decimal)):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, str):
        return _safe(value) if column.kind in (Kind.TEXT, Kind.LIST) else value
    if all(isinstance(one, str) for one in value):
        return _safe("; ".join(value))
    return json_text.canonical(value)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def _at(row: Any, path: tuple[str, ...]) -> Any:
    """What stands under a path; None where there is nothing."""
    for key in path:
        row = row.get(key) if isinstance(row, Mapping) else None
    return row


def _columns(record_type: type[Record], catalogue: Catalogue) -> tuple[Column, ...]:
    """The columns of a record but those that say whose it is already."""
    return tuple(record_columns(record_type, catalogue))


def _course_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    return tuple(one for one in _columns(Course, catalogue) if one.path[0] != "patient")


def _about(record_type: type[Record]) -> str:
    return (record_type.__doc__ or "").partition("\n")[0]


def _lists(
    record_type: type[Record],
    whose: tuple[Column, ...],
    catalogue: Catalogue,
    *,
    without: tuple[str, ...] = (),
    named: str = "",
) -> Iterator[Table]:
    for part in parts_of(record_type):
        listed = listed_type(part)
        if listed is not None and part.key not in without:
            yield Table(_name(part.key, named), _about(listed), whose, _columns(listed, catalogue))


def _listed(
    record_type: type[Record], of: Row, keys: Row, named: str = ""
) -> Iterator[tuple[str, dict[str, Any]]]:
    for part in parts_of(record_type):
        if listed_type(part) is not None and part.key != "sessions":
            for one in of.get(part.key) or ():
                yield _name(part.key, named), dict(one) | dict(keys)


def _name(key: str, named: str) -> str:
    return _STATED.get(key, f"{named}{key.removeprefix('x_plexlog_')}")
