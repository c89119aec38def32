"""What holds for every rule and every threshold, however many there are."""

from __future__ import annotations

import math
from dataclasses import fields, replace
from functools import cache
from typing import Any

import pytest

from plexlog.clinical.domain_errors import ImpossibleValueError
from plexlog.clinical.rules import (
    BEFORE_RULES,
    CLOSE_RULES,
    ORDER_RULES,
    RUN_RULES,
    Rule,
    RuleFacts,
    Thresholds,
    judge_before,
    judge_close,
    judge_order,
    judge_run,
)
from plexlog.domain.findings import Phase, Verdict
from plexlog.services.order_questions import order_questions
from tests.clinical.limits import Limit
from tests.clinical.told import LIMITS
from tests.clinical.ward import FACTS, course, judged

RULES = [*ORDER_RULES, *BEFORE_RULES, *RUN_RULES, *CLOSE_RULES]
# Rules that always have an answer, and why.
NEVER_WITHOUT = {
    ("order", "indication-ineffective"): "an unknown indication is indication-unlisted",
    ("order", "indication-uncertain"): "as above",
    ("order", "indication-unlisted"): "what is in no table is what it asks about",
    ("order", "steroids-not-tried"): "a trial that is not recorded raises it",
    ("order", "albumin-in-water"): "judges the fluids that are there",
    ("before", "albumin-in-water"): "judges the fluids that are there",
    ("before", "access-removed"): "without a day of removal it is in; none chosen is told there",
    ("before", "din-invalid"): "judges the numbers that are there",
    ("before", "critical-item-not-done"): "without an answer the item itself holds its step",
    ("before", "height-jump"): "the height may be the patient's, and then nothing has jumped",
    ("before", "hemoglobin-low"): "the haematocrit is what every session asks for",
    ("before", "potassium-outside"): "not every session asks for it",
    ("run", "vitals-overdue"): "a run has a start, and vitals that are missing are late",
    ("close", "vitals-after-missing"): "missing vitals raise it",
    ("close", "rinseback-missing"): "missing rinseback raises it",
    ("close", "second-check-missing"): "judges the bags and drugs that are there",
    ("close", "late-entry"): "needs an entry time; without one nothing is late",
}
JUDGES: dict[Phase, Any] = {
    Phase.BEFORE: judge_before,
    Phase.RUN: judge_run,
    Phase.CLOSE: judge_close,
}
# What the form of an order asks goes by limits of the unit too.
OF_THE_FORM: tuple[dict[str, Any], ...] = (
    {"order.sessions_planned": 31},
    {"order.interval_hours": 12},
    {"order.interval_hours": 720},
)
EVERY_CASE = [
    (limit.phase, changes) for limit in LIMITS for changes in (*limit.raised, *limit.silent)
] + [(Phase.ORDER, changes) for changes in OF_THE_FORM]
NAMES = [one.name for one in fields(Thresholds)]


def limit_of(rule: Rule[Any]) -> Limit:
    (limit,) = (one for one in LIMITS if (one.phase, one.code) == (rule.phase, rule.code))
    return limit


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.phase.value}-{rule.code}")
def test_each_rule_is_tested_inside_outside_and_without_its_input(rule: Rule[Any]) -> None:
    limit = limit_of(rule)

    assert limit.raised
    assert limit.silent
    assert bool(limit.missing) is ((rule.phase.value, rule.code) not in NEVER_WITHOUT)


class Watched:
    """The usual thresholds, and which of them were looked at."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def __getattr__(self, name: str) -> float:
        self.seen.add(name)
        value: float = getattr(Thresholds(), name)
        return value


def with_thresholds(phase: Phase, changes: dict[str, Any], thresholds: Any) -> Verdict:
    changed, facts = course(changes), replace(FACTS, thresholds=thresholds)
    if phase is Phase.ORDER:
        judged_order = judge_order(changed, facts)
        asked = order_questions(changed, thresholds)
        return replace(judged_order, findings=(*judged_order.findings, *asked))
    verdict: Verdict = JUDGES[phase](changed, judged(changed), facts)
    return verdict


def codes(verdict: Verdict) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity.word) for finding in verdict.findings]


@cache
def as_usual() -> list[tuple[set[str], list[tuple[str, str]]]]:
    """Of each case, the thresholds that it looks at and what comes of it."""
    judged_cases = []
    for one in EVERY_CASE:
        watched = Watched()
        judged_cases.append((watched.seen, codes(with_thresholds(*one, watched))))
    return judged_cases


@pytest.mark.no_cover
@pytest.mark.parametrize("name", NAMES)
def test_each_threshold_moves_its_rule(name: str) -> None:
    value = getattr(Thresholds(), name)
    others = [
        moved for factor in (0.5, 0.97, 1.03, 2.0) if (moved := changed(name, value * factor))
    ]

    assert any(
        codes(with_thresholds(phase, changes, other)) != usual
        for (phase, changes), (looked_at, usual) in zip(EVERY_CASE, as_usual(), strict=True)
        if name in looked_at
        for other in others
    )


def changed(name: str, value: float) -> Thresholds | None:
    """Thresholds with one of them moved; None where it would not fit the others."""
    try:
        return replace(Thresholds(), **{name: value})
    except ImpossibleValueError:
        return None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("nonsense", [math.nan, math.inf, -math.inf, -1.0])
def test_a_threshold_that_is_no_number_is_refused(name: str, nonsense: float) -> None:
    words = f"{name.replace('_', ' ')} .* is not possible; possible 0 to 1e\\+06"

    with pytest.raises(ImpossibleValueError, match=words):
        replace(Thresholds(), **{name: nonsense})


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("plasma_volumes_low", "plasma_volumes_high"),
        ("ordered_interval_low_hours", "ordered_interval_high_hours"),
        ("colloid_very_low", "colloid_low"),
        ("ace_inhibitor_recent_hours", "ace_inhibitor_long_acting_hours"),
        ("circuit_volume_percent", "circuit_volume_stop_percent"),
        ("balance_low_percent", "balance_high_percent"),
        ("target_missed_percent", "over_target_percent"),
    ],
)
def test_graded_thresholds_stay_in_order(lower: str, higher: str) -> None:
    limit = getattr(Thresholds(), higher)

    assert getattr(replace(Thresholds(), **{lower: limit}), lower) == limit
    with pytest.raises(ImpossibleValueError) as refused:
        replace(Thresholds(), **{lower: limit + 0.01})

    words = (lower.replace("_", " "), higher.replace("_", " "))
    assert str(refused.value) == (
        f"{words[0]} {limit + 0.01:g} is not possible; possible 0 to {limit:g}, the {words[1]}"
    )


def test_facts_have_the_usual_thresholds() -> None:
    assert RuleFacts().thresholds == Thresholds()
