"""The page about the course document names every key and every word that is declared."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.codec import parts_of
from plexlog.domain.fields import Place
from plexlog.domain.records import Course
from plexlog.domain.shapes import Record
from tests.contracts.sizes import ROOT

PAGE = (ROOT / "docs/course-document.md").read_text("utf-8")
NAMED = set(re.findall(r"`([^`\s]+)`", PAGE))


def kinds(start: type[Record]) -> Iterator[Any]:
    """A record type and every type it is made of."""
    waiting: list[Any] = [start]
    seen: list[Any] = []
    while waiting:
        kind = waiting.pop()
        if get_origin(kind) is tuple:
            kind = get_args(kind)[0]
        if kind in seen or not isinstance(kind, type):
            continue
        seen.append(kind)
        yield kind
        if issubclass(kind, Record):
            waiting += [part.kind for part in parts_of(kind)]


def test_every_key_is_named() -> None:
    keys = {
        part.key
        for kind in kinds(Course)
        if issubclass(kind, Record)
        for part in parts_of(kind)
        if not part.is_inline
    }

    assert keys - NAMED == set()


def test_every_word_is_named() -> None:
    words = {
        str(word.value) for kind in kinds(Course) if issubclass(kind, enum.Enum) for word in kind
    }

    assert words - NAMED == set()


def test_every_quantity_is_named() -> None:
    codes = {declared.code for declared in CATALOGUE if set(declared.places) - {Place.LABORATORY}}

    assert codes - NAMED == set()
