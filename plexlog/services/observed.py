"""When something was observed: now at the bedside; of a session from paper, what the sheet says.

Nothing of a sheet takes the wall clock's time: what has no time typed is refused, or has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TypeVar

from plexlog.domain import wording
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Record
from plexlog.services.open_session import OpenSession
from plexlog.services.times import read_time
from plexlog.services.typed_record import typed_record

R = TypeVar("R", bound=Record)
LONGEST = timedelta(hours=24)  # of a run
AHEAD = timedelta(hours=12)  # pre-medication may be given so long before the start
AS_ON_PAPER = "type the time as it stands on the paper"


def clock_shown(session: OpenSession) -> str:
    """The time that a new entry offers; none where the sheet has to say it."""
    return "" if session.is_from_paper else session.desk.now().clock


def stamped(session: OpenSession) -> Moment | None:
    """When something is done whose time nobody types; not known of what was done on paper."""
    return None if session.is_from_paper else session.desk.now()


def day_of(session: OpenSession) -> Moment | None:
    """What a clock without its day is near to; None for now."""
    now = session.view().session
    return now.started_at if now.paper is not None else None


def read_observed(session: OpenSession, text: str) -> Moment:
    """Read a time; a clock alone is of the sheet's day. Raises UnreadableError."""
    return read_time(text, session.desk.now(), day_of(session))


def typed_observed(session: OpenSession, kind: type[R], texts: Mapping[str, str]) -> R:
    """Read the texts of a dialog, its times as `read_observed`. Raises RefusedError."""
    return typed_record(kind, texts, session.desk.now(), day_of(session))


def observed_at(
    session: OpenSession, at: Moment | None, place: str = "at", *, ahead: timedelta | None = None
) -> Moment:
    """The time of something that is recorded; `ahead` of the start is allowed so much.

    Raises RefusedError: from paper a time is needed, and it lies in the run of the sheet.
    """
    if not session.is_from_paper:
        return at or session.desk.now()
    if at is None:
        raise RefusedError([Refusal(place, AS_ON_PAPER)])
    start = session.view().session.started_at
    if start is not None and at < start + -(ahead or timedelta()):
        raise RefusedError([Refusal(place, _before(at, start))])
    if start is not None and at > start + LONGEST:
        words = f"{wording.moment(at)} lies more than a day after the start"
        raise RefusedError([Refusal(place, words)])
    return at


def _before(at: Moment, start: Moment) -> str:
    return f"{wording.moment(at)} lies before the start at {wording.moment(start)}"
