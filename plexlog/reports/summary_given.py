"""What was ordered to be given beside what is on record: pre-medication and calcium."""

from __future__ import annotations

from collections.abc import Iterator

from plexlog.clinical.calcium import (
    CalciumGiven,
    calcium_given,
    is_asked_for,
    planned_calcium_ml,
)
from plexlog.clinical.plans import planned_calcium
from plexlog.clinical.pre_medication import PreMedication, pre_medication
from plexlog.domain import wording
from plexlog.domain.records import CalciumPlan
from plexlog.domain.words import CalciumSalt
from plexlog.reports.model import Block, Fact, Facts
from plexlog.reports.summary_input import SummaryInput

NONE_RECORDED = "none recorded"
Row = tuple[str, str, str, str]


def ordered_before(facts: SummaryInput) -> Iterator[Block]:
    """The ordered pre-medication: given at, not given and why, or not recorded."""
    lines = pre_medication(facts.course, facts.session)
    if lines:
        told = tuple(Fact(one.words, _said_of(facts, one)) for one in lines)
        yield Facts(facts=told, columns=1)


def _said_of(facts: SummaryInput, one: PreMedication) -> str:
    if one.given is not None:
        dose = "" if one.given.dose == one.ordered.dose else f" {one.given.dose}"
        by = f" ({one.given.by})" if one.given.by else ""
        return f"given{dose} {facts.when(one.given.at)}{by}"
    late = "" if one.late is None else f"; after the start, at {facts.when(one.late.at)}"
    if one.not_given is not None:
        said = one.not_given
        return f"not given: {said.reason} ({said.by}, {facts.when(said.at)}){late}"
    return f"ordered, {wording.NOT_RECORDED} as given{late}"


def is_due(facts: SummaryInput) -> bool:
    """Whether anything was ordered or planned that is on record as a drug once it is given."""
    plan = planned_calcium(facts.course, facts.session)
    is_calcium = plan is not None and is_asked_for(plan)
    return is_calcium or bool(facts.course.order.pre_medication)


def calcium_rows(facts: SummaryInput) -> Iterator[Row]:
    """Calcium planned and given, with the difference; nothing where there was neither."""
    plan = planned_calcium(facts.course, facts.session)
    salt = CalciumSalt.NONE if plan is None else plan.salt
    given = calcium_given(facts.session.drugs_given or (), salt)
    if plan is not None and salt is not CalciumSalt.NONE:
        how = "; ".join(part for part in (salt.label, _difference(facts, given)) if part)
        yield "Calcium", _planned(facts, plan), _given(facts, given), how
    elif given.drugs:
        yield "Calcium", "none", _given(facts, given), ""


def _planned(facts: SummaryInput, plan: CalciumPlan) -> str:
    if not plan.ml_per_l_replaced:
        return plan.note or ""
    each = f"{wording.plain(plan.ml_per_l_replaced)}\u00a0mL/L"
    expected = planned_calcium_ml(plan, facts.forecast.replacement_ml)
    about = "" if expected is None else f", about {wording.millilitres(expected)}"
    return f"{each}{about}"


def _given(facts: SummaryInput, given: CalciumGiven) -> str:
    if facts.session.drugs_given is None:
        return ""
    if given.drugs and given.ml is not None:
        return wording.millilitres(given.ml)
    return "; ".join(f"{one.drug} {one.dose}" for one in given.drugs) or NONE_RECORDED


def _difference(facts: SummaryInput, given: CalciumGiven) -> str:
    """What was planned for what was replaced, and how far what was given is off it."""
    figures = facts.figures
    replaced = figures.replaced_ml or figures.bags_given_ml
    due = planned_calcium_ml(planned_calcium(facts.course, facts.session), replaced)
    if not due or facts.session.drugs_given is None:
        return ""
    planned = f"{wording.millilitres(due)} due"
    difference = given.less(due)
    if difference is None:
        return planned
    return f"{planned}, difference {wording.millilitres(difference, signed=True)}"
