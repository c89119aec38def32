"""The columns of the run's grid: which quantities have one, and how the width is shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from plexlog.domain.catalogue import (
    ANTICOAGULANT,
    DIASTOLIC,
    INLET,
    INLET_FLOW,
    IONISED_CALCIUM,
    PULSE,
    REMOVED,
    REPLACED,
    SPO2,
    SYSTOLIC,
    TEMPERATURE,
)
from plexlog.domain.fields import NumberField
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Reading

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


def _of(declared: NumberField, width: int, *, starts_group: bool = False) -> Column:
    return Column(
        declared.code,
        declared.heading,
        declared.shown_unit,
        width,
        (declared,),
        starts_group,
    )


COLUMNS: tuple[Column, ...] = (
    Column("at", _("time"), "", 94),
    Column("pressure", _("BP"), "mmHg", 90, (SYSTOLIC, DIASTOLIC)),
    _of(PULSE, 56),
    _of(SPO2, 56),
    _of(TEMPERATURE, 60),
    _of(INLET, 72, starts_group=True),
    _of(ANTICOAGULANT, 58),
    _of(REMOVED, 70),
    _of(REPLACED, 72),
    _of(INLET_FLOW, 60),
    _of(IONISED_CALCIUM, 64, starts_group=True),
    Column("by", _("by"), "", 40),
)


@cache
def shown_in_columns() -> frozenset[str]:
    """Codes that have a column; every other quantity of a reading stands under More."""
    return frozenset(declared.code for column in COLUMNS for declared in column.fields)


def more_mark(reading: Reading | None) -> str:
    """How many values of a row stand under More: `+2`, or nothing."""
    shown = shown_in_columns()
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
