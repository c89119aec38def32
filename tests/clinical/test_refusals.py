"""What a document is refused for, each with its place."""

from __future__ import annotations

from typing import Any

import pytest

from plexlog.clinical.rules import refusals
from plexlog.clinical.rules.refusing import misfits_of_session
from tests.clinical.ward import DROP, FACTS, course, judged, moment

BAG = {"id": "p1", "fluid": "plasma-fresh-frozen", "volume_ml": 250, "abo": "A"}
WATER = [{"fluid": "albumin", "share": 1, "diluent": "water"}]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"order.replacement": WATER}, "order.replacement[0].diluent"),
        ({"now.plan": {"replacement": WATER}}, "sessions[1].plan.replacement[0].diluent"),
        ({"now.bags.0.diluent": "water"}, "sessions[1].bags[0].diluent"),
        (
            {"now.identity_check.identifiers.1.value": "1974-03-19"},
            "sessions[1].identity_check.identifiers[1].value",
        ),
        ({"now.set.expires_on": "2026-09-08"}, "sessions[1].set.expires_on"),
        ({"now.supplies.0.expires_on": "2026-09-08"}, "sessions[1].supplies[0].expires_on"),
        ({"now.bags.0.expires_on": "2026-09-08"}, "sessions[1].bags[0].expires_on"),
        ({"now.bags.0": {**BAG, "abo": "B"}}, "sessions[1].bags[0].abo"),
        (
            {"now.bags.0": {**BAG, "din": "G123417654321", "din_check": "B"}},
            "sessions[1].bags[0].din_check",
        ),
        (
            {"now.bags.0": {**BAG, "din": "G123417654321", "din_flag": "60"}},
            "sessions[1].bags[0].din_flag",
        ),
        ({"now.bags.0": {**BAG, "din": "nonsense"}}, "sessions[1].bags[0].din"),
    ],
)
def test_a_document_is_refused_with_the_place_of_the_reason(
    changes: dict[str, Any], place: str
) -> None:
    found = refusals(course(changes), FACTS)

    assert [refusal.place for refusal in found] == [place]
    assert found[0].reason


def test_a_course_in_order_is_taken() -> None:
    assert refusals(course(), FACTS) == []
    assert refusals(course({"sessions": []}), FACTS) == []


def test_what_is_planned_for_today_must_be_in_date_today() -> None:
    changed = course(
        {
            "now.started_at": DROP,
            "now.ended_at": DROP,
            "now.set.expires_on": "2026-09-12",
        }
    )
    patient, session = changed.patient, judged(changed)

    in_time = misfits_of_session(patient, session, moment("09:00", "2026-09-12"))
    too_late = misfits_of_session(patient, session, moment("09:00", "2026-09-13"))

    assert not list(in_time)
    assert [one.place for one in too_late] == ["set.expires_on"]
