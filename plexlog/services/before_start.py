"""What else is told before the start: drugs to give after, waiting, teaching, consents.

Each is one act with name and time; a list that becomes empty again is not recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from plexlog.clinical.plans import gives_blood
from plexlog.domain.errors import Refusal, RefusedError, UnreadableError
from plexlog.domain.facts import DrugFact
from plexlog.domain.moments import Moment
from plexlog.domain.records import Consent, Course, Delay, DrugAfter, Lesson, Order
from plexlog.domain.words import ConsentKind
from plexlog.services import ordering, recording
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.times import read_planned
from plexlog.services.typed_record import typed_record

LISTS = ("drugs_after", "delays", "lessons")


def add_drug_after(session: OpenSession, texts: Mapping[str, str]) -> None:
    """Note a drug to be given after the exchange. Raises RefusedError with the places."""
    now = session.desk.now()
    typed = {"drug": texts.get("drug", ""), "dose": texts.get("dose", "")}
    if not typed["drug"].strip():
        raise RefusedError([Refusal("drug", "name the drug")])
    drug = typed_record(DrugAfter, typed | {"note": texts.get("note", "")}, now)
    hold_until = _planned(texts, "hold_until", now)
    next_dose = _planned(texts, "next_dose_at", now)
    if hold_until is not None and next_dose is not None and next_dose < hold_until:
        reason = f"{next_dose.clock} lies before the hold ends at {hold_until.clock}"
        raise RefusedError([Refusal("next_dose_at", reason)])
    kept = replace(drug, hold_until=hold_until, next_dose_at=next_dose, by=session.desk.me, at=now)
    _append(session, "drugs_after", kept)


def _planned(texts: Mapping[str, str], place: str, now: Moment) -> Moment | None:
    text = texts.get(place, "").strip()
    if not text:
        return None
    try:
        return read_planned(text, now)
    except UnreadableError as unreadable:
        raise RefusedError([Refusal(place, str(unreadable))]) from None


def advice_for(drugs: tuple[DrugFact, ...], name: str) -> str:
    """When a drug is to be given, as the unit's list says; empty for one it does not know."""
    words = set(name.casefold().replace(",", " ").split())
    return next((one.when for one in drugs if words.intersection(one.members)), "")


def add_delay(session: OpenSession, texts: Mapping[str, str]) -> None:
    """Note a time of waiting with its reason. Raises RefusedError with the places."""
    for place, reason in (("reason", "choose the reason"), ("minutes", "how many minutes?")):
        if not texts.get(place, "").strip():
            raise RefusedError([Refusal(place, reason)])
    now = session.desk.now()
    delay = typed_record(Delay, texts, now)
    _append(session, "delays", replace(delay, by=session.desk.me, at=now))


def add_lesson(session: OpenSession, texts: Mapping[str, str]) -> None:
    """Note what the patient was taught and said back. Raises RefusedError with the places."""
    if not texts.get("topic", "").strip():
        raise RefusedError([Refusal("topic", "name the topic")])
    now = session.desk.now()
    lesson = typed_record(Lesson, texts, now)
    _append(session, "lessons", replace(lesson, by=session.desk.me, at=now))


def drop(session: OpenSession, name: str, place: int) -> None:
    """Take one line of a list back; the history keeps it."""
    lines = list(getattr(session.view().session, name) or ())
    del lines[place]
    recording.set_facts(session, {name: tuple(lines) or None})


def _append(session: OpenSession, name: str, line: Any) -> None:
    lines = getattr(session.view().session, name) or ()
    recording.set_facts(session, {name: (*lines, line)})


def add_consent(session: OpenSession, texts: Mapping[str, str]) -> None:
    """Record a consent in the order, as a new version of it. Raises RefusedError.

    One of the same kind stays beside it: what was given when is not overwritten.
    """
    now = session.desk.now()
    for place, reason in (("kind", "choose to what"), ("given_on", "on which day?")):
        if not texts.get(place, "").strip():
            raise RefusedError([Refusal(place, reason)])
    consent = typed_record(Consent, texts, now)
    if consent.given_on > now.day:
        raise RefusedError([Refusal("given_on", f"lies in the future; today is {now.day}")])
    if consent.valid_until is not None and consent.valid_until < consent.given_on:
        raise RefusedError([Refusal("valid_until", "lies before the day it was given")])
    course = session.view().course
    consents = (*(course.order.consents or ()), consent)
    _change(session, course, replace(course.order, consents=consents), "consent recorded")


def withdraw_consent(session: OpenSession, place: int, reason: str) -> None:
    """Note that the patient has withdrawn a consent today. Raises RefusedError without reason."""
    if not reason.strip():
        raise RefusedError([Refusal("consents", "needs a reason in a few words")])
    course = session.view().course
    consents = list(course.order.consents or ())
    consents[place] = replace(consents[place], withdrawn_on=session.desk.now().day)
    why = f"consent withdrawn: {reason.strip()}"
    _change(session, course, replace(course.order, consents=tuple(consents)), why)


def _change(session: OpenSession, course: Course, order: Order, why: str) -> None:
    keyed = replace(course, key=session.course_key)
    ordering.change_order(session.desk, keyed, order, why)
    session.touch_course()


def consent_gaps(view: SessionView) -> tuple[str, ...]:
    """Where the consents do not reach over the course, in words."""
    ahead = [one for one in view.course.sessions or () if one.number >= view.session.number]
    days = [(one.number, one.planned_at.day) for one in ahead if one.planned_at is not None]
    needed = {ConsentKind.PROCEDURE}
    if any(gives_blood(view.course, one) for one in ahead):
        needed.add(ConsentKind.BLOOD_PRODUCTS)
    consents = view.course.order.consents or ()
    gaps = []
    for kind in ConsentKind:
        mine = [one for one in consents if one.kind is kind]
        uncovered = [number for number, day in days if not any(_covers(one, day) for one in mine)]
        if mine and uncovered:
            numbers = ", ".join(str(number) for number in uncovered)
            gaps.append(f"{kind.label}: not valid on the day of session {numbers}")
        elif not mine and kind in needed:
            gaps.append(f"{kind.label}: none on record")
    return tuple(gaps)


def _covers(consent: Consent, day: date) -> bool:
    return (
        consent.given_on <= day
        and (consent.valid_until is None or day <= consent.valid_until)
        and (consent.withdrawn_on is None or day < consent.withdrawn_on)
    )
