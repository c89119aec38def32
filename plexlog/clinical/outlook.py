"""A course looked at as a whole: what is expected, what was measured, and what comes next.

Window and report take it from here, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from plexlog.clinical.course_levels import LevelCourse, level_courses
from plexlog.clinical.figures import SessionFigures
from plexlog.clinical.gap_words import CourseGap, another_session_words, gap_sentences
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Order

ASKED_FOR = timedelta(days=14)  # after a course, another session is thought of for so long
A_DAY = timedelta(days=1)  # drawn after the last session of an order without an interval


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """A course with the sessions that were begun, and their figures."""

    course: Course  # its order in force, its laboratory results, sessions planned too
    begun: Course  # the same with the sessions that were begun, each as it is printed
    figures: Mapping[str, SessionFigures]  # by session; of a signed one as it was signed
    orders: Mapping[str, Order] = field(default_factory=dict)  # by session: what it ran under
    now: Moment

    @cached_property
    def next_at(self) -> Moment | None:
        """When another session is planned or else would be due, or now where that has passed.

        None where the course ended so long ago that nobody asks.
        """
        ended = [one for one in self.begun.sessions or () if one.ended_at is not None]
        starts = [one.started_at for one in ended if one.started_at is not None]
        if not starts:
            return None
        due = self._planned_after(max(starts)) or self._ordered_after(max(starts))
        now = self.now.to_minute()
        return None if due is None or now > due + ASKED_FOR else max(due, now)

    def _planned_after(self, last: Moment) -> Moment | None:
        """When the next session is on the plan, or has begun; None where there is none."""
        ahead = [one for one in self.course.sessions or () if one.ended_at is None]
        times = [one.started_at or one.planned_at for one in ahead]
        return min((one for one in times if one is not None and one > last), default=None)

    def _ordered_after(self, last: Moment) -> Moment | None:
        """When the next session would be by the interval of the order."""
        hours = self.course.order.interval_hours
        return None if hours is None else last + timedelta(hours=float(hours))

    @cached_property
    def levels_ahead(self) -> tuple[LevelCourse, ...]:
        """The levels up to when another session would be."""
        if self.next_at is None:
            return ()
        return level_courses(self.begun, self.figures, self.next_at)

    @cached_property
    def levels(self) -> tuple[LevelCourse, ...]:
        """What is expected and measured of IgG and fibrinogen."""
        ends = [one.ended_at for one in self.begun.sessions or () if one.ended_at is not None]
        if not ends:
            return ()
        return level_courses(self.begun, self.figures, self._until(max(ends)))

    def _until(self, last: Moment) -> Moment:
        """The estimate goes on to the next session or the last value, not for months."""
        taken = [one.taken_at for one in self.course.lab_results or () if one.taken_at > last]
        due = self._planned_after(last) or self._ordered_after(last) or last + A_DAY
        return max((due, *taken))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The gap between expected and measured in words, and what one more session would do."""
        gap = CourseGap(course=self.begun, figures=self.figures, orders=self.orders)
        if not gap.sessions:
            return ()
        said = gap_sentences(gap, self.levels)
        if self.next_at is None:
            return said
        return said + another_session_words(self.course, self.levels_ahead, self.next_at)
