"""What the chart of a run shows: plain values by time, from a session's record.

Nothing is computed but positions in time; what is missing leaves a gap. `charts` draws it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plexlog.clinical.figures.run import ReadingFigures
from plexlog.domain import wording
from plexlog.domain.catalogue import DIASTOLIC, PULSE, REMOVED, SYSTOLIC
from plexlog.domain.moments import Moment
from plexlog.domain.records import Session
from plexlog.domain.shapes import Measured, Values

VITALS = (SYSTOLIC.code, DIASTOLIC.code, PULSE.code)
REMOVED_BY_MACHINE = "Removed"
PLASMA_REMOVED = "Plasma removed"
NEAR_MIN = 45.0  # vitals taken this close to start or end belong to the picture of the run


@dataclass(frozen=True, slots=True)
class Pressure:
    """A blood pressure at a time."""

    at: Moment
    systolic: float
    diastolic: float | None = None  # None where only the systolic one was felt


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a time."""

    at: Moment
    value: float


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which the exchange stood still; open while it has no end."""

    start: Moment
    end: Moment | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A drug or a reaction, with its words."""

    at: Moment
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunChart:
    """Vitals and removed volume of one run."""

    started_at: Moment | None = None
    ended_at: Moment | None = None
    pressures: tuple[Pressure, ...] = ()
    pulses: tuple[Point, ...] = ()
    removed: tuple[Point, ...] = ()
    removed_name: str = REMOVED_BY_MACHINE
    pauses: tuple[Span, ...] = ()
    drugs: tuple[Mark, ...] = ()
    reactions: tuple[Mark, ...] = ()
    target_ml: float | None = None
    target_at: Moment | None = None  # when the forecast reaches the target
    now: Moment | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not (self.pressures or self.pulses or self.removed)


def run_chart(
    session: Session,
    target_ml: Decimal | float | None = None,
    *,
    plasma: Sequence[Point] = (),
    target_at: Moment | None = None,
    now: Moment | None = None,
) -> RunChart:
    """The chart of a session. `target_at` and `now` are for a run that is still going on.

    The target is of the patient's own plasma: where `plasma`, its removed volume in mL, is known,
    it is drawn; else the total of the machine, which holds anticoagulant too.
    """
    rows = list(_rows(session))
    return RunChart(
        started_at=session.started_at,
        ended_at=session.ended_at,
        pressures=tuple(
            Pressure(at, float(values[SYSTOLIC.code].value), _number(values.get(DIASTOLIC.code)))
            for at, values in rows
            if SYSTOLIC.code in values
        ),
        pulses=_points(rows, PULSE.code),
        removed=_from_start(session, plasma or _volumes(session, rows)),
        removed_name=PLASMA_REMOVED if plasma else REMOVED_BY_MACHINE,
        pauses=tuple(Span(pause.start, pause.end) for pause in session.pauses or ()),
        drugs=tuple(
            Mark(drug.at, f"{drug.drug} {drug.dose}") for drug in session.drugs_given or ()
        ),
        reactions=tuple(
            Mark(
                reaction.onset_at,
                f"{reaction.kind.label} {reaction.grade or ''}".strip(),
            )
            for reaction in session.reactions or ()
        ),
        target_ml=None if target_ml is None else float(target_ml),
        target_at=target_at,
        now=now,
    )


def _rows(session: Session) -> Iterator[tuple[Moment, Values]]:
    yield from _vitals(session.before, session.started_at)
    for reading in sorted(session.readings or (), key=lambda reading: reading.at):
        yield reading.at, reading.values
    yield from _vitals(session.close.after if session.close else None, session.ended_at)


def _vitals(values: Values | None, near: Moment | None) -> Iterator[tuple[Moment, Values]]:
    """Pressure and pulse taken shortly before the start or after the end."""
    if values is None or near is None or SYSTOLIC.code not in values:
        return
    taken = values[SYSTOLIC.code].taken_at
    if taken is not None and abs(taken.minutes_since(near)) <= NEAR_MIN:
        yield taken, {code: values[code] for code in VITALS if code in values}


def _number(value: Measured | None) -> float | None:
    return None if value is None else float(value.value)


def _points(rows: list[tuple[Moment, Values]], code: str) -> tuple[Point, ...]:
    return tuple(Point(at, float(values[code].value)) for at, values in rows if code in values)


def plasma_removed(
    readings: Iterable[ReadingFigures], ended_at: Moment | None, total_ml: float | None
) -> tuple[Point, ...]:
    """The patient's own plasma in mL at the readings it is known at, and at the end."""
    points = [
        Point(one.at, one.patient_plasma_removed_ml)
        for one in readings
        if one.is_kept and one.patient_plasma_removed_ml is not None
    ]
    if points and ended_at is not None and total_ml is not None:
        points.append(Point(ended_at, total_ml))
    return tuple(points)


def _volumes(session: Session, rows: list[tuple[Moment, Values]]) -> Sequence[Point]:
    """Removed totals of the machine, the last as noted at the end."""
    points = list(_points(rows, REMOVED.code))
    totals = session.close.totals if session.close else None
    if totals is not None and session.ended_at is not None and REMOVED.code in totals.values:
        points.append(Point(session.ended_at, float(totals.values[REMOVED.code].value)))
    return points


def _from_start(session: Session, points: Sequence[Point]) -> tuple[Point, ...]:
    """The volumes with nothing at the start before them."""
    if not points or session.started_at is None:
        return tuple(points)
    return (Point(session.started_at, 0.0), *points)


def last_words(chart: RunChart) -> tuple[tuple[str, str], ...]:
    """Series and last value, as written beside the end of each line."""
    words = []
    if chart.pressures:
        last = chart.pressures[-1]
        low = wording.MISSING if last.diastolic is None else wording.plain(last.diastolic)
        shown = f"{wording.plain(last.systolic)}/{low} mmHg"
        words.append(("Blood pressure", shown))
    if chart.pulses:
        words.append(("Pulse", f"{wording.plain(chart.pulses[-1].value)} /min"))
    if chart.removed:
        last_ml, is_worked_out = chart.removed[-1].value, chart.removed_name == PLASMA_REMOVED
        number = wording.number(last_ml) if is_worked_out else wording.plain(last_ml)
        words.append((chart.removed_name, wording.with_unit(number, "mL")))
    return tuple(words)
