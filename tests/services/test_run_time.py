"""Vitals left out, the plan changed in the run, symptoms: each with who, when and why."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.words_run import Symptom
from plexlog.services import recording, run_time
from plexlog.services.open_session import OpenSession
from tests.services.fakes import NURSE, FakeClock
from tests.services.ward import prepare

TOLD = {
    "plasma_volumes": "",
    "vitals_every_min": "",
    "ordered_by": "Dr. Federkiel",
    "at": "",
    "reason": "poor flow",
}


@pytest.fixture
def running(session: OpenSession) -> OpenSession:
    prepare(session)
    recording.start_run(session)
    return session


def reasons(running: OpenSession, **texts: str) -> dict[str, str]:
    with pytest.raises(RefusedError) as refused:
        run_time.change_plan(running, TOLD | texts)
    return {one.place: one.reason for one in refused.value.refusals}


def test_a_new_target_keeps_the_old_one_and_who_ordered_it(
    running: OpenSession, clock: FakeClock
) -> None:
    clock.pass_by(minutes=30)

    run_time.change_plan(running, TOLD | {"plasma_volumes": "0,8", "at": "14:50"})

    session = running.view().session
    (change,) = session.plan_changes or ()
    assert (change.plasma_volumes_before, change.plasma_volumes) == (
        Decimal("1.0"),
        Decimal("0.8"),
    )
    assert (change.ordered_by, change.by, change.reason) == (
        "Dr. Federkiel",
        NURSE.name,
        "poor flow",
    )
    assert (change.at.clock, change.entered_at and change.entered_at.clock) == ("14:50", "15:00")
    assert session.plan is not None
    assert (session.plan.plasma_volumes, session.plan.reason) == (Decimal("0.8"), "poor flow")
    assert running.view().running.planned_plasma_volumes == pytest.approx(0.8)


def test_a_second_change_starts_from_the_first(running: OpenSession) -> None:
    run_time.change_plan(running, TOLD | {"plasma_volumes": "0.8"})
    run_time.change_plan(running, TOLD | {"plasma_volumes": "0.9", "reason": "flow is back"})

    first, second = running.view().session.plan_changes or ()
    assert second.plasma_volumes_before == first.plasma_volumes
    assert running.view().session.plan is not None


def test_vitals_are_taken_more_rarely_from_now_on(running: OpenSession, clock: FakeClock) -> None:
    clock.pass_by(minutes=2)
    run_time.change_plan(running, TOLD | {"vitals_every_min": "30", "ordered_by": ""})

    due = running.view().running.vitals
    assert due is not None
    assert due.due_at.clock == "15:00"
    assert run_time.programme_now(running.view()) == (Decimal(30),)
    (change,) = running.view().session.plan_changes or ()
    assert [int(one) for one in change.vitals_programme_before_min or ()] == [5, 5, 5, 15]
    assert change.plasma_volumes is None


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        ({}, ""),
        ({"plasma_volumes": "1.0"}, ""),  # as it is already
        ({"plasma_volumes": "9"}, "plasma_volumes"),
        ({"vitals_every_min": "soon"}, "vitals_every_min"),
        ({"plasma_volumes": "0.8", "ordered_by": " "}, "ordered_by"),
        ({"plasma_volumes": "0.8", "reason": " "}, "reason"),
        ({"plasma_volumes": "0.8", "at": "soon"}, "at"),
        ({"plasma_volumes": "0.8", "at": "09:00"}, "at"),
    ],
)
def test_what_is_wrong_with_a_change_is_named(
    running: OpenSession, texts: dict[str, str], place: str
) -> None:
    assert place in reasons(running, **texts)
    assert running.view().session.plan_changes is None


def test_the_programme_as_it_is_changes_nothing(running: OpenSession) -> None:
    run_time.change_plan(running, TOLD | {"vitals_every_min": "15"})

    assert "" in reasons(running, vitals_every_min="15")


def test_vitals_are_left_out_with_a_reason_and_the_wait_begins_anew(
    running: OpenSession, clock: FakeClock
) -> None:
    clock.pass_by(minutes=7)

    run_time.skip_vitals(running, "cuff off for a dressing")

    (skip,) = running.view().session.vitals_skips or ()
    assert (skip.due_at.clock, skip.at.clock, skip.by) == ("14:35", "14:37", NURSE.name)
    due = running.view().running.vitals
    assert due is not None
    assert due.due_at.clock == "14:42"


def test_nothing_is_left_out_before_it_is_due_or_without_a_reason(
    running: OpenSession, clock: FakeClock
) -> None:
    with pytest.raises(RefusedError, match="not due before"):
        run_time.skip_vitals(running, "why")
    clock.pass_by(minutes=7)
    with pytest.raises(RefusedError, match="needs a reason"):
        run_time.skip_vitals(running, " ")
    recording.end_run(running)
    with pytest.raises(RefusedError, match="no vitals are due"):
        run_time.skip_vitals(running, "why")


def test_a_symptom_is_on_record_with_one_tap_and_once(
    running: OpenSession, clock: FakeClock
) -> None:
    run_time.note_symptom(running, Symptom.TINGLING)
    run_time.note_symptom(running, Symptom.TINGLING)
    clock.pass_by(minutes=3)
    run_time.note_symptom(running, Symptom.NONE)

    noted = running.view().session.symptoms_noted or ()
    assert [(one.symptom, one.at.clock, one.by) for one in noted] == [
        ("tingling", "14:30", NURSE.name),
        ("none", "14:33", NURSE.name),
    ]


def test_symptoms_are_asked_for_in_a_run_alone(running: OpenSession) -> None:
    recording.end_run(running)

    with pytest.raises(RefusedError, match="no run is under way"):
        run_time.note_symptom(running, Symptom.ITCH)


def test_a_pause_keeps_when_it_was_entered(running: OpenSession) -> None:
    recording.pause_run(running, "clot")

    (pause,) = running.view().session.pauses or ()
    assert pause.entered_at == pause.start
