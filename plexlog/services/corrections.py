"""Corrections of a run: a kept row, the start, the end. The history keeps what stood before."""

from __future__ import annotations

from plexlog.domain.entry import Entry, corrected_against, read_entry
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.fields import Place, Severity
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, Reading
from plexlog.domain.roles import Act
from plexlog.domain.shapes import Measured
from plexlog.services.back_entry import refuse_misplaced
from plexlog.services.open_session import OpenSession
from plexlog.services.permission import needs
from plexlog.services.recording import (
    STOOD_BY,
    move_row,
    refuse_before_rows,
    set_facts,
    withdraw_part,
)


@needs(Act.SESSION)
def correct_reading(
    session: OpenSession, row: Reading, code: str, text: str, why: str, *, is_sure: bool = False
) -> Entry:
    """Correct one value of a kept row, with the reason; blank takes the value back.

    An unlikely value comes back as ASK and is recorded only when `is_sure`. Raises RefusedError
    where the reason is missing.
    """
    entry = corrected_against(read_entry(session.desk.catalogue[code], text), row.values)
    if entry.is_refused or (entry.severity is Severity.ASK and not is_sure):
        return entry
    store = session.desk.store
    with session.writing(_reason(why)):
        store.put_value(session.key, Place.READING, code, _measured(session, entry), row.key)
    session.touch()
    return entry


def _measured(session: OpenSession, entry: Entry) -> Measured | None:
    if entry.value is None:
        return None
    return Measured(
        value=entry.value,
        by=session.desk.me,
        typed=entry.text.strip(),
        entered_at=session.desk.now(),
        flag=entry.severity,
        answered=STOOD_BY if entry.severity is Severity.ASK else "",
    )


def correct_time(session: OpenSession, row: Reading, at: Moment, why: str) -> None:
    """Correct the time of a kept row, with the reason. Raises RefusedError."""
    with session.writing(_reason(why)):
        move_row(session, row, at)


def take_back_row(session: OpenSession, row: Reading, why: str) -> None:
    """Take a kept row back whole, with the reason; it stays on file. Raises RefusedError."""
    withdraw_part(session, row, _reason(why))


@needs(Act.SESSION)
def take_back_bag(session: OpenSession, bag: Bag, why: str) -> None:
    """Take a bag back that was never hung, with the reason; it stays on file.

    Raises RefusedError.
    """
    withdraw_part(session, bag, _reason(why))


def correct_start(session: OpenSession, at: Moment) -> None:
    """Set when the run was started. Raises RefusedError for a time after its end."""
    now = session.view().session
    if now.started_at is None:
        raise RefusedError([Refusal("started_at", "the run has not started")])
    if now.ended_at is not None and at > now.ended_at:
        raise RefusedError(
            [Refusal("started_at", f"must not be after the end, {now.ended_at.clock}")]
        )
    refuse_misplaced(session, at)
    with session.writing("start of the run corrected"):
        set_facts(session, {"started_at": at})


def correct_end(session: OpenSession, at: Moment) -> None:
    """Set when the run was ended. Raises RefusedError for a time before its start."""
    now = session.view().session
    if now.started_at is None or now.ended_at is None:
        raise RefusedError([Refusal("ended_at", "the run has not ended")])
    if at < now.started_at:
        raise RefusedError(
            [Refusal("ended_at", f"must not be before the start, {now.started_at.clock}")]
        )
    if session.is_from_paper:
        refuse_before_rows(session, at)
    with session.writing("end of the run corrected"):
        set_facts(session, {"ended_at": at})


def resume_ended_run(session: OpenSession) -> None:
    """The run was ended by mistake and goes on. Raises RefusedError where it has not ended."""
    if session.view().session.ended_at is None:
        raise RefusedError([Refusal("ended_at", "the run has not ended")])
    with session.writing("the run goes on; it was ended by mistake"):
        set_facts(session, {"ended_at": None})


def _reason(why: str) -> str:
    if not why.strip():
        raise RefusedError([Refusal("why", "needs a reason in a few words")])
    return why.strip()
