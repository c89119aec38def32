"""Records to plain JSON values and back, by their declarations.

Reading collects every refusal with its place instead of stopping at the first. Nothing is rounded
or filled in: what is absent stays absent, a number keeps its spelling, `x_` keys are kept.
"""

from __future__ import annotations

import enum
import re
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.errors import Refusal, RefusedError, UnreadableError
from plexlog.domain.fields import CONTROL, Catalogue, Place
from plexlog.domain.moments import Moment
from plexlog.domain.shapes import (
    Between,
    Inline,
    Longest,
    Measured,
    MeasuredAt,
    Name,
    OfCatalogue,
    Pattern,
    Record,
)
from plexlog.domain.words import MeasurementSource

R = TypeVar("R", bound=Record)
MOST_CHARACTERS = 10_000
OWN = "x_"  # how keys begin that are not of this format
MEASURED_KEYS = ("value", "taken_at", "by", "source")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_WHOLE = 10**9
_MOST_DIGITS = 28  # what decimal arithmetic keeps exactly
_LONGEST_SHOWN = 80
_LONGEST_PLACE = 200


@dataclass(frozen=True)
class Part:
    """One declared field of a record, as the codec sees it."""

    name: str  # attribute
    key: str  # key in the document
    kind: Any  # its type without None
    marks: tuple[Any, ...]  # its constraints
    is_required: bool
    is_inline: bool
    may_be_open: bool = False  # required in a document, but not while it is still under way

    @property
    def is_measured(self) -> bool:
        """Whether it is an object of measurements by quantity."""
        return any(isinstance(mark, MeasuredAt) for mark in self.marks)

    @property
    def place(self) -> Place:
        """Where its measurements are recorded."""
        return next(mark.place for mark in self.marks if isinstance(mark, (Inline, MeasuredAt)))


_PARTS: dict[type[Record], tuple[Part, ...]] = {}


def parts_of(record_type: type[Record]) -> tuple[Part, ...]:
    """The fields of a record type that stand in documents, in order."""
    if record_type not in _PARTS:
        _PARTS[record_type] = tuple(_declared_parts(record_type))
    return _PARTS[record_type]


def _declared_parts(record_type: type[Record]) -> Iterator[Part]:
    hints = get_type_hints(record_type, include_extras=True)
    for declared in fields(record_type):
        if declared.metadata.get("internal"):
            continue
        kind, marks = _unwrap(hints[declared.name])
        has_default = (declared.default, declared.default_factory) != (MISSING, MISSING)
        is_required = declared.metadata.get("required", not has_default)
        yield Part(
            name=declared.name,
            key=declared.metadata.get("key", declared.name),
            kind=kind,
            marks=marks,
            is_required=is_required,
            may_be_open=is_required and has_default,
            is_inline=any(isinstance(mark, Inline) for mark in marks),
        )


