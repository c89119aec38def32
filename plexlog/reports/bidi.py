"""The order in which the signs of one line stand: texts that run right to left, and mixed ones.

The Unicode bidirectional algorithm (UAX #9) without explicit marks, which are taken out before.
A line is given as it is read; its pieces come back as they stand from left to right.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

RIGHT_TO_LEFT = ("R", "AL")
NUMBERS = ("EN", "AN")
SEPARATORS = ",;:·()\n"  # a part of what is told ends with one
BRACKETS = {"(": ")", "[": "]", "{": "}"}
MIRRORED = str.maketrans("()[]{}<>«»≤≥", ")(][}{><»«≥≤")

Mark = TypeVar("Mark")


@dataclass(frozen=True, slots=True)
class Piece(Generic[Mark]):
    """Signs of one level that belong together, with what they are set in."""

    text: str
    level: int
    mark: Mark


def holds_right_to_left(text: str) -> bool:
    """Whether anything in a text runs right to left."""
    return not text.isascii() and any(
        unicodedata.bidirectional(sign) in RIGHT_TO_LEFT for sign in text
    )


def base_level(text: str) -> int:
    """1 for a text whose first letter runs right to left, else 0 (P2, P3)."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind == "L":
            return 0
        if kind in RIGHT_TO_LEFT:
            return 1
    return 0


def levels_of(text: str, base: int, *, is_told: bool = False) -> list[int]:
    """The embedding level of each sign (W1 to W7, N1, N2, I1, I2, L1).

    In a text that the program tells from left to right, a number stays behind the name before it:
    `name, 2026-09-09` and `name 5000 IU` keep their order, as if the name were isolated.
    """
    held = _behind_names(text) if is_told and base == 0 else frozenset()
    kinds = _resolved(text, base, held)
    level_of = {0: {"L": 0, "R": 1}, 1: {"L": 2, "R": 1}}[base]
    levels = [level_of.get(kind, 2) for kind in kinds]
    for place in range(len(text) - 1, -1, -1):
        if not text[place].isspace():
            break
        levels[place] = base
    return levels


def _behind_names(text: str) -> frozenset[int]:
    """The signs between a right-to-left word and a number that no such word follows in its part.

    A part ends with a separator; a number within somebody's own words stays theirs.
    """
    strong = [_strong(sign) for sign in text]
    held: set[int] = set()
    last = -1  # place of the last right-to-left sign, while nothing else came
    for place in range(len(text)):
        is_mark = strong[place] == "N" and place == last + 1
        if strong[place] == "R" or (is_mark and last >= 0):
            last = place
        elif strong[place] == "L":
            last = -1
        elif last >= 0 and _is_own_number(text, strong, place):
            held.update(range(last + 1, place))
            last = -1
    return frozenset(held)


def _is_own_number(text: str, strong: Sequence[str], place: int) -> bool:
    is_digit = unicodedata.bidirectional(text[place]) == "EN"
    return is_digit and _next_strong(text, strong, place) != "R"


def _strong(sign: str) -> str:
    kind = unicodedata.bidirectional(sign)
    return {"L": "L", "R": "R", "AL": "R", "NSM": "N"}.get(kind, "")


def _next_strong(text: str, strong: Sequence[str], place: int) -> str:
    """The direction of the next letter in the part of a sign; empty where it ends before."""
    for after in range(place, len(text)):
        if text[after] in SEPARATORS:
            return ""
        if strong[after] in ("L", "R"):
            return strong[after]
    return ""


def _resolved(text: str, base: int, held: frozenset[int] = frozenset()) -> list[str]:
    """L, R, or a number for each sign; what is held runs from left to right."""
    edge = "R" if base else "L"
    kinds = _numbers(_weak(text, edge, held), edge)
    return _neutrals(_brackets(text, kinds, edge), edge)


def _weak(text: str, edge: str, held: frozenset[int]) -> list[str]:
    """Marks follow their letter; digits after Arabic letters are Arabic ones (W1 to W3)."""
    kinds: list[str] = []
    strong = edge
    for place, sign in enumerate(text):
        kind = "L" if place in held else unicodedata.bidirectional(sign)
        if kind == "NSM":
            kind = kinds[-1] if kinds else edge
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        elif kind in ("L", *RIGHT_TO_LEFT):
            strong = kind
        kinds.append(kind)
    return ["R" if kind == "AL" else kind for kind in kinds]


def _numbers(kinds: list[str], edge: str) -> list[str]:
    """Signs within and beside numbers belong to them; digits after Latin are Latin (W4 to W7)."""
    made = _with_terminators(_with_separators(kinds))
    strong = edge
    for place, kind in enumerate(made):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            made[place] = "L"
    return made


def _with_separators(kinds: list[str]) -> list[str]:
    """One point, comma or colon between two numbers of a kind is part of them (W4)."""
    made = list(kinds)
    for place in range(1, len(made) - 1):
        before, after = made[place - 1], made[place + 1]
        if before == after and before in NUMBERS and made[place] in ("CS", "ES"):
            made[place] = before
    return made


def _with_terminators(kinds: list[str]) -> list[str]:
    """Signs such as % before or behind a number are part of it (W5)."""
    made = list(kinds)
    ahead = [(place, place - 1) for place in range(1, len(made))]
    back = [(place, place + 1) for place in range(len(made) - 2, -1, -1)]
    for place, neighbour in (*ahead, *back):
        if made[place] == "ET" and made[neighbour] == "EN":
            made[place] = "EN"
    return made


def _brackets(text: str, kinds: list[str], edge: str) -> list[str]:
    """Both brackets of a pair take one direction, that of what they hold and stand in (N0)."""
    made = list(kinds)
    for first, last in sorted(_pairs(text)):
        inside = {_side(kind) for kind in made[first + 1 : last] if _is_known(kind)}
        if not inside:
            continue
        side = edge
        if edge not in inside:
            strong = [_side(kind) for kind in made[:first] if _is_known(kind)]
            before = strong[-1] if strong else edge
            side = before if before in inside else edge
        made[first] = made[last] = side
    return made


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Places of brackets that belong together."""
    waiting: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        if sign in BRACKETS:
            waiting.append((BRACKETS[sign], place))
            continue
        known = [number for number, (closing, _) in enumerate(waiting) if closing == sign]
        if known:
            yield waiting[known[-1]][1], place
            del waiting[known[-1] :]


def _neutrals(kinds: list[str], edge: str) -> list[str]:
    """Signs between two of one direction take it; all others that of the text (N1, N2)."""
    made: list[str] = []
    spans = [(is_known, list(span)) for is_known, span in groupby(kinds, key=_is_known)]
    for number, (is_known, span) in enumerate(spans):
        if is_known:
            made += span
            continue
        before = _side(spans[number - 1][1][-1]) if number else edge
        after = _side(spans[number + 1][1][0]) if number + 1 < len(spans) else edge
        made += [before if before == after else edge] * len(span)
    return made


def _is_known(kind: str) -> bool:
    return kind in ("L", "R", *NUMBERS)


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def in_visual_order(pieces: Sequence[Piece[Mark]]) -> list[Piece[Mark]]:
    """Pieces from left to right: what is of a level or above is turned, level by level (L2)."""
    turned = list(pieces)
    for level in range(max((piece.level for piece in turned), default=0), 0, -1):
        turned = list(_turned(turned, level))
    return turned


def _turned(pieces: Sequence[Piece[Mark]], level: int) -> Iterator[Piece[Mark]]:
    for is_above, span in groupby(pieces, key=lambda piece: piece.level >= level):
        parts = list(span)
        yield from reversed(parts) if is_above else parts
