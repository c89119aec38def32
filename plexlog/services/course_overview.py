"""A course as its page shows it: one column a session, the order, and what it adds up to."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from plexlog.clinical.figures import course_figures, running_figures, session_figures
from plexlog.clinical.order_words import OrderLabels, PartChange, part_changes
from plexlog.clinical.plans import planned_plasma_volumes, planned_replacement
from plexlog.clinical.scale_change import ScaleChange, scale_changes
from plexlog.domain.facts import Indication
from plexlog.domain.findings import Finding, Phase
from plexlog.domain.moments import Moment
from plexlog.domain.records import AccessDevice, Course, Order, Reaction, Session
from plexlog.domain.said import replaced, said_with
from plexlog.domain.shapes import Measured
from plexlog.domain.unit import CourseLine, OrderChange, SessionLine
from plexlog.domain.words import LabTiming
from plexlog.services.amended_values import amended_sessions, as_known
from plexlog.services.desk import Desk
from plexlog.services.last_time import device_words
from plexlog.services.open_session import OpenSession
from plexlog.services.order_change import order_versions
from plexlog.services.order_choices import choice_words, order_choices
from plexlog.services.planning import fluid_words
from plexlog.services.schedule import why_no_more

IGG = "igg_g_l"
FIBRINOGEN = "fibrinogen_g_l"


class SessionState(enum.StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAfter:
    """A quantity before and after a session; None where it was not measured."""

    before: Decimal | None = None
    after: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class SessionColumn:
    """One session as the table shows it; None where it is not known."""

    line: SessionLine
    state: SessionState
    weight: Measured | None
    haematocrit: Measured | None
    plasma_removed_ml: float | None  # of the patient, without anticoagulant
    plasma_volumes: float | None
    planned_plasma_volumes: Decimal | None
    balance_ml: float | None
    fluid: str
    igg: BeforeAfter
    fibrinogen: BeforeAfter
    reactions: tuple[Reaction, ...] | None
    access: str  # as it was when the session was signed; of one to come as it is; empty: not known
    findings: tuple[Finding, ...] | None  # as its report has them; None: not begun
    score: Decimal | None = None
    amended: tuple[str, ...] = ()  # what was amended after it was signed, in words
    known: SessionColumn | None = None  # the same with what was amended as it should be


@dataclass(frozen=True, kw_only=True)
class CourseOverview:
    """What the page of a course shows."""

    course_key: str
    patient_key: str
    course: Course
    indication: Indication | None
    indication_label: str
    sessions: tuple[SessionColumn, ...]
    plasma_volumes: float | None  # of the ended sessions
    running_volumes: float | None  # of the session that runs
    catheter_days: int | None
    reaction_labels: Mapping[str, str]
    earlier: tuple[CourseLine, ...]  # other courses of the patient, newest first
    order_changes: tuple[OrderChange, ...]
    order_differences: Mapping[int, tuple[PartChange, ...]]  # to the version before, by version
    full_words: str  # why no session can be added but by the order; empty: one can
    chosen: Mapping[str, str]  # pre-medication, laboratory plan and stop rule in words
    now: Moment


def course_overview(desk: Desk, course_key: str) -> CourseOverview:
    """The course as it is now. Raises StoreError."""
    course = desk.store.course(course_key).kept()
    lines = {line.session_id: line for line in desk.store.sessions_of(course_key)}
    now = desk.clock.now()
    figures = course_figures(course, now)
    scores = _scores(course)
    columns = tuple(
        replace(
            _column(desk, course, session, lines[session.id]),
            score=scores.get(session.id),  # of the scale by which the course is judged now
        )
        for session in course.sessions or ()
    )
    columns = _with_amended(desk, course, columns)
    patient_key = next((line.patient_key for line in lines.values()), "")
    changes = order_versions(desk, course_key)
    running = [one.plasma_volumes for one in columns if one.state is SessionState.RUNNING]
    return CourseOverview(
        course_key=course_key,
        patient_key=patient_key,
        course=course,
        indication=desk.knowledge.indications.get(course.order.indication),
        indication_label=desk.knowledge.indication_label(course.order.indication),
        sessions=columns,
        plasma_volumes=figures.plasma_volumes,
        running_volumes=running[0] if running else None,
        catheter_days=figures.catheter_days,
        reaction_labels={code: one.label for code, one in desk.knowledge.reactions.items()},
        earlier=tuple(
            line for line in desk.store.courses(patient_key) if line.course_key != course_key
        ),
        order_changes=changes,
        order_differences={
            now.version: part_differences(desk, course, before.order, now.order)
            for before, now in pairwise(changes)
        },
        full_words=why_no_more(course),
        chosen=choice_words(course.order, order_choices(desk)),
        now=now.to_minute(),
    )


def part_differences(
    desk: Desk, course: Course, before: Order, after: Order
) -> tuple[PartChange, ...]:
    """What a version of the order of a course has otherwise than another, in words."""
    choices = order_choices(desk)
    labels = OrderLabels(
        devices={one.id: device_words(one) for one in course.access_devices or ()},
        indications={code: one.label for code, one in desk.knowledge.indications.items()},
        stop_rules=choices.stop_rules,
        stop_quantities=choices.stop_quantities,
    )
    return tuple(part_changes(before, after, labels))


def _as_run(desk: Desk, course: Course, line: SessionLine) -> Course:
    """The course with the order that the session was run under, which may have changed since."""
    return replace(course, order=desk.store.order_of(line.session_key))


def _column(desk: Desk, kept: Course, session: Session, line: SessionLine) -> SessionColumn:
    course = _as_run(desk, kept, line)
    before = session.before or {}
    state = _state(line)
    now = desk.clock.now()
    is_planned = state is SessionState.PLANNED
    seen = None if is_planned else OpenSession(desk, line.session_key).view()
    access = course.access_of(session) if seen is None else seen.access
    gone = course.access_gone(session) is not None
    removed, volumes, balance = _delivered(course, session, state, now)
    return SessionColumn(
        line=line,
        state=state,
        weight=before.get("weight_kg"),
        haematocrit=before.get("hematocrit_percent"),
        plasma_removed_ml=removed,
        plasma_volumes=volumes,
        planned_plasma_volumes=planned_plasma_volumes(course, session),
        balance_ml=balance,
        fluid=fluid_words(planned_replacement(course, session)),
        igg=_before_after(course, session, IGG),
        fibrinogen=_before_after(course, session, FIBRINOGEN),
        reactions=session.reactions,
        access="" if access is None else _access(access, is_gone=is_planned and gone),
        findings=None if seen is None else seen.findings(*Phase),
    )


def _with_amended(
    desk: Desk, course: Course, columns: tuple[SessionColumn, ...]
) -> tuple[SessionColumn, ...]:
    """The columns, those of amended sessions with what the amended values would make of them."""
    amendments = desk.store.amendments(columns[0].line.course_key) if columns else ()
    changes: dict[str, list[str]] = {}
    for key in dict.fromkeys(one.session_key for one in amendments):
        of_session = [one for one in amendments if one.session_key == key]
        gone = replaced(of_session)  # which is of one session: others name their values alike
        changes[key] = [said_with(one).change for one in of_session if one.key not in gone]
    known = {one.id: one for one in amended_sessions(course, amendments, desk.catalogue)}
    return tuple(
        replace(
            one,
            amended=tuple(changes[one.line.session_key]),
            known=replace(
                _column(desk, as_known(course, (session,)), session, one.line), score=one.score
            ),
        )
        if (session := known.get(one.line.session_id)) is not None
        else one
        for one in columns
    )


def _access(device: AccessDevice, *, is_gone: bool) -> str:
    """The access in words; of a session to come also that it is out."""
    return f"{device_words(device)}, removed" if is_gone else device_words(device)


def _state(line: SessionLine) -> SessionState:
    if line.signed_at is not None:
        return SessionState.SIGNED
    if line.ended_at is not None:
        return SessionState.ENDED
    return SessionState.PLANNED if line.started_at is None else SessionState.RUNNING


def _delivered(
    course: Course, session: Session, state: SessionState, now: Moment
) -> tuple[float | None, float | None, float | None]:
    """Plasma removed, plasma volumes, balance: of a running session those of its last reading."""
    if state is SessionState.PLANNED:
        return None, None, None
    if state is SessionState.RUNNING:
        running = running_figures(course, session, now)
        return running.patient_plasma_removed_ml, running.plasma_volumes, running.balance_ml
    figures = session_figures(course, session, now)
    return figures.patient_plasma_removed_ml, figures.plasma_volumes, figures.balance_ml


def _before_after(course: Course, session: Session, quantity: str) -> BeforeAfter:
    """From the laboratory, or else what was measured at the bedside before and after."""
    results = {
        result.timing: result.value
        for result in course.lab_results or ()
        if result.session_id == session.id and result.quantity == quantity
    }
    before = (session.before or {}).get(quantity)
    after = ((session.close.after if session.close else None) or {}).get(quantity)
    return BeforeAfter(
        before=results.get(LabTiming.BEFORE_SESSION, before.value if before else None),
        after=results.get(LabTiming.AFTER_SESSION, after.value if after else None),
    )


def response_of(course: Course) -> ScaleChange | None:
    """The values that the reports use of the course's scale; without one of the first by name."""
    scale = course.order.response_scale
    changes = scale_changes(course, {})
    return next((one for one in changes if scale in (None, one.code)), None)


def _scores(course: Course) -> Mapping[str, Decimal]:
    """The last value of the response scale by session.

    A value that names no session is of the last one that had started by then; what was measured
    before them all is of the first.
    """
    response = response_of(course)
    started = sorted(
        (session.started_at, session.id)
        for session in course.sessions or ()
        if session.started_at is not None
    )
    placed: dict[str, Decimal] = {}
    for one in () if response is None else response.values:
        by_then = [session_id for at, session_id in started if at <= one.at] or [
            session_id for _at, session_id in started[:1]
        ]
        for session_id in (one.session_id,) if one.session_id else by_then[-1:]:
            placed[session_id] = one.value
    return placed
