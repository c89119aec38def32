"""Values copied from the machine's export: read, shown what becomes of each row, then kept.

A row goes in whole or not at all. Nothing on record is overwritten, nothing unlikely is taken, and
what somebody has to look at the patient for is no value of the machine.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from plexlog.domain.entry import read_entry
from plexlog.domain.errors import PlexlogError, Refusal, RefusedError, UnreadableError
from plexlog.domain.fields import NumberField, Place, Severity
from plexlog.domain.moments import Moment
from plexlog.domain.records import Reading
from plexlog.domain.roles import Act
from plexlog.domain.shapes import Measured
from plexlog.domain.words_run import TakenFrom
from plexlog.services.entry_checks import doubted, with_slip
from plexlog.services.keys import new_key
from plexlog.services.observed import read_observed
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.permission import needs
from plexlog.services.recording import refuse_outside_run

OF_THE_MACHINE = (
    "inlet_ml",
    "anticoagulant_ml",
    "removed_ml",
    "replaced_ml",
    "anticoagulant_in_waste_ml",
    "inlet_flow_ml_min",
    "access_pressure_mmhg",
    "return_pressure_mmhg",
    "transmembrane_pressure_mmhg",
)
TIMES = ("time", "at", "date and time", "timestamp")
MOST_ROWS = 300
THERE = "a row of {time} is there already; nothing is overwritten"
_UNIT = re.compile(r"(.*?)\s*[(\[]([^)\]]*)[)\]]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedColumn:
    """One column: its heading, the quantity it was taken for, or why it was left out."""

    heading: str
    declared: NumberField | None = None
    is_time: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedRow:
    """One row: its time and values by code; a reason where it is refused."""

    time: str  # as it stands there
    at: Moment | None = None
    values: Mapping[str, Measured] = field(default_factory=dict)
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """What a paste holds, before anything is kept."""

    columns: tuple[PastedColumn, ...]
    rows: tuple[PastedRow, ...]

    @property
    def taken(self) -> tuple[tuple[Moment, Mapping[str, Measured]], ...]:
        """Time and values of the rows that can be kept."""
        return tuple(
            (row.at, row.values) for row in self.rows if row.at is not None and not row.why_not
        )


class UnreadablePasteError(PlexlogError):
    """A paste is no table of the machine; the message says what is expected."""


def read_pasted(session: OpenSession, text: str) -> Pasted:
    """What would become of a pasted table. Nothing is kept. Raises UnreadablePasteError."""
    catalogue = session.desk.catalogue
    declared = [catalogue[code] for code in OF_THE_MACHINE]
    lines = _table(text)
    columns = _columns(lines[0], declared)
    if not any(one.is_time for one in columns) or not any(one.declared for one in columns):
        named = ", ".join(one.heading for one in declared[:4])
        raise UnreadablePasteError(
            "This is no table of the machine: its first line has to name the time and a "
            f"quantity, such as time, {named}. Nothing was taken."
        )
    if len(lines) > MOST_ROWS + 1:
        raise UnreadablePasteError(f"More than {MOST_ROWS} rows; paste fewer. Nothing was taken.")
    view = session.view()
    rows = []
    for cells in lines[1:]:
        row = _row(session, view, columns, cells)
        if row.at is not None and not row.why_not:
            view = _with_row(view, Reading(at=row.at, values=row.values))
        rows.append(row)
    return Pasted(columns=columns, rows=tuple(rows))


def _with_row(view: SessionView, row: Reading) -> SessionView:
    """The view as if the row were kept: the next one is held against it."""
    readings = (*(view.session.readings or ()), row)
    return replace(view, session=replace(view.session, readings=readings))


@needs(Act.SESSION)
def keep_pasted(session: OpenSession, pasted: Pasted) -> int:
    """Keep the rows that can be kept, marked as the machine's. Returns how many.

    Raises RefusedError where the record has changed since they were read; then it keeps none.
    """
    now = session.desk.now()
    for at, _values in pasted.taken:
        refuse_outside_run(session, at)
        if _is_there(session.view(), at):
            raise RefusedError([Refusal("at", THERE.format(time=at.clock))])
    store = session.desk.store
    with session.writing("values pasted from the machine"):
        for at, values in pasted.taken:
            row = Reading(
                key=new_key(),
                at=at,
                by=session.desk.me,
                entered_at=now,
                taken_from=TakenFrom.MACHINE_EXPORT,
            )
            store.put(session.key, row)
            for code, measured in values.items():
                kept = replace(measured, by=session.desk.me, entered_at=now)
                store.put_value(session.key, Place.READING, code, kept, row.key)
    session.touch()
    return len(pasted.taken)


def _table(text: str) -> list[list[str]]:
    """The cells by line; parted by tabs, else semicolons, else commas. Empty lines are none."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise UnreadablePasteError("Nothing was copied. Copy the table of the machine first.")
    sign = next((one for one in "\t;," if one in lines[0]), ",")
    return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=sign)]


