"""Records to rows and back, by their declarations.

A scalar attribute is a column of the same name; a nested record or list without a table of its
own is JSON text; numbers keep their spelling. What reading would not take is refused before it is
written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import Any, get_origin

from plexlog.domain import codec, json_text
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.codec import Part
from plexlog.domain.errors import Refusal, RefusedError, UnreadableError, UnreadableRowError
from plexlog.domain.fields import Catalogue
from plexlog.domain.shapes import MeasuredAt, Record

_LARGEST = 2**63
# what reading a column raises where something else stands there than the program writes
NOT_OURS = (
    UnreadableError,
    RefusedError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


def is_json(part: Part) -> bool:
    """Whether a part is kept as JSON text."""
    return _is_nested(part.kind)


@cache
def _is_nested(kind: Any) -> bool:
    """Whether a kind is a list or a record; asked for each column of each row that is read."""
    if get_origin(kind) is tuple:
        return True
    return isinstance(kind, type) and issubclass(kind, Record)


def is_measured(part: Part) -> bool:
    """Whether a part holds measurements, which are rows of their own."""
    return part.is_inline or any(isinstance(mark, MeasuredAt) for mark in part.marks)


def number_to_column(value: Decimal) -> tuple[int | float, str | None]:
    """The machine number of a decimal, and its spelling where that one cannot keep it."""
    text = str(value)
    exact: int | float
    if value == value.to_integral_value() and "." not in text and abs(value) < _LARGEST:
        exact = int(value)
    else:
        exact = float(value)
    is_kept = repr(exact) == text and not text.startswith("-0")
    return exact, None if is_kept else text


def number_from_column(value: float, spelled: str | None) -> Decimal:
    """The decimal as it was written."""
    return Decimal(repr(value) if spelled is None else spelled)


def to_json(value: Any) -> str:
    """Plain JSON values as text. Raises RefusedError for what would not be read again."""
    text = json_text.dump(value)
    from_json(text)
    return text


def from_json(text: str) -> Any:
    """The plain JSON values of a column."""
    return {} if text == "{}" else json_text.parse(text.encode())  # most have nothing to say


class RecordTable:
    """How one kind of record lies in its table."""

    def __init__(self, record_type: type[Record], table: str, apart: Collection[str] = ()) -> None:
        self.record_type = record_type
        self.table = table
        self.parts = {
            part.name: part
            for part in codec.parts_of(record_type)
            if part.name not in apart and not is_measured(part)
        }
        self._internal: Mapping[str, type[Any]] = {
            declared.name: type(declared.default)
            for declared in fields(record_type)
            if declared.metadata.get("internal") and declared.name not in ("key", "extra")
        }
        self._has_numbers = any(part.kind is Decimal for part in self.parts.values())

    def row(self, record: Record, catalogue: Catalogue = CATALOGUE) -> dict[str, Any]:
        """The columns of a record. Raises RefusedError for what no document could hold."""
        columns = self.columns({name: getattr(record, name) for name in self.parts}, catalogue)
        own = {name: getattr(record, name) for name in self._internal}
        internal = {name: int(had) if isinstance(had, bool) else had for name, had in own.items()}
        return columns | internal | {"extra": to_json(dict(record.extra))}

    def columns(
        self, values: Mapping[str, Any], catalogue: Catalogue = CATALOGUE
    ) -> dict[str, Any]:
        """The columns of some attributes of a record. Raises RefusedError."""
        refusals: list[Refusal] = []
        columns = {}
        spelled = {}
        for name, value in values.items():
            part = self.parts[name]
            if value is not None:
                refusals += _refusals(part, value, catalogue)
            columns[name], spelling = _to_column(part, value)
            if spelling is not None:
                spelled[name] = spelling
        if refusals:
            raise RefusedError(refusals)
        return columns | ({"spelled": to_json(spelled)} if self._has_numbers else {})

    def record(self, row: Any, catalogue: Catalogue = CATALOGUE, **given: Any) -> Any:
        """The record of a row, with what lies elsewhere given. Raises StoreError."""
        attributes = self.attributes(row, catalogue)
        try:
            internal = {name: kind(row[name] or kind()) for name, kind in self._internal.items()}
            extra = from_json(row["extra"])
        except NOT_OURS as error:
            raise UnreadableRowError(self.table, row["key"], error) from error
        return self.record_type(key=row["key"], extra=extra, **attributes, **internal, **given)

    def attributes(self, row: Any, catalogue: Catalogue = CATALOGUE) -> dict[str, Any]:
        """The attributes of a record that lie in its row. Raises StoreError."""
        try:
            spelled = from_json(row["spelled"]) if self._has_numbers else {}
            return {
                name: _from_column(part, row[name], spelled.get(name), catalogue)
                for name, part in self.parts.items()
            }
        except NOT_OURS as error:
            raise UnreadableRowError(self.table, row["key"], error) from error


def _refusals(part: Part, value: Any, catalogue: Catalogue) -> list[Refusal]:
    """Why a value could not stand in a document."""
    reader = codec.Reader(catalogue)
    reader.value(part, codec.write_value(value), part.key)
    return reader.refusals


def _to_column(part: Part, value: Any) -> tuple[Any, str | None]:
    """The column of a value, and its spelling where a machine number cannot keep it."""
    if isinstance(value, Decimal):
        return number_to_column(value)
    if isinstance(value, bool):
        return int(value), None
    plain = None if value is None else codec.write_value(value)
    if plain is not None and is_json(part):
        plain = to_json(plain)
    return plain, None


def _from_column(part: Part, value: Any, spelled: str | None, catalogue: Catalogue) -> Any:
    if value is None:
        return None
    if part.kind is Decimal:
        return number_from_column(value, spelled)
    if part.kind is bool:
        return bool(value)
    if not is_json(part):
        return codec.read_scalar(part.kind, value)
    reader = codec.Reader(catalogue)
    read = reader.value(part, from_json(value), part.key)
    if reader.refusals:
        raise RefusedError(reader.refusals)
    return read
