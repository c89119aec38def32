"""A protein over a course: what is expected, what was measured, and one beside the other.

Measured values stand in percent of the first one that was drawn before the first session ended,
so that they can be set beside an estimate that begins with 100 %. Donor plasma brings proteins of
its own, and how much of them nobody measures: from a session with donor plasma on there is none.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from plexlog.clinical.course_curve import (
    CurvePoint,
    at_day,
    fibrinogen_curve,
    solute_curve,
)
from plexlog.clinical.figures.session import SessionFigures
from plexlog.clinical.kinetics import IGA, IGG, IGM, Delivered
from plexlog.clinical.titres import titre_steps
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Session
from plexlog.domain.shapes import Values
from plexlog.domain.words import LabTiming

FIBRINOGEN = "fibrinogen_g_l"
SOLUTES = {"igg_g_l": IGG, "igm_g_l": IGM, "iga_g_l": IGA}
OF_PROTEIN = {
    "isoagglutinin_igm_titre": "igm_g_l",
    "isoagglutinin_igg_titre": "igg_g_l",
    "antibody_titre": "igg_g_l",
}
"""Titres of antibodies, each with the immunoglobulin whose estimate they are laid over."""
ALWAYS = ("igg_g_l", FIBRINOGEN)  # drawn even where nothing was measured
ASSAY_CV_PERCENT = {"igg_g_l": 2.25, "igm_g_l": 2.95, "iga_g_l": 2.7, FIBRINOGEN: 5.35}
"""Imprecision that a laboratory should keep to, half of what a healthy person varies by.

Ricos C et al. Scand J Clin Lab Invest 1999;59:491-500.
"""
TWO_RESULTS = 1.96 * math.sqrt(2)  # times the imprecision: what two results differ by, 95 %


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A laboratory value of a course, wherever it was recorded."""

    quantity: str
    value: Decimal
    taken_at: Moment
    session_id: str | None = None
    timing: LabTiming | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelPoint:
    """A measured value on the scale of the estimate, with what was expected there."""

    measured: Measurement
    day: float  # since the end of the first session
    percent: float  # of the first value
    expected: CurvePoint | None

    @property
    def off_points(self) -> int:
        """Whole percentage points above the band, below it as a minus; 0 within, or unknown."""
        if self.expected is None:
            return 0
        low, high = round(self.expected.low), round(self.expected.high)
        return max(0, round(self.percent) - high) + min(0, round(self.percent) - low)


def two_results_percent(quantity: str) -> float:
    """By how much of itself a value may differ from another one for the assay alone."""
    return TWO_RESULTS * ASSAY_CV_PERCENT[quantity]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelCourse:
    """One protein over a course."""

    quantity: str  # code of the catalogue
    label: str
    curve: tuple[CurvePoint, ...]  # empty: no estimate can be made
    first: Measurement | None  # what 100 % is; None: nothing was measured in time
    points: tuple[LevelPoint, ...]

    @property
    def over(self) -> str:
        """Of a titre the protein whose estimate it is laid over; empty of a protein."""
        protein = OF_PROTEIN.get(self.quantity, "")
        return CATALOGUE[protein].label if protein else ""

    @property
    def name(self) -> str:
        """What is told of, and over which estimate where that is of another quantity."""
        return f"{self.label}, over the {self.over} estimate" if self.over else self.label


def delivered_sessions(
    course: Course, figures: Mapping[str, SessionFigures]
) -> tuple[Moment | None, list[Delivered]]:
    """When the first session ended, and the ended sessions as the models see them.

    Of a session with donor plasma the models know nothing.
    """
    ended = sorted(
        (session.ended_at, session.id)
        for session in course.sessions or ()
        if session.ended_at is not None
    )
    if not ended:
        return None, []
    first = ended[0][0]
    return first, [
        Delivered(
            session_id=session_id,
            day=at.hours_since(first) / 24,
            removing_volumes=_removing(figures[session_id]),
        )
        for at, session_id in ended
    ]


def _removing(figures: SessionFigures) -> float | None:
    return None if figures.donor_plasma_share else figures.removing_volumes


def measurements(course: Course, quantity: str) -> tuple[Measurement, ...]:
    """All values of a quantity, from the laboratory and around sessions, each once, by time."""
    found = [
        Measurement(
            quantity=quantity,
            value=result.value,
            taken_at=result.taken_at,
            session_id=result.session_id,
            timing=result.timing,
        )
        for result in course.lab_results or ()
        if result.quantity == quantity
    ]
    for session in course.sessions or ():
        found += _around(session, quantity)
    once = {(one.taken_at, one.value): one for one in reversed(found)}
    return tuple(sorted(once.values(), key=lambda one: one.taken_at))


