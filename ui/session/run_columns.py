"""The columns of the run's grid: which quantities have one, and how the width is shared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from plexlog.domain.facts import RowTemplateFact
from plexlog.domain.fields import Catalogue, NumberField
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Reading
from plexlog.domain.run_row import GROUPS, PRESSURE, fields_of_columns

MARGIN = 15  # left and right of the grid
GROUP_GAP = 16  # between groups, with a hairline in its middle
CELL_GAP = 7


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its fields (two for a pressure), its heading, and its width at 952 px."""

    key: str
    heading: str
    unit: str
    width: int
    fields: tuple[NumberField, ...] = ()
    starts_group: bool = False


_WIDTHS = ((90, 56, 56, 60), (72, 58, 70, 72, 60), (64,))  # as the groups of a row


def _of(fields: tuple[NumberField, ...], width: int, *, starts_group: bool) -> Column:
    first, *others = fields
    key, heading = ("pressure", _(PRESSURE)) if others else (first.code, first.heading)
    return Column(key, heading, first.shown_unit, width, fields, starts_group)


def _columns() -> Iterator[Column]:
    yield Column("at", _("time"), "", 94)
    for group, (columns, widths) in enumerate(zip(GROUPS, _WIDTHS, strict=True)):
        for place, (fields, width) in enumerate(zip(columns, widths, strict=True)):
            yield _of(fields, width, starts_group=group > 0 and place == 0)
    yield Column("by", _("by"), "", 40)


COLUMNS: tuple[Column, ...] = tuple(_columns())  # without a template for the machine
_WIDTH_OF = {column.fields[0].code: column.width for column in COLUMNS if column.fields}
_WIDTH = 66  # of any other quantity


def columns_of(template: RowTemplateFact | None, catalogue: Catalogue) -> tuple[Column, ...]:
    """The columns of a template, between the time of the row and who entered it."""
    if template is None:
        return COLUMNS
    columns = [
        _of(
            fields,
            _WIDTH_OF.get(fields[0].code, _WIDTH),
            starts_group=fields[0].code in template.group_starts,
        )
        for fields in fields_of_columns(template, catalogue)
    ]
    return (COLUMNS[0], *columns, COLUMNS[-1])


@lru_cache(maxsize=32)
def shown_in_columns(columns: tuple[Column, ...] = COLUMNS) -> frozenset[str]:
    """Codes that have a column; every other quantity of a reading stands under More."""
    return frozenset(declared.code for column in columns for declared in column.fields)


def more_mark(reading: Reading | None, columns: tuple[Column, ...] = COLUMNS) -> str:
    """How many values of a row stand under More: `+2`, or nothing."""
    shown = shown_in_columns(columns)
    count = sum(code not in shown for code in (reading.values if reading is not None else ()))
    return f"+{count}" if count else ""


@lru_cache(maxsize=32)
def spans(width: int, columns: tuple[Column, ...] = COLUMNS) -> list[tuple[int, int]]:
    """Left edge and width of each column in a grid of that width."""
    gaps = sum(_gap(column, index) for index, column in enumerate(columns))
    free = width - 2 * MARGIN - gaps
    weight = sum(column.width for column in columns)
    placed, x, used = [], MARGIN, 0
    for index, column in enumerate(columns):
        x += _gap(column, index)
        used += column.width
        right = MARGIN + _gaps_to(index, columns) + free * used // weight
        placed.append((x, right - x))
        x = right
    return placed


def rules(width: int, columns: tuple[Column, ...] = COLUMNS) -> list[int]:
    """Where hairlines between groups stand."""
    return [
        left - GROUP_GAP // 2
        for column, (left, _width) in zip(columns, spans(width, columns), strict=True)
        if column.starts_group
    ]


def _gap(column: Column, index: int) -> int:
    if index == 0:
        return 0
    return GROUP_GAP if column.starts_group else CELL_GAP


def _gaps_to(index: int, columns: Sequence[Column]) -> int:
    return sum(_gap(column, number) for number, column in enumerate(columns[: index + 1]))
