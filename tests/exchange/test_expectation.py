"""The three cases: every number within its tolerance, every finding exactly."""

from __future__ import annotations

import json
from typing import Any

import pytest

from plexlog.clinical.rules import (
    BEFORE_RULES,
    CLOSE_RULES,
    ORDER_RULES,
    RUN_RULES,
    RuleFacts,
    refusals,
)
from plexlog.exchange.expectation import NOT_IN_VERSION_1, TOLERANCES, expectation
from tests.clinical.seeded import CASES, NAMES, case, rule_facts
from tests.clinical.ward import DROP, FACTS, course


@pytest.fixture(scope="module")
def facts() -> RuleFacts:
    return rule_facts()


def tolerance(key: str) -> float:
    if key == "plasma_volumes":
        return TOLERANCES["plasma_volumes"]
    if key in ("max", "mean"):
        return TOLERANCES["citrate_mg_per_kg_min"]
    if key.startswith(("igg", "fibrinogen")):
        return TOLERANCES["prediction_percentage_points"]
    if key.endswith("_ml"):
        return TOLERANCES["ml"]
    return {"balance_percent": TOLERANCES["percent"], "run_minutes": TOLERANCES["minutes"]}[key]


def differences(made: Any, expected: Any, place: str = "", key: str = "") -> list[str]:
    """Where two documents differ, numbers by their tolerances."""
    if isinstance(made, dict) and isinstance(expected, dict) and made.keys() == expected.keys():
        pairs = [(made[name], expected[name], name) for name in made]
        return [
            found
            for one, other, name in pairs
            for found in differences(one, other, f"{place}.{name}", name)
        ]
    if isinstance(made, list) and isinstance(expected, list) and len(made) == len(expected):
        return [
            found
            for index, pair in enumerate(zip(made, expected, strict=True))
            for found in differences(*pair, f"{place}[{index}]", key)
        ]
    if isinstance(made, float) and isinstance(expected, float) and place.count("tolerances") == 0:
        return [] if abs(made - expected) <= tolerance(key) else [f"{place}: {made} {expected}"]
    return [] if made == expected else [f"{place}: {made} {expected}"]


@pytest.mark.parametrize("name", NAMES)
def test_a_case_gives_what_is_expected(name: str, facts: RuleFacts) -> None:
    expected = json.loads((CASES / f"{name}.expect.json").read_text(encoding="utf-8"))

    made = expectation(case(name), facts, f"{name}.json")

    assert differences(made, expected) == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_a_case_is_refused(name: str, facts: RuleFacts) -> None:
    assert refusals(case(name), facts) == []


def test_a_session_that_never_started_has_nulls_and_nothing_to_say() -> None:
    untouched = course({"now.started_at": DROP, "now.ended_at": DROP, "now.readings": DROP})

    made = expectation(untouched, FACTS, "invented.json")

    session = made["sessions"][1]
    assert session["plasma_volumes"] is None
    assert session["citrate_mg_per_kg_min"] == {"max": None, "mean": None}
    assert session["findings"]["run"] == []
    assert session["not_assessed"]["run"] == []
    assert made["course"]["sessions_ended"] == 1


def test_a_course_without_sessions_is_empty() -> None:
    made = expectation(course({"sessions": DROP}), FACTS, "invented.json")

    assert made["sessions"] == []
    assert made["course"]["plasma_volumes"] is None
    assert made["course"]["prediction"] == []


def test_a_prediction_that_cannot_be_made_is_null() -> None:
    made = expectation(course({"now.close.saline_in_waste_ml": DROP}), FACTS, "invented.json")

    assert made["course"]["prediction"][1]["igg_after_band_percent"] is None


def test_rules_that_came_after_the_format_are_left_out(facts: RuleFacts) -> None:
    low = {"now.before.hemoglobin_g_l": {"value": 60, "taken_at": "2026-09-09T06:00+02:00"}}
    rules: list[Any] = [*ORDER_RULES, *BEFORE_RULES, *RUN_RULES, *CLOSE_RULES]
    codes = {rule.code for rule in rules}

    made = expectation(course(low), facts, "low")

    assert codes >= NOT_IN_VERSION_1
    assert not any(code in json.dumps(made) for code in NOT_IN_VERSION_1)
