"""How a response scale changed over a course: which way, and whether by as much as matters."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal

from plexlog.clinical.course_levels import measurements
from plexlog.domain.facts import ScaleFact
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course

LABORATORY = {"ttp-platelets": "platelets_10e9_l", "adamts13-activity": "adamts13_percent"}
"""Scales whose values come from the laboratory or from around a session: none is entered twice."""


class Direction(enum.StrEnum):
    """Which way a scale went."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleValue:
    """A value of a scale at a time."""

    at: Moment
    value: Decimal
    by: str = ""
    note: str = ""
    session_id: str | None = None  # of the session it was recorded for, where it was


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleChange:
    """A scale over a course; `fact` is None for a scale that the unit's lists do not know."""

    code: str
    fact: ScaleFact | None
    values: tuple[ScaleValue, ...]  # in order of time, one at least

    @property
    def difference(self) -> Decimal:
        """Last minus first."""
        return self.values[-1].value - self.values[0].value

    @property
    def size(self) -> Decimal:
        """How far it went, whichever way."""
        return abs(self.difference)

    @property
    def direction(self) -> Direction | None:
        """Better or worse; None: not known of this scale, or one value only."""
        if self.fact is None or len(self.values) == 1:
            return None
        if not self.difference:
            return Direction.UNCHANGED
        is_better = (self.difference > 0) is self.fact.high_is_better
        return Direction.BETTER if is_better else Direction.WORSE

    @property
    def least_change(self) -> Decimal | None:
        """The smallest change that matters, from where the patient began; None: not agreed on."""
        if self.fact is None or not self.fact.change:
            return None
        later = self.fact.later_from
        if later and self.values[0].value >= Decimal(later):
            return Decimal(self.fact.change_later)
        return Decimal(self.fact.change)

    @property
    def matters(self) -> bool | None:
        """Whether the change is as large as matters; None: cannot be said."""
        least = self.least_change
        return None if least is None or len(self.values) == 1 else abs(self.difference) >= least

    @property
    def reaches_target(self) -> bool | None:
        """Whether the last value is where response is, on scales that have such a value."""
        if self.fact is None or not self.fact.target:
            return None
        last, target = self.values[-1].value, Decimal(self.fact.target)
        return last >= target if self.fact.high_is_better else last <= target


def scale_changes(course: Course, scales: dict[str, ScaleFact]) -> tuple[ScaleChange, ...]:
    """Every scale of a course, the ordered one first, then by name."""
    ordered = course.order.response_scale
    codes = {score.scale for score in course.scores or ()}
    if ordered:
        codes.add(ordered)
    changes = [
        ScaleChange(code=code, fact=scales.get(code), values=values)
        for code in sorted(codes, key=lambda code: (code != ordered, code))
        if (values := _values(course, code))
    ]
    return tuple(changes)


def _values(course: Course, code: str) -> tuple[ScaleValue, ...]:
    values = [
        ScaleValue(
            at=score.at,
            value=score.value,
            by=score.by or "",
            note=score.note or "",
            session_id=score.session_id,
        )
        for score in course.scores or ()
        if score.scale == code
    ]
    if not values and code in LABORATORY:
        values = [
            ScaleValue(at=one.taken_at, value=one.value, session_id=one.session_id)
            for one in measurements(course, LABORATORY[code])
        ]
    return tuple(sorted(values, key=lambda one: one.at))
