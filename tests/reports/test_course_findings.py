"""What the rules found, told in a course report: once, by kind, the first of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase, Verdict
from plexlog.reports.course_report import CourseInput
from tests.reports.courses import report_of
from tests.reports.test_course_report import first, said


@pytest.fixture
def facts() -> CourseInput:
    return report_of("gbs-albumin-five")


def finding(severity: Severity, phase: Phase = Phase.BEFORE, **changes: Any) -> Finding:
    made = Finding(
        code=f"made-{phase.value}",
        severity=severity,
        phase=phase,
        what=f"Something of {phase.value}",
        why="",
        do="",
        source="",
    )
    return replace(made, **changes)


def test_findings_of_the_order_stand_once(facts: CourseInput) -> None:
    verdict = Verdict(findings=(finding(Severity.ASK, Phase.ORDER),), not_assessed=())
    sessions = tuple(replace(one, verdicts=(verdict, *one.verdicts)) for one in facts.sessions)

    told = replace(facts, order_verdict=verdict, sessions=sessions)

    assert said(told, "Deviations and overrides").count("Something of order") == 1
    assert first(told).count("Something of order") == 1


def test_many_open_findings_are_counted_after_the_first(facts: CourseInput) -> None:
    found = tuple(
        finding(Severity.ASK, code=f"c{number}", what=f"Finding {number}") for number in range(8)
    )
    verdict = Verdict(findings=found, not_assessed=())
    sessions = tuple(replace(one, verdicts=(verdict,)) for one in facts.sessions)

    told = first(replace(facts, sessions=sessions))

    assert "Open: Finding 0 (sessions 1 to 5); " in told
    assert "; and 2 more" in told


def test_open_findings_of_one_kind_are_one(facts: CourseInput) -> None:
    sessions = tuple(
        replace(
            one,
            verdicts=(Verdict(findings=(finding(Severity.ASK, code="balance", what=what),)),),
        )
        for one, what in zip(
            facts.sessions,
            (
                "Balance 4 % off",
                "Balance 9 % off",
                "Balance 4 % off",
                "Balance 7 % off",
                "Balance 5 % off",
            ),
            strict=True,
        )
    )

    told = first(replace(facts, sessions=sessions))

    assert "Open: Balance 4 % off (sessions 1 and 3; the like in sessions 2, 4 and 5)" in told


def test_several_of_one_kind_in_a_session_are_each_told(facts: CourseInput) -> None:
    first_one, second_one, *_ = facts.sessions
    drugs = finding(Severity.ASK, code="item", what="Not done: drugs", subject=("drugs",))
    alarms = finding(Severity.ASK, code="item", what="Not done: alarms", subject=("alarms",))
    low, lower = (finding(Severity.ASK, code="low", what=f"Low {at}") for at in ("9:00", "9:10"))
    sessions = (
        replace(first_one, verdicts=(Verdict(findings=(drugs, alarms, low, lower)),)),
        replace(second_one, verdicts=(Verdict(findings=(alarms,)),)),
    )

    told = first(replace(facts, sessions=sessions))

    assert (
        "Open: Not done: drugs (session 1); Not done: alarms (sessions 1 and 2); "
        "Low 9:00 (session 1); Low 9:10 (session 1)"
    ) in told
