"""An order in words: every part of it has words, and a change of any of them is told."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from plexlog.clinical.order_words import GIVEN_BY, PARTS, part_changes
from plexlog.domain import wording
from plexlog.domain.records import (
    Anticoagulant,
    CalciumPlan,
    CatheterLock,
    Consent,
    Order,
    OrderedDrug,
    OrderedTest,
    SteroidTrial,
)
from plexlog.domain.unit import OrderChange
from plexlog.domain.words import (
    AnticoagulantProduct,
    CalciumSalt,
    ConsentKind,
    LabTiming,
    LockAgent,
    TrialResponse,
)
from plexlog.reports.course_input import CourseInput
from plexlog.reports.course_opening import opening
from plexlog.reports.model import Facts, Table
from plexlog.reports.order_words import labels_of, versions
from plexlog.reports.summary_input import SummaryInput
from plexlog.reports.summary_opening import opening_facts
from tests.reports.cases import at
from tests.reports.courses import report_of

DAY = date(2026, 9, 1)
OTHER: dict[str, Any] = {
    "indication": "another",
    "diagnosis": "another",
    "icd10": "G61.8",
    "reason": "another",
    "note": "another",
    "plasma_volumes": Decimal("1.5"),
    "sessions_planned": 7,
    "interval_hours": Decimal(24),
    "replacement": (),
    "balance_percent": Decimal(90),
    "anticoagulant": Anticoagulant(product=AnticoagulantProduct.HEPARIN),
    "catheter_lock": CatheterLock(agent=LockAgent.SALINE),
    "calcium_plan": CalciumPlan(salt=CalciumSalt.GLUCONATE_10, note="slowly"),
    "vitals_programme_min": (Decimal(5), Decimal(10)),
    "access_device_id": "nowhere",
    "steroid_trial": SteroidTrial(
        drug="methylprednisolone",
        dose_mg_per_day=Decimal(1000),
        started_on=DAY,
        ended_on=DAY,
        response=TrialResponse.NONE,
    ),
    "consents": (Consent(kind=ConsentKind.PROCEDURE, given_on=DAY),),
    "response_scale": "mrs",
    "stop_rule": "another",
    "stop_value": Decimal("4.5"),
    "pre_medication": (OrderedDrug(drug="cetirizine", dose="10 mg"),),
    "laboratory_plan": (OrderedTest(quantity="igg_g_l", timing=LabTiming.BEFORE_SESSION),),
}


@pytest.fixture
def facts() -> CourseInput:
    return report_of("gbs-albumin-five")


def change(version: int, order: Order, why: str = "") -> OrderChange:
    return OrderChange(version=version, order=order, by="Ada", at=at("10:00"), why=why)


def tables(facts: CourseInput) -> list[Table]:
    return [block for block in versions(facts) if isinstance(block, Table)]


def test_every_part_of_an_order_has_words() -> None:
    own = {one.name for one in fields(Order)} - {"key", "extra", *GIVEN_BY}

    assert {code for code, _label, _words in PARTS} == own == set(OTHER)


@pytest.mark.parametrize("code", OTHER)
def test_a_change_of_any_part_is_told_both_ways(facts: CourseInput, code: str) -> None:
    order = facts.course.order
    (label,) = (label for key, label, _words in PARTS if key == code)
    other = replace(order, **{code: OTHER[code]})

    (there,) = part_changes(order, other, labels_of(facts))
    (back,) = part_changes(other, order, labels_of(facts))

    assert there.was_words == f"{label} {there.now} (was {there.was})"
    assert there.arrow_words == f"{label} {there.was} → {there.now}"
    assert (back.was, back.now) == (there.now, there.was)


@pytest.mark.parametrize(
    ("quantity", "value", "told"),
    [
        ("igg_g_l", "3.50", "3.5\u00a0g/L"),
        ("antibody_titre", "16", "1:16"),
        ("response-scale", "3", "3"),
    ],
)
def test_a_stop_value_is_told_in_the_unit_of_its_rule(
    facts: CourseInput, quantity: str, value: str, told: str
) -> None:
    facts = replace(facts, stop_quantities={"ours": quantity})
    before = replace(facts.course.order, stop_rule="ours", stop_value=None)
    after = replace(before, stop_value=Decimal(value))

    (part,) = part_changes(before, after, labels_of(facts))

    assert part.arrow_words == f"Stop value not ordered → {told}"


def test_what_changed_beyond_its_words_is_said_to_have_changed(facts: CourseInput) -> None:
    consent = Consent(kind=ConsentKind.PROCEDURE, given_on=DAY)
    before = replace(facts.course.order, consents=(consent,))
    after = replace(before, consents=(replace(consent, language="fr"),))

    (told,) = part_changes(before, after, labels_of(facts))

    assert told.was_words == told.arrow_words == "Consent changed in details"


def test_an_order_that_was_not_changed_has_no_versions_to_tell(facts: CourseInput) -> None:
    one = change(1, facts.course.order)

    assert list(versions(facts)) == []
    assert list(versions(replace(facts, order_changes=(one,)))) == []


def test_a_version_under_which_nothing_ran_and_nothing_changed_says_so(facts: CourseInput) -> None:
    order = facts.course.order
    changes = (change(1, order), change(2, replace(order, ordered_by="Dr B"), "on call"))

    (table,) = tables(replace(facts, order_changes=changes))

    rows = [[cell.text for cell in row] for row in table.rows]
    assert rows[1][0] == "Version 2"
    assert rows[1][3:] == ["on call", "nothing but who gave it", "none"]


def test_a_summary_of_an_order_that_was_never_changed_names_no_version(facts: CourseInput) -> None:
    one = replace(facts.sessions[0], order_changes=(change(1, facts.course.order),))

    (ordered,) = (fact.text for fact in opening_facts(one).facts if fact.label == "Ordered")

    assert "version" not in ordered


def ordered_line(facts: SummaryInput) -> str:
    (told,) = (fact.text for fact in opening_facts(facts).facts if fact.label == "Ordered")
    return told


def test_an_order_written_down_later_is_told_with_both_times(facts: CourseInput) -> None:
    given = facts.course.order.ordered_at
    soon = OrderChange(
        version=1, order=facts.course.order, by="Ada", at=given + timedelta(minutes=15), why=""
    )
    late = replace(soon, at=given + timedelta(minutes=16))
    one = facts.sessions[0]

    assert "entered" not in ordered_line(replace(one, order_changes=(soon,)))
    told = ordered_line(replace(one, order_changes=(late,)))
    assert told.endswith(f"{wording.moment(given)}, entered {wording.moment(late.at)} (Ada)")
    (course,) = (
        fact.text
        for block in opening(replace(facts, order_changes=(late,)))
        if isinstance(block, Facts)
        for fact in block.facts
        if fact.label == "Ordered"
    )
    assert course == told


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (-30, ", before this session began; entered "),
        (-5, ", before this session began"),
        (30, ""),
    ],
)
def test_a_change_that_was_entered_after_the_session_began_tells_when_it_was_given(
    facts: CourseInput, minutes: int, told: str
) -> None:
    one = facts.sessions[0]
    start = one.session.started_at
    assert start is not None
    at = start + timedelta(minutes=minutes)
    first = change(1, facts.course.order)
    second = replace(
        change(2, replace(facts.course.order, ordered_at=at)),
        at=max(at, start + timedelta(minutes=5)),
    )

    words = ordered_line(replace(one, order_changes=(first, second)))

    changed = f"{facts.course.order.ordered_by}, {wording.moment(at)}"
    after = words.partition(changed)[2]
    assert after.startswith(told) if told else after == ""
    assert ("entered" in after) is ("entered" in told)
