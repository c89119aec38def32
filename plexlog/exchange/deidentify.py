"""What of an export may leave without saying whose it is.

Kept is what is known to name nobody: numbers, words of fixed lists, codes, yes and no; days and
times, moved by one span for each patient. Whatever somebody wrote stays behind, names, numbers of
records, bags and donors among it, and the birth date; the age in years at the order comes instead.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from plexlog.domain.moments import Moment
from plexlog.exchange.columns import Column, Kind
from plexlog.exchange.tables import Row, Table

OLDEST = 90  # years; whoever is older is as old as that
_KEPT_CODES = frozenset({"order.indication", "scale", "finding", "item"})  # lists of the program
_LEFT_OUT = frozenset({"birth_date"})
AGE = Column(
    path=("age_years",),
    kind=Kind.NUMBER,
    label="Age when it was ordered",
    meaning=f"In whole years; {OLDEST} for whoever is older",
    unit="a",
    decimals="0",
)


def deidentified_tables(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables with the columns that may leave; those that have none do not."""
    return tuple(_with_age(one) for one in map(_narrowed, tables) if one.columns)


def _narrowed(table: Table) -> Table:
    return replace(table, columns=tuple(one for one in table.columns if _may_leave(one)))


def _with_age(table: Table) -> Table:
    return replace(table, columns=(AGE, *table.columns)) if table.name == "courses" else table


def _may_leave(column: Column) -> bool:
    if column.name in _LEFT_OUT:
        return False
    return column.kind not in (Kind.TEXT, Kind.LIST) or column.name in _KEPT_CODES


def moved(table: Table, row: Row, span: timedelta) -> dict[str, Any]:
    """A row with its days and times moved; other columns are not in the table any more."""
    made: dict[str, Any] = {}
    for column in table.all:
        value = _at(row, column.path)
        if isinstance(value, str) and column.kind in (Kind.DAY, Kind.TIME):
            value = _moved(value, column.kind, span)
        _put(made, column.path, value)
    return made


def with_age(course: Row, patient: Row) -> dict[str, Any]:
    """A course with the age of its patient when it was ordered."""
    ordered = Moment.parse(course["order"]["ordered_at"]).day
    born = date.fromisoformat(patient["birth_date"])
    years = ordered.year - born.year - ((ordered.month, ordered.day) < (born.month, born.day))
    return {**course, "age_years": min(max(years, 0), OLDEST)}


def _moved(text: str, kind: Kind, span: timedelta) -> str:
    if kind is Kind.DAY:
        return (date.fromisoformat(text) + span).isoformat()
    return (Moment.parse(text) + span).text


def _at(row: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        row = row.get(key) if isinstance(row, dict) else None
    return row


def _put(made: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    *outer, last = path
    for key in outer:
        made = made.setdefault(key, {})
    made[last] = value
