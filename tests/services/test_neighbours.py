"""The sessions that run, for those who sit before another window."""

from __future__ import annotations

from dataclasses import replace

from plexlog.services.desk import Desk
from plexlog.services.neighbours import running_lines, running_sessions
from plexlog.services.open_session import OpenSession
from plexlog.services.recording import pause_run, start_run
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
