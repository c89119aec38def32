"""The sessions that run, for those who sit before another window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.services.desk import Desk
from plexlog.services.neighbours import running_lines, running_sessions, still_running
from plexlog.services.open_session import OpenSession
from plexlog.services.recording import end_run, pause_run, start_run
from tests.services.fakes import FakeClock
from tests.services.ward import COURSE


def test_nothing_runs_before_a_start(desk: Desk, session: OpenSession) -> None:
    assert not session.view().is_running

    assert running_lines(desk) == ()


def test_a_running_session_tells_its_times(
    desk: Desk, session: OpenSession, clock: FakeClock
) -> None:
    start_run(session)
    clock.pass_by(minutes=4)

    (one,) = running_sessions(desk, running_lines(desk))

    assert (one.session_key, one.initials) == (session.key, "NZ")
    assert one.running.elapsed_minutes is not None
    assert 3 <= one.running.elapsed_minutes <= 5
    assert one.minutes_to_vitals is not None
    assert not one.running.is_paused


def test_a_pause_is_told(desk: Desk, session: OpenSession) -> None:
    start_run(session)
    pause_run(session, "toilet")

    (one,) = running_sessions(desk, running_lines(desk))

    assert one.running.is_paused


def test_two_with_the_same_initials_are_told_apart(desk: Desk, session: OpenSession) -> None:
    start_run(session)
    for number, given in (("NB-2", "Zora"), ("NB-3", "Zo")):
        patient = replace(COURSE.patient, given_name=given, record_number=number, key="")
        key = desk.store.add_course(replace(COURSE, course_id=number, patient=patient))
        start_run(OpenSession(desk, desk.store.sessions_of(key)[0].session_key))

    found = {one.given_name: one.initials for one in running_sessions(desk, running_lines(desk))}

    assert found == {"Zoe": "NZoe", "Zora": "NZor", "Zo": "NZo"}


def next_of(desk: Desk, session: OpenSession) -> OpenSession:
    """The session after it."""
    lines = desk.store.sessions_of(session.course_key)
    return OpenSession(desk, lines[1].session_key)


def test_nobody_is_exchanged_twice_at_a_time(
    desk: Desk, session: OpenSession, clock: FakeClock
) -> None:
    second = next_of(desk, session)
    assert still_running(desk, second.view().line) == ""
    start_run(session)
    began = session.view().session.started_at
    assert began is not None

    words = still_running(desk, second.view().line)
    clock.pass_by(minutes=24 * 60)
    day_later = still_running(desk, second.view().line)
    with pytest.raises(RefusedError, match="end it first"):
        start_run(second)

    assert words == f"session 1 of this patient is still running, since {began.clock}"
    assert day_later.endswith(f"since {began.day} {began.clock}")
    assert still_running(desk, session.view().line) == ""
    end_run(session)
    start_run(second)
    assert second.view().is_running


def test_another_course_of_the_patient_is_named(desk: Desk, session: OpenSession) -> None:
    key = desk.store.add_course(replace(session.view().course, course_id="NB-again", key=""))
    start_run(session)

    line = desk.store.sessions_of(key)[1]

    assert "session 1 of another course of this patient" in still_running(desk, line)


def test_the_run_of_somebody_else_is_not_in_the_way(desk: Desk, session: OpenSession) -> None:
    patient = replace(COURSE.patient, record_number="NB-4", key="")
    key = desk.store.add_course(replace(COURSE, course_id="NB-4", patient=patient))
    start_run(session)

    start_run(OpenSession(desk, desk.store.sessions_of(key)[0].session_key))

    assert len(running_lines(desk)) == 2
