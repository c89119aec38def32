"""The columns of the tables of an export, from the declarations of the records.

A record within a record stands in the same row under a key with a point; a list of records is a
table of its own, or JSON in one cell where it is deeper.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin

from plexlog.domain.codec import Part, parts_of
from plexlog.domain.fields import Catalogue, NumberField
from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Between, OfCatalogue, Record

_UNITS = {
    "_ml": "mL",
    "_min": "min",
    "_percent": "%",
    "_hours": "h",
    "_cm": "cm",
    "_c": "Cel",
    "_iu": "[iU]",
    "_iu_per_h": "[iU]/h",
    "_iu_ml": "[iU]/mL",
    "_mg_per_day": "mg/d",
}  # UCUM, by how a key ends; the longest that fits


class Kind(enum.StrEnum):
    """What a cell holds."""

    NUMBER = "number"
    WORD = "word"  # one of a fixed list
    CODE = "code"  # a key of the catalogue
    YES_NO = "yes or no"
    DAY = "day"
    TIME = "time"
    TEXT = "text"  # what somebody wrote, names and numbers of things among it
    LIST = "list"  # JSON, or words with semicolons between them


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: where it stands in the record, and what it means."""

    path: tuple[str, ...]
    kind: Kind
    label: str
    meaning: str
    unit: str = ""  # UCUM
    decimals: str = ""
    loinc: str = ""

    @property
    def name(self) -> str:
        """The heading in the table."""
        return ".".join(part.removeprefix("x_plexlog_") for part in self.path)


def record_columns(
    record_type: type[Record], catalogue: Catalogue, before: tuple[str, ...] = ()
) -> Iterator[Column]:
    """The columns of a record, in the order of its declaration; lists of records are left out."""
    for part in parts_of(record_type):
        path = (*before, part.key)
        if part.is_inline or part.is_measured:
            inner = before if part.is_inline else path
            for declared in catalogue.at(part.place):
                yield from _measured(declared, inner, is_inline=part.is_inline)
        elif _is_record(part.kind):
            yield from record_columns(part.kind, catalogue, path)
        elif listed_type(part) is None or before:
            yield _plain(record_type, part, path)


def listed_type(part: Part) -> type[Record] | None:
    """The type of the records that a part lists; None where it lists none."""
    if get_origin(part.kind) is not tuple:
        return None
    kind = get_args(part.kind)[0]
    return kind if _is_record(kind) else None


def _measured(
    declared: NumberField, before: tuple[str, ...], *, is_inline: bool
) -> Iterator[Column]:
    path = (*before, declared.code)
    yield Column(
        path=path if is_inline else (*path, "value"),
        kind=Kind.NUMBER,
        label=declared.label,
        meaning=declared.help,
        unit=declared.unit,
        decimals=str(declared.decimals),
        loinc=declared.loinc,
    )
    if not is_inline:
        label = f"{declared.label}: when it was measured"
        yield Column(path=(*path, "taken_at"), kind=Kind.TIME, label=label, meaning="")


def _plain(record_type: type[Record], part: Part, path: tuple[str, ...]) -> Column:
    kind = _kind(part)
    unit, end = _unit(path[-1]) if kind is Kind.NUMBER else ("", "")
    words = path[-1].removeprefix("x_plexlog_").removesuffix(end).replace("_", " ")
    whose = (record_type.__doc__ or "").partition("\n")[0].rstrip(".")
    listed = f"one of {', '.join(one.value for one in part.kind)}" if kind is Kind.WORD else ""
    bounds = next((mark for mark in part.marks if isinstance(mark, Between)), None)
    within = "" if bounds is None else f"{bounds.low} to {bounds.high}"
    return Column(
        path=path,
        kind=kind,
        label=words[:1].upper() + words[1:],
        meaning="; ".join(one for one in (whose, listed, within) if one),
        unit=unit,
        decimals="0" if part.kind is int else "",
    )


def _kind(part: Part) -> Kind:
    if any(isinstance(mark, OfCatalogue) for mark in part.marks):
        return Kind.CODE
    if get_origin(part.kind) is tuple:
        return Kind.LIST
    if issubclass(part.kind, enum.Enum):
        return Kind.WORD
    kinds: tuple[tuple[type[Any], Kind], ...] = (
        (bool, Kind.YES_NO),
        (int, Kind.NUMBER),
        (Decimal, Kind.NUMBER),
        (Moment, Kind.TIME),
        (date, Kind.DAY),
    )
    return next((kind for type_, kind in kinds if part.kind is type_), Kind.TEXT)


def _unit(key: str) -> tuple[str, str]:
    """The unit that a key ends in, and the end that says so."""
    ends = [end for end in _UNITS if key.endswith(end)]
    end = max(ends, key=len, default="")
    return _UNITS.get(end, ""), end


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Record)
