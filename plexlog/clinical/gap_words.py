"""The gap between what was expected and what was measured, in words: volume, spacing, and more.

Sentences only: which of several reasons it was, a physician says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from plexlog.clinical.course_curve import FIBRINOGEN_BAND_PER_DAY, as_ordered, one_more
from plexlog.clinical.course_levels import (
    LevelCourse,
    LevelPoint,
    delivered_sessions,
    two_results_percent,
)
from plexlog.clinical.figures.session import SessionFigures
from plexlog.clinical.kinetics import (
    EXCHANGE_BAND_PERCENT_PER_HOUR,
    EXCHANGE_PERCENT_PER_HOUR,
    FIBRINOGEN_RECOVERY_PER_DAY,
    IGG,
    Delivered,
    predict_solute,
)
from plexlog.clinical.plans import (
    holds_plasma,
    planned_plasma_volumes,
    planned_replacement,
    share_of_plasma,
)
from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Order, Session
from plexlog.domain.words import LabTiming

T = TypeVar("T")
SHORT_OF = 0.9  # of the plasma volumes ordered: less is named
MOST_NAMED = 5  # sessions of a sentence: those furthest off; of the others, how many
LATE_HOURS = 6.0  # beyond the ordered interval: more is named

ESTIMATE = (
    "An estimate for people who are not ill: new antibody, drugs, bleeding and protein loss are "
    "not in it. It ends before the first session with donor plasma."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseGap:
    """A course as it was ordered and as it was delivered."""

    course: Course
    figures: Mapping[str, SessionFigures]
    orders: Mapping[str, Order] = field(default_factory=dict)  # by session: what it ran under

    def as_run(self, session: Session) -> Course:
        """The course with the order that a session was run under."""
        return replace(self.course, order=self.orders.get(session.id, self.course.order))

    def interval_hours(self, session: Session) -> Decimal | None:
        """The interval that was ordered before a session."""
        return self.as_run(session).order.interval_hours

    @property
    def sessions(self) -> list[tuple[Moment, Session]]:
        """The ended sessions with their starts, in order of time."""
        return sorted(
            (
                (session.started_at, session)
                for session in self.course.sessions or ()
                if session.started_at is not None and session.ended_at is not None
            ),
            key=lambda pair: pair[0],
        )


def gap_sentences(gap: CourseGap, levels: Sequence[LevelCourse]) -> tuple[str, ...]:
    """Expected beside measured, volume delivered, spacing, what full delivery would have left."""
    return (
        *_end_words(gap),
        *(words for level in levels for words in _level_words(gap.course, level)),
        *_titre_words(levels),
        *_volume_words(gap),
        *_spacing_words(gap),
        *_as_ordered_words(gap),
    )


def _end_words(gap: CourseGap) -> Iterator[str]:
    """From which session on there is no estimate, and why."""
    for _, session in gap.sessions:
        figures = gap.figures[session.id]
        if figures.donor_plasma_share:
            why = (
                "donor plasma was given, and how much immunoglobulin and fibrinogen it brought "
                "is not known"
            )
        elif figures.removing_volumes is None:
            why = "what was removed and given is not recorded whole"
        else:
            continue
        yield f"No estimate from session {session.number} on: {why}."
        return


def _level_words(course: Course, level: LevelCourse) -> Iterator[str]:
    if not level.curve:
        return  # what was measured stands alone
    told = [point for point in level.points if point.measured is not level.first]
    compared = [point for point in told if point.expected is not None]
    if not compared:
        yield f"{level.name}: no measured value can be set beside the estimate."
        return
    outside = [(abs(point.off_points), _told(course, point)) for point in compared]
    outside = [(off, told) for off, told in outside if off]
    of = f"of {wording.counted(len(compared), 'value')}"
    last = compared[-1]
    lie = f"{wording.number(len(compared))} {of} as expected"
    if outside:
        count = wording.number(len(outside))
        named = _furthest(outside, "; ")
        lie = f"{count} {of} outside the band, in % of the first one measured: {named}"
    yield f"{level.name}: {lie}."
    if _told(course, last) not in lie:
        yield (
            f"{level.name} {drawn_words(course, last)}: {wording.percent(last.percent, 0)} of "
            f"the first value measured, {_band(last)} expected."
        )


def _titre_words(levels: Sequence[LevelCourse]) -> Iterator[str]:
    """What a titre beside an estimate can say."""
    if any(level.over for level in levels):
        yield (
            "A titre counts in two-fold steps from the first one, and one step either way is "
            "within the method; the estimate is that of all its immunoglobulin, not of the "
            "antibody."
        )


def _told(course: Course, point: LevelPoint) -> str:
    """`before session 3 41 % (43 to 53 % expected, less is left)`."""
    way = "more" if point.off_points > 0 else "less"
    percent = wording.percent(point.percent, 0)
    return f"{drawn_words(course, point)} {percent} ({_band(point)} expected, {way} is left)"


def _band(point: LevelPoint) -> str:
    assert point.expected is not None  # noqa: S101 - only those are told
    return f"{wording.number(point.expected.low)} to {wording.percent(point.expected.high, 0)}"


def drawn_words(course: Course, point: LevelPoint) -> str:
    """When a value was drawn: `before session 3`, or its time."""
    one = point.measured
    number = next((s.number for s in course.sessions or () if s.id == one.session_id), None)
    return draw_words(one.timing, number) or f"of {wording.moment(one.taken_at)}"


def draw_words(timing: LabTiming | None, number: int | None) -> str:
    """`before session 3`; empty where the draw or its session is not told."""
    words = {
        LabTiming.BEFORE_SESSION: "before session",
        LabTiming.AFTER_SESSION: "after session",
        LabTiming.NEXT_DAY: "the day after session",
    }.get(timing or LabTiming.OTHER)
    return "" if words is None or number is None else f"{words} {number}"


def _volume_words(gap: CourseGap) -> Iterator[str]:
    """Sessions that delivered less than was planned for them."""
    short: list[tuple[float, str]] = []
    for _, session in gap.sessions:
        planned = planned_plasma_volumes(gap.as_run(session), session)
        had = gap.figures[session.id].plasma_volumes
        if planned is not None and had is not None and had < SHORT_OF * float(planned):
            told = (
                f"session {session.number} {wording.plasma_volumes(had)} of "
                f"{wording.with_unit(wording.plain(planned, least=2), 'PV')}"
            )
            short.append((float(planned) - had, told))
    if short:
        yield f"Volume delivered: {_furthest(short, '; ')}."
    elif gap.sessions:
        least = wording.percent(100 * SHORT_OF, 0)
        yield f"Volume delivered: in each session at least {least} of what was planned."


def _furthest(told: Sequence[tuple[float, str]], between: str) -> str:
    """What lies furthest off, in the order of the course, and how many more there are."""
    kept = sorted(sorted(range(len(told)), key=lambda place: -told[place][0])[:MOST_NAMED])
    more = len(told) - len(kept)
    rest = f" and {wording.number(more)} more" if more else ""
    return between.join(told[place][1] for place in kept) + rest


def _spacing_words(gap: CourseGap) -> Iterator[str]:
    """Sessions that came later than ordered, by their starts; each by its own order."""
    late: list[tuple[float, str]] = []
    judged: dict[Decimal, None] = {}
    several = len({gap.interval_hours(one) for _, one in gap.sessions[1:]}) > 1
    for (before, _), (after, session) in pairwise(gap.sessions):
        ordered = gap.interval_hours(session)
        if ordered is None:
            continue
        judged[ordered] = None
        hours = after.hours_since(before)
        if hours > float(ordered) + LATE_HOURS:
            told = f"{wording.number(hours)}\u00a0h before session {session.number}"
            own = f" ({wording.plain(ordered)}\u00a0h ordered)" if several else ""
            late.append((hours - float(ordered), told + own))
    if judged:
        intervals = wording.listed(wording.plain(one) for one in judged)
        ordered_words = f"{intervals}\u00a0h were ordered"
        yield f"Spacing: {_furthest(late, ', ') or 'as ordered'}; {ordered_words}."


def _as_ordered_words(gap: CourseGap) -> Iterator[str]:
    """What would be left had the sessions so far been delivered in full and on time."""
    _, delivered = delivered_sessions(gap.course, gap.figures)
    sessions = [one for _, one in gap.sessions]
    volumes = _known(_removing_as_planned(gap.as_run(one), one) for one in sessions)
    hours = _known(gap.interval_hours(one) for one in sessions)
    count = len(delivered)
    if not any(volumes) or {len(volumes), len(hours)} != {count}:
        return
    planned = predict_solute(as_ordered(volumes, [float(one) / 24 for one in hours]), IGG)[-1]
    had = predict_solute(delivered, IGG)[-1]
    if planned.after_percent is None or had.after_percent is None:
        return
    yield (
        f"By the model, {wording.percent(had.after_percent, 0)} of the first IgG is left after "
        f"{wording.counted(count, 'session')} as delivered; as planned and at the ordered "
        f"spacing it would be {wording.percent(planned.after_percent, 0)}."
    )


def _known(found: Iterable[T | None]) -> list[T]:
    """What is known of it."""
    return [one for one in found if one is not None]


def _removing_as_planned(course: Course, session: Session) -> float | None:
    """Plasma volumes planned for a session; None: not planned, or with donor plasma."""
    volumes = planned_plasma_volumes(course, session)
    share = share_of_plasma(planned_replacement(course, session))
    if volumes is None or share is None or share > 0:
        return None
    return float(volumes)


def another_session_words(
    course: Course, levels: Sequence[LevelCourse], at: Moment
) -> tuple[str, ...]:
    """What another session as ordered would bring, at the end of the estimate."""
    volumes = course.order.plasma_volumes
    if volumes is None or share_of_plasma(course.order.replacement) is None:
        return ()
    ordered = wording.with_unit(wording.plain(volumes, least=2), "PV")
    if holds_plasma(course.order.replacement):
        words = (
            f"What another session of {ordered} with donor plasma would leave of IgG and "
            "fibrinogen cannot be estimated: donor plasma brings its own."
        )
        return (words,)
    proteins = [level for level in levels if not level.over]
    told = [words for level in proteins if (words := _ahead_words(level, float(volumes)))]
    if not told:
        return ()
    words = f"Another session of {ordered} at {wording.moment(at)} would bring"
    return (f"{words} {wording.listed(told)}.",)


def _ahead_words(level: LevelCourse, volumes: float) -> str:
    ahead = one_more(level.curve, volumes)
    if ahead is None:
        return ""
    return (
        f"{wording.spoken(level.label)} from {wording.percent(ahead.before.percent, 0)} to "
        f"{wording.percent(ahead.after.percent, 0)}{_amount(level, ahead.after.percent)}"
    )


def _amount(level: LevelCourse, percent: float) -> str:
    """The same as a concentration, where a first value is known."""
    if level.first is None:
        return ""
    declared = CATALOGUE[level.quantity]
    value = level.first.value * Decimal(str(percent)) / 100
    return f" (about {wording.with_unit(wording.number(value, 1), declared.shown_unit)})"


def _span(band: Sequence[float]) -> str:
    return f"{min(band):g} to {max(band):g}"


MODEL_WORDS = (
    f"IgG: two compartments at {EXCHANGE_PERCENT_PER_HOUR:g} % per hour, band "
    f"{_span(EXCHANGE_BAND_PERCENT_PER_HOUR)} % per hour (Waldmann and Strober 1969; Cohen and "
    f"Freeman 1960). Fibrinogen: one compartment, recovery {FIBRINOGEN_RECOVERY_PER_DAY:g} per "
    f"day, band {_span(FIBRINOGEN_BAND_PER_DAY)} (Orlin and Berkman 1980; Collen 1972). After a "
    f"session no band is narrower than two results of an assay may differ: "
    f"{wording.percent(two_results_percent('igg_g_l'), 0)} of IgG, "
    f"{wording.percent(two_results_percent('fibrinogen_g_l'), 0)} of fibrinogen (Ricos 1999). "
    f"{ESTIMATE}"
)
__all__ = [
    "MODEL_WORDS",
    "CourseGap",
    "Delivered",
    "another_session_words",
    "drawn_words",
    "gap_sentences",
]
