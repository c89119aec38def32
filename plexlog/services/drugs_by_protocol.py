"""Drugs of a run as quick picks: calcium by the order and the unit's protocol, pre-medication.

A pick is a whole entry but for its time: drug with strength, dose, route, volume. It is offered,
never given by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plexlog.clinical.calcium import (
    calcium_content,
    calcium_given,
    is_salt,
    planned_calcium_ml,
)
from plexlog.clinical.plans import planned_calcium
from plexlog.clinical.pre_medication import PreMedication, pre_medication
from plexlog.domain import wording
from plexlog.domain.facts import CalciumFact, RunDrugFact
from plexlog.domain.records import DrugGiven, OrderedDrug
from plexlog.domain.words import CalciumRoute, CalciumSalt, Route
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.run_records import NO_ANSWERS, Answers, give_drug

ROUTES = {
    CalciumRoute.RETURN_LINE: Route.RETURN_LINE,
    CalciumRoute.PERIPHERAL_IV: Route.IV,
    CalciumRoute.CENTRAL_IV: Route.IV,
    CalciumRoute.ORAL: Route.ORAL,
}
AS_ORDERED = "pre-medication as ordered"
OPEN = "ordered before the session"
OPEN_LATE = "ordered before the session, not on record by the start"
AS_PLANNED = "calcium as ordered"
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
    """What can be given with one tap: as ordered first, then the protocol, then the others.

    What the order holds never stands among what it does not hold: it is offered as ordered, also
    after the start, until it is given or withheld; then no more.
    """
    view = session.view()
    knowledge = session.desk.knowledge
    picks = [
        *_pre_medication(view, knowledge.run_drugs),
        *_by_order(view, knowledge.calcium),
        *_by_protocol(view, knowledge.calcium),
    ]
    picks += [
        DrugPick(
            key=fact.code,
            drug=fact.label,
            dose=fact.dose,
            route=Route(fact.route),
            volume_ml=_volume(fact),
            reason=fact.reason,
            detail=fact.reason,
        )
        for fact in knowledge.run_drugs
        if not any(_holds(one, fact) for one in view.course.order.pre_medication or ())
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


def calcium_due_ml(view: SessionView) -> float | None:
    """What the plan asks for of what was replaced so far, less what was given of that salt.

    None without a plan by litre, without a replaced total, or where an amount given is not known.
    """
    plan = planned_calcium(view.course, view.session)
    asked = planned_calcium_ml(plan, view.running.replaced_ml)
    if plan is None or asked is None:
        return None
    drugs = [one for one in view.session.drugs_given or () if is_salt(one, plan.salt)]
    given = calcium_given(drugs, plan.salt)
    return None if given.ml is None else asked - given.ml


def _pre_medication(view: SessionView, facts: tuple[RunDrugFact, ...]) -> Iterator[DrugPick]:
    """The ordered pre-medication that is open; what came only after the start is given too."""
    is_late = view.session.started_at is not None
    for line in pre_medication(view.course, view.session):
        if line.is_open and line.late is None:
            yield from _line_picks(line, facts, OPEN_LATE if is_late else OPEN)


def _line_picks(
    line: PreMedication, facts: tuple[RunDrugFact, ...], detail: str
) -> Iterator[DrugPick]:
    """An ordered drug by its route; where the order has none, by each that the unit's list has."""
    drug = line.ordered
    if drug.route is not None:
        ways = [(line.subject, drug.route, volume_of(drug, facts))]
    else:
        same = [one for one in facts if _holds(drug, one)]
        ways = [(one.code, Route(one.route), _volume(one)) for one in same]
        detail += "; the order has no route, the unit's list has this one"
    for key, route, volume in ways:
        yield DrugPick(
            key=key,
            drug=drug.drug,
            dose=drug.dose,
            route=route,
            volume_ml=volume,
            reason=AS_ORDERED,
            detail=detail,
            is_ordered=True,
        )


def _holds(ordered: OrderedDrug, fact: RunDrugFact) -> bool:
    """Whether an ordered drug is this one of the unit's list, in this dose."""
    is_same = (ordered.drug, ordered.dose) == (fact.label, fact.dose)
    return is_same and ordered.route in (None, Route(fact.route))


def volume_of(drug: OrderedDrug, facts: tuple[RunDrugFact, ...]) -> Decimal | None:
    """The volume of an ordered drug, where the unit's list has it in this very dose."""
    same = (one for one in facts if (one.label, one.dose) == (drug.drug, drug.dose))
    fact = next(same, None)
    return None if fact is None else _volume(fact)


def _volume(fact: RunDrugFact) -> Decimal | None:
    return Decimal(fact.volume_ml) if fact.volume_ml else None


def _by_order(view: SessionView, facts: tuple[CalciumFact, ...]) -> Iterator[DrugPick]:
    plan = planned_calcium(view.course, view.session)
    fact = next((one for one in facts if plan is not None and one.salt == plan.salt.value), None)
    if plan is None or fact is None:
        return
    if plan.salt is CalciumSalt.ORAL and plan.note:
        yield DrugPick(
            key=f"{fact.code}-as-ordered",
            drug=fact.label,
            dose=plan.note,
            route=Route.ORAL,
            reason=AS_PLANNED,
            detail="as ordered",
            is_ordered=True,
        )
    if plan.salt not in SOLUTIONS:
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
    is_out = view.course.access_gone(view.session) is not None
    is_central = access is not None and access.kind.is_central_line and not is_out
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
        reason=AS_PLANNED if is_ordered else "calcium by protocol",
        detail=detail,
        is_ordered=is_ordered,
    )
