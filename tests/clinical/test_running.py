"""Figures while a session runs: totals, time left, vitals that are due."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plexlog.clinical.figures import (
    RunningFigures,
    running_figures,
    vitals_due,
)
from plexlog.clinical.rules.rule import SessionCase
from plexlog.domain.records import Pause
from tests.clinical.ward import DROP, FACTS, course, judged, moment

FIRST, LAST = "now.readings.0.", "now.readings.2."
TOTALS = ("inlet_ml", "anticoagulant_ml", "removed_ml", "replaced_ml")


def running(clock: str, changes: dict[str, Any] | None = None) -> RunningFigures:
    changed = course({"now.ended_at": DROP, "now.close": DROP, **(changes or {})})
    return running_figures(changed, judged(changed), moment(clock))


def test_the_run_screen_shows_the_last_reading() -> None:
    run = running("10:40")

    assert run.removed_ml == 3600
    assert run.replaced_ml == 2940
    assert run.patient_plasma_removed_ml == pytest.approx(3025.4, abs=0.1)
    assert run.plasma_volumes == pytest.approx(0.995, abs=0.001)
    assert run.percent_of_target == pytest.approx(99.5, abs=0.1)
    assert (run.balance_ml, run.balance_percent) == (0, 100)
    assert run.anticoagulant_ml == 660
    assert run.anticoagulant_to_patient_ml == pytest.approx(85.4, abs=0.1)
    assert run.citrate_mg_per_kg_min == pytest.approx(0.258, abs=0.001)
    assert run.anticoagulant_ml_min_l == pytest.approx(28.46 / 30 / 5.197, rel=1e-3)
    assert (run.elapsed_minutes, run.paused_minutes) == (100, 0)
    assert run.minutes_left is None  # by its rate it would be over; no row says that it is
    assert not run.is_target_reached
    assert not run.is_paused


def test_a_case_of_the_rules_shows_the_same_run() -> None:
    now = moment("10:40")
    started = course({"now.ended_at": DROP, "now.close": DROP})
    planned = course({"now.started_at": DROP, "now.ended_at": DROP, "now.close": DROP})

    for changed in (started, planned):
        session = judged(changed)
        case = SessionCase(changed, session, FACTS, now)
        assert case.running_at(now) == running_figures(changed, session, now)
    assert SessionCase(started, judged(started), FACTS, now).running_at(now).removed_ml == 3600


def test_the_time_left_goes_by_the_rate_so_far() -> None:
    two_readings = course({"now.ended_at": DROP, "now.close": DROP})
    session = judged(two_readings)
    only = running("10:10", {"now.readings": []})

    left = running("10:30", {"order.plasma_volumes": 1.5}).minutes_left
    later = running("10:40", {"order.plasma_volumes": 1.5}).minutes_left

    assert left is not None
    assert left == pytest.approx(90 * 1.5 / 0.995 - 90, abs=0.2)
    assert later == pytest.approx(left - 10)
    assert only.minutes_left is None
    assert running_figures(two_readings, session, moment("10:30")).target_ml is not None


def test_no_time_left_is_said_where_nothing_was_removed() -> None:
    assert (
        running("10:30", {f"now.readings.{row}.removed_ml": 0 for row in range(3)}).minutes_left
        is None
    )
    assert running("10:30", {"order.plasma_volumes": DROP}).minutes_left is None


def test_before_the_first_reading_there_is_nothing_to_show() -> None:
    run = running("09:10", {"now.readings": []})

    assert run.last is None
    for shown in (
        run.removed_ml,
        run.replaced_ml,
        run.patient_plasma_removed_ml,
        run.plasma_volumes,
        run.balance_ml,
        run.balance_percent,
        run.anticoagulant_ml,
        run.anticoagulant_to_patient_ml,
        run.citrate_mg_per_kg_min,
        run.percent_of_target,
    ):
        assert shown is None
    assert run.elapsed_minutes == 10


def test_before_the_start_only_the_target_is_known() -> None:
    run = running("08:30", {"now.started_at": DROP})

    assert run.target_ml is not None
    assert run.elapsed_minutes is None
    assert run.vitals is None
    assert run.minutes_late is None


def test_a_paused_run_stands_still() -> None:
    pause = [{"from": "2026-09-09T10:32+02:00", "to": "2026-09-09T10:42+02:00"}]

    during, after = (running(clock, {"now.pauses": pause}) for clock in ("10:40", "10:50"))

    assert during.is_paused
    assert (during.elapsed_minutes, during.paused_minutes) == (92, 8)
    assert not after.is_paused


def test_an_open_pause_counts_up_to_now() -> None:
    changed = course({"now.ended_at": DROP, "now.close": DROP})
    session = replace(judged(changed), pauses=(Pause(start=moment("10:32"), end=None),))

    run = running_figures(changed, session, moment("10:40"))

    assert run.is_paused
    assert (run.elapsed_minutes, run.paused_minutes) == (92, 8)


def test_vitals_are_due_by_the_programme() -> None:
    first = running("09:05", {"now.readings": [], "order.vitals_programme_min": [5, 15]})
    later = running("10:50", {"order.vitals_programme_min": [5, 15]})

    assert first.vitals is not None
    assert first.vitals.due_at.clock == "09:05"
    assert first.minutes_late == 0
    assert later.vitals is not None
    assert (later.vitals.due_at.clock, later.vitals.wait_minutes) == ("10:45", 15)
    assert later.minutes_late == 5


@pytest.mark.parametrize(("number", "wait"), [(1, 5), (2, 15)])
def test_the_usual_programme_is_closer_in_the_first_session(number: int, wait: float) -> None:
    changed = course(
        {
            "order.vitals_programme_min": DROP,
            "now.number": number,
            "now.readings": [],
            "now.ended_at": DROP,
        }
    )

    due = vitals_due(changed, judged(changed))

    assert due is not None
    assert due.wait_minutes == wait


def test_nothing_is_due_after_the_end() -> None:
    changed = course()

    run = running_figures(changed, judged(changed), moment("12:00"))

    assert run.vitals is None
    assert run.elapsed_minutes == 90
    assert run.minutes_left is None
    assert run.minutes_late is None


def test_a_drug_whose_route_nobody_told_leaves_the_totals_current() -> None:
    drug = {
        "at": "2026-09-09T09:31+02:00",
        "drug": "saline",
        "dose": "100 mL",
        "volume_ml": 100,
    }

    run = running("10:40", {"now.drugs_given": [drug]})

    assert run.balance_ml is None
    assert run.removed_ml == 3600
    assert run.patient_plasma_removed_ml == pytest.approx(3025.4, abs=0.1)