def _unwrap(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type hint without None, and the constraints annotated to it."""
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (arm for arm in get_args(hint) if arm is not types.NoneType)
    if get_origin(hint) is Annotated:
        kind, *marks = get_args(hint)
        return kind, tuple(marks)
    return hint, ()


@dataclass
class Reader:
    """Reads plain JSON values as records; what is wrong is gathered in `refusals`."""

    catalogue: Catalogue = CATALOGUE
    refusals: list[Refusal] = field(default_factory=list)
    is_own: bool = False  # written here: open ends and the limits of another day are taken

    def refuse(self, place: str, reason: str) -> None:
        """Note one reason why the document is not taken."""
        self.refusals.append(Refusal(_readable(place), reason))

    def record(self, record_type: type[R], source: Any, place: str) -> R | None:
        """Read an object as a record; None when it cannot be made."""
        if not isinstance(source, Mapping):
            self.refuse(place, "must be an object")
            return None
        before = len(self.refusals)
        given: dict[str, Any] = {}
        known: set[str] = set()
        for part in parts_of(record_type):
            if part.is_inline:
                given[part.name], taken = self._inline(part, source, place)
                known |= taken
            else:
                known.add(part.key)
                self._part(part, source, place, given)
        given["extra"] = self._extra(source, known, place) | self._beside_measurements(
            record_type, source, place
        )
        return record_type(**given) if len(self.refusals) == before else None

    def _part(
        self, part: Part, source: Mapping[str, Any], place: str, given: dict[str, Any]
    ) -> None:
        if part.key in source:
            given[part.name] = self.value(part, source[part.key], join(place, part.key))
        elif part.is_required and not (self.is_own and part.may_be_open):
            self.refuse(join(place, part.key), "is required and missing")

    def _extra(self, source: Mapping[str, Any], known: set[str], place: str) -> dict[str, Any]:
        extra = {}
        for key, value in source.items():
            if key in known:
                continue
            if key.startswith(OWN):
                self._own(key, join(place, key))
                self._own(value, join(place, key))
                extra[key] = value
            else:
                self.refuse(
                    join(place, key), "is not a key of this format; own keys begin with x_"
                )
        return extra

    def _beside_measurements(
        self, record_type: type[Record], source: Mapping[str, Any], place: str
    ) -> dict[str, Any]:
        """Own keys among measurements; the record keeps them as `before.x_ours`."""
        extra: dict[str, Any] = {}
        for part in parts_of(record_type):
            holder = source.get(part.key) if part.is_measured else None
            if isinstance(holder, Mapping):
                own = {key: value for key, value in holder.items() if key.startswith(OWN)}
                kept = self._extra(own, set(), join(place, part.key))
                extra |= {join(part.key, key): value for key, value in kept.items()}
        return extra

    def _own(self, value: Any, place: str) -> None:
        """Hold what stands under an own key against what every text must keep to."""
        match value:
            case str():
                self._scalar(str, (Longest(MOST_CHARACTERS),), value, place)
            case Mapping():
                for key, member in value.items():
                    self._own(key, place)
                    self._own(member, join(place, key))
            case list():
                for index, member in enumerate(value):
                    self._own(member, f"{place}[{index}]")

    def value(self, part: Part, value: Any, place: str) -> Any:
        """Read one value by its declaration."""
        if value is None:
            self.refuse(place, "null is not used; leave out what was not recorded")
            return None
        if part.is_measured:
            return self._measurements(value, part.place, place)
        if get_origin(part.kind) is tuple:
            return self._list(get_args(part.kind)[0], value, place)
        if isinstance(part.kind, type) and issubclass(part.kind, Record):
            return self.record(part.kind, value, place)
        return self._scalar(part.kind, part.marks, value, place)

    def _list(self, hint: Any, value: Any, place: str) -> tuple[Any, ...] | None:
        if not isinstance(value, list):
            self.refuse(place, "must be a list")
            return None
        kind, marks = _unwrap(hint)
        one = Part("", "", kind, marks, is_required=True, is_inline=False)
        return tuple(
            self.value(one, member, f"{place}[{index}]") for index, member in enumerate(value)
        )

    def _scalar(self, kind: Any, marks: tuple[Any, ...], value: Any, place: str) -> Any:
        try:
            read = read_scalar(kind, value)
            for mark in marks:
                check_mark(mark, read, self.catalogue)
        except UnreadableError as unreadable:
            self.refuse(place, str(unreadable))
            return None
        return read

    def _inline(
        self, part: Part, source: Mapping[str, Any], place: str
    ) -> tuple[dict[str, Measured], set[str]]:
        codes = {declared.code for declared in self.catalogue.at(part.place)}
        taken = {key for key in source if key in codes}
        values = {}
        for code in source:
            if code in taken:
                number = self._number(code, source[code], join(place, code))
                if number is not None:
                    values[code] = Measured(value=number, typed=str(number))
        return values, taken

    def _measurements(self, source: Any, at: Place, place: str) -> dict[str, Measured]:
        values: dict[str, Measured] = {}
        if not isinstance(source, Mapping):
            self.refuse(place, "must be an object")
            return values
        for code, member in source.items():
            where = join(place, code)
            if code.startswith(OWN):
                continue  # the record that holds the measurements keeps it
            if not self.catalogue.takes(code, at):
                self.refuse(where, "is not a measurement that is recorded here")
            elif (measured := self._measurement(code, member, where)) is not None:
                values[code] = measured
        return values

    def _measurement(self, code: str, source: Any, place: str) -> Measured | None:
        if not isinstance(source, Mapping):
            self.refuse(place, "must be an object with value and taken_at")
            return None
        before = len(self.refusals)
        for key in ("value",) if self.is_own else ("value", "taken_at"):
            if key not in source:
                self.refuse(join(place, key), "is required and missing")
        extra = self._extra(source, set(MEASURED_KEYS), place)
        number = None
        if "value" in source:
            number = self._number(code, source["value"], join(place, "value"))
        taken_at, by, source_word = (
            self._scalar(kind, marks, source[key], join(place, key)) if key in source else None
            for key, kind, marks in (
                ("taken_at", Moment, ()),
                ("by", *_unwrap(Name)),
                ("source", MeasurementSource, ()),
            )
        )
        if number is None or len(self.refusals) != before:
            return None
        return Measured(
            value=number,
            taken_at=taken_at,
            by=by,
            source=source_word,
            typed=str(number),
            extra=extra,
        )

    def _number(self, code: str, value: Any, place: str) -> Decimal | None:
        declared = self.catalogue[code]
        try:
            number: Decimal = read_scalar(Decimal, value)
        except UnreadableError as unreadable:
            self.refuse(place, str(unreadable))
            return None
        if not self.is_own and not declared.possible.hold(number):
            self.refuse(place, f"{number} is not possible; {declared.refusal()}")
            return None
        return number


def join(place: str, key: str) -> str:
    """The place of a key within a place."""
    return f"{place}.{key}" if place else key


def _shown(value: Any) -> str:
    """A value as a refusal names it: quoted if it is a text, and not at full length."""
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…")
    return str(value) if isinstance(value, (bool, Decimal)) else "this"


def _readable(place: str) -> str:
    """A place that a screen can show, whatever keys the document came with."""
    short = place if len(place) <= _LONGEST_PLACE else place[:_LONGEST_PLACE] + "…"
    return short if short.isprintable() else repr(short)[1:-1]


def read_scalar(kind: Any, value: Any) -> Any:
    """Read one plain value as its kind. Raises UnreadableError."""
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return _read_word(kind, value)
    return _SCALARS[kind](value)


def _read_word(kind: type[enum.Enum], value: Any) -> Any:
    try:
        return kind(value)
    except ValueError:
        possible = ", ".join(str(member.value) for member in kind)
        raise UnreadableError(f"{_shown(value)} is not possible; one of {possible}") from None


def _read_decimal(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise UnreadableError(f"must be a number{', not text' if isinstance(value, str) else ''}")
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        raise UnreadableError("must be a finite number")
    if len(number.as_tuple().digits) > _MOST_DIGITS or abs(number.adjusted()) > _MOST_DIGITS:
        raise UnreadableError("has more digits than can be reckoned with")
    return number


def _read_int(value: Any) -> int:
    number = _read_decimal(value)
    if abs(number) > _MOST_WHOLE or number != int(number):
        raise UnreadableError(f"{number} must be a whole number")
    return int(number)


def _read_bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise UnreadableError("must be true or false")
    return value


def _read_text(value: Any) -> str:
    if not isinstance(value, str):
        raise UnreadableError("must be a text")
    if CONTROL.search(value) is not None:
        raise UnreadableError("must not hold control characters")
    if _SURROGATE.search(value) is not None:
        raise UnreadableError("must be whole Unicode characters")
    return value


def _read_day(value: Any) -> date:
    text = _read_text(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text) is None:
        raise UnreadableError("must be a day, YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnreadableError(f"{text} is not a day that exists") from None


def _read_moment(value: Any) -> Moment:
    return Moment.parse(_read_text(value))


_SCALARS: dict[Any, Callable[[Any], Any]] = {
    Decimal: _read_decimal,
    int: _read_int,
    bool: _read_bool,
    str: _read_text,
    date: _read_day,
    Moment: _read_moment,
}


def check_mark(mark: Any, value: Any, catalogue: Catalogue = CATALOGUE) -> None:
    """Hold a value against one constraint. Raises UnreadableError."""
    match mark:
        case Longest(characters) if len(value) > characters:
            raise UnreadableError(
                f"has {len(value)} characters; at most {characters} are possible"
            )
        case Pattern(expression, wording) if re.fullmatch(expression, value) is None:
            raise UnreadableError(f"{_shown(value)} is not possible; {wording}")
        case Between(low, high) if not Decimal(low) <= value <= Decimal(high):
            raise UnreadableError(f"{value} is not possible; possible {low} to {high}")
        case OfCatalogue(place) if not catalogue.takes(value, place):
            raise UnreadableError(f"{_shown(value)} is not a measurement that is recorded here")
        case _:
            return


def read(record_type: type[R], source: Any, catalogue: Catalogue = CATALOGUE) -> R:
    """Read an object as a record. Raises RefusedError with every reason."""
    return _read(Reader(catalogue), record_type, source)


def read_own(record_type: type[R], source: Any, catalogue: Catalogue = CATALOGUE) -> R:
    """Read what `write` made of a record on file: what was kept once is not refused later.

    Ends and times may be open still, and numbers lie outside what has since become possible.
    """
    return _read(Reader(catalogue, is_own=True), record_type, source)


def _read(reader: Reader, record_type: type[R], source: Any) -> R:
    record = reader.record(record_type, source, "")
    if record is None:
        raise RefusedError(reader.refusals)
    return record


def write(record: Record) -> dict[str, Any]:
    """The record as plain JSON values; numbers stay Decimal, what is absent is left out."""
    written = dict(_written(record))
    for key, value in record.extra.items():
        holder, _, own = ("", "", key) if key.startswith(OWN) else key.partition(".")
        if holder:
            written[holder] = {**written.get(holder, {}), own: value}
        else:
            written[own] = value
    return written


def _written(record: Record) -> Iterator[tuple[str, Any]]:
    for part in parts_of(type(record)):
        value = getattr(record, part.name)
        if part.is_inline:
            yield from ((code, measured.value) for code, measured in value.items())
        elif value is not None:
            yield part.key, write_value(value)


def write_value(value: Any) -> Any:
    """One value as a plain JSON value."""
    match value:
        case Record():
            return write(value)
        case Measured():
            return _write_measured(value)
        case tuple():
            return [write_value(member) for member in value]
        case Mapping():
            return {key: write_value(member) for key, member in value.items()}
        case _:
            return _write_scalar(value)


def _write_scalar(value: Any) -> Any:
    match value:
        case enum.Enum():
            return value.value
        case Moment():
            return value.text
        case date():
            return value.isoformat()
        case _:
            return value


def _write_measured(measured: Measured) -> dict[str, Any]:
    written = {
        key: write_value(getattr(measured, key))
        for key in MEASURED_KEYS
        if getattr(measured, key) is not None
    }
    return written | dict(measured.extra)
