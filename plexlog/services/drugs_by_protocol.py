"""Drugs of a run as quick picks: calcium by the order and the unit's protocol, pre-medication.

A pick is a whole entry but for its time: drug with strength, dose, route, volume. It is offered,
never given by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plexlog.clinical.calcium import calcium_content
from plexlog.domain import wording
from plexlog.domain.facts import CalciumFact
from plexlog.domain.records import CalciumPlan, DrugGiven
from plexlog.domain.words import CalciumRoute, CalciumSalt, Route
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.run_records import NO_ANSWERS, Answers, give_drug

ROUTES = {
    CalciumRoute.RETURN_LINE: Route.RETURN_LINE,
    CalciumRoute.PERIPHERAL_IV: Route.IV,
    CalciumRoute.CENTRAL_IV: Route.IV,
    CalciumRoute.ORAL: Route.ORAL,
}
SOLUTIONS = (CalciumSalt.GLUCONATE_10, CalciumSalt.CHLORIDE_10)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugPick:
    """One drug ready to be recorded as given now."""

    key: str
    drug: str
    dose: str
    route: Route
    volume_ml: Decimal | None = None
    reason: str = ""
    detail: str = ""  # why it is offered
    is_ordered: bool = False


def drug_picks(session: OpenSession) -> tuple[DrugPick, ...]:
    """What can be given with one tap: as ordered first, then the protocol, then the others."""
    view = session.view()
    knowledge = session.desk.knowledge
    picks = [*_by_order(view, knowledge.calcium), *_by_protocol(view, knowledge.calcium)]
    picks += [
        DrugPick(
            key=fact.code,
            drug=fact.label,
            dose=fact.dose,
            route=Route(fact.route),
            volume_ml=Decimal(fact.volume_ml) if fact.volume_ml else None,
            reason=fact.reason,
            detail=fact.reason,
        )
        for fact in knowledge.run_drugs
    ]
    first: dict[tuple[str, str, Route], DrugPick] = {}
    for pick in picks:
        first.setdefault((pick.drug, pick.dose, pick.route), pick)
    return tuple(first.values())


def give_pick(session: OpenSession, pick: DrugPick, answers: Answers = NO_ANSWERS) -> DrugGiven:
    """Record a pick as given now. Raises RefusedError and QuestionedError, as `give_drug`."""
    return give_drug(
        session,
        DrugGiven(
            at=session.desk.now(),
            drug=pick.drug,
            dose=pick.dose,
            route=pick.route,
            volume_ml=pick.volume_ml,
            reason=pick.reason or None,
        ),
        answers,
    )


def calcium_plan(view: SessionView) -> CalciumPlan | None:
    """The calcium of the session's plan, else that of the order."""
    plan = view.session.plan
    return (plan and plan.calcium_plan) or view.course.order.calcium_plan


def calcium_due_ml(view: SessionView) -> float | None:
    """What the plan asks for of what was replaced so far, less what was given of that salt.

    None without a plan by litre, without a replaced total, or where an amount given is not known.
    """
    plan, replaced = calcium_plan(view), view.running.replaced_ml
    if plan is None or plan.ml_per_l_replaced is None or replaced is None:
        return None
    given = [one for one in view.session.drugs_given or () if _is_salt(one, plan.salt)]
    if any(one.volume_ml is None for one in given):
        return None
    told = sum(float(one.volume_ml) for one in given if one.volume_ml is not None)
    return float(plan.ml_per_l_replaced) * replaced / 1000 - told


def _is_salt(drug: DrugGiven, salt: CalciumSalt) -> bool:
    return drug.drug.casefold().startswith(salt.label.casefold())


def _by_order(view: SessionView, facts: tuple[CalciumFact, ...]) -> Iterator[DrugPick]:
    plan = calcium_plan(view)
    fact = next((one for one in facts if plan is not None and one.salt == plan.salt.value), None)
    if plan is None or fact is None or plan.salt not in SOLUTIONS:
        return
    if plan.ml_per_l_replaced is None or plan.route is None or plan.ml_per_l_replaced <= 0:
        return
    each = wording.plain(plan.ml_per_l_replaced)
    detail = f"as ordered: {each} mL for each litre replaced"
    due = calcium_due_ml(view)
    if due is not None:
        detail += f"; {wording.number(max(due, 0.0))} mL due"
    yield _calcium(fact, plan.ml_per_l_replaced, ROUTES[plan.route], detail, is_ordered=True)


def _by_protocol(view: SessionView, facts: tuple[CalciumFact, ...]) -> Iterator[DrugPick]:
    """Salts by vein that the access allows; chloride has no pick without a central line."""
    access = view.access
    is_central = access is not None and access.kind.is_central_line
    for fact in facts:
        routes = [CalciumRoute(route) for route in fact.routes]
        if CalciumSalt(fact.salt) not in SOLUTIONS:
            continue
        if CalciumRoute.CENTRAL_IV in routes and len(routes) == 1 and not is_central:
            continue
        for dose in fact.doses_ml:
            detail = "by the unit's protocol"
            yield _calcium(fact, Decimal(dose), ROUTES[routes[0]], detail, is_ordered=False)


def _calcium(
    fact: CalciumFact, ml: Decimal, route: Route, detail: str, *, is_ordered: bool
) -> DrugPick:
    content = calcium_content(CalciumSalt(fact.salt), float(ml), float(fact.concentration_percent))
    return DrugPick(
        key=f"{fact.code}-{ml:f}-{route.value}",
        drug=fact.label,
        dose=f"{ml:f} mL ({content.mmol:.1f} mmol)",
        route=route,
        volume_ml=ml,
        reason="calcium as ordered" if is_ordered else "calcium by protocol",
        detail=detail,
        is_ordered=is_ordered,
    )
