"""What is doubted of a typed value besides its own ranges: the likely slip, and the run around it.

A doubt is a question beside the value, asked once; the record keeps that it was asked.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from plexlog.clinical.domain_errors import ImpossibleValueError
from plexlog.clinical.entry_checks import RunAt, doubt
from plexlog.clinical.entry_slips import slip_of
from plexlog.clinical.plans import planned_anticoagulant
from plexlog.clinical.totals import COUNTED, totals_of
from plexlog.domain.catalogue import INLET_FLOW, PULSE, SPO2
from plexlog.domain.entry import Entry
from plexlog.domain.errors import UnreadableError
from plexlog.domain.fields import NumberField, Severity
from plexlog.domain.moments import Moment
from plexlog.domain.records import Reading, Session
from plexlog.domain.shapes import Measured, Values
from plexlog.services.open_session import SessionView


def with_slip(declared: NumberField, entry: Entry) -> Entry:
    """The entry, with the likely slip named where the value is refused or asked about.

    A number beyond anything that a slip makes stays with what the field says of it.
    """
    if entry.severity not in (Severity.REFUSE, Severity.ASK):
        return entry
    try:
        slip = slip_of(declared, declared.parse(entry.text))
    except (UnreadableError, ImpossibleValueError):
        return entry
    return replace(entry, message=f"{entry.message}: {slip}") if slip else entry


def doubted(view: SessionView, row: Reading, others: Values, entry: Entry) -> Entry:
    """The entry of a cell, asked about where it does not fit the run so far."""
    if entry.value is None:
        return entry
    if swapped := _swapped(entry, others):
        return replace(entry, severity=Severity.ASK, message=swapped)
    if entry.severity is Severity.ASK:
        return entry
    words = doubt(entry.code, entry.value, run_at(view, row.at, others, row.key))
    return replace(entry, severity=Severity.ASK, message=words) if words else entry


def doubted_totals(view: SessionView) -> tuple[Entry, ...]:
    """The totals of the open row, each held against all that stands in the row by now.

    So what is asked does not hang on the order of typing. What somebody stood by is not asked
    again.
    """
    row = view.open_row
    if row is None:
        return ()
    return tuple(
        doubted(view, row, row.values, _as_entered(code, measured))
        for code, measured in row.values.items()
        if code in COUNTED and measured.flag is not Severity.ASK
    )


def _as_entered(code: str, measured: Measured) -> Entry:
    text = measured.typed or str(measured.value)
    return Entry(code=code, text=text, value=measured.value, severity=measured.flag)


def run_at(view: SessionView, at: Moment, others: Values, row_key: str = "") -> RunAt:
    """What is known of the run at a time."""
    session = view.session
    earlier = replace(
        session,
        readings=tuple(
            one for one in session.readings or () if one.at <= at and one.key != row_key
        ),
        close=None,
    )
    totals = [one for one in totals_of(earlier) if not one.fell]
    last: dict[str, float] = {}
    for one in totals:
        last.update(one.ml)
    since = totals[-1].at if totals else session.started_at or at
    given = planned_anticoagulant(view.course, session)
    ratio = None if given is None else given.inlet_ac_ratio
    hematocrit = view.figures.volumes.hematocrit
    paused = _paused_minutes(session, since, at)
    return RunAt(
        minutes=max(at.minutes_since(since) - paused, 0.0),
        has_pause=paused > 0,
        last=last,
        last_clock=since.clock if totals else "",
        row={code: float(one.value) for code, one in others.items() if code in COUNTED},
        flows_ml_min=_flows(earlier, others),
        inlet_ac_ratio=None if ratio is None else float(ratio),
        plasma_fraction=None if hematocrit is None else 1 - hematocrit,
        hung_ml=_hung_ml(session, at),
    )


def _swapped(entry: Entry, others: Values) -> str:
    """A saturation below what is plausible beside a pulse that would be one."""
    pulse = others.get(PULSE.code)
    if entry.code != SPO2.code or pulse is None or entry.value is None:
        return ""
    is_low = SPO2.usual.is_below(entry.value)
    is_pulse = SPO2.usual.hold(pulse.value) and PULSE.usual.hold(entry.value)
    if not is_low or not is_pulse:
        return ""
    return f"below what is usual, and the pulse is {pulse.value}: pulse and SpO₂ swapped?"


def _flows(session: Session, others: Values) -> tuple[float, ...]:
    read = [
        reading.values[INLET_FLOW.code]
        for reading in sorted(session.readings or (), key=lambda one: one.at)
        if INLET_FLOW.code in reading.values
    ][-1:]
    read += [others[INLET_FLOW.code]] if INLET_FLOW.code in others else []
    return tuple(float(one.value) for one in read)


def _hung_ml(session: Session, at: Moment) -> float | None:
    if session.bags is None or session.paper is not None:
        return None  # of a sheet, the bags may be entered after the rows
    hung = [bag for bag in session.bags if bag.started_at is not None and bag.started_at <= at]
    return float(sum((bag.volume_ml for bag in hung), Decimal(0)))


def _paused_minutes(session: Session, since: Moment, until: Moment) -> float:
    paused = 0.0
    for pause in session.pauses or ():
        start = max(pause.start, since)
        end = until if pause.end is None else min(pause.end, until)
        paused += max(end.minutes_since(start), 0.0)
    return paused
