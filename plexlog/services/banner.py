"""Whose record is open: what the banner says of a patient, and of the course or session shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from plexlog.domain.records import Course, FromPaper, Patient, Session
from plexlog.domain.shapes import Measured
from plexlog.services.amended_values import amended_sessions, as_known
from plexlog.services.desk import Desk
from plexlog.services.open_session import SessionView

_ALERTING_GRADES = ("II", "III", "IV")


@dataclass(frozen=True, kw_only=True)
class Alert:
    """An earlier reaction that whoever opens the record has to know of."""

    kind: str  # the label of the reaction
    session_number: int
    course_number: int | None = None  # where it was another course than the one that is open
    is_earlier_course: bool = False


@dataclass(frozen=True, kw_only=True)
class BannerFacts:
    """What the banner says; None where it is not known or not open."""

    patient: Patient
    today: date
    course_number: int | None = None
    indication: str = ""
    session_number: int | None = None
    sessions_planned: int | None = None
    weight: Measured | None = None
    weighed_on: date | None = None  # where it was not before the session that is open
    was_amended: bool = False  # the weight: after it was signed, to what is told here
    alerts: tuple[Alert, ...] = ()
    paper: FromPaper | None = None  # where the open session is entered from paper
    earlier: tuple[Alert, ...] = ()  # those of earlier courses; among the alerts, too


def patient_banner(desk: Desk, patient_key: str) -> BannerFacts:
    """The banner of a patient whose page is open."""
    patient = desk.store.patient(patient_key)
    return BannerFacts(patient=patient, today=desk.now().day)


def course_banner(
    desk: Desk, course_key: str, session_id: str = "", earlier: tuple[Alert, ...] | None = None
) -> BannerFacts:
    """The banner of a course, or of one of its sessions.

    `earlier` are the alerts of earlier courses, where they are known already.
    """
    course = desk.store.course(course_key)
    if earlier is None:
        earlier = tuple(_earlier(desk, course))
    amended = amended_sessions(course, desk.store.amendments(course_key), desk.catalogue)
    return _banner(desk, (course, as_known(course, amended)), session_id, earlier)


def session_banner(desk: Desk, view: SessionView, earlier: tuple[Alert, ...]) -> BannerFacts:
    """The banner of a session that is open; nothing is read that the session has read already.

    A signed one is shown with the patient as sealed; the banner names the patient of today.
    """
    line = view.line
    if view.is_signed:
        return course_banner(desk, line.course_key, line.session_id, earlier)
    return _banner(desk, (view.course, view.known), line.session_id, earlier)


def _banner(
    desk: Desk, courses: tuple[Course, Course], session_id: str, earlier: tuple[Alert, ...]
) -> BannerFacts:
    """The banner of a course as it was recorded, and as it is known to be."""
    course, known = courses
    session = course.session(session_id) if session_id else None
    weight, weighed_on = _weight(known, session)
    return BannerFacts(
        patient=course.patient,
        today=desk.now().day,
        course_number=course.course_number,
        indication=desk.knowledge.indication_label(course.order.indication),
        session_number=None if session is None else session.number,
        sessions_planned=course.order.sessions_planned,
        weight=weight,
        weighed_on=weighed_on,
        was_amended=weight != _weight(course, session)[0],
        alerts=(*_alerts(desk, course, session), *earlier),
        paper=None if session is None else session.paper,
        earlier=earlier,
    )


def _weight(course: Course, session: Session | None) -> tuple[Measured | None, date | None]:
    """The weight before the open session, or else the latest one before it with its day."""
    weighed = [
        (one, measured)
        for one in course.sessions or ()
        if (session is None or one.number <= session.number)
        and (measured := (one.before or {}).get("weight_kg")) is not None
    ]
    if not weighed:
        return None, None
    last, weight = weighed[-1]
    at = weight.taken_at or last.started_at or last.planned_at
    is_open = session is not None and last.number == session.number
    return weight, None if is_open or at is None else at.day


def _alerts(desk: Desk, course: Course, session: Session | None) -> Iterator[Alert]:
    """Reactions of grade II and worse, the latest first: before this session, or in the course."""
    for one in reversed(course.sessions or ()):
        if session is not None and one.number >= session.number:
            continue
        for reaction in one.reactions or ():
            if reaction.grade in _ALERTING_GRADES:
                fact = desk.knowledge.reactions.get(reaction.kind)
                label = reaction.kind.label if fact is None else fact.label
                yield Alert(kind=label, session_number=one.number)


def _earlier(desk: Desk, course: Course) -> Iterator[Alert]:
    """The same of the patient's earlier courses, the latest first."""
    for line in desk.store.courses(course.patient.key):
        if line.ordered_at < course.order.ordered_at:
            for alert in _alerts(desk, desk.store.course(line.course_key), None):
                yield replace(alert, course_number=line.course_number, is_earlier_course=True)
