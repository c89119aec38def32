"""The columns of the run's grid: which quantities have one, and how the width is shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

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
from plexlog.domain.facts import RowTemplateFact
from plexlog.domain.fields import Catalogue, NumberField
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


_TIME = Column("at", _("time"), "", 94)
_PRESSURE = Column("pressure", _("BP"), "mmHg", 90, (SYSTOLIC, DIASTOLIC))
_BY = Column("by", _("by"), "", 40)
_WIDTHS = {
    PULSE.code: 56,
    SPO2.code: 56,
    TEMPERATURE.code: 60,
    INLET.code: 72,
    ANTICOAGULANT.code: 58,
    REMOVED.code: 70,
    REPLACED.code: 72,
    INLET_FLOW.code: 60,
    IONISED_CALCIUM.code: 64,
}
_WIDTH = 66  # of any other quantity

COLUMNS: tuple[Column, ...] = (
    _TIME,
    _PRESSURE,
    *(_of(one, _WIDTHS[one.code]) for one in (PULSE, SPO2, TEMPERATURE)),
    _of(INLET, _WIDTHS[INLET.code], starts_group=True),
    *(_of(one, _WIDTHS[one.code]) for one in (ANTICOAGULANT, REMOVED, REPLACED, INLET_FLOW)),
    _of(IONISED_CALCIUM, _WIDTHS[IONISED_CALCIUM.code], starts_group=True),
    _BY,
)  # where the unit has no template for the machine


def columns_of(template: RowTemplateFact | None, catalogue: Catalogue) -> tuple[Column, ...]:
    """The columns of a template, between the time of the row and who entered it."""
    if template is None:
        return COLUMNS
    columns = [_TIME]
    for code in template.columns:
        if code == SYSTOLIC.code:
            columns.append(_PRESSURE)
        elif code != DIASTOLIC.code:
            width = _WIDTHS.get(code, _WIDTH)
            starts = code in template.group_starts
            columns.append(_of(catalogue[code], width, starts_group=starts))
    return (*columns, _BY)


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
