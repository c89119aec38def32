"""When a session starts, as the rules before it understand it."""

from __future__ import annotations

from dataclasses import replace

from plexlog.clinical.plans import day_of, start_of
from plexlog.domain.moments import Moment
from plexlog.domain.records import IdentityCheck, Session

NOW = Moment.parse("2026-11-28T16:54+01:00")
PLANNED = Moment.parse("2026-11-30T16:00+01:00")
SESSION = Session(id="s2", number=2, planned_at=PLANNED)
IDENTIFIED = replace(SESSION, identity_check=IdentityCheck(identifiers=()))


def test_a_session_nobody_works_on_is_judged_for_its_planned_day() -> None:
    assert start_of(SESSION, NOW) == PLANNED
    assert start_of(IDENTIFIED) == PLANNED


def test_a_session_that_is_worked_on_early_is_judged_for_now() -> None:
    assert start_of(IDENTIFIED, NOW) == NOW
    assert day_of(IDENTIFIED, NOW) == NOW.day


def test_a_late_or_started_session_is_judged_for_its_real_time() -> None:
    late = PLANNED.to_minute()
    started = replace(IDENTIFIED, started_at=PLANNED)

    assert start_of(replace(SESSION, planned_at=NOW), late) == late
    assert start_of(started, NOW) == PLANNED
    assert start_of(Session(id="s1", number=1)) is None
