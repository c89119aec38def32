"""The run: chart, readings and the notes made at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import NumberField, Place
from plexlog.domain.records import Reading
from plexlog.reports.model import Block, Cell, Chart, Column, Paragraph, Table
from plexlog.reports.run_chart import last_words, run_chart
from plexlog.reports.summary_input import SummaryInput
from plexlog.reports.summary_tables import (
    PRESSURES,
    beside,
    measured_cell,
    pressure_cell,
    table,
)


def run(facts: SummaryInput) -> Iterator[Block]:
    """The chart and the table of its numbers, with the notes made at the readings."""
    session = facts.session
    chart = run_chart(session, facts.figures.target_ml)
    readings = sorted(session.readings or (), key=lambda reading: reading.at)
    if not chart.is_empty:
        ends = "; ".join(f"{series} {value}" for series, value in last_words(chart))
        yield Chart(chart=chart, described=f"Course of the run. Last values: {ends}.")
    if readings:
        yield _readings_table(facts, readings)
    for note in _reading_notes(facts, readings):
        yield Paragraph(text=note, is_small=True)


def _readings_table(facts: SummaryInput, readings: Sequence[Reading]) -> Table:
    declared = [field for field in CATALOGUE.at(Place.READING) if field not in PRESSURES]
    columns = [
        Column(heading="time"),
        Column(heading="BP", unit="mmHg", is_number=True),
        *(
            Column(heading=field.heading, unit=field.shown_unit, is_number=True)
            for field in declared
        ),
        Column(heading="by"),
    ]
    names = _names(readings)
    return table(
        columns,
        (
            [
                _time_cell(facts, reading),
                _beside(facts, reading, pressure_cell(reading.values), *PRESSURES),
                *(
                    _beside(facts, reading, measured_cell(one, reading.values.get(one.code)), one)
                    for one in declared
                ),
                wording.initials(reading.by) if reading.by and len(names) > 1 else "",
            ]
            for reading in readings
        ),
    )


def _beside(facts: SummaryInput, reading: Reading, cell: Cell, *fields: NumberField) -> Cell:
    codes = (field.code for field in fields)
    return beside(facts, cell, Place.READING, *codes, row_key=reading.key)


def _time_cell(facts: SummaryInput, reading: Reading) -> Cell:
    late = facts.late_words(reading.at, reading.entered_at)
    text = facts.when(reading.at)
    return Cell(text=f"{text} late" if late else text, is_marked=bool(late))


def _names(readings: Iterable[Reading]) -> list[str]:
    return list(dict.fromkeys(reading.by for reading in readings if reading.by))


def _reading_notes(facts: SummaryInput, readings: Sequence[Reading]) -> Iterator[str]:
    names = _names(readings)
    if len(names) == 1:
        yield f"Readings by {names[0]}."
    elif names:
        who = ", ".join(f"{wording.initials(name)} {name}" for name in names)
        yield f"Readings by {who}."
    for reading in readings:
        late = facts.late_words(reading.at, reading.entered_at)
        told = "; ".join(part for part in (late, reading.note) if part)
        if told:
            yield f"{facts.when(reading.at)}: {told}"
