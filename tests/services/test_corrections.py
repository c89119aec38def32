"""What was kept and turns out wrong: put right with a reason, the old value in the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain import wording
from plexlog.domain.errors import RefusedError
from plexlog.domain.fields import Place, Severity
from plexlog.domain.records import Bag, Reading
from plexlog.domain.words import Fluid
from plexlog.services import corrections, recording
from plexlog.services.open_session import OpenSession
from tests.services.fakes import NURSE, FakeClock
from tests.services.ward import VITALS


@pytest.fixture
def kept(session: OpenSession, clock: FakeClock) -> Reading:
    """A row that was kept ten minutes after the start."""
    recording.start_run(session)
    clock.pass_by(minutes=10)
    row = recording.begin_row(session, session.desk.now())
    for code, text in VITALS.items():
        recording.enter_cell(session, row, code, text)
    recording.keep_row(session, row)
    clock.pass_by(minutes=5)
    (reading,) = session.view().session.readings or ()
    return reading


def reading_of(session: OpenSession) -> Reading:
    (reading,) = session.view().session.readings or ()
    return reading


def test_a_value_of_a_kept_row_is_corrected_with_a_reason(
    session: OpenSession, kept: Reading
) -> None:
    entry = corrections.correct_reading(session, kept, "pulse_per_min", " 84 ", " misread ")

    assert entry.value == Decimal(84)
    pulse = reading_of(session).values["pulse_per_min"]
    assert (pulse.value, pulse.typed, pulse.by) == (Decimal(84), "84", NURSE.name)
    assert pulse.entered_at == session.desk.now()
    assert reading_of(session).values["systolic_mmhg"] == kept.values["systolic_mmhg"]


def test_without_a_reason_nothing_is_corrected(session: OpenSession, kept: Reading) -> None:
    with pytest.raises(RefusedError, match="needs a reason"):
        corrections.correct_reading(session, kept, "pulse_per_min", "84", "  ")
    with pytest.raises(RefusedError, match="needs a reason"):
        corrections.correct_time(session, kept, session.desk.now(), "")
    with pytest.raises(RefusedError, match="needs a reason"):
        corrections.take_back_row(session, kept, "")

    assert reading_of(session) == kept


def test_a_pressure_is_corrected_only_to_what_its_partner_allows(
    session: OpenSession, kept: Reading
) -> None:
    crossed = corrections.correct_reading(session, kept, "systolic_mmhg", "60", "misread")

    assert (crossed.is_refused, crossed.message) == (True, "not above the diastolic 76")
    assert reading_of(session) == kept


def test_pressures_that_cross_on_record_are_put_right_one_by_one(
    session: OpenSession, kept: Reading
) -> None:
    swapped = dict(kept.values)
    for code, other in (
        ("systolic_mmhg", "diastolic_mmhg"),
        ("diastolic_mmhg", "systolic_mmhg"),
    ):
        swapped[code] = replace(kept.values[code], value=kept.values[other].value)
        session.desk.store.put_value(session.key, Place.READING, code, swapped[code], kept.key)
    session.touch()

    for code in ("systolic_mmhg", "diastolic_mmhg"):
        text = str(kept.values[code].value)
        corrections.correct_reading(session, reading_of(session), code, text, "swapped")

    values = reading_of(session).values
    assert wording.pressure(values["systolic_mmhg"], values["diastolic_mmhg"]) == "122/76"


def test_a_correction_is_refused_and_asked_about_as_any_value(
    session: OpenSession, kept: Reading
) -> None:
    refused = corrections.correct_reading(session, kept, "pulse_per_min", "x", "misread")
    asked = corrections.correct_reading(session, kept, "pulse_per_min", "30", "misread")
    assert (refused.is_refused, asked.is_question) == (True, True)
    assert reading_of(session).values["pulse_per_min"].value == Decimal(74)

    corrections.correct_reading(session, kept, "pulse_per_min", "30", "misread", is_sure=True)

    pulse = reading_of(session).values["pulse_per_min"]
    assert (pulse.flag, pulse.answered) == (Severity.ASK, recording.STOOD_BY)


def test_a_blank_takes_one_value_back(session: OpenSession, kept: Reading) -> None:
    corrections.correct_reading(session, kept, "pulse_per_min", "", "of another patient")

    assert "pulse_per_min" not in reading_of(session).values


def test_the_time_of_a_row_is_corrected(
    session: OpenSession, kept: Reading, clock: FakeClock
) -> None:
    clock.pass_by(minutes=1)

    corrections.correct_time(session, kept, session.desk.now(), "clock misread")

    assert reading_of(session).at == session.desk.now()
    assert reading_of(session).values == kept.values
    assert session.view().open_row is None


def test_a_whole_row_is_taken_back(session: OpenSession, kept: Reading) -> None:
    corrections.take_back_row(session, kept, "of another patient")

    assert session.view().session.readings == ()


def test_start_and_end_are_set_to_when_they_were(session: OpenSession, clock: FakeClock) -> None:
    started_at = session.desk.now()
    clock.pass_by(minutes=3)
    recording.start_run(session)
    clock.pass_by(minutes=60)
    ended_at = session.desk.now()
    clock.pass_by(minutes=3)
    recording.end_run(session)

    corrections.correct_start(session, started_at)
    corrections.correct_end(session, ended_at)

    shown = session.view().session
    assert (shown.started_at, shown.ended_at) == (started_at, ended_at)


def test_the_end_is_never_before_the_start(session: OpenSession, clock: FakeClock) -> None:
    before = session.desk.now()
    clock.pass_by(minutes=5)
    recording.start_run(session)
    corrections.correct_start(session, session.desk.now())
    clock.pass_by(minutes=5)
    recording.end_run(session)
    clock.pass_by(minutes=5)

    with pytest.raises(RefusedError, match="must not be after the end, 14:40"):
        corrections.correct_start(session, session.desk.now())
    with pytest.raises(RefusedError, match="must not be before the start, 14:35"):
        corrections.correct_end(session, before)


def test_what_was_not_started_or_ended_has_no_time_to_correct(session: OpenSession) -> None:
    verbs: list[Callable[[], None]] = [
        lambda: corrections.correct_start(session, session.desk.now()),
        lambda: corrections.correct_end(session, session.desk.now()),
        lambda: corrections.resume_ended_run(session),
    ]
    for verb in verbs:
        with pytest.raises(RefusedError, match="has not"):
            verb()


def test_a_run_that_was_ended_by_mistake_goes_on(session: OpenSession) -> None:
    recording.start_run(session)
    recording.end_run(session)

    corrections.resume_ended_run(session)

    assert session.view().is_running


def test_a_bag_that_was_never_hung_is_taken_back_with_the_reason(session: OpenSession) -> None:
    recording.start_run(session)
    for number in ("b1", "b2"):
        recording.put_part(session, Bag(id=number, fluid=Fluid.ALBUMIN, volume_ml=Decimal(500)))
    first, second = session.view().session.bags or ()

    with pytest.raises(RefusedError, match="a reason"):
        corrections.take_back_bag(session, first, " ")
    corrections.take_back_bag(session, first, "wrong bag scanned")

    assert session.view().session.bags == (second,)
