"""Course documents of any shape, made from the declarations of the records."""

from __future__ import annotations

import enum
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin

from hypothesis import strategies as st

from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.codec import Part, parts_of
from plexlog.domain.fields import Place
from plexlog.domain.json_text import MOST_DIGITS
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course
from plexlog.domain.shapes import (
    Between,
    Id,
    MeasuredAt,
    OfCatalogue,
    Pattern,
    Record,
)

WORDS = ("a", "asthma", "x-ray-2", "0")
TEXTS = ("", "as told", "Zéphyrine Ωμέγα", "'; DROP TABLE session; --", "שלום", "😀")
TIMES = ("2026-10-25T02:10+02:00", "2026-10-25T02:10:30.250+01:00", "0001-01-02T00:00Z")
NUMBERS = ("0", "1", "1.0", "36.70", "1E+1", "12.5", "29.999999999999999999999")


def course_documents() -> st.SearchStrategy[dict[str, Any]]:
    """Documents of whole courses; ids are the caller's to make unique."""
    return _record(Course)


def _record(record_type: type[Record]) -> st.SearchStrategy[dict[str, Any]]:
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {"x_own": _own(), "x_other": _own()}
    for part in parts_of(record_type):
        if part.is_inline:
            optional |= {field.code: _quantity(field.code) for field in CATALOGUE.at(part.place)}
        elif part.is_required:
            required[part.key] = _value(part)
        else:
            optional[part.key] = _value(part)
    return st.fixed_dictionaries(required, optional=optional)


def _own() -> st.SearchStrategy[Any]:
    plain = st.none() | st.booleans() | _decimals() | st.sampled_from(TEXTS)
    return plain | st.lists(plain, max_size=2) | st.dictionaries(st.just("k"), plain, max_size=1)


def _decimals() -> st.SearchStrategy[Decimal]:
    numbers = st.decimals(allow_nan=False, allow_infinity=False)
    return numbers.filter(lambda number: abs(number.adjusted()) < MOST_DIGITS)


def _quantity(code: str) -> st.SearchStrategy[Decimal]:
    limits = CATALOGUE[code].possible
    low = Decimal(-9) if limits.low is None else limits.low
    return _between(low, Decimal(9) if limits.high is None else limits.high)


def _between(low: Decimal, high: Decimal) -> st.SearchStrategy[Decimal]:
    spelled = [Decimal(text) for text in NUMBERS if low <= Decimal(text) <= high]
    return st.sampled_from([low, high, *spelled])


def _measurements(place: Place) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {},
        optional={"x_own": _own(), "x_other.y": _own()}
        | {
            field.code: st.fixed_dictionaries(
                {"value": _quantity(field.code), "taken_at": st.sampled_from(TIMES)},
                optional={
                    "by": st.just("Anna Birke"),
                    "source": st.just("laboratory"),
                    "x_own": _own(),
                },
            )
            for field in CATALOGUE.at(place)[:6]
        },
    )


def _value(part: Part) -> st.SearchStrategy[Any]:
    if any(isinstance(mark, MeasuredAt) for mark in part.marks):
        return _measurements(part.place)
    if get_origin(part.kind) is tuple:
        return _members(get_args(part.kind)[0])
    if isinstance(part.kind, type) and issubclass(part.kind, Record):
        return _record(part.kind)
    return _scalar(part.kind, part.marks)


def _members(hint: Any) -> st.SearchStrategy[list[Any]]:
    kind, *marks = get_args(hint) or (hint,)
    member = Part("", "", kind, tuple(marks), is_required=True, is_inline=False)
    return st.lists(_value(member), max_size=2)


def _scalar(kind: Any, marks: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    bounds = next((mark for mark in marks if isinstance(mark, Between)), None)
    if bounds is not None:
        low, high = Decimal(bounds.low), Decimal(bounds.high)
        return st.sampled_from([low, high]) if kind is int else _between(low, high)
    if issubclass(kind, enum.Enum):
        return st.sampled_from([member.value for member in kind])
    if kind is str:
        return _text(marks)
    made: dict[Any, st.SearchStrategy[Any]] = {
        Decimal: st.decimals(-9999, 9999, places=3),
        bool: st.booleans(),
        date: st.dates().map(date.isoformat),
        Moment: st.sampled_from(TIMES),
    }
    return made[kind]


def _text(marks: tuple[Any, ...]) -> st.SearchStrategy[str]:
    for mark in marks:
        if isinstance(mark, OfCatalogue):
            return st.sampled_from([field.code for field in CATALOGUE.at(mark.place)])
        if mark in get_args(Id):
            return st.sampled_from(["a", "B-2", "c._-3"])
        if isinstance(mark, Pattern) and "a-z" in mark.expression:
            return st.sampled_from(WORDS)
    return st.sampled_from(TEXTS)
