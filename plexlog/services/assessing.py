"""Assessing before the start: when values were taken, how the access looks, drugs that matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from plexlog.domain.errors import Refusal, RefusedError, UnreadableError
from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import AccessCheck, DrugOfNote
from plexlog.services import recording
from plexlog.services.observed import read_observed, stamped
from plexlog.services.open_session import OpenSession
from plexlog.services.typed_record import typed_record

ACCESS_SIGNS = ("pus", "redness", "pain", "swelling", "dressing_intact", "lumens_patent")


def taken_at(session: OpenSession, code: str, text: str) -> None:
    """Say when a value before the start was taken. Raises RefusedError with the place."""
    place = f"taken.{code}"
    moment = _time(session, place, text)
    if moment is None:
        raise RefusedError([Refusal(place, "a value has its time; type one such as 07:50")])
    try:
        recording.set_taken_at(session, Place.BEFORE, code, moment)
    except RefusedError as refused:
        raise RefusedError([Refusal(place, one.reason) for one in refused.refusals]) from None


def _time(session: OpenSession, place: str, text: str) -> Moment | None:
    if not text.strip():
        return None
    try:
        return read_observed(session, text)
    except UnreadableError as unreadable:
        raise RefusedError([Refusal(place, str(unreadable))]) from None


def see_access(session: OpenSession, sign: str, *, is_so: bool | None) -> None:
    """Record one look at the access; None: not looked at, which is not a no."""
    check = session.view().session.access_check or AccessCheck()
    seen_now: dict[str, Any] = {sign: is_so, "by": session.desk.me, "at": stamped(session)}
    _keep_check(session, replace(check, **seen_now))


def tell_access(session: OpenSession, field: str, text: str) -> None:
    """Keep the exit-site score, the day of the dressing or a note; a blank takes it back.

    Raises RefusedError with the place.
    """
    check = session.view().session.access_check or AccessCheck()
    key = field if field == "note" else f"x_plexlog_{field}"
    now = session.desk.now()
    try:
        read = typed_record(AccessCheck, {key: text}, now)
    except RefusedError as refused:
        raise RefusedError([Refusal(field, one.reason) for one in refused.refusals]) from None
    value = getattr(read, field)
    if field == "dressing_changed_on" and value is not None and value > now.day:
        raise RefusedError([Refusal(field, f"lies in the future; today is {now.day}")])
    told: dict[str, Any] = {field: value, "by": session.desk.me, "at": stamped(session)}
    _keep_check(session, replace(check, **told))


def _keep_check(session: OpenSession, changed: AccessCheck) -> None:
    told = (*ACCESS_SIGNS, "exit_site_score", "dressing_changed_on", "note")
    seen = any(getattr(changed, one) is not None for one in told)
    recording.set_facts(session, {"access_check": changed if seen else None})


def no_drugs_of_note(session: OpenSession) -> None:
    """Asked, and there is none of the drugs that matter."""
    recording.set_facts(session, {"drugs_of_note": ()})


def drugs_not_asked(session: OpenSession) -> None:
    """Take the answer back: nobody has asked."""
    recording.set_facts(session, {"drugs_of_note": None})


def keep_drug(session: OpenSession, place: int | None, drug: DrugOfNote) -> None:
    """Keep a drug that matters; at a place of the list, or as a new one."""
    drugs = list(session.view().session.drugs_of_note or ())
    if place is None or place >= len(drugs):
        drugs.append(drug)
    else:
        drugs[place] = drug
    _keep_drugs(session, drugs)


def drop_drug(session: OpenSession, place: int) -> None:
    """Take a drug back. Where it was the last one, the question is open again."""
    drugs = list(session.view().session.drugs_of_note or ())
    del drugs[place]
    recording.set_facts(session, {"drugs_of_note": tuple(drugs) or None})


def last_dose(session: OpenSession, place: str, text: str) -> Moment | None:
    """The time of a last dose as typed; None for a blank. Raises RefusedError with the place."""
    return _time(session, place, text)


def _keep_drugs(session: OpenSession, drugs: Sequence[DrugOfNote]) -> None:
    recording.set_facts(session, {"drugs_of_note": tuple(drugs)})
