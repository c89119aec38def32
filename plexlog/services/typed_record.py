"""Records from what was typed into the fields of a dialog, by the records' own declarations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from plexlog.domain import codec
from plexlog.domain.errors import Refusal, RefusedError, UnreadableError
from plexlog.domain.fields import read_number
from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Record
from plexlog.services.times import read_day, read_time

R = TypeVar("R", bound=Record)


def typed_record(
    record_type: type[R], texts: Mapping[str, str], now: Moment, near: Moment | None = None
) -> R:
    """Read texts, by document key, as a record. Blank is absent; times as `read_time`.

    Raises RefusedError with the key of each field that cannot be read, and what is possible.
    """
    plain: dict[str, Any] = {}
    wrong: list[Refusal] = []
    for part in codec.parts_of(record_type):
        text = texts.get(part.key, "").strip()
        if not text:
            continue
        try:
            plain[part.key] = _plain(part.kind, text, now, near)
        except UnreadableError as unreadable:
            wrong.append(Refusal(part.key, str(unreadable)))
    if wrong:
        raise RefusedError(wrong)
    return codec.read(record_type, plain)


def _plain(kind: Any, text: str, now: Moment, near: Moment | None) -> Any:
    """The JSON value that a typed text stands for."""
    readers: dict[Any, Callable[[], Any]] = {
        Decimal: lambda: read_number(text),
        int: lambda: read_number(text),
        date: lambda: read_day(text).isoformat(),
        Moment: lambda: read_time(text, now, near).text,
    }
    return readers.get(kind, lambda: text)()