def _around(session: Session, quantity: str) -> Iterator[Measurement]:
    after = session.close.after if session.close else None
    for values, timing in (
        (session.before, LabTiming.BEFORE_SESSION),
        (after, LabTiming.AFTER_SESSION),
    ):
        held: Values = values or {}
        measured = held.get(quantity)
        if measured is not None and measured.taken_at is not None:
            yield Measurement(
                quantity=quantity,
                value=measured.value,
                taken_at=measured.taken_at,
                session_id=session.id,
                timing=timing,
            )


def level_courses(
    course: Course, figures: Mapping[str, SessionFigures], until: Moment
) -> tuple[LevelCourse, ...]:
    """IgG and fibrinogen over the course, IgM, IgA and titres where they were measured.

    Nothing where no session has ended, and no protein that has neither estimate nor values. The
    estimate goes on up to the moment given.
    """
    first_end, delivered = delivered_sessions(course, figures)
    if first_end is None:
        return ()
    end_day = max(until.hours_since(first_end) / 24, delivered[-1].day)
    courses = []
    for quantity in (*SOLUTES, FIBRINOGEN):
        measured = measurements(course, quantity)
        if measured or quantity in ALWAYS:
            curve = _curve(quantity, delivered, end_day)
            courses.append(_level_course(quantity, curve, measured, (first_end, delivered)))
    courses = [one for one in courses if one.curve or one.points]
    for titre, protein in OF_PROTEIN.items():
        measured, curve = measurements(course, titre), _curve(protein, delivered, end_day)
        if curve and len(measured) > 1:
            courses.append(_level_course(titre, curve, measured, (first_end, delivered)))
    return tuple(one for one in courses if one.points or not one.over)


def _curve(
    quantity: str, delivered: Sequence[Delivered], end_day: float
) -> tuple[CurvePoint, ...]:
    """The estimate up to the first session of which nothing is known; empty before that one."""
    solute = SOLUTES.get(quantity)
    if solute is None:
        curve = fibrinogen_curve(delivered, end_day)
    else:
        curve = solute_curve(delivered, end_day, solute)
    return curve if len(curve) > 1 else ()


def _level_course(
    quantity: str,
    curve: tuple[CurvePoint, ...],
    measured: Sequence[Measurement],
    span: tuple[Moment, Sequence[Delivered]],
) -> LevelCourse:
    first_end, delivered = span
    first = next((one for one in measured if _is_baseline(one, first_end, delivered)), None)
    label = CATALOGUE[quantity].label
    if first is None or not first.value:
        return LevelCourse(quantity=quantity, label=label, curve=curve, first=None, points=())
    points = []
    is_titre = quantity in OF_PROTEIN
    for one in measured:
        day, expected = _expected(curve, one, span)
        percent = (
            _percent_of_titre(one, first) if is_titre else float(100 * one.value / first.value)
        )
        if is_titre and expected is not None:
            expected = _as_titrated(expected)
        points.append(LevelPoint(measured=one, day=day, percent=percent, expected=expected))
    return LevelCourse(
        quantity=quantity, label=label, curve=curve, first=first, points=tuple(points)
    )


def _is_baseline(one: Measurement, first_end: Moment, delivered: Sequence[Delivered]) -> bool:
    """Whether a value was drawn before the first session took anything away."""
    if one.session_id == delivered[0].session_id:
        return one.timing is LabTiming.BEFORE_SESSION
    return one.timing is not LabTiming.AFTER_SESSION and one.taken_at < first_end


def _expected(
    curve: Sequence[CurvePoint], one: Measurement, span: tuple[Moment, Sequence[Delivered]]
) -> tuple[float, CurvePoint | None]:
    """Where a value stands, and the level expected there: before and after a session apart."""
    first_end, delivered = span
    day = one.taken_at.hours_since(first_end) / 24
    at = next((each.day for each in delivered if each.session_id == one.session_id), None)
    here = [point for point in curve if point.day == at]
    if here and one.timing is LabTiming.BEFORE_SESSION:
        return min(day, here[0].day), here[0]
    if here and one.timing is LabTiming.AFTER_SESSION:
        after = _as_assayed(here[-1], one.quantity) if len(here) > 1 else None
        return max(day, here[0].day), after
    return day, None if day < 0 else at_day(curve, day)


def _as_assayed(point: CurvePoint, quantity: str) -> CurvePoint:
    """The level after a session, with a band no narrower than the assay allows.

    The models vary what happens between sessions alone: after the first one they leave no band.
    """
    off = two_results_percent(OF_PROTEIN.get(quantity, quantity)) / 100
    return replace(
        point,
        low=min(point.low, point.percent * (1 - off)),
        high=max(point.high, point.percent * (1 + off)),
    )


def _percent_of_titre(one: Measurement, first: Measurement) -> float:
    """By two-fold steps from the first; what does not react is one step below 1:1."""
    return float(100 * 2 ** (titre_steps(one.value) - titre_steps(first.value)))


def _as_titrated(point: CurvePoint | None) -> CurvePoint | None:
    """The level with the two-fold step either way that two titrations of a serum may differ by."""
    return point and replace(point, low=point.low / 2, high=point.high * 2)
