"""Whose record is open: what the banner says of a patient, and of the course or session shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plexlog.domain.records import Course, Patient, Session
from plexlog.domain.shapes import Measured
from plexlog.services.desk import Desk

_ALERTING_GRADES = ("II", "III", "IV")


@dataclass(frozen=True, kw_only=True)
class Alert:
    """An earlier reaction that whoever opens the record has to know of."""

    kind: str  # the label of the reaction
    session_number: int


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
    alerts: tuple[Alert, ...] = ()


def patient_banner(desk: Desk, patient_key: str) -> BannerFacts:
    """The banner of a patient whose page is open."""
    patient = desk.store.patient(patient_key)
    return BannerFacts(patient=patient, today=desk.now().day)


def course_banner(desk: Desk, course_key: str, session_id: str = "") -> BannerFacts:
    """The banner of a course, or of one of its sessions."""
    course = desk.store.course(course_key)
    session = course.session(session_id) if session_id else None
    return BannerFacts(
        patient=course.patient,
        today=desk.now().day,
        course_number=course.course_number,
        indication=desk.knowledge.indication_label(course.order.indication),
        session_number=None if session is None else session.number,
        sessions_planned=course.order.sessions_planned,
        weight=_weight(course, session),
        alerts=tuple(_alerts(desk, course, session)),
    )


def _weight(course: Course, session: Session | None) -> Measured | None:
    """The weight before the open session, or else the latest one before it."""
    last = None
    for one in course.sessions or ():
        if session is not None and one.number > session.number:
            break
        last = (one.before or {}).get("weight_kg") or last
    return last


def _alerts(desk: Desk, course: Course, session: Session | None) -> Iterator[Alert]:
    """Reactions of grade II and worse in other sessions of the course, the latest first."""
    for one in reversed(course.sessions or ()):
        if session is not None and one.id == session.id:
            continue
        for reaction in one.reactions or ():
            if reaction.grade in _ALERTING_GRADES:
                fact = desk.knowledge.reactions.get(reaction.kind)
                label = reaction.kind.label if fact is None else fact.label
                yield Alert(kind=label, session_number=one.number)
