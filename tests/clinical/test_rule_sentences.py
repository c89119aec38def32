"""A sentence of a rule says the unit's own limit, and never a value as if it were that limit."""

from __future__ import annotations

import ast
import inspect
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from plexlog.clinical.rules import (
    Thresholds,
    before,
    body,
    close,
    drugs,
    given,
    heparin,
    judge_order,
    jumps,
    measured,
    order,
    run,
    supplies,
)
from plexlog.clinical.rules.thresholds import beyond, time_beyond
from plexlog.domain.findings import Phase
from tests.clinical.limits import LAST, found
from tests.clinical.test_rule_contract import with_thresholds
from tests.clinical.ward import DROP, FACTS, course, taken

SPEAKING = (before, body, close, drugs, given, heparin, jumps, measured, order, run, supplies)
# Names of products, guidelines and numbers that no unit sets.
NO_LIMITS = re.compile(
    r"sodium chloride 0\.9 %|dextrose 5 %|AAN 2011|earlier, higher value may be the wrong one"
    r"|if it is one|handed over is one|use one in date|lowers it by two thirds"
)
NUMBERS = re.compile(r"\d|\b(one|two|three|half|thirds?|quarter|twice|double|weeks?)\b")


def sentences(module: ModuleType) -> Iterator[str]:
    """All that a module says: the texts in its functions, but their docstrings."""
    for function in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(function, ast.FunctionDef):
            first = 0 if ast.get_docstring(function) is None else 1
            for node in ast.walk(ast.Module(function.body[first:], [])):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


@pytest.mark.parametrize("module", SPEAKING, ids=lambda module: str(module.__name__))
def test_no_sentence_names_a_limit_by_itself(module: ModuleType) -> None:
    said = [one for one in sentences(module) if " " in one]

    assert said
    assert [one for one in said if NUMBERS.search(NO_LIMITS.sub("", one))] == []


@pytest.mark.parametrize(
    ("limits", "phase", "code", "changes", "words"),
    [
        (
            {"weight_jump_days": 21},
            Phase.BEFORE,
            "weight-jump",
            {"now.before.weight_kg.value": 70.5},
            "So much within 21 days is rare.",
        ),
        (
            {"course_days": 10},
            Phase.ORDER,
            "course-long",
            {"order.sessions_planned": 6, "order.interval_hours": 49},
            "the exchanges are given within 10 days",
        ),
        (
            {"plasma_volumes_high": 1.2},
            Phase.ORDER,
            "volume-unusual",
            {"order.plasma_volumes": 1.3},
            "beyond 1.2 each further volume removes ever less",
        ),
    ],
)
def test_a_sentence_names_the_limit_of_the_unit(
    limits: dict[str, float], phase: Phase, code: str, changes: dict[str, Any], words: str
) -> None:
    verdict = with_thresholds(phase, changes, replace(Thresholds(), **limits))

    (finding,) = (one for one in verdict.findings if one.code == code)
    assert words in finding.why


def test_the_colloid_share_is_told_by_the_limits_of_the_unit() -> None:
    facts = replace(FACTS, thresholds=Thresholds(colloid_low=0.8, colloid_very_low=0.4))
    shares = [
        {"fluid": "albumin", "share": 0.75},
        {"fluid": "sodium-chloride-0-9", "share": 0.25},
    ]
    low = judge_order(course({"order.replacement": shares}), facts).findings
    shares = [
        {"fluid": "albumin", "share": 0.3},
        {"fluid": "sodium-chloride-0-9", "share": 0.7},
    ]
    very_low = judge_order(course({"order.replacement": shares}), facts).findings

    assert [one.why for one in low if one.code == "colloid-low"] == [
        "Below 80 % the oncotic pressure falls: oedema and low blood pressure."
    ]
    assert [one.why for one in very_low if one.code == "colloid-very-low"] == [
        "Below 40 % the fluid does not stay in the vessels."
    ]


@pytest.mark.parametrize(
    ("code", "changes", "words"),
    [
        (
            "hematocrit-stale",
            {"now.before.hematocrit_percent": taken(41.5, "2026-09-07T08:59+02:00")},
            "The haematocrit is 48 h 1 min old; at most 48 h is usual",
        ),
        (
            "hematocrit-stale",
            {"now.before.hematocrit_percent": taken(41.5, "2026-09-07T08:59:54+02:00")},
            "The haematocrit is 48 h 0.1 min old; at most 48 h is usual",
        ),
        (
            "hematocrit-stale",
            {"now.before.hematocrit_percent": taken(41.5, "2026-09-06T08:00+02:00")},
            "The haematocrit is 73 h old; at most 48 h is usual",
        ),
        (
            "fibrinogen-low",
            {"now.before.fibrinogen_g_l.value": 0.99},
            "Fibrinogen 0.99 g/L, below 1 g/L",
        ),
        (
            "interval-short",
            {"sessions.0.ended_at": "2026-09-08T15:01+02:00"},
            "Only 17 h 59 min since the end of the last session",
        ),
    ],
)
def test_a_value_beyond_its_limit_is_not_told_as_the_limit(
    code: str, changes: dict[str, Any], words: str
) -> None:
    finding = found(Phase.BEFORE, code, changes)

    assert finding is not None
    assert finding.what == words


def test_a_value_of_the_run_beyond_its_limit_is_not_told_as_the_limit() -> None:
    finding = found(Phase.RUN, "ionised-calcium-low", {f"{LAST}ionised_calcium_mmol_l": 0.899})

    assert finding is not None
    assert finding.what.startswith("Ionised calcium 0.899 mmol/L at ")


@pytest.mark.parametrize(
    ("value", "limit", "decimals", "written"),
    [
        (89.6, 90, 0, "89.6"),
        (89.4, 90, 0, "89"),
        (110.004, 110, 1, "110.004"),
        (110.26, 110, 1, "110.3"),
        (38.0, math.nan, 1, "38.0"),
        (48.0, 48, 0, "48"),  # the limit itself, as at a bound that lies inside
        (-48.0, 48, 0, "-48"),
    ],
)
def test_a_value_has_the_decimals_that_tell_it_from_its_limit(
    value: float, limit: float, decimals: int, written: str
) -> None:
    assert beyond(value, limit, decimals) == written


@pytest.mark.parametrize(
    ("hours", "written"),
    [(23 + 59 / 60, "23 h 59 min"), (24, "24 h"), (24.004, "24 h 0.2 min"), (0.5, "0 h 30 min")],
)
def test_a_time_has_hours_and_minutes(hours: float, written: str) -> None:
    assert time_beyond(hours, 24) == written


def test_citrate_that_a_slip_alone_makes_high_sends_to_the_total_first() -> None:
    slip = {"now.readings.0.anticoagulant_ml": 900}
    for changes, begins in (
        (slip, "Read the anticoagulant total again first: 900\u00a0mL at 09:30, by the plan 220"),
        ({**slip, "order.anticoagulant.inlet_ac_ratio": DROP}, "Slow the flow"),
    ):
        verdict = with_thresholds(Phase.RUN, changes, Thresholds())
        (finding,) = (one for one in verdict.findings if one.code == "citrate-rate-high")
        assert finding.do.startswith(begins)
        assert "Slow the flow, ask for tingling" in finding.do