def _columns(headings: Sequence[str], declared: Sequence[NumberField]) -> tuple[PastedColumn, ...]:
    found: list[PastedColumn] = []
    for heading in headings:
        column = _column(heading, declared)
        is_again = any(
            (one.is_time and column.is_time)
            or (one.declared is not None and one.declared == column.declared)
            for one in found
        )
        if is_again:
            column = PastedColumn(heading=heading, why_not="stands there twice; the first counts")
        found.append(column)
    return tuple(found)


def _column(heading: str, declared: Sequence[NumberField]) -> PastedColumn:
    parted = _UNIT.fullmatch(heading)
    name, unit = (heading, "") if parted is None else (parted[1], parted[2].strip())
    name = " ".join(name.casefold().split())
    if name in TIMES:
        return PastedColumn(heading=heading, is_time=True)
    for one in declared:
        if name not in {one.code, one.label.casefold(), one.heading.casefold()}:
            continue
        if unit and unit.casefold() != one.shown_unit.casefold():
            why = f"is in {unit}; possible is {one.shown_unit}"
            return PastedColumn(heading=heading, why_not=why)
        return PastedColumn(heading=heading, declared=one)
    return PastedColumn(heading=heading, why_not="no value of the machine by that name")


def _row(
    session: OpenSession,
    view: SessionView,
    columns: Sequence[PastedColumn],
    cells: Sequence[str],
) -> PastedRow:
    place = next(number for number, one in enumerate(columns) if one.is_time)
    time = cells[place] if place < len(cells) else ""
    if len(cells) != len(columns):
        why = f"has {len(cells)} cells where the first line has {len(columns)}"
        return PastedRow(time=time, why_not=why)
    try:
        at = read_observed(session, time)
        refuse_outside_run(session, at)
    except UnreadableError as unreadable:
        return PastedRow(time=time, why_not=str(unreadable))
    except RefusedError as refused:
        return PastedRow(time=time, why_not=refused.refusals[0].reason)
    if _is_there(view, at):
        return PastedRow(time=time, why_not=THERE.format(time=at.clock))
    named = [
        (one.declared, cell) for one, cell in zip(columns, cells, strict=True) if one.declared
    ]
    return _with_values(view, Reading(at=at), time, named)


def _with_values(
    view: SessionView, row: Reading, time: str, cells: Sequence[tuple[NumberField, str]]
) -> PastedRow:
    values: dict[str, Measured] = {}
    for declared, cell in cells:
        entry = with_slip(declared, read_entry(declared, cell))
        entry = doubted(view, row, values, entry)
        if entry.severity in (Severity.REFUSE, Severity.ASK):
            return PastedRow(time=time, why_not=f"{declared.heading} {cell}: {entry.message}")
        if entry.value is not None:
            values[declared.code] = Measured(
                value=entry.value, typed=entry.text.strip(), flag=entry.severity
            )
    if not values:
        return PastedRow(time=time, why_not="holds no value")
    return PastedRow(time=time, at=row.at, values=values)


def _is_there(view: SessionView, at: Moment) -> bool:
    minute = at.to_minute().instant
    return any(one.at.to_minute().instant == minute for one in view.session.readings or ())
