"""The narrative of a course: one sentence for each thing that there is something to say of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase, Verdict
from plexlog.domain.records import Bag, Override
from plexlog.domain.unit import OrderChange
from plexlog.domain.words import Fluid
from plexlog.reports.course_input import CourseInput
from plexlog.reports.course_report import course_report
from tests.reports.cases import at, section_text
from tests.reports.courses import report_of

GIVEN = Override(finding="x", reason="known", by="Dr A", at=at("10:00"))


@pytest.fixture
def facts() -> CourseInput:
    return report_of("gbs-albumin-five")


def told(facts: CourseInput) -> str:
    return section_text(course_report(facts), "Narrative").replace("\u00a0", " ")


def found(what: str, override: Override | None = GIVEN) -> Verdict:
    finding = Finding(
        code="x", severity=Severity.STOP, phase=Phase.BEFORE, what=what, override=override
    )
    return Verdict(findings=(finding,), not_assessed=())


def test_reactions_are_told_by_grade_with_their_sessions(facts: CourseInput) -> None:
    words = "Reactions: 1 of grade II (citrate in session 2); 1 of grade I (access in session 4)."

    assert words in told(facts)


def test_a_reaction_without_a_grade_is_told_last(facts: CourseInput) -> None:
    second = facts.sessions[1]
    reactions = tuple(replace(one, grade=None) for one in second.session.reactions or ())
    bare = replace(second, session=replace(second.session, reactions=reactions))

    sessions = (facts.sessions[0], bare, *facts.sessions[2:])

    assert "; 1 not graded (citrate in session 2)." in told(replace(facts, sessions=sessions))


def test_balance_and_what_was_given_are_told_as_numbers(facts: CourseInput) -> None:
    text = told(facts)

    assert "The fluid balance of a session was +" in text
    assert "g of albumin." in text
    assert "donation" not in text
    assert "donations of plasma" in told(report_of("ttp-plasma-daily"))


def test_one_session_has_one_balance(facts: CourseInput) -> None:
    text = told(replace(facts, sessions=facts.sessions[:1]))

    assert "The fluid balance of a session was +102 mL (102.8 %)." in text


def test_pooled_plasma_is_told_apart(facts: CourseInput) -> None:
    bag = Bag(id="b", fluid=Fluid.PLASMA_SD_TREATED, volume_ml=Decimal(200), given_ml=Decimal(200))
    first = facts.sessions[0]
    pooled = replace(first, session=replace(first.session, bags=(bag,)))

    assert "Given in all: 1 unit of pooled plasma." in told(replace(facts, sessions=(pooled,)))


def test_changes_of_the_order_and_overrides_are_told(facts: CourseInput) -> None:
    order = facts.course.order
    changes = tuple(
        OrderChange(version=number, order=order, by="Ada", at=at("10:00"), why=why)
        for number, why in enumerate(("", "recovers slowly.", "walks"), start=1)
    )
    first = replace(facts.sessions[0], verdicts=(found("Weight missing"),))
    text = told(
        replace(
            facts,
            order_changes=changes,
            order_verdict=found("Very little colloid"),
            sessions=(first, *facts.sessions[1:]),
        )
    )

    assert "The order was changed 2026-09-06 by Dr. Walburga Federkiel (recovers slowly)" in text
    assert "Overridden with a reason: Very little colloid; Weight missing (session 1)." in text


def test_what_there_is_nothing_of_has_no_sentence(facts: CourseInput) -> None:
    bare = tuple(
        replace(
            one,
            session=replace(one.session, reactions=(), bags=None),
            figures=replace(one.figures, balance_ml=None),
            verdicts=(found("Weight missing", None),),
        )
        for one in facts.sessions
    )

    text = told(replace(facts, sessions=bare))

    for word in ("Reactions:", "balance", "Given in all", "order was changed", "Overridden"):
        assert word not in text
