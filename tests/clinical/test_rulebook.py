"""The rulebook tells every rule and every threshold."""

from __future__ import annotations

from dataclasses import fields

import pytest

from plexlog.clinical.rulebook import rules_markdown
from plexlog.clinical.rules import (
    BEFORE_RULES,
    CLOSE_RULES,
    ORDER_RULES,
    RUN_RULES,
    Thresholds,
)
from tests.clinical.told import examples

RULES = [*ORDER_RULES, *BEFORE_RULES, *RUN_RULES, *CLOSE_RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.phase}-{rule.code}")
def test_each_rule_says_what_it_does_and_where_that_comes_from(rule: object) -> None:
    code, severity, source, needs_reason = (
        getattr(rule, name) for name in ("code", "severity", "source", "needs_reason")
    )

    text = rules_markdown(examples())

    rows = [line for line in text.splitlines() if line.startswith(f"| `{code}` |")]
    told = f"| {severity.word}, reason |" if needs_reason else f"| {severity.word} |"
    assert any(told in row and source in row and "|  |" not in row for row in rows)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.phase}-{rule.code}")
def test_each_rule_shows_what_a_nurse_reads(rule: object) -> None:
    phase, code = (getattr(rule, name) for name in ("phase", "code"))
    example = examples()[phase, code]

    rows = [
        row for row in rules_markdown(examples()).splitlines() if row.startswith(f"| `{code}` |")
    ]

    assert example.do
    assert any(example.what in row and f"| {example.do} |" in row for row in rows)


def test_each_threshold_stands_with_its_number() -> None:
    text = rules_markdown(examples(), Thresholds(course_days=21))

    assert "| `course_days` | 21 |" in text
    assert all(f"| `{one.name}` |" in text for one in fields(Thresholds))
