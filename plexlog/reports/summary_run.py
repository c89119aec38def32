"""The run: chart, readings and the notes made at them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import NumberField, Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import Reading
from plexlog.domain.shapes import Measured
from plexlog.reports.model import Block, Cell, Chart, Column, Paragraph, Table
from plexlog.reports.run_chart import last_words, plasma_removed, run_chart
from plexlog.reports.summary_input import GAP_WORDS, SummaryInput
from plexlog.reports.summary_tables import (
    PRESSURES,
    beside,
    measured_cell,
    pressure_cell,
    table,
)

FROM_MACHINE = "pasted from the machine's export"
GAP = "gap"  # beside the time of a row, as on the screen
CORRECTED = "\u2020"  # a dagger behind a value that was corrected after its row was kept


def run(facts: SummaryInput) -> Iterator[Block]:
    """The chart and the table of its numbers, with the notes made at the readings."""
    session, figures = facts.session, facts.figures
    plasma = plasma_removed(figures.readings, session.ended_at, figures.patient_plasma_removed_ml)
    chart = run_chart(session, figures.target_ml, plasma=plasma)
    readings = sorted(session.readings or (), key=lambda reading: reading.at)
    if not chart.is_empty:
        ends = "; ".join(f"{series} {value}" for series, value in last_words(chart))
        yield Chart(chart=chart, described=f"Course of the run. Last values: {ends}.")
    gaps = facts.vitals_gaps
    if readings:
        yield _readings_table(facts, readings, frozenset(gap.at for gap in gaps))
    if gaps:
        told = "; ".join(facts.gap_words(gap) for gap in gaps)
        yield Paragraph(text=f"{wording.sentence(GAP_WORDS)} {told}.")
    for note in _reading_notes(facts, readings):
        yield Paragraph(text=note, is_small=True)


def _readings_table(
    facts: SummaryInput, readings: Sequence[Reading], gaps: Collection[Moment]
) -> Table:
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
                _time_cell(facts, reading, has_gap=reading.at in gaps),
                _told(facts, reading, pressure_cell(reading.values), *PRESSURES),
                *(
                    _told(facts, reading, measured_cell(one, reading.values.get(one.code)), one)
                    for one in declared
                ),
                wording.initials(reading.by) if reading.by and len(names) > 1 else "",
            ]
            for reading in readings
        ),
    )


def corrected(reading: Reading) -> dict[str, Measured]:
    """The values of a kept row that were corrected or added later, by their codes."""
    kept_at = reading.entered_at
    return {
        code: measured
        for code, measured in reading.values.items()
        if kept_at is not None
        and measured.entered_at is not None
        and measured.entered_at > kept_at
    }


def _told(facts: SummaryInput, reading: Reading, cell: Cell, *fields: NumberField) -> Cell:
    """The cell with its sign where one of its values was corrected, and with what was amended."""
    later = corrected(reading)
    if any(field.code in later for field in fields):
        cell = replace(cell, text=f"{cell.text}\u00a0{CORRECTED}")
    codes = (field.code for field in fields)
    return beside(facts, cell, Place.READING, *codes, row_key=reading.key)


def _corrections(facts: SummaryInput, readings: Sequence[Reading]) -> Iterator[str]:
    """What the sign means, and for each such value when and by whom."""
    told = [
        f"{facts.when(reading.at)} {wording.spoken(CATALOGUE[code].label)} "
        f"({', '.join(part for part in (one.by, facts.when(one.entered_at)) if part)})"
        for reading in readings
        for code, one in corrected(reading).items()
    ]
    if told:
        yield (
            f"{CORRECTED} corrected or added after the row was kept: {'; '.join(told)}. "
            "What stood before is in the history of the record."
        )


def _time_cell(facts: SummaryInput, reading: Reading, *, has_gap: bool) -> Cell:
    late = facts.late_words(reading.at, reading.entered_at)
    told = ("late" if late else "", GAP if has_gap else "")
    marks = [mark for mark in told if mark]
    return Cell(text=" ".join([facts.when(reading.at), *marks]), is_marked=bool(marks))


def _names(readings: Iterable[Reading]) -> list[str]:
    return list(dict.fromkeys(reading.by for reading in readings if reading.by))


def _reading_notes(facts: SummaryInput, readings: Sequence[Reading]) -> Iterator[str]:
    names = _names(readings)
    if len(names) == 1:
        yield f"Readings by {names[0]}."
    elif names:
        who = ", ".join(f"{wording.initials(name)} {name}" for name in names)
        yield f"Readings by {who}."
    yield from _corrections(facts, readings)
    for reading in readings:
        late = facts.late_words(reading.at, reading.entered_at)
        pasted = "" if reading.taken_from is None else FROM_MACHINE
        told = "; ".join(part for part in (pasted, late, reading.note) if part)
        if told:
            yield f"{facts.when(reading.at)}: {told}"
