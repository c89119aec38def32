"""Pre-medication, laboratory plan and stop rule of an order, chosen from the unit's lists."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from plexlog.clinical.stop_rule import SCALE
from plexlog.domain.facts import StopRuleFact
from plexlog.domain.records import Order, OrderedDrug, OrderedTest
from plexlog.domain.words import LabTiming, Route
from plexlog.services.course_results import result_fields
from plexlog.services.desk import Desk
from plexlog.services.order_change import changed_order, texts_of_order
from plexlog.services.order_choices import choice_words, order_choices, stop_hint
from plexlog.services.order_form import OrderDraft, read_order
from tests.services import ward
from tests.services.fake_facts import FACTS
from tests.services.fakes import FakeStore
from tests.services.ward import ORDER

CHOSEN: dict[str, Any] = {
    "stop_rule": "platelets-150-two-days",
    "pre_medication": [{"drug": "clemastine-iv", "dose": ""}],
    "laboratory_plan": [{"quantity": "platelets_10e9_l", "timing": "before-session"}],
}


def draft(desk: Desk, **texts: Any) -> OrderDraft:
    return read_order(desk, {"indication": "ttp-initial", "ordered_by": "Dr A"} | texts)


def ordered(desk: Desk, **texts: Any) -> Order:
    made = draft(desk, **texts)
    assert made.refusals == ()
    assert made.order is not None
    return made.order


def test_a_drug_of_the_list_comes_with_its_usual_dose_and_route(desk: Desk) -> None:
    order = ordered(desk, **CHOSEN)

    assert order.stop_rule == "platelets-150-two-days"
    assert order.pre_medication == (OrderedDrug(drug="Clemastine", dose="2 mg", route=Route.IV),)
    assert order.laboratory_plan == (
        OrderedTest(quantity="platelets_10e9_l", timing=LabTiming.BEFORE_SESSION),
    )


def test_another_dose_takes_the_place_of_the_usual_one(desk: Desk) -> None:
    order = ordered(desk, pre_medication=[{"drug": "clemastine-iv", "dose": "1 mg"}])

    assert [one.dose for one in order.pre_medication or ()] == ["1 mg"]


def test_a_drug_that_no_list_knows_needs_its_dose(desk: Desk) -> None:
    made = draft(desk, pre_medication=[{"drug": "Cetirizine"}])

    assert "pre_medication[0].dose" in [one.place for one in made.refusals]


def test_the_choices_are_shown_again_and_stay_when_the_order_is_changed(desk: Desk) -> None:
    former = replace(
        ordered(desk, **CHOSEN),
        pre_medication=(
            OrderedDrug(drug="Clemastine", dose="2 mg", route=Route.IV),
            OrderedDrug(drug="Cetirizine", dose="10 mg", route=Route.ORAL),
        ),
    )

    texts = texts_of_order(desk, former)
    again = changed_order(
        former,
        ordered(
            desk,
            **texts,
        ),
    )

    assert texts["pre_medication"][1] == {"drug": "Cetirizine", "dose": "10 mg"}
    assert again.pre_medication == former.pre_medication
    assert again.laboratory_plan == former.laboratory_plan
    assert again.stop_rule == former.stop_rule


def test_what_is_cleared_in_the_form_is_not_ordered_any_more(desk: Desk) -> None:
    former = ordered(desk, **CHOSEN)
    cleared = {"stop_rule": "", "pre_medication": [], "laboratory_plan": []}

    again = changed_order(former, ordered(desk, **(texts_of_order(desk, former) | cleared)))

    assert (again.stop_rule, again.pre_medication, again.laboratory_plan) == (None, None, None)


def test_they_are_told_in_words_and_what_was_not_ordered_is_left_out(desk: Desk) -> None:
    labels = order_choices(desk)
    order = replace(
        ordered(desk, **CHOSEN), pre_medication=(OrderedDrug(drug="Cetirizine", dose="10 mg"),)
    )

    words = choice_words(order, labels)

    assert words["pre_medication"] == "Cetirizine 10 mg"
    assert words["laboratory_plan"] == "Platelets before session"
    assert words["stop_rule"] == labels.stop_rules["platelets-150-two-days"]
    assert choice_words(ORDER, labels) == {}


def test_both_calciums_can_be_ordered_and_entered(desk: Desk) -> None:
    wanted = {"ionised_calcium_mmol_l", "calcium_mmol_l"}

    assert wanted <= set(order_choices(desk).quantities)
    assert wanted <= {one.code for one in result_fields(desk, ward.COURSE)}


def stop_texts(rule: str, value: str = "", **more: str) -> dict[str, Any]:
    return {"stop_rule": rule, "stop_value": value} | more


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (stop_texts("igg-below", "4,5"), "4.5"),
        (stop_texts("titre-below", "1:16"), "16"),
        (stop_texts("scale-below", "3", response_scale="edss"), "3"),
        (stop_texts("scale-below", "3", response_scale="of-elsewhere"), "3"),
        (stop_texts("of-elsewhere", "7"), "7"),
        (stop_texts("of-elsewhere"), None),
        (stop_texts("platelets-150-two-days", "7"), None),  # which has its own
        (stop_texts("", "7"), None),
    ],
)
def test_the_order_names_the_number_of_a_rule_that_asks_for_it(
    desk: Desk, texts: dict[str, Any], value: str | None
) -> None:
    made = draft(with_rules(desk), **texts)

    assert made.refusals == ()
    assert made.order is not None
    assert made.order.stop_value == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (stop_texts("igg-below"), "stop_value: is needed: the rule takes it from the order"),
        (stop_texts("igg-below", "4500"), "stop_value: possible "),
        (stop_texts("igg-below", "low"), "stop_value: .* must be a number"),
        (stop_texts("scale-below", "11", response_scale="edss"), "stop_value: possible 0 to 10"),
        (stop_texts("scale-below", response_scale="edss"), "stop_value: is needed"),
        (stop_texts("scale-below", "3"), "response_scale: is needed: the stop rule goes by it"),
    ],
)
def test_a_number_that_cannot_be_is_refused_at_its_box(
    desk: Desk, texts: dict[str, Any], told: str
) -> None:
    (refused,) = draft(with_rules(desk), **texts).refusals

    assert re.match(told, f"{refused.place}: {refused.reason}")


@pytest.mark.parametrize(
    ("rule", "unit"),
    [
        ("", ""),
        ("platelets-150-two-days", ""),
        ("igg-below", "g/L"),
        ("titre-below", "titre"),
        ("scale-below", "score"),
        ("of-elsewhere", "number"),
    ],
)
def test_the_box_of_the_number_says_its_unit(desk: Desk, rule: str, unit: str) -> None:
    assert stop_hint(with_rules(desk), {"stop_rule": rule}) == unit


def test_the_number_stands_in_form_and_words(desk: Desk) -> None:
    there = with_rules(desk)
    order = ordered(there, **stop_texts("igg-below", "4.50"))

    assert texts_of_order(there, order)["stop_value"] == "4.50"
    assert choice_words(order, order_choices(there))["stop_rule"] == "IgG below: 4.5\u00a0g/L"
    again = ordered(there, **texts_of_order(there, order) | {"stop_rule": "", "ordered_by": "B"})
    assert changed_order(order, again).stop_value is None


def with_rules(desk: Desk) -> Desk:
    """A desk whose lists have rules that ask the order for their number."""
    rules = [
        StopRuleFact(
            code=f"{name}-below",
            label=f"{label} below",
            source="invented",
            quantity=quantity,
            asks="below",
            days="1",
        )
        for name, label, quantity in (
            ("igg", "IgG", "igg_g_l"),
            ("titre", "Titre", "antibody_titre"),
            ("scale", "Scale", SCALE),
        )
    ]
    store = FakeStore(facts=(*FACTS, *rules))
    return replace(desk, store=store)
