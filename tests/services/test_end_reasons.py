"""Why a run ended, held against what was removed."""

from __future__ import annotations

from plexlog.domain.fields import Place
from plexlog.domain.words import EndReason
from plexlog.services import recording
from plexlog.services.end_reasons import doubt_of_reason
from plexlog.services.open_session import OpenSession
from tests.services.fakes import FakeClock
from tests.services.ward import TOTALS, VITALS, prepare, run


def doubt(session: OpenSession) -> str:
    return doubt_of_reason(session, EndReason.TARGET_REACHED)


def run_with(session: OpenSession, clock: FakeClock, removed: str) -> None:
    """A run with one row in which so much (mL, anticoagulant in it) was removed."""
    recording.start_run(session)
    clock.pass_by(minutes=60)
    row = recording.begin_row(session, session.desk.now())
    for code, text in (VITALS | TOTALS | {"removed_ml": removed}).items():
        recording.enter_cell(session, row, code, text, is_sure=True)
    recording.keep_row(session, row)
    recording.end_run(session)


def test_less_than_the_limit_speaks_against_a_target_that_was_reached(
    session: OpenSession, clock: FakeClock
) -> None:
    prepare(session)
    run(session, clock)

    while_running = doubt(session)
    recording.enter_value(session, Place.CLOSE, "saline_in_waste_ml", "300", is_sure=True)

    assert while_running == (
        "1\u202f277\u00a0mL plasma of the patient was removed, "
        "50.2\u00a0% of the target of 2\u202f546\u00a0mL."
    )
    assert doubt(session) != while_running
    assert doubt(session).endswith("of the target of 2\u202f546\u00a0mL.")


def test_nothing_speaks_against_another_reason(session: OpenSession, clock: FakeClock) -> None:
    prepare(session)
    run(session, clock)

    assert doubt_of_reason(session, EndReason.PATIENT_WISH) == ""


def test_nothing_speaks_against_a_target_that_was_reached(
    session: OpenSession, clock: FakeClock
) -> None:
    prepare(session)
    run_with(session, clock, "4000")

    assert doubt(session) == ""


def test_what_is_not_known_speaks_against_nothing(session: OpenSession, clock: FakeClock) -> None:
    run(session, clock)

    assert doubt(session) == ""
