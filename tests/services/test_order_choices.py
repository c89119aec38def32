"""Pre-medication, laboratory plan and stop rule of an order, chosen from the unit's lists."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from plexlog.domain.records import Order, OrderedDrug, OrderedTest
from plexlog.domain.words import LabTiming, Route
from plexlog.services.course_results import result_fields
from plexlog.services.desk import Desk
from plexlog.services.order_change import changed_order, texts_of_order
from plexlog.services.order_choices import choice_words, order_choices
from plexlog.services.order_form import OrderDraft, read_order
from tests.services import ward
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
