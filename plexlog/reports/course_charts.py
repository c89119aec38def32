"""The charts of a course as plain values: delivered volumes, vital signs, laboratory, estimate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

from plexlog.clinical.course_curve import CurvePoint
from plexlog.clinical.course_levels import LevelCourse, Measurement
from plexlog.clinical.plans import planned_plasma_volumes
from plexlog.clinical.titres import titre_steps
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import TitreField
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Session
from plexlog.domain.shapes import Measured, Values
from plexlog.domain.words import LabTiming
from plexlog.reports.course_input import CourseInput
from plexlog.reports.panel import Form, Panel, PanelSeries, Spot, Tick

LEAST_VALUES = 2  # fewer are told by the table alone
MOST_TICKS = 15
MOST_PANELS = 6
BALANCE_AXIS = (90.0, 110.0)
VITALS = (
    (
        "Blood pressure",
        (
            ("systolic", "systolic_mmhg", Form.SPAN),
            ("diastolic", "diastolic_mmhg", Form.SLIM_SPAN),
        ),
        (60.0, 140.0),
    ),
    ("Pulse", (("pulse", "pulse_per_min", Form.SPAN),), (60.0, 100.0)),
)


def _ticks(facts: CourseInput) -> tuple[Tick, ...]:
    numbers = [one.session.number for one in facts.sessions]
    return tuple(Tick(float(number), f"{number}") for number in numbers)


def delivered_panels(facts: CourseInput) -> Iterator[Panel]:
    """Plasma volumes planned and delivered, and the fluid balance, by session."""
    ticks = _ticks(facts)
    planned, had, balance = [], [], []
    for one in facts.sessions:
        x = float(one.session.number)
        ordered = planned_plasma_volumes(one.course, one.session)
        if ordered is not None:
            planned.append(Spot(x, float(ordered)))
        if one.figures.plasma_volumes is not None:
            had.append(Spot(x, one.figures.plasma_volumes, is_amended=one.has_amended_volumes))
        if one.figures.balance_percent is not None:
            spot = Spot(x, one.figures.balance_percent, is_amended=one.has_amended_volumes)
            balance.append(spot)
    yield Panel(
        title="Plasma exchanged",
        unit="plasma volumes",
        ticks=ticks,
        series=(
            PanelSeries(name="planned", form=Form.FRAME, spots=tuple(planned)),
            PanelSeries(name="delivered", form=Form.BAR, spots=tuple(had)),
        ),
    )
    yield Panel(
        title="Fluid balance",
        unit="% of what was taken out",
        ticks=ticks,
        series=(
            PanelSeries(name="given back", form=Form.DOT, spots=tuple(balance), is_joined=True),
        ),
        least=BALANCE_AXIS,
    )


def _rows(session: Session) -> Iterator[Values]:
    yield session.before or {}
    for reading in session.readings or ():
        yield reading.values
    yield (session.close.after if session.close else None) or {}


def extremes(session: Session, code: str) -> tuple[Measured, Measured] | None:
    """The lowest and highest value of a quantity around and in a session."""
    found = [values[code] for values in _rows(session) if code in values]
    if not found:
        return None
    return min(found, key=lambda one: one.value), max(found, key=lambda one: one.value)


def vitals_panels(facts: CourseInput) -> Iterator[Panel]:
    """Lowest to highest blood pressure and pulse of each session."""
    for title, names, least in VITALS:
        yield Panel(
            title=title,
            unit=f"{CATALOGUE[names[0][1]].shown_unit}, lowest to highest",
            ticks=_ticks(facts),
            series=tuple(
                PanelSeries(name=name, form=form, spots=tuple(_spans(facts, code)))
                for name, code, form in names
            ),
            least=least,
        )


def _spans(facts: CourseInput, code: str) -> Iterator[Spot]:
    for one in facts.sessions:
        span = extremes(one.session, code)
        if span is not None:
            low, high = (float(each.value) for each in span)
            yield Spot(float(one.session.number), high, low, one.is_amended(code))


FORMS = {
    LabTiming.BEFORE_SESSION: ("before a session", Form.DOT),
    LabTiming.AFTER_SESSION: ("after a session", Form.RING),
}
OTHERS = ("other draws", Form.SQUARE)


def laboratory_panels(
    facts: CourseInput, values: Mapping[str, Sequence[Measurement]]
) -> tuple[Panel, ...]:
    """Quantities with two values or more over the days of the course."""
    start = _start(facts.begun)
    from_laboratory = {result.quantity for result in facts.course.lab_results or ()}
    several = [code for code, every in values.items() if len(every) >= LEAST_VALUES]
    drawn = sorted(several, key=lambda code: code not in from_laboratory)[:MOST_PANELS]
    return tuple(
        Panel(
            title=CATALOGUE[code].label,
            unit=CATALOGUE[code].shown_unit,
            ticks=_day_ticks(start, [one.taken_at for one in values[code]]),
            axis="day of the course",
            is_doubling=isinstance(CATALOGUE[code], TitreField),
            series=tuple(
                PanelSeries(
                    name=name,
                    form=form,
                    spots=tuple(
                        _spot(facts, start, one)
                        for one in values[code]
                        if FORMS.get(one.timing or LabTiming.OTHER, OTHERS) == (name, form)
                    ),
                    is_joined=form is not Form.SQUARE,
                )
                for name, form in (*FORMS.values(), OTHERS)
            ),
        )
        for code in drawn
    )


def _spot(facts: CourseInput, start: Moment, one: Measurement) -> Spot:
    is_amended = bool(facts.amended_to(one))
    return Spot(_day(start, one.taken_at), _height(one), is_amended=is_amended)


def _height(one: Measurement) -> float:
    """Where a value stands: a titre by its two-fold steps."""
    is_titre = isinstance(CATALOGUE[one.quantity], TitreField)
    return titre_steps(one.value) if is_titre else float(one.value)


def _start(begun: Course) -> Moment:
    """Midnight of the day on which the first session began."""
    starts = [one.started_at for one in begun.sessions or () if one.started_at]
    return min(starts).at_clock(0, 0)


def _day(start: Moment, at: Moment) -> float:
    return 1 + at.hours_since(start) / 24


def _day_ticks(start: Moment, times: Sequence[Moment]) -> tuple[Tick, ...]:
    """Whole days, as many as have room; day 1 is that of the first session."""
    days = [_day(start, at) for at in times]
    first, last = int(min(days)) if min(days) >= 1 else int(min(days) // 1), int(max(days)) + 1
    step = max(1, -(-(last - first) // MOST_TICKS))
    return tuple(Tick(float(day), f"{day}") for day in range(first, last + 1, step))


def level_panel(
    begun: Course, level: LevelCourse, amended_to: Callable[[Measurement], str] = lambda _: ""
) -> Panel:
    """What is expected with its band, and what was measured, in percent of the first value."""
    start = _start(begun)
    ends = [one.ended_at for one in begun.sessions or () if one.ended_at]
    zero = _day(start, min(ends))
    forms = {
        LabTiming.BEFORE_SESSION: Form.DOT,
        LabTiming.AFTER_SESSION: Form.RING,
    }
    named = (("measured before", Form.DOT), ("after", Form.RING), ("other", Form.SQUARE))
    until = start + timedelta(days=zero + level.curve[-1].day - 1) if level.curve else start
    times = [min(ends), until, *(point.measured.taken_at for point in level.points)]
    return Panel(
        title=_level_title(level),
        unit="% of first" if level.over else "% of first value",
        ticks=_day_ticks(start, times),
        axis="day of the course",
        series=(
            PanelSeries(
                name="estimate",
                form=Form.LINE,
                spots=tuple(Spot(zero + point.day, point.percent) for point in level.curve),
            ),
            *(
                PanelSeries(
                    name=name,
                    form=form,
                    spots=tuple(
                        Spot(
                            zero + point.day,
                            point.percent,
                            is_amended=bool(amended_to(point.measured)),
                        )
                        for point in level.points
                        if forms.get(point.measured.timing or LabTiming.OTHER, Form.SQUARE) is form
                    ),
                )
                for name, form in named
            ),
        ),
        band=tuple(_band(level.curve, zero)),
        band_name=f"band of {level.over}" if level.over else "band",  # a titre's own step is apart
    )


def _level_title(level: LevelCourse) -> str:
    if level.over:
        return f"{level.label}, over the {level.over} ESTIMATE"
    return f"{level.label}: {'ESTIMATE and measured' if level.curve else 'measured'}"


def _band(curve: Sequence[CurvePoint], zero: float) -> Iterator[Spot]:
    for point in curve:
        yield Spot(zero + point.day, point.high, point.low)
