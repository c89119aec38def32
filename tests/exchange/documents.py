"""The courses on file as documents, and ways to spoil them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plexlog.clinical.rules import RuleFacts
from plexlog.domain import json_text
from plexlog.domain.errors import RefusedError
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course
from plexlog.exchange.course_document import read_course

NOW = Moment.parse("2026-11-22T12:00+01:00")
FACTS = RuleFacts(indications={})
CASES = Path(__file__).parents[1] / "cases"
NAMES = ("gbs-albumin-five", "ms-relapse-steroids", "ttp-plasma-daily")
every_case = pytest.mark.parametrize("name", NAMES)

HALF_CHARACTER = re.compile("[\ud800-\udfff]")
Document = dict[str, Any]
Spoil = Callable[[Document], object]


def document(name: str = "gbs-albumin-five") -> Document:
    found: Document = json_text.parse((CASES / f"{name}.json").read_bytes())
    return found


def source_of(document: Document) -> bytes:
    text = json_text.dump(document)
    return HALF_CHARACTER.sub(lambda half: f"\\u{ord(half[0]):04x}", text).encode()


def read(source: bytes) -> Course:
    return read_course(source, FACTS, NOW)


def refusals_of(source: bytes) -> dict[str, str]:
    with pytest.raises(RefusedError) as refused:
        read(source)
    return {one.place: one.reason for one in refused.value.refusals}


def refusals_after(spoil: Spoil) -> dict[str, str]:
    spoiled = document()
    spoil(spoiled)
    return refusals_of(source_of(spoiled))


def put(*path: str | int, to: Any) -> Spoil:
    """What sets the value at a place of a document."""

    def spoil(whole: Document) -> None:
        holder: Any = whole
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = to

    return spoil


def drop(*path: str | int) -> Spoil:
    """What takes a place out of a document."""

    def spoil(whole: Document) -> None:
        holder: Any = whole
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]

    return spoil


def without_export(document: Document) -> Document:
    return {key: value for key, value in document.items() if not key.startswith("exported_")}
