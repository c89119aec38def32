"""What a physician wrote, and what was chosen for the order, in the report of a course."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from plexlog.domain.facts import StopRuleFact
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    Anticoagulant,
    CalciumPlan,
    CatheterLock,
    OrderedDrug,
    OrderedTest,
    PhysicianText,
)
from plexlog.domain.words import (
    AnticoagulantProduct,
    CalciumRoute,
    CalciumSalt,
    LabTiming,
    LockAgent,
    PhysicianTextKind,
    Route,
)
from plexlog.reports.course_report import CourseInput
from tests.reports.courses import report_of
from tests.reports.test_course_report import said


@pytest.fixture
def facts() -> CourseInput:
    return report_of("gbs-albumin-five")


def test_a_physicians_words_take_the_place_of_the_lines_for_a_pen(facts: CourseInput) -> None:
    at = Moment.parse("2026-09-16T10:00+02:00")
    texts = tuple(
        PhysicianText(kind=kind, text=f"{kind.value} first.\n\nsecond.", by="Dr A", at=at)
        for kind in PhysicianTextKind
    )
    told = replace(facts, course=replace(facts.course, physician_texts=texts))

    narrative, recommended = said(told, "Narrative"), said(told, "Recommendations")

    assert "In the physician's own words" in narrative
    assert "narrative first." in narrative
    assert "Dr A, 2026-09-16 10:00" in narrative
    assert "recommendations first." in recommended
    assert "second." in recommended
    assert "Continue, stop or taper" not in recommended


def opening_of(facts: CourseInput, **changes: Any) -> str:
    order = replace(facts.course.order, **changes)
    told = said(replace(facts, course=replace(facts.course, order=order)), "Patient and order")
    return told.replace("\u00a0", " ").replace("\u202f", " ")


def test_anticoagulant_calcium_lock_and_note_stand_with_the_order(facts: CourseInput) -> None:
    told = opening_of(
        facts,
        note="Slow start, please.",
        anticoagulant=Anticoagulant(
            product=AnticoagulantProduct.HEPARIN,
            heparin_bolus_iu=Decimal(2500),
            heparin_iu_per_h=Decimal(1000),
        ),
        calcium_plan=CalciumPlan(
            salt=CalciumSalt.GLUCONATE_10,
            ml_per_l_replaced=Decimal(10),
            route=CalciumRoute.RETURN_LINE,
            note="more if tingling",
        ),
        catheter_lock=CatheterLock(agent=LockAgent.HEPARIN, heparin_iu_ml=Decimal(1000)),
    )

    assert "Anticoagulant: heparin, bolus 2 500 IU, 1 000 IU/h\n" in told
    assert (
        "Calcium plan: calcium gluconate 10 %, 10 mL per litre replaced, return line, "
        "more if tingling\n"
    ) in told
    assert "Catheter lock: heparin 1 000 IU/mL\n" in told
    assert "Order note: Slow start, please.\n" in told


def test_parts_of_the_order_that_are_absent_drop_out(facts: CourseInput) -> None:
    bare = opening_of(facts, calcium_plan=None, catheter_lock=None, note=None)
    none = opening_of(facts, calcium_plan=CalciumPlan(salt=CalciumSalt.NONE))

    assert not [name for name in ("Calcium", "Catheter lock", "Order note") if name in bare]
    assert "Calcium plan: none\n" in none


def test_pre_medication_laboratory_plan_and_stop_rule_stand_with_the_order(
    facts: CourseInput,
) -> None:
    order = replace(
        facts.course.order,
        stop_rule="platelets-150-once",
        pre_medication=(
            OrderedDrug(drug="Clemastine", dose="2 mg", route=Route.IV),
            OrderedDrug(drug="Cetirizine", dose="10 mg"),
        ),
        laboratory_plan=(
            OrderedTest(quantity="platelets_10e9_l", timing=LabTiming.BEFORE_SESSION),
        ),
    )
    rule = StopRuleFact(
        code="platelets-150-once",
        label="platelets reach 150",
        source="s",
        quantity="platelets_10e9_l",
        at_least="150",
        days="1",
    )
    rules = {rule.code: rule.label}
    told = replace(
        facts, course=replace(facts.course, order=order), stop_rules=rules, stop_rule=rule
    )

    opening = said(told, "Patient and order")

    assert "Clemastine 2 mg IV; Cetirizine 10 mg" in opening
    assert "platelets before session" in opening
    assert "Platelets reach 150" in opening
    assert "reached: platelets ≥ 150\u00a0×10⁹/L: day 1 of 1 (last " in opening
    high = replace(rule, at_least="999")
    assert "so far: platelets ≥ 999\u00a0" in said(
        replace(told, stop_rule=high), "Patient and order"
    )
    assert "Platelets 150 once" in said(
        replace(told, stop_rules={}, stop_rule=None), "Patient and order"
    )
