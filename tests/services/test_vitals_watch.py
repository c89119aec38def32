"""Reminders of vitals: once when due, again when overdue, silent when told to be."""

from __future__ import annotations

import pytest

from plexlog.services import recording
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.vitals_watch import Call, VitalsWatch
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import VITALS, prepare


@pytest.fixture
def desk(clock: FakeClock) -> Desk:
    return Desk(FakeStore(), clock, FakeSigner())


@pytest.fixture
def running(session: OpenSession) -> OpenSession:
    """A first session: vitals every 5 minutes."""
    prepare(session)
    recording.start_run(session)
    return session


def heard(running: OpenSession, clock: FakeClock, watch: VitalsWatch, minutes: int) -> list[Call]:
    """The calls that sounded, minute by minute."""
    calls = []
    for _minute in range(minutes):
        clock.pass_by(minutes=1)
        reminder = watch.look(running.clock_moved())
        if reminder.sounds:
            calls.append(reminder.call)
    return calls


def test_it_sounds_when_due_and_again_when_it_grows_worse(
    running: OpenSession, clock: FakeClock
) -> None:
    watch = VitalsWatch()

    assert heard(running, clock, watch, 4) == []
    assert heard(running, clock, watch, 4) == [Call.DUE]
    assert heard(running, clock, watch, 12) == [Call.MISSED, Call.MISSED, Call.MISSED]


def test_silence_holds_for_a_while_unless_it_grows_worse(
    running: OpenSession, clock: FakeClock
) -> None:
    watch = VitalsWatch()
    heard(running, clock, watch, 5)
    watch.silence(running.view())

    assert watch.look(running.view()).is_silent
    assert heard(running, clock, watch, 4) == []
    assert heard(running, clock, watch, 2) == [Call.MISSED]
    watch.silence(running.view())
    assert heard(running, clock, watch, 4) == []
    assert heard(running, clock, watch, 4) == [Call.MISSED]


def test_what_is_not_due_is_not_silenced_beforehand(
    running: OpenSession, clock: FakeClock
) -> None:
    watch = VitalsWatch()
    watch.silence(running.view())

    assert heard(running, clock, watch, 5) == [Call.DUE]


def test_between_due_and_a_missed_interval_it_is_overdue(
    running: OpenSession, clock: FakeClock
) -> None:
    for minutes in (5, 5, 5):
        clock.pass_by(minutes=minutes)
        row = recording.begin_row(running, running.desk.now())
        for code, text in VITALS.items():
            recording.enter_cell(running, row, code, text)
        recording.keep_row(running, row)
    watch = VitalsWatch()

    assert heard(running, clock, watch, 21) == [Call.DUE, Call.OVERDUE]


def test_nothing_calls_after_the_end(running: OpenSession) -> None:
    recording.end_run(running)

    reminder = VitalsWatch().look(running.view())

    assert (reminder.call, reminder.sounds) == (Call.NONE, False)


def test_a_patient_in_a_pause_is_looked_at_all_the_same(
    running: OpenSession, clock: FakeClock
) -> None:
    watch = VitalsWatch()
    clock.pass_by(minutes=2)
    recording.pause_run(running, "reaction")

    calls = heard(running, clock, watch, 4)

    assert calls == [Call.DUE]
    view = running.view()
    assert view.running.elapsed_minutes == pytest.approx(2)
    due = view.running.vitals
    assert due is not None
    assert due.due_at.minutes_since(view.now) == pytest.approx(-1)
