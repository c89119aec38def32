"""Each rule just inside its limit, just outside, and without its input."""

from __future__ import annotations

from typing import Any

import pytest

from plexlog.clinical.rules import BEFORE_RULES, CLOSE_RULES, ORDER_RULES, RUN_RULES
from plexlog.domain.findings import Phase, Verdict
from tests.clinical.limits import Limit, found, lacks, verdict
from tests.clinical.told import LIMITS
from tests.clinical.ward import course

RAISED = [(limit, changes) for limit in LIMITS for changes in limit.raised]
SILENT = [(limit, changes) for limit in LIMITS for changes in limit.silent]
MISSING = [(limit, *one) for limit in LIMITS for one in limit.missing]


@pytest.mark.parametrize(("limit", "changes"), RAISED, ids=str)
def test_a_rule_speaks_beyond_its_limit(limit: Limit, changes: dict[str, Any]) -> None:
    finding = found(limit.phase, limit.code, changes)

    assert finding is not None
    assert finding.severity is limit.severity
    assert finding.what
    assert finding.why
    assert finding.do
    assert finding.source


@pytest.mark.parametrize(("limit", "changes"), SILENT, ids=str)
def test_a_rule_is_silent_up_to_its_limit(limit: Limit, changes: dict[str, Any]) -> None:
    assert found(limit.phase, limit.code, changes) is None


@pytest.mark.parametrize(("limit", "changes", "names"), MISSING, ids=str)
def test_a_rule_without_its_input_says_what_is_missing(
    limit: Limit, changes: dict[str, Any], names: tuple[str, ...]
) -> None:
    assert found(limit.phase, limit.code, changes) is None
    assert set(lacks(limit.phase, limit.code, changes)) >= set(names)


@pytest.mark.parametrize("phase", list(Phase))
def test_nothing_is_said_where_nothing_is_wrong(phase: Phase) -> None:
    assert verdict(phase, course()) == Verdict()


def test_every_rule_is_tested_around_its_limit() -> None:
    declared = [rule.code for rule in ORDER_RULES]
    declared += [rule.code for rule in (*BEFORE_RULES, *RUN_RULES, *CLOSE_RULES)]

    assert [limit.code for limit in LIMITS] == declared
