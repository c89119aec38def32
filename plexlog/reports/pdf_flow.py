"""What stands together on a page: no heading ends one, no lone row or line stands on either side.

reportlab breaks a page where something no longer fits. Here is asked before: how much of what
comes next has to follow on the same page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable, KeepTogether, NullActionFlowable, Table

LEAST_ROWS = 2  # of a table that is cut, on each side, beside its heads
LEAST_LINES = 40.0  # of a passage, before a page may end within it
APART = 1.0  # a line from what it stands under
LONG = 360.0  # points, about half a page: what is longer may be cut


class Whole(KeepTogether):
    """Parts that stand on one page; longer than half of one they may be cut."""

    def __init__(self, *inner: Flowable) -> None:
        super().__init__(list(inner))
        self.inner = inner

    def split(self, aW: float, aH: float) -> list[Any]:  # noqa: N803 - reportlab names them so
        """As one, or, where that is long, part by part in its place."""
        is_long = height_of(self.inner, aW) > LONG
        begun = NullActionFlowable()  # as KeepTogether does: what follows is laid out anew
        return [begun, *self.inner] if is_long else super().split(aW, aH)


@dataclass(frozen=True, slots=True)
class Led:
    """A part of a section; one that leads is never the last of a page."""

    part: Flowable
    leads: bool = True


def height_of(parts: Sequence[Flowable], width: float) -> float:
    """The height of parts under each other."""
    plain = [one for part in parts for one in (part.inner if isinstance(part, Whole) else (part,))]
    return sum(float(part.wrap(width, 0)[1]) for part in plain)


class Rows(Table):
    """A table whose rows are measured here; reportlab has no public way to."""

    _rowHeights: list[float]  # noqa: N815 - reportlab's names, missing in its stubs
    _cellvalues: list[list[Any]]
    _cellStyles: list[list[Any]]  # noqa: N815 - as above
    _argH: list[float | None]  # noqa: N815 - as above
    _argW: list[float]  # noqa: N815 - as above


class SteadyTable(Rows):
    """A table that is cut with rows enough on both sides."""

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803 - as above
        """The part that fits and the rest; nothing where all of it is better on the next page."""
        parts: list[Any] = super().split(availWidth, availHeight)
        if len(parts) != 2:  # noqa: PLR2004 - it fits, or nothing of it does
            return parts
        heads = _heads(self)
        before, after = (len(part._rowHeights) - heads for part in parts)  # noqa: SLF001 - no public way
        lacking = LEAST_ROWS - after if before + after == len(self._rowHeights) - heads else 0
        if lacking > 0 and before - lacking >= LEAST_ROWS:
            return super().split(
                availWidth, sum(self._rowHeights[: heads + before - lacking]) + 0.01
            )
        is_short = before < LEAST_ROWS or lacking > 0
        return [] if is_short and availHeight < LONG else parts


class Tailed(Flowable):
    """A part with the line under it: the line never begins a page alone."""

    def __init__(self, main: Flowable, tail: Flowable) -> None:
        super().__init__()
        self.main, self.tail = main, tail

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - as above
        del aH  # it is told how high it is
        self._under = height_of((self.tail,), aW) + APART
        return aW, height_of((self.main,), aW) + self._under

    def split(self, aW: float, aH: float) -> list[Any]:  # noqa: N803 - as above
        """The part cut so that its end goes with the line, or both on the next page."""
        high = height_of((self.main,), aW)
        parts: list[Any] = self.main.split(aW, min(aH, high - 0.01))
        if len(parts) == 2:  # noqa: PLR2004 - a beginning and a rest
            return [parts[0], Tailed(parts[1], self.tail)]
        return [self.main, self.tail] if LONG < high <= aH else []

    def draw(self) -> None:
        """Put both, the line lowest."""
        self.tail.drawOn(self.canv, 0, 0)
        self.main.drawOn(self.canv, 0, self._under)


def tailed(main: Flowable, tail: Flowable) -> Flowable:
    """A part with a line that stays with it."""
    if isinstance(main, Whole):
        return Whole(*main.inner[:-1], Tailed(main.inner[-1], tail))
    return Tailed(main, tail)


class PanelRows(Rows):
    """Rows of charts: one of them is enough at the end of a page."""


def _heads(table: Rows) -> int:
    return int(table.repeatRows)


def least_height(drawn: Flowable, width: float) -> float:
    """How much of a part has to stand under what leads to it."""
    if isinstance(drawn, Tailed):
        whole = float(drawn.wrap(width, 0)[1])
        return min(whole, max(least_height(drawn.main, width), LEAST_LINES))
    if isinstance(drawn, Drawing):
        return float(drawn.wrap(width, 0)[1])
    if isinstance(drawn, PanelRows):
        return _first_rows(drawn, 1)
    if isinstance(drawn, Whole):
        high = height_of(drawn.inner, width)
        return high if high <= LONG else least_height(drawn.inner[0], width)
    if isinstance(drawn, SteadyTable):
        rows = len(drawn._argH) - _heads(drawn)  # noqa: SLF001 - no public way
        is_short = rows < 2 * LEAST_ROWS  # it cannot be cut
        return min(_first_rows(drawn, rows if is_short else LEAST_ROWS), LONG)
    return min(float(drawn.wrap(width, 0)[1]), LEAST_LINES)


def _first_rows(table: Rows, count: int) -> float:
    """The height of the heads and of the rows that go with them, without laying all of it out."""
    heights = []
    rows = zip(table._cellvalues, table._cellStyles, table._argH, strict=True)  # noqa: SLF001 - no public way
    for (cells, styles, fixed), _ in zip(rows, range(_heads(table) + count), strict=False):
        if fixed is not None:
            heights.append(float(fixed))
            continue
        room = zip(cells, styles, table._argW, strict=True)  # noqa: SLF001 - as above
        heights.append(max(_cell_height(*one) for one in room))
    return sum(heights)


def _cell_height(cell: Any, style: Any, width: float) -> float:
    beside = style.leftPadding + style.rightPadding
    parts = cell if isinstance(cell, list | tuple) else [cell]
    high = sum(
        style.leading if isinstance(part, str) else float(part.wrap(width - beside, 0)[1])
        for part in parts
    )
    return float(high + style.topPadding + style.bottomPadding)


def carried_on(drawn: Sequence[Led], width: float) -> list[Led]:
    """The end of a section that goes with the signatures under it; none where it is long."""
    first = len(drawn) - 1
    while first > 0 and drawn[first - 1].leads:
        first -= 1
    last = [replace(one, leads=True) for one in drawn[first:]]
    return last if height_of([one.part for one in last], width) <= LONG else []
