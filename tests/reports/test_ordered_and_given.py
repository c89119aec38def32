"""What was ordered to be given stands beside what is on record: pre-medication and calcium."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.records import CalciumPlan, DrugGiven, OrderedDrug, Override
from plexlog.domain.words import CalciumSalt, Route
from plexlog.reports.summary_input import Forecast, SummaryInput
from tests.reports.cases import at, told, with_session

DELIVERY, BEFORE, DRUGS = "Plan and delivery", "Ordered before the session", "Drugs"
PLAN = CalciumPlan(salt=CalciumSalt.GLUCONATE_10, ml_per_l_replaced=Decimal(10))
CLEMASTINE = OrderedDrug(drug="Clemastine", dose="2 mg", route=Route.IV)


def calcium(ml: int | None, clock: str = "10:00") -> DrugGiven:
    volume = None if ml is None else Decimal(ml)
    name = "Calcium gluconate 10 %"
    return DrugGiven(at=at(clock), drug=name, dose=f"{ml or 'some'} mL", volume_ml=volume)


def ordered(
    facts: SummaryInput, *drugs: OrderedDrug, calcium_plan: CalciumPlan | None = None
) -> SummaryInput:
    order = replace(facts.course.order, pre_medication=drugs or None, calcium_plan=calcium_plan)
    course = replace(facts.course, order=order)
    return replace(facts, course=course, forecast=Forecast(replacement_ml=3000))


def row(facts: SummaryInput) -> str:
    lines = told(facts, DELIVERY).splitlines()
    found = next((line for line in lines if line.startswith("Calcium")), "")
    return found.replace("\u00a0", " ")


def test_planned_calcium_that_was_not_given_has_its_row_and_its_section(
    facts: SummaryInput,
) -> None:
    given = with_session(ordered(facts, calcium_plan=PLAN), drugs_given=())

    assert "Calcium | 10 mL/L, about 30 mL | none recorded | calcium gluconate 10 %; " in row(
        given
    )
    assert "none recorded" in row(given)
    assert "31 mL due, difference \u221231 mL" in row(given)
    assert "None recorded as given, though something was ordered." in told(given, DRUGS)


def test_calcium_given_stands_beside_the_plan(facts: SummaryInput) -> None:
    given = with_session(ordered(facts, calcium_plan=PLAN), drugs_given=(calcium(20),))

    assert "20 mL" in row(given)
    assert "none recorded" not in row(given)
    assert "difference" in row(given)


@pytest.mark.parametrize(
    ("plan", "drugs", "words"),
    [
        (None, (), ""),
        (None, (calcium(10),), "none"),
        (CalciumPlan(salt=CalciumSalt.NONE), (), ""),
        (replace(PLAN, ml_per_l_replaced=None, note="10 mL if tingling"), (), "if tingling"),
        (PLAN, (calcium(None),), "Calcium gluconate 10 % some mL"),
        (PLAN, None, "10 mL/L"),
    ],
)
def test_each_way_to_plan_and_give_calcium_has_its_words(
    facts: SummaryInput,
    plan: CalciumPlan | None,
    drugs: tuple[DrugGiven, ...] | None,
    words: str,
) -> None:
    given = with_session(ordered(facts, calcium_plan=plan), drugs_given=drugs)

    assert words in row(given)
    assert bool(words) is bool(row(given))
    if drugs is None:
        assert "difference" not in row(given)


def test_without_a_forecast_no_amount_is_made_up(facts: SummaryInput) -> None:
    given = replace(ordered(facts, calcium_plan=PLAN), forecast=Forecast())

    assert "about" not in row(given)


def test_rinseback_samples_and_the_ratio_delivered_have_their_place(facts: SummaryInput) -> None:
    def line(one: SummaryInput, label: str) -> str:
        lines = told(one, DELIVERY).replace("\u00a0", " ").splitlines()
        return next(each for each in lines if each.startswith(label))

    close = facts.session.close
    assert close is not None
    figures = facts.figures
    assert figures.inlet_ml is not None
    assert figures.anticoagulant_ml is not None
    ratio = f"{figures.inlet_ml / figures.anticoagulant_ml:.1f} : 1"

    assert f"| {ratio}, " in line(facts, "Anticoagulant")
    assert line(facts, "Rinseback").endswith("mL | counts as given")
    assert line(facts, "Samples").endswith("mL | count as taken out")
    without = replace(close, rinseback_not_done_reason="circuit clotted", values={})
    not_done = with_session(facts, close=without, readings=())
    assert "not done: circuit clotted" in line(not_done, "Rinseback")
    assert line(not_done, "Anticoagulant").count(" : 1") == 1
    bare = with_session(facts, close=None)
    assert line(bare, "Samples") == "Samples | – | – | count as taken out"


def test_ordered_pre_medication_says_given_not_given_or_not_recorded(
    facts: SummaryInput,
) -> None:
    start = facts.session.started_at
    assert start is not None
    paracetamol = replace(CLEMASTINE, drug="Paracetamol", dose="1 g", route=Route.ORAL)
    steroid = replace(CLEMASTINE, drug="Hydrocortisone", dose="100 mg")
    late = replace(CLEMASTINE, drug="Cetirizine", dose="10 mg", route=Route.ORAL)
    full = ordered(facts, CLEMASTINE, paracetamol, steroid, late)
    answer = Override(
        finding="pre-medication-open",
        reason="refused",
        by="Ada",
        at=start,
        session_id=facts.session.id,
        subject_id="paracetamol-1-g",
    )
    given = with_session(
        replace(full, course=replace(full.course, overrides=(answer,))),
        drugs_given=(
            DrugGiven(at=start, drug="Clemastine", dose="1 mg", by="Ada"),
            DrugGiven(at=at("11:00"), drug="Cetirizine", dose="10 mg"),
        ),
    )

    words = told(given, BEFORE)

    assert f"given 1 mg {start.clock} (Ada)" in words
    assert f"not given: refused (Ada, {start.clock})" in words
    assert "ordered, not recorded as given\n" in f"{words}\n"
    assert "ordered, not recorded as given; after the start, at 11:00" in words


def test_as_ordered_by_nobody_named_is_short(facts: SummaryInput) -> None:
    start = facts.session.started_at
    assert start is not None
    drug = DrugGiven(at=start, drug="Clemastine", dose="2 mg")

    given = with_session(ordered(facts, CLEMASTINE), drugs_given=(drug,))

    assert f"given {start.clock}" in told(given, BEFORE)
    assert told(ordered(facts), BEFORE) == ""


def test_before_the_start_nothing_is_missed_yet(facts: SummaryInput) -> None:
    waiting = with_session(
        ordered(facts, CLEMASTINE), drugs_given=None, started_at=None, ended_at=None
    )

    assert told(waiting, DRUGS) == ""
