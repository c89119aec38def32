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

RULES = [*ORDER_RULES, *BEFORE_RULES, *RUN_RULES, *CLOSE_RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.phase}-{rule.code}")
def test_each_rule_says_what_it_does_and_where_that_comes_from(rule: object) -> None:
    code, severity, source, needs_reason = (
        getattr(rule, name) for name in ("code", "severity", "source", "needs_reason")
    )

    rows = [line for line in rules_markdown().splitlines() if line.startswith(f"| `{code}` |")]

    told = f"| {severity.word}, reason |" if needs_reason else f"| {severity.word} |"
    assert any(told in row and source in row and "|  |" not in row for row in rows)


def test_each_threshold_stands_with_its_number() -> None:
    text = rules_markdown(Thresholds(course_days=21))

    assert "| `course_days` | 21 |" in text
    assert all(f"| `{one.name}` |" in text for one in fields(Thresholds))
