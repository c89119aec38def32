"""Laboratory results on record since the last session: offered with their age, never copied.

An unlikely one is not offered: it is typed, so that it is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.entry import read_entry
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.fields import Place
from plexlog.domain.records import LabResult
from plexlog.domain.shapes import Measured
from plexlog.domain.steps import Step
from plexlog.services import recording
from plexlog.services.last_time import Offer
from plexlog.services.open_session import OpenSession, SessionView

PREFIX = "lab-"
MOST_HOURS = 48.0  # as the rule about an old haematocrit


def lab_offers(view: SessionView) -> tuple[Offer, ...]:
    """The newest result of each quantity that this session has not got."""
    newest: dict[str, LabResult] = {}
    for result in _fitting(view):
        before = newest.get(result.quantity)
        if before is None or before.taken_at < result.taken_at:
            newest[result.quantity] = result
    return tuple(_offer(view, one) for one in newest.values())


def _fitting(view: SessionView) -> Iterator[LabResult]:
    last = view.previous.ended_at if view.previous is not None else None
    given = view.session.before or {}
    for result in view.course.lab_results or ():
        declared = CATALOGUE[result.quantity]
        hours = view.now.hours_since(result.taken_at)
        if (
            Place.BEFORE in declared.places
            and result.quantity not in given
            and result.session_id in (None, view.session.id)
            and 0 <= hours <= MOST_HOURS
            and (last is None or result.taken_at > last)
            and not _is_asked_about(result)
        ):
            yield result


def _is_asked_about(result: LabResult) -> bool:
    """Whether a typed value like that would be refused or asked about."""
    entry = read_entry(CATALOGUE[result.quantity], _text(result))
    return entry.is_refused or entry.is_question


def _text(result: LabResult) -> str:
    return f"{result.value:f}"


def _offer(view: SessionView, result: LabResult) -> Offer:
    declared = CATALOGUE[result.quantity]
    words = wording.quantity_with_unit(declared, Measured(value=result.value))
    hours = view.now.hours_since(result.taken_at)
    return Offer(
        key=f"{PREFIX}{result.quantity}",
        what=f"{declared.label} {words}",
        detail=f"{wording.moment(result.taken_at)}, {hours:.0f} h old",
        steps=(Step.ASSESS,),
    )


def take_lab(session: OpenSession, key: str) -> None:
    """Use a result that is offered, with the time it was taken. Raises RefusedError."""
    view = session.view()
    found = [one for one in _fitting(view) if f"{PREFIX}{one.quantity}" == key]
    if not found:
        raise RefusedError([Refusal(key, "is not offered")])
    result = max(found, key=lambda one: one.taken_at)
    recording.enter_value(session, Place.BEFORE, result.quantity, _text(result))
    recording.set_taken_at(session, Place.BEFORE, result.quantity, result.taken_at)
