"""What a course report is made of, and the questions that several of its parts ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from plexlog.clinical.counters import (
    Counters,
    course_counters,
    mean_plasma_volumes,
    session_counters,
)
from plexlog.clinical.course_levels import LevelCourse, Measurement
from plexlog.clinical.figures import SessionFigures
from plexlog.clinical.outlook import Outlook
from plexlog.clinical.scale_change import ScaleChange, scale_changes
from plexlog.clinical.timing import catheter_days
from plexlog.domain import wording
from plexlog.domain.facts import ScaleFact, StopRuleFact
from plexlog.domain.fields import Place
from plexlog.domain.findings import Finding, Verdict
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Session
from plexlog.domain.unit import DeviceChange, OrderChange
from plexlog.domain.words import LabTiming
from plexlog.reports.summary_input import CODE_PREFIX, Labels, SummaryInput, versions

PLACE_OF = {LabTiming.BEFORE_SESSION: Place.BEFORE, LabTiming.AFTER_SESSION: Place.AFTER}


@dataclass(frozen=True, kw_only=True)
class CourseInput:
    """All that a course report states. Nothing is looked up elsewhere."""

    course: Course
    sessions: tuple[SummaryInput, ...]  # those begun, in order of their numbers
    order_verdict: Verdict
    unit_name: str
    fingerprint: str  # SHA-256 of the course's canonical record, hex
    history_head: str
    printed_at: Moment
    version: str
    order_changes: tuple[OrderChange, ...] = ()  # the versions of the order, the first one first
    device_changes: tuple[DeviceChange, ...] = ()  # what was told of each access, in versions
    guideline: str = ""
    lists_version: str = ""
    scales: Mapping[str, ScaleFact] = field(default_factory=dict)
    stop_rules: Mapping[str, str] = field(default_factory=dict)  # labels by code
    stop_quantities: Mapping[str, str] = field(default_factory=dict)  # what they are about
    stop_rule: StopRuleFact | None = None  # the one of the order, where the lists have it
    labels: Labels = field(default_factory=Labels)

    @property
    def printed_code(self) -> str:
        """What the printed code holds."""
        return f"{CODE_PREFIX}:{self.fingerprint}:{self.history_head}"

    @property
    def versions(self) -> str:
        """Which program, rules and lists made the report."""
        return versions(self.version, self.lists_version)

    @property
    def is_signed(self) -> bool:
        """Whether each session that was begun is signed."""
        return all(one.is_signed for one in self.sessions)

    @property
    def is_running(self) -> bool:
        """Whether a session was begun and has not ended."""
        return bool(self.running)

    @property
    def ended(self) -> tuple[SummaryInput, ...]:
        """The sessions that have ended."""
        return tuple(one for one in self.sessions if one.session.ended_at is not None)

    @cached_property
    def figures(self) -> Mapping[str, SessionFigures]:
        """Figures by session, of signed sessions as they were signed."""
        return {one.session.id: one.figures for one in self.sessions}

    @cached_property
    def begun(self) -> Course:
        """The course with the sessions that were begun, each as it is printed."""
        return replace(self.course, sessions=tuple(one.session for one in self.sessions))

    @cached_property
    def counters(self) -> Counters:
        """The sums over the sessions that have ended: what runs is not known whole."""
        return course_counters(self._ended_counters)

    @property
    def mean_plasma_volumes(self) -> float | None:
        """Plasma volumes of an ended session on the mean."""
        return mean_plasma_volumes(self._ended_counters)

    @property
    def _ended_counters(self) -> tuple[Counters, ...]:
        pairs = zip(self.sessions, self.session_counters, strict=True)
        return tuple(counted for one, counted in pairs if one.session.ended_at is not None)

    @property
    def running(self) -> tuple[SummaryInput, ...]:
        """The sessions that were begun and have not ended."""
        return tuple(one for one in self.sessions if one.session.ended_at is None)

    @cached_property
    def session_counters(self) -> tuple[Counters, ...]:
        """The counters of each session that was begun."""
        return tuple(session_counters(one.session, one.figures) for one in self.sessions)

    @cached_property
    def catheter_days(self) -> int | None:
        """Days with a central line, up to the day of printing where it is still in."""
        return catheter_days(self.course.access_devices, self.printed_at.day)

    @cached_property
    def changes(self) -> tuple[ScaleChange, ...]:
        """The response scales of the course."""
        return scale_changes(self.course, dict(self.scales))

    @cached_property
    def outlook(self) -> Outlook:
        """What is expected, what was measured, and what comes next."""
        return Outlook(
            course=self.course,
            begun=self.begun,
            figures=self.figures,
            orders={one.session.id: one.course.order for one in self.sessions},
            now=self.printed_at,
        )

    @property
    def levels(self) -> tuple[LevelCourse, ...]:
        """What is expected and measured of IgG and fibrinogen."""
        return self.outlook.levels

    def amended_to(self, one: Measurement) -> str:
        """What a value measured around a signed session should be; empty: it was not amended."""
        place = PLACE_OF.get(one.timing or LabTiming.OTHER)
        for of in self.sessions:
            if of.session.id == one.session_id and place is not None:
                close = of.session.close
                around = of.session.before if place is Place.BEFORE else close and close.after
                measured = (around or {}).get(one.quantity)
                if measured is not None and measured.value == one.value:
                    return of.amended_value(place, one.quantity)
        return ""

    def planned(self) -> Iterator[Session]:
        """Sessions that are on file and were not begun."""
        begun = {one.session.id for one in self.sessions}
        for session in self.course.sessions or ():
            if session.id not in begun:
                yield session

    @cached_property
    def findings(self) -> tuple[tuple[SummaryInput, Finding], ...]:
        """The findings of all sessions, each with its session; those of the order once."""
        order = {finding.code for finding in self.order_verdict.findings}
        return tuple(
            (one, finding)
            for one in self.sessions
            for verdict in one.verdicts
            for finding in verdict.findings
            if not (finding.phase == "order" and finding.code in order)
        )


def session_name(facts: SummaryInput) -> str:
    """`Session 3, 2026-09-11`."""
    at = facts.session.started_at or facts.session.planned_at
    return f"Session {facts.session.number}, {wording.day(at.day if at else None)}"


def session_words(sessions: Sequence[SummaryInput]) -> str:
    """`session 4`, `sessions 1 to 3 and 5`; of each session once."""
    numbers = {one.session.number for one in sessions}
    return f"{'session' if len(numbers) == 1 else 'sessions'} {number_words(numbers)}"


def as_signed(sessions: Iterable[SummaryInput]) -> str:
    """` (session 1 as signed)` where a value was amended that figures were calculated from."""
    had = [one for one in sessions if one.has_amended_volumes]
    return f" ({session_words(had)} as signed)" if had else ""


def number_words(numbers: Iterable[int]) -> str:
    """`4`, `1 to 3 and 5`; each number once."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return wording.listed(part for span in spans for part in _span_parts(span))


def alike(told: Iterable[tuple[str, SummaryInput]]) -> Iterator[tuple[str, str]]:
    """What is told of sessions, the same once: `Sessions 1 to 3`, with the words."""
    had: dict[str, list[SummaryInput]] = {}
    for words, one in told:
        had.setdefault(words, []).append(one)
    for words, of in had.items():
        yield wording.sentence(session_words(of)), words


def _span_parts(span: list[int]) -> tuple[str, ...]:
    first, last = wording.number(span[0]), wording.number(span[-1])
    if len(span) <= 2:  # noqa: PLR2004 - two are named, not spanned
        return tuple(dict.fromkeys((first, last)))
    return (f"{first} to {last}",)


def day_of(facts: SummaryInput) -> date | None:
    """The day on which a session was begun."""
    return facts.session.started_at.day if facts.session.started_at else None
