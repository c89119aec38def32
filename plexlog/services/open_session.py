"""One session opened at a desk: the record with everything computed from it, always current."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from plexlog.clinical.figures import (
    RunningFigures,
    SessionFigures,
    running_figures,
    vitals_due,
)
from plexlog.clinical.rules import RuleFacts, SessionCase, judge_case, judge_order
from plexlog.domain.facts import ChecklistItem, MachineFact
from plexlog.domain.fields import Place
from plexlog.domain.findings import Finding, Phase, Verdict
from plexlog.domain.moments import Moment
from plexlog.domain.paper_clock import stands_at
from plexlog.domain.records import AccessDevice, Course, LabResult, Order, Reading, Session
from plexlog.domain.sealing import locking
from plexlog.domain.shapes import Measured
from plexlog.domain.steps import Step, StepState, open_step, step_states
from plexlog.domain.unit import SessionLine, Signature
from plexlog.services.amended_values import amended_sessions, as_known
from plexlog.services.clock_watch import ClockJump, ClockWatch
from plexlog.services.desk import Desk
from plexlog.services.given_questions import plan_questions
from plexlog.services.places import with_cell, with_row, with_session, with_value
from plexlog.services.seals import as_signed
from plexlog.services.vitals_clock import due_by_the_wall


@dataclass(frozen=True, kw_only=True)
class SessionView:
    """What the pages of a session show; made anew after each change."""

    line: SessionLine
    course: Course  # kept rows only; the order it was run under; of a signed one, as signed
    known: Course  # the same, values of earlier sessions that were amended as they should be
    session: Session  # kept rows only
    open_row: Reading | None
    figures: SessionFigures
    running: RunningFigures
    verdicts: Mapping[Phase, Verdict]
    steps: tuple[StepState, ...]
    signatures: tuple[Signature, ...]
    checklist: tuple[ChecklistItem, ...]
    indication: str
    facts: RuleFacts  # what it was judged by
    machines: tuple[MachineFact, ...]  # those that the unit knows
    ordered: Order  # in force now, for the sessions to come
    results: tuple[LabResult, ...] | None  # on record when it was signed; None: it is open
    now: Moment  # by the time that has passed: a clock that was set makes nothing due
    clock_jump: ClockJump | None = None  # until somebody has seen it

    @property
    def is_signed(self) -> bool:
        """Whether the session is closed for good."""
        return locking(self.signatures) is not None

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
        """The last session before this one that was started, as it is known now."""
        earlier = [
            one
            for one in self.known.sessions or ()
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


@dataclass(frozen=True, kw_only=True)
class _OnFile:
    """What is on file of a session: as last read, with what was put there since."""

    line: SessionLine
    signatures: tuple[Signature, ...]
    session: Session  # with the row that is being typed
    ordered: Order  # the version in force
    course: Course  # kept rows only; the same object for as long as nothing that counts changes
    amended: tuple[Session, ...]  # earlier sessions of which a value was amended
    results: tuple[LabResult, ...] | None  # when it was signed; it is judged by these


class OpenSession:
    """A session under the hands of one person. Verbs change it; `view()` shows it.

    A verb that puts one value or row on file tells which (`took_value`, `took_row`), and nothing
    is read back; after any other, `touch` has the session read anew. The rules judge again when
    something that counts has changed, or a minute has passed.
    """

    def __init__(self, desk: Desk, session_key: str, course: Course | None = None) -> None:
        """Of its course as it was just read, where that is at hand."""
        self._watch = ClockWatch(desk.clock)
        self.desk = desk.by_clock(self._watch)
        self.key = session_key
        self._line = desk.store.session_line(session_key)
        self._course = course
        self._file: _OnFile | None = None
        self._view: SessionView | None = None
        self._judged: tuple[SessionView, Moment] | None = None
        self._signed_with: tuple[LabResult, ...] | None = None  # results of then; they stay

    @property
    def is_from_paper(self) -> bool:
        """Whether it is entered from a sheet of paper: no time of it is now."""
        return self.view().session.paper is not None

    @property
    def course_key(self) -> str:
        """The key of its course."""
        return self._line.course_key

    def touch(self) -> None:
        """Note that the session has changed."""
        self._file = None
        self._view = None

    def touch_course(self) -> None:
        """Note that something of the course beside this session has changed."""
        self._course = None
        self.touch()

    @contextmanager
    def writing(self, why: str = "") -> Iterator[None]:
        """One transaction; where it is not kept, what was seen of it meanwhile is forgotten."""
        try:
            with self.desk.store.writing(why):
                yield
        except BaseException:
            self.touch_course()
            raise

    def took_value(
        self, place: Place, code: str, measured: Measured | None, row_key: str = ""
    ) -> None:
        """Note a value as the store has just kept it; None where it was taken back."""
        if self._file is None:
            return
        before = self._file.session
        if place is not Place.READING:
            self._took(self._file, with_value(before, place, code, measured))
            return
        row = before.open_row
        is_typing = row is not None and row.key == row_key
        after = with_cell(before, row_key, code, measured)
        self._took(self._file, after, counts=not is_typing)

    def took_row(self, changed: Reading) -> None:
        """Note a row as the store has just kept it."""
        if self._file is not None:
            before = self._file.session
            is_first = before.readings is None  # from now on it counts that rows are kept
            after = with_row(before, changed)
            self._took(self._file, after, counts=is_first or not changed.is_open)

    def _took(self, file: _OnFile, session: Session, *, counts: bool = True) -> None:
        course = with_session(file.course, session.kept()) if counts else file.course
        self._file = replace(file, session=session, course=course)
        self._view = None

    def view(self) -> SessionView:
        """The session as it is now."""
        if self._view is None:
            self._view = self._make_view()
        return self._view

    def clock_moved(self) -> SessionView:
        """The same record at the present time: timers only, nothing is read anew."""
        view = self.view()
        now = self._now(view.course, view.session)
        running = running_figures(view.course, view.session, now)
        self._view = self._timed(replace(view, running=running), now)
        return self._view

    def see_clock(self) -> None:
        """Note that somebody has seen that the clock was set."""
        self._watch.jump = None
        self._view = None

    def _make_view(self) -> SessionView:
        self._file = file = self._file or self._read()
        self._follow_run(file)
        now = self._now(file.course, file.course.session(file.session.id))
        view, at = self._judged or (None, now)
        if view is None or view.course is not file.course or at.to_minute() != now.to_minute():
            view = self._judge(file, now)
        elif at != now:
            view = replace(view, running=running_figures(view.course, view.session, now))
        self._judged = view, now
        return replace(self._timed(view, now), open_row=file.session.open_row)

    def _follow_run(self, file: _OnFile) -> None:
        """Once it was started, its own time never goes back behind what is on record."""
        begun = file.session.started_at
        if begun is None or file.session.paper is not None or locking(file.signatures) is not None:
            return
        self._watch.goes_on_from(max([begun, *_recorded(file.session)]))

    def _now(self, course: Course, session: Session) -> Moment:
        """The present time by which vitals are due, however the wall clock was set."""
        wall = self._watch.look()
        if session.paper is not None:
            return stands_at(session, wall)
        due = vitals_due(course, session)
        return self._watch.since_vitals(None if due is None else due.last_at)

    def _timed(self, view: SessionView, now: Moment) -> SessionView:
        """The view with what counts from the start by its own clock."""
        if view.session.paper is not None:
            return replace(view, now=now.to_minute())
        running = due_by_the_wall(view.running, now)
        if view.is_running and running.elapsed_minutes is not None:
            by_start = self._watch.since_start(view.session.started_at)
            elapsed = running.elapsed_minutes + by_start.minutes_since(now)
            running = replace(running, elapsed_minutes=elapsed)
        jump = self._watch.jump
        return replace(view, running=running, now=now.to_minute(), clock_jump=jump)

    def _judge(self, file: _OnFile, now: Moment) -> SessionView:
        knowledge = self.desk.knowledge
        course = file.course
        session = course.session(file.session.id)
        facts = knowledge.rule_facts_of(self.key)  # the unit's limits may have changed meanwhile
        judged = course if file.results is None else replace(course, lab_results=file.results)
        known = as_known(judged, file.amended)
        case = SessionCase(known, session, facts, now)
        verdicts = {
            Phase.ORDER: judge_order(course, facts),
            **judge_case(case),
        }
        asked = (*verdicts[Phase.BEFORE].findings, *plan_questions(course, session, facts))
        verdicts[Phase.BEFORE] = replace(verdicts[Phase.BEFORE], findings=asked)
        checklist = knowledge.checklist
        is_signed = locking(file.signatures) is not None
        return SessionView(
            line=file.line,
            course=course,
            known=known,
            session=session,
            open_row=file.session.open_row,
            figures=case.timeless_figures,
            running=case.running_at(now),
            verdicts=verdicts,
            steps=step_states(course, session, checklist, verdicts, is_signed=is_signed),
            signatures=file.signatures,
            checklist=checklist,
            indication=knowledge.indication_label(course.order.indication),
            facts=facts,
            machines=knowledge.machines,
            ordered=file.ordered,
            results=file.results,
            now=now.to_minute(),
        )

    def _read(self) -> _OnFile:
        """What is on file; the other sessions of the course as they were last read."""
        store = self.desk.store
        line = store.session_line(self.key)  # first: it may have been taken off the plan
        if self._course is None:
            self._course = store.course(self._line.course_key)
            session = self._course.session(self._line.session_id)
        else:
            session = store.session(self.key)
            self._course = with_session(self._course, session)
        signatures = tuple(store.signatures(self.key))
        course = replace(self._course.kept(), order=store.order_of(self.key))
        catalogue, signed = self.desk.catalogue, locking(signatures)
        known = amended_sessions(course, self._amendments(signed), catalogue)
        return _OnFile(
            line=line,
            signatures=signatures,
            session=session,
            ordered=self._course.order,
            course=as_signed(course, signatures, catalogue),
            amended=tuple(one for one in known if one.number < session.number),
            results=self._results(locking(signatures)),
        )

    def _amendments(self, signed: Signature | None) -> Sequence[Signature]:
        """Those of the course; of a signed session those before it, for by them it was judged.

        By their order on record: a clock may have been set between two signatures.
        """
        store = self.desk.store
        found = store.amendments(self.course_key)
        if signed is None or not found:
            return found
        number = store.row_of_signature(signed.key)
        return [one for one in found if store.row_of_signature(one.key) < number]

    def _results(self, signed: Signature | None) -> tuple[LabResult, ...] | None:
        """The laboratory results that stood on record when the session was signed."""
        if signed is not None and self._signed_with is None:
            store = self.desk.store
            number = store.row_of_signature(signed.key)
            self._signed_with = store.results_at(self._line.course_key, number)
        return self._signed_with


def _recorded(session: Session) -> Iterator[Moment]:
    """When a run stood on record, by what was written down in it."""
    if session.ended_at is not None:
        yield session.ended_at
    yield from (row.at for row in session.readings or ())
    yield from (bag.started_at for bag in session.bags or () if bag.started_at is not None)
    yield from (pause.end or pause.start for pause in session.pauses or ())
    yield from (reaction.onset_at for reaction in session.reactions or ())
