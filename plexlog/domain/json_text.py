"""JSON text in and out, stricter and more exact than the standard library alone.

Reading refuses what RFC 8259 leaves open (a key twice, NaN) and keeps numbers as Decimal; writing
keeps their spelling, so that 1.0 stays 1.0 and 36.70 stays 36.70.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, InvalidOperation
from typing import Any

from plexlog.domain.errors import Refusal, RefusedError

MOST_BYTES = 16 * 1024 * 1024
DEEPEST = 32
MOST_DIGITS = 999
_EXACT = Context(prec=MOST_DIGITS, Emax=MAX_EMAX, Emin=MIN_EMIN)
_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode  # one for all scalars
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{\]}]', re.DOTALL)  # never scans twice


def parse(source: bytes) -> Any:
    """Read UTF-8 JSON. Raises RefusedError with the place in the text."""
    if len(source) > MOST_BYTES:
        raise _refused(f"has {len(source)} bytes; at most {MOST_BYTES} are possible")
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(f"is not UTF-8 at byte {error.start}") from None
    _check_depth(text)
    try:
        return json.loads(
            text,
            parse_float=_number,
            parse_int=_number,
            parse_constant=_no_constant,
            object_pairs_hook=_no_key_twice,
        )
    except json.JSONDecodeError as error:
        raise _refused(
            f"is not JSON: {error.msg}, line {error.lineno} column {error.colno}"
        ) from None


def _refused(reason: str) -> RefusedError:
    return RefusedError([Refusal("document", reason)])


def _check_depth(text: str) -> None:
    """Refuse deep nesting before the parser recurses into it."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return  # too few to be deep: most texts are short
    depth = 0
    for found in _STRUCTURE.finditer(text):
        if found[0] in "[{":
            depth += 1
            if depth > DEEPEST:
                raise _refused(f"is nested deeper than {DEEPEST}")
        elif found[0] in "]}":
            depth -= 1


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise _refused(f"holds a number that cannot be read: {text[:40]}") from None
    if len(number.as_tuple().digits) > MOST_DIGITS or abs(number.adjusted()) > MOST_DIGITS:
        raise _refused(f"holds a number with more digits than can be kept: {text[:40]}")
    return number


def _no_constant(word: str) -> Any:
    raise _refused(f"holds {word}, which is not a number")


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        counts = Counter(key for key, _ in pairs)
        twice = next(key for key in made if counts[key] > 1)
        raise _refused(f"holds the key {twice[:40]!r} twice in one object")
    return made


def dump(value: Any, indent: int | None = None) -> str:
    """Write plain JSON values; Decimals keep their spelling."""
    return _dump(value, indent, 0)


def canonical(value: Any) -> str:
    """One text for one content: keys sorted, no spaces, numbers without idle zeros."""
    match value:
        case str():
            return _encoded(value)
        case Mapping():
            members = [f"{_encoded(key)}:{canonical(value[key])}" for key in sorted(value)]
            return "{" + ",".join(members) + "}"
        case list() | tuple():
            return "[" + ",".join(map(canonical, value)) + "]"
        case Decimal():
            return str(value.normalize(_EXACT) if value else Decimal(0))
        case _:
            return _encoded(value)


def _dump(value: Any, indent: int | None, level: int) -> str:
    match value:
        case Mapping():
            gap = "" if indent is None else " "
            members = [
                f"{_encoded(key)}:{gap}{_dump(member, indent, level + 1)}"
                for key, member in value.items()
            ]
            return _wrapped("{}", members, indent, level)
        case list() | tuple():
            members = [_dump(member, indent, level + 1) for member in value]
            return _wrapped("[]", members, indent, level)
        case Decimal():
            return str(value)
        case _:
            return _encoded(value)


def _wrapped(brackets: str, members: list[str], indent: int | None, level: int) -> str:
    opening, closing = brackets[0], brackets[1]
    if not members:
        return brackets
    if indent is None:
        return opening + ",".join(members) + closing
    margin = "\n" + " " * indent * (level + 1)
    return opening + margin + ("," + margin).join(members) + "\n" + " " * indent * level + closing
