"""What a course adds up to and where it is going: counters, estimate, stop rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from plexlog.clinical.counters import Counters, course_counters, session_counters
from plexlog.clinical.figures import SessionFigures, session_figures
from plexlog.clinical.outlook import Outlook
from plexlog.clinical.stop_rule import StopProgress, progress_of, rule_of
from plexlog.clinical.timing import catheter_days
from plexlog.domain.facts import StopRuleFact
from plexlog.domain.records import Course, Order
from plexlog.services.desk import Desk
from plexlog.services.seals import as_signed


@dataclass(frozen=True, kw_only=True)
class CourseOutlook:
    """The whole course as its page shows it; plain values, for a worker too."""

    outlook: Outlook
    counted: tuple[Counters, ...]  # of each session that was begun, in their order
    catheter_days: int | None
    stop: StopProgress | None  # None: the order names no rule

    @cached_property
    def counters(self) -> Counters:
        """The sums over the sessions that were begun."""
        return course_counters(self.counted)


def course_outlook(desk: Desk, course_key: str) -> CourseOutlook:
    """The course as it is now; signed sessions as they were signed. Raises StoreError."""
    course = desk.store.course(course_key).kept()
    figures: dict[str, SessionFigures] = {}
    orders: dict[str, Order] = {}
    begun = []
    for line in desk.store.sessions_of(course_key):
        if line.started_at is None:
            continue
        ordered = replace(course, order=desk.store.order_of(line.session_key))
        signed = as_signed(ordered, desk.store.signatures(line.session_key), desk.catalogue)
        session = signed.session(line.session_id)
        figures[session.id] = session_figures(signed, session)
        orders[session.id] = signed.order
        begun.append(session)
    now = desk.clock.now()
    outlook = Outlook(
        course=course,
        begun=replace(course, sessions=tuple(begun)),
        figures=figures,
        orders=orders,
        now=now,
    )
    return CourseOutlook(
        outlook=outlook,
        counted=tuple(session_counters(one, figures[one.id]) for one in begun),
        catheter_days=catheter_days(course.access_devices, now.day),
        stop=_stop(desk, course),
    )


def _stop(desk: Desk, course: Course) -> StopProgress | None:
    """The stop rule of the order; None for none, or one that the unit's lists do not know."""
    fact = rule_of(course.order, desk.store.facts(StopRuleFact))
    return None if fact is None else progress_of(course, fact)
