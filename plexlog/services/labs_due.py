"""Blood that the order wants drawn around this session, and whether it is on record."""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.moments import Moment
from plexlog.domain.records import LabResult
from plexlog.domain.words import LabTiming
from plexlog.services.open_session import SessionView


@dataclass(frozen=True, slots=True, kw_only=True)
class LabDue:
    """One ordered laboratory value; `at` is when it was taken, None while nobody has said so."""

    quantity: str
    label: str
    at: Moment | None


def labs_due(view: SessionView, timing: LabTiming) -> tuple[LabDue, ...]:
    """What is ordered before or after each session, in the order's own order."""
    return tuple(
        LabDue(
            quantity=one.quantity,
            label=CATALOGUE[one.quantity].label,
            at=_taken(view, one.quantity, timing),
        )
        for one in view.course.order.laboratory_plan or ()
        if one.timing is timing
    )


def _taken(view: SessionView, quantity: str, timing: LabTiming) -> Moment | None:
    """When it was taken: with the session's own values, or as a result of the course."""
    if timing is LabTiming.BEFORE_SESSION:
        own = (view.session.before or {}).get(quantity)
        if own is not None:
            return own.taken_at or own.entered_at
    fitting = [
        one.taken_at for one in view.course.lab_results or () if _fits(view, one, quantity, timing)
    ]
    return max(fitting, default=None)


def _fits(view: SessionView, result: LabResult, quantity: str, timing: LabTiming) -> bool:
    """A result told for this session, or taken between its neighbours on that side of it."""
    if result.quantity != quantity:
        return False
    if result.session_id is not None:
        return result.session_id == view.session.id and result.timing in (None, timing)
    last = view.previous.ended_at if view.previous is not None else None
    began, ended = view.session.started_at, view.session.ended_at
    if timing is LabTiming.BEFORE_SESSION:
        is_new = last is None or result.taken_at > last
        return is_new and (began is None or result.taken_at <= began)
    return ended is not None and result.taken_at >= ended
