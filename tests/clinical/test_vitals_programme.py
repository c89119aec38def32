"""The programme of vitals: waits, changes in the run, intervals left out with a reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from plexlog.clinical.figures import VitalsDue, vitals_due
from plexlog.clinical.figures.vitals import VitalsProgramme, vitals_intervals
from plexlog.domain.moments import Moment
from plexlog.domain.records import PlanChange, VitalsSkip
from tests.clinical.ward import DROP, course, judged, moment

UNDER_WAY = course(
    {
        "order.vitals_programme_min": [5, 15],
        "now.readings": [],
        "now.ended_at": DROP,
        "now.close": DROP,
    }
)


def minutes(waits: tuple[int, ...]) -> tuple[Decimal, ...]:
    return tuple(Decimal(wait) for wait in waits)


def change(
    at: str, after: tuple[int, ...], before: tuple[int, ...] | None = (5, 15)
) -> PlanChange:
    return PlanChange(
        at=moment(at),
        vitals_programme_before_min=None if before is None else minutes(before),
        vitals_programme_min=minutes(after),
        reason="stable",
    )


def due(**parts: Any) -> VitalsDue:
    session = replace(judged(UNDER_WAY), **parts)
    found = vitals_due(UNDER_WAY, session)
    assert found is not None
    return found


def skip(at: str) -> VitalsSkip:
    return VitalsSkip(due_at=moment("09:05"), at=moment(at), reason="asleep, looked well")


def test_the_wait_begins_anew_where_vitals_were_left_out() -> None:
    left_out = due(vitals_skips=(skip("09:07"),))

    assert (left_out.last_at.clock, left_out.due_at.clock) == ("09:07", "09:12")
    assert left_out.taken == 0


@pytest.mark.parametrize(
    ("at", "after", "due_at"),
    [
        ("09:02", (30,), "09:30"),  # looser: from the start
        ("09:04", (2,), "09:04"),  # closer: due at once, never before its change
        ("09:03", (10, 20), "09:10"),
    ],
)
def test_a_changed_programme_counts_from_its_change(
    at: str, after: tuple[int, ...], due_at: str
) -> None:
    changed = due(plan_changes=(change(at, after),))

    assert changed.due_at.clock == due_at
    assert changed.wait_minutes == after[0]


def test_a_change_of_the_target_alone_leaves_the_programme() -> None:
    target = PlanChange(at=moment("09:02"), reason="less access flow")

    assert due(plan_changes=(target,)).due_at.clock == "09:05"


def test_what_was_due_before_a_change_is_judged_by_what_was_planned_then() -> None:
    session = replace(judged(UNDER_WAY), plan_changes=(change("09:30", (60,), None),))
    programme = VitalsProgramme.of(UNDER_WAY, session)
    taken = [moment("09:05")]

    early = programme.due(taken[0], programme.counts(taken), until=moment("09:20"))
    late = programme.due(taken[0], programme.counts(taken), until=moment("09:40"))

    assert (early.due_at.clock, late.due_at.clock) == ("09:20", "10:05")


@pytest.mark.parametrize(
    ("start", "due_at"),
    [
        ("2026-09-09T23:57+02:00", "2026-09-10T00:02+02:00"),  # over midnight
        ("2026-10-25T02:58+02:00", "2026-10-25T02:03+01:00"),  # the hour that comes twice
    ],
)
def test_midnight_and_the_change_of_the_clocks_make_no_wait_longer(
    start: str, due_at: str
) -> None:
    later = due(started_at=Moment.parse(start))

    assert later.due_at == Moment.parse(due_at)
    assert later.minutes_late(Moment.parse(due_at)) == 0


def test_before_the_start_there_is_no_interval() -> None:
    sessions = UNDER_WAY.sessions or ()
    waiting = replace(sessions[-1], started_at=None)

    assert vitals_intervals(UNDER_WAY, waiting, None) == ()
