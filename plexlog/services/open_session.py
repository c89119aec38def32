"""One session opened at a desk: the record with everything computed from it, always current."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from plexlog.clinical.figures import (
    RunningFigures,
    SessionFigures,
    running_figures,
    session_figures,
)
from plexlog.clinical.rules import judge_before, judge_close, judge_order, judge_run
from plexlog.domain.facts import ChecklistItem
from plexlog.domain.findings import Finding, Phase, Verdict
from plexlog.domain.moments import Moment
from plexlog.domain.records import AccessDevice, Course, Reading, Session
from plexlog.domain.steps import Step, StepState, open_step, step_states
from plexlog.domain.unit import SessionLine, Signature
from plexlog.services.desk import Desk
from plexlog.services.seals import as_signed


@dataclass(frozen=True, kw_only=True)
class SessionView:
    """What the pages of a session show; made anew after each change."""

    line: SessionLine
    course: Course  # kept rows only; of a signed session, as it was signed
    session: Session  # kept rows only
    open_row: Reading | None
    figures: SessionFigures
    running: RunningFigures
    verdicts: Mapping[Phase, Verdict]
    steps: tuple[StepState, ...]
    signatures: tuple[Signature, ...]
    checklist: tuple[ChecklistItem, ...]
    indication: str
    now: Moment

    @property
    def is_signed(self) -> bool:
        """Whether the session is closed for good."""
        return bool(self.signatures)

    @property
    def is_running(self) -> bool:
        """Whether the exchange is under way."""
        return self.session.started_at is not None and self.session.ended_at is None

    @property
    def is_paused(self) -> bool:
        """Whether the exchange stands still."""
        return any(pause.end is None for pause in self.session.pauses or ())

    @property
    def open_step(self) -> Step:
        """The step at which work goes on."""
        return open_step(self.steps)

    @property
    def access(self) -> AccessDevice | None:
        """The access the session uses."""
        return self.course.access_of(self.session)

    @property
    def previous(self) -> Session | None:
        """The last session before this one that was started."""
        earlier = [
            one
            for one in self.course.sessions or ()
            if one.number < self.session.number and one.started_at is not None
        ]
        return earlier[-1] if earlier else None

    def state(self, step: Step) -> StepState:
        """The state of a step."""
        return next(state for state in self.steps if state.step is step)

    def findings(self, *phases: Phase) -> tuple[Finding, ...]:
        """Findings of the phases, hardest open ones first, as the lane shows them."""
        found = [one for phase in phases for one in self.verdicts[phase].findings]
        return tuple(sorted(found, key=lambda one: (not one.is_open, -one.severity)))


class OpenSession:
    """A session under the hands of one person. Verbs change it; `view()` shows it."""

    def __init__(self, desk: Desk, session_key: str) -> None:
        self.desk = desk
        self.key = session_key
        self._line = desk.store.session_line(session_key)
        self._course: Course | None = None
        self._view: SessionView | None = None

    @property
    def course_key(self) -> str:
        """The key of its course."""
        return self._line.course_key

    def touch(self) -> None:
        """Note that the session has changed."""
        self._view = None

    def touch_course(self) -> None:
        """Note that something of the course beside this session has changed."""
        self._course = None
        self._view = None

    def view(self) -> SessionView:
        """The session as it is now."""
        if self._view is None:
            self._view = self._make_view()
        return self._view

    def clock_moved(self) -> SessionView:
        """The same record at the present time: timers only, nothing is read anew."""
        view = self.view()
        now = self.desk.now()
        running = running_figures(view.course, view.session, self.desk.clock.now())
        self._view = replace(view, running=running, now=now)
        return self._view

    def _make_view(self) -> SessionView:
        store, facts = self.desk.store, self.desk.knowledge.rule_facts
        course = self._course_with_session()
        now = self.desk.clock.now()
        row = course.session(self._line.session_id).open_row
        signatures = tuple(store.signatures(self.key))
        course = as_signed(course.kept(), signatures)
        session = course.session(self._line.session_id)
        verdicts = {
            Phase.ORDER: judge_order(course, facts),
            Phase.BEFORE: judge_before(course, session, facts, now=now),
            Phase.RUN: judge_run(course, session, facts, now=now),
            Phase.CLOSE: judge_close(course, session, facts, now=now),
        }
        if session.ended_at is None:
            verdicts[Phase.CLOSE] = Verdict()
        if session.started_at is None:
            verdicts[Phase.RUN] = Verdict()
        checklist = self.desk.knowledge.checklist
        return SessionView(
            line=store.session_line(self.key),
            course=course,
            session=session,
            open_row=row,
            figures=session_figures(course, session),
            running=running_figures(course, session, now),
            verdicts=verdicts,
            steps=step_states(course, session, checklist, verdicts, is_signed=bool(signatures)),
            signatures=signatures,
            checklist=checklist,
            indication=self.desk.knowledge.indication_label(course.order.indication),
            now=now.to_minute(),
        )

    def _course_with_session(self) -> Course:
        """The course; its other sessions from the last reading, this one from the store."""
        store = self.desk.store
        if self._course is None:
            self._course = store.course(self._line.course_key)
            return self._course
        fresh = store.session(self.key)
        sessions = tuple(
            fresh if one.id == fresh.id else one for one in self._course.sessions or ()
        )
        self._course = replace(self._course, sessions=sessions)
        return self._course
