"""What the form of an order offers from the unit's lists, and how a choice is read and shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plexlog.domain.catalogue import of_blood
from plexlog.domain.facts import RunDrugFact, ScaleFact, StopRuleFact
from plexlog.domain.records import Order
from plexlog.domain.words import LabTiming
from plexlog.services.desk import Desk
from plexlog.services.form_texts import Typed

PREFIX = "x_plexlog_"  # of keys that the format of documents has no key for
STOP_RULE, PRE_MEDICATION, TESTS = "stop_rule", "pre_medication", "laboratory_plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChoices:
    """Labels by code."""

    scales: Mapping[str, str]
    stop_rules: Mapping[str, str]
    drugs: Mapping[str, str]
    quantities: Mapping[str, str]
    timings: Mapping[str, str]


def order_choices(desk: Desk) -> OrderChoices:
    """The choices of the unit's lists."""
    timings = [one for one in LabTiming if one is not LabTiming.OTHER]
    return OrderChoices(
        scales={one.code: one.label for one in desk.store.facts(ScaleFact)},
        stop_rules={one.code: one.label for one in desk.store.facts(StopRuleFact)},
        drugs={one.code: f"{one.label} {one.dose}" for one in desk.store.facts(RunDrugFact)},
        quantities={one.code: one.label for one in of_blood(desk.catalogue)},
        timings={one.value: one.label for one in timings},
    )


def take_choices(desk: Desk, typed: Typed) -> None:
    """Read stop rule, pre-medication and laboratory plan of a form."""
    typed.take(STOP_RULE, key=f"{PREFIX}{STOP_RULE}")
    known = {one.code: one for one in desk.store.facts(RunDrugFact)}
    drugs = []
    for place, row in enumerate(typed.rows(PRE_MEDICATION, {"drug": str, "dose": str})):
        made = _drug(known.get(row.get("drug", "")), row)
        if "dose" not in made:
            typed.refuse(f"{PRE_MEDICATION}[{place}].dose", "is needed")
        drugs.append(made)
    tests = typed.rows(TESTS, {"quantity": str, "timing": str})
    for key, rows in ((PRE_MEDICATION, drugs), (TESTS, tests)):
        if rows:
            typed.document[f"{PREFIX}{key}"] = rows


def _drug(fact: RunDrugFact | None, row: Mapping[str, Any]) -> dict[str, Any]:
    """A drug of the list with its usual dose, unless another one is typed; any other as it is."""
    if fact is None:
        return dict(row)
    return {"drug": fact.label, "dose": row.get("dose", fact.dose), "route": fact.route}


def texts_of_choices(desk: Desk, order: Order) -> dict[str, Any]:
    """What the form shows of them; a drug that the list does not know stands by its name."""
    codes = {one.label: one.code for one in desk.store.facts(RunDrugFact)}
    return {
        STOP_RULE: order.stop_rule or "",
        PRE_MEDICATION: [
            {"drug": codes.get(one.drug, one.drug), "dose": one.dose}
            for one in order.pre_medication or ()
        ],
        TESTS: [
            {"quantity": one.quantity, "timing": one.timing.value}
            for one in order.laboratory_plan or ()
        ],
    }


def choice_words(order: Order, labels: OrderChoices) -> dict[str, str]:
    """The same in words, for screen and report; what was not ordered is left out."""
    drugs = [
        " ".join(
            part for part in (one.drug, one.dose, one.route.label if one.route else "") if part
        )
        for one in order.pre_medication or ()
    ]
    tests = [
        f"{labels.quantities.get(one.quantity, one.quantity)} {one.timing.label}"
        for one in order.laboratory_plan or ()
    ]
    rule = order.stop_rule or ""
    words = {
        PRE_MEDICATION: "; ".join(drugs),
        TESTS: "; ".join(tests),
        STOP_RULE: labels.stop_rules.get(rule, rule),
    }
    return {key: said for key, said in words.items() if said}
