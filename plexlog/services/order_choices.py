"""What the form of an order offers from the unit's lists, and how a choice is read and shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from plexlog.clinical.order_words import OrderLabels, stop_value_words
from plexlog.clinical.stop_rule import SCALE
from plexlog.domain.catalogue import of_blood
from plexlog.domain.errors import UnreadableError
from plexlog.domain.facts import RunDrugFact, ScaleFact, StopRuleFact
from plexlog.domain.fields import NumberField, Severity, TitreField, read_number
from plexlog.domain.records import Order
from plexlog.domain.words import LabTiming
from plexlog.services.desk import Desk
from plexlog.services.form_texts import Typed

PREFIX = "x_plexlog_"  # of keys that the format of documents has no key for
STOP_RULE, PRE_MEDICATION, TESTS = "stop_rule", "pre_medication", "laboratory_plan"
STOP_VALUE, SCALE_OF_IT = "stop_value", "response_scale"
SCORE = "score"  # in place of a unit, where a stop value is one of the order's response scale


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChoices:
    """Labels by code."""

    scales: Mapping[str, str]
    stop_rules: Mapping[str, str]
    stop_quantities: Mapping[str, str]  # what each stop rule is about
    drugs: Mapping[str, str]
    quantities: Mapping[str, str]
    timings: Mapping[str, str]


def order_choices(desk: Desk) -> OrderChoices:
    """The choices of the unit's lists."""
    timings = [one for one in LabTiming if one is not LabTiming.OTHER]
    stops = desk.store.facts(StopRuleFact)
    return OrderChoices(
        scales={one.code: one.label for one in desk.store.facts(ScaleFact)},
        stop_rules={one.code: one.label for one in stops},
        stop_quantities={one.code: one.quantity for one in stops},
        drugs={one.code: f"{one.label} {one.dose}" for one in desk.store.facts(RunDrugFact)},
        quantities={one.code: one.label for one in of_blood(desk.catalogue)},
        timings={one.value: one.label for one in timings},
    )


def take_choices(desk: Desk, typed: Typed) -> None:
    """Read stop rule, pre-medication and laboratory plan of a form."""
    typed.take(STOP_RULE, key=f"{PREFIX}{STOP_RULE}")
    _take_stop_value(desk, typed)
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


def _take_stop_value(desk: Desk, typed: Typed) -> None:
    """The number of a rule that leaves it to the order; any other rule has its own."""
    fact = _stop_rule(desk, typed.text(STOP_RULE))
    if not stop_hint(desk, typed.texts):
        return
    if fact is not None and not typed.text(STOP_VALUE):
        typed.refuse(STOP_VALUE, "is needed: the rule takes it from the order")
    key = f"{PREFIX}{STOP_VALUE}"
    if fact is None:
        typed.take(STOP_VALUE, read_number, key)
    elif fact.quantity != SCALE:
        typed.take(STOP_VALUE, _Within(desk.catalogue[fact.quantity]).read, key)
    else:
        _take_of_scale(desk, typed, key)


def _take_of_scale(desk: Desk, typed: Typed, key: str) -> None:
    scale = typed.text(SCALE_OF_IT)
    if not scale:
        typed.refuse(SCALE_OF_IT, "is needed: the stop rule goes by it")
    known = {one.code: one for one in desk.store.facts(ScaleFact)}.get(scale)
    value = typed.value(STOP_VALUE, read_number)
    if value is None:
        return
    if known and not Decimal(known.lowest) <= value <= Decimal(known.highest):
        typed.refuse(STOP_VALUE, f"possible {known.lowest} to {known.highest}")
        return
    typed.document[key] = value


@dataclass(frozen=True)
class _Within:
    declared: NumberField

    def read(self, text: str) -> Decimal:
        value = self.declared.parse(text)
        if self.declared.check(value) is Severity.REFUSE:
            raise UnreadableError(self.declared.refusal())
        return value


def stop_hint(desk: Desk, texts: Mapping[str, Any]) -> str:
    """In what unit the form asks for a stop value; empty where its rule takes none."""
    code = str(texts.get(STOP_RULE) or "")
    fact = _stop_rule(desk, code)
    if not code or (fact is not None and not fact.asks):
        return ""
    if fact is None:
        return "number"
    if fact.quantity == SCALE:
        return SCORE
    declared = desk.catalogue[fact.quantity]
    return "titre" if isinstance(declared, TitreField) else declared.shown_unit


def _stop_rule(desk: Desk, code: str) -> StopRuleFact | None:
    return next((one for one in desk.store.facts(StopRuleFact) if one.code == code), None)


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
        STOP_VALUE: "" if order.stop_value is None else f"{order.stop_value:f}",
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
    words = {
        PRE_MEDICATION: "; ".join(drugs),
        TESTS: "; ".join(tests),
        STOP_RULE: _stop_words(order, labels),
    }
    return {key: said for key, said in words.items() if said}


def _stop_words(order: Order, labels: OrderChoices) -> str:
    rule = order.stop_rule or ""
    value = stop_value_words(order, OrderLabels(stop_quantities=labels.stop_quantities))
    return ": ".join(part for part in (labels.stop_rules.get(rule, rule), value) if part)
