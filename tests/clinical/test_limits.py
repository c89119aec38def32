"""The limits as a unit sees them: each threshold has one, true to its rules."""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from dataclasses import fields, replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from plexlog.clinical.domain_errors import ImpossibleValueError
from plexlog.clinical.rules import (
    BEFORE_RULES,
    CLOSE_RULES,
    ORDER_RULES,
    RUN_RULES,
    Thresholds,
)
from plexlog.clinical.rules.limits import LIMITS, changed, moved, number_of, thresholds_with
from plexlog.clinical.rules.rule import OrderCase, SessionCase
from plexlog.domain.findings import Phase
from tests.clinical.test_rule_contract import EVERY_CASE, NAMES
from tests.clinical.ward import FACTS, course, judged

RULES: list[Any] = [*ORDER_RULES, *BEFORE_RULES, *RUN_RULES, *CLOSE_RULES]
QUESTIONS = {"order-sessions-many", "order-interval-unusual"}  # of the form of an order
# What a unit goes by without having chosen it. A session that was judged by one keeps none of
# its own, so that changing a default needs a migration which keeps the former one as a version.
SHIPPED = {
    "course_days": 14,
    "ordered_sessions_high": 30,
    "ordered_interval_low_hours": 12,
    "ordered_interval_high_hours": 720,
    "plasma_volumes_low": 0.8,
    "plasma_volumes_high": 1.5,
    "colloid_low": 0.67,
    "colloid_very_low": 0.5,
    "weight_jump_percent": 10,
    "weight_jump_days": 14,
    "hematocrit_stale_hours": 48,
    "height_jump_cm": 3,
    "hematocrit_jump_points": 8,
    "hemoglobin_low_g_l": 70,
    "potassium_low_mmol_l": 3.0,
    "potassium_high_mmol_l": 6.0,
    "hematocrit_low_percent": 21,
    "formulas_disagree_percent": 10,
    "formulas_disagree_from_bmi": 30,
    "ace_inhibitor_recent_hours": 24,
    "ace_inhibitor_long_acting_hours": 48,
    "antibody_hours": 72,
    "ivig_hours": 48,
    "fibrinogen_low_g_l": 1,
    "platelets_low_10e9_l": 30,
    "ionised_calcium_low_mmol_l": 0.9,
    "interval_short_hours": 18,
    "fever_from_c": 38,
    "systolic_low_mmhg": 90,
    "oxygen_low_percent": 92,
    "circuit_volume_percent": 10,
    "circuit_volume_stop_percent": 15,
    "balance_low_percent": 90,
    "balance_high_percent": 110,
    "balance_from_ml": 500,
    "citrate_high_mg_kg_min": 1.8,
    "systolic_fall_mmhg": 30,
    "temperature_rise_c": 1,
    "vitals_grace_minutes": 5,
    "over_target_percent": 110,
    "target_missed_percent": 90,
    "bags_disagree_ml": 100,
    "bags_disagree_percent": 10,
    "late_entry_minutes": 15,
    "checkers_of_plasma": 1,
    "checkers_of_albumin": 1,
    "checkers_of_drugs": 1,
}


def test_each_threshold_has_its_limit() -> None:
    assert set(LIMITS) == set(NAMES)


def test_a_default_that_was_shipped_stays() -> None:
    assert {one.name: getattr(Thresholds(), one.name) for one in fields(Thresholds)} == SHIPPED


@pytest.mark.parametrize("name", NAMES)
def test_a_default_is_possible_and_written_as_it_is(name: str) -> None:
    limit = LIMITS[name]

    assert limit.field.possible.hold(limit.default)
    assert limit.field.parse(limit.field.format(limit.default)) == limit.default
    assert len(limit.field.label) <= 40


class Watched:
    """The usual thresholds; `seen` has the rules that looked at each."""

    def __init__(self) -> None:
        self.rule = ""
        self.seen: dict[str, set[str]] = defaultdict(set)

    def __getattr__(self, name: str) -> float:
        self.seen[name].add(self.rule)
        value: float = getattr(Thresholds(), name)
        return value


@cache
def looked_at() -> dict[str, set[str]]:
    """Of each threshold, the rules that look at it in any case of the tests."""
    watched: Any = Watched()
    facts = replace(FACTS, thresholds=watched)
    for phase, changes in EVERY_CASE:
        made = course(changes)
        case: Any = OrderCase(made, facts)
        if phase is not Phase.ORDER:
            case = SessionCase(made, judged(made), facts)
        for rule in RULES:
            if rule.phase is phase:
                watched.rule = rule.code
                rule.function(case)
    return {name: watched.seen[name] for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_limit_names_every_rule_that_goes_by_it(name: str) -> None:
    known = {rule.code for rule in RULES} | QUESTIONS

    assert looked_at()[name] <= set(LIMITS[name].rules) <= known


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.phase.value}-{rule.code}")
def test_the_rulebook_names_the_limits_that_were_shipped(rule: Any) -> None:
    limits = [value for name, value in SHIPPED.items() if rule.code in looked_at()[name]]
    shipped = {float(f"{factor * value:g}") for value in limits for factor in (1, 100)}
    what_it_does = str(inspect.getdoc(rule.function)).partition("\n")[0]

    assert {float(one) for one in re.findall(r"\d+(?:\.\d+)?(?![\d⁹])", what_it_does)} <= shipped


def test_a_limit_is_changed_alone() -> None:
    assert moved(Thresholds(), "fever_from_c", Decimal("38.3")) == Thresholds(fever_from_c=38.3)


def test_what_no_ward_could_mean_is_refused_in_its_words() -> None:
    with pytest.raises(ImpossibleValueError) as refused:
        moved(Thresholds(), "fever_from_c", Decimal("380"))

    assert str(refused.value) == (
        "Temperature from: 380.0 °C is not possible; possible 36.5 to 41 °C"
    )


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("colloid_low", "0.4", "no less than 0.50, the limit “Colloid share stops under”"),
        ("colloid_very_low", "0.7", "no more than 0.67, the limit “Colloid share under”"),
        ("plasma_volumes_low", "1.6", "no more than 1.50 PV, the limit “Plasma volumes over”"),
    ],
)
def test_graded_limits_do_not_cross(name: str, value: str, words: str) -> None:
    with pytest.raises(ImpossibleValueError) as refused:
        moved(Thresholds(), name, Decimal(value))

    assert words in str(refused.value)


def test_a_limit_that_no_rule_has_any_more_is_left_out() -> None:
    assert thresholds_with({"fever_from_c": 38.3, "long_gone": 1}) == Thresholds(fever_from_c=38.3)


def test_what_was_changed_again_counts_at_once() -> None:
    told = [thresholds_with({"fever_from_c": value}).fever_from_c for value in (38.3, 38.5, 38.3)]

    assert told == [38.3, 38.5, 38.3]


def test_what_a_unit_has_changed_is_told_in_the_order_of_the_rules() -> None:
    other = replace(Thresholds(), late_entry_minutes=30, course_days=21)

    assert [limit.name for limit in changed(other)] == ["course_days", "late_entry_minutes"]
    assert number_of(38.0) == Decimal(38)
