"""The plan of a session: where it differs from the order, its volume, machine and supplies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from plexlog.clinical.plans import (
    planned_anticoagulant,
    planned_balance_percent,
    planned_plasma_volumes,
    planned_replacement,
    start_of,
)
from plexlog.clinical.replacement import extracorporeal_share
from plexlog.domain import wording
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.records import (
    Anticoagulant,
    CalciumPlan,
    CircuitSet,
    Course,
    FluidShare,
    Machine,
    Plan,
    Supply,
    TypedVolume,
)
from plexlog.domain.steps import Gap, Step
from plexlog.domain.words import SupplyKind, VolumeFormula
from plexlog.services import recording
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.run_records import refuse_new

BEFORE_THE_RUN = (Step.IDENTIFY, Step.ASSESS, Step.PLAN)
SMALLEST_BLOOD_VOLUME = Decimal(50)
LARGEST_BLOOD_VOLUME = Decimal(20_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One thing that was ordered, beside what this session does."""

    key: str
    label: str
    ordered: str
    today: str

    @property
    def differs(self) -> bool:
        """Whether the session does otherwise than ordered."""
        return self.ordered != self.today


def fluid_words(shares: Sequence[FluidShare] | None) -> str:
    """Fluids with their shares, such as `80 % albumin 5 %, 20 % sodium chloride 0.9 %`."""
    if not shares:
        return wording.MISSING
    whole = len(shares) == 1
    return ", ".join(
        _fluid(one) if whole else f"{wording.percent(100 * one.share, 0)} {_fluid(one)}"
        for one in shares
    )


def _fluid(share: FluidShare) -> str:
    if share.concentration_percent is None:
        return share.fluid.label
    return f"{share.fluid.label} {wording.plain(share.concentration_percent)}{wording.HARD_SPACE}%"


def anticoagulant_words(given: Anticoagulant | None) -> str:
    """The anticoagulant with what is known of its dose."""
    return wording.MISSING if given is None else given.product.label


def ratio_words(given: Anticoagulant | None) -> str:
    """The ratio of blood with anticoagulant to anticoagulant."""
    if given is None or given.inlet_ac_ratio is None:
        return wording.MISSING
    return f"{wording.plain(given.inlet_ac_ratio)} : 1"


def calcium_words(plan: CalciumPlan | None) -> str:
    """The calcium plan in one line."""
    if plan is None:
        return wording.MISSING
    parts = [plan.salt.label]
    if plan.ml_per_l_replaced:
        parts.append(f"{wording.plain(plan.ml_per_l_replaced)} mL per L replaced")
    parts += [part for part in (plan.route.label if plan.route else "", plan.note or "") if part]
    return ", ".join(parts)


def order_lines(view: SessionView) -> tuple[PlanLine, ...]:
    """The order line by line, beside what this session does."""
    course, session = view.course, view.session
    order, own = course.order, session.plan or Plan()
    today = planned_anticoagulant(course, session)
    return (
        _line(
            "plasma_volumes",
            "Plasma volumes",
            wording.plain(order.plasma_volumes),
            wording.plain(planned_plasma_volumes(course, session)),
        ),
        _line(
            "replacement",
            "Fluid",
            fluid_words(order.replacement),
            fluid_words(planned_replacement(course, session)),
        ),
        _line(
            "balance_percent",
            "Balance",
            _percent(order.balance_percent),
            _percent(planned_balance_percent(course, session)),
        ),
        _line(
            "anticoagulant",
            "Anticoagulant",
            anticoagulant_words(order.anticoagulant),
            anticoagulant_words(today),
        ),
        _line("inlet_ac_ratio", "Ratio", ratio_words(order.anticoagulant), ratio_words(today)),
        _line(
            "calcium_plan",
            "Calcium",
            calcium_words(order.calcium_plan),
            calcium_words(own.calcium_plan or order.calcium_plan),
        ),
    )


def _line(key: str, label: str, ordered: str, today: str) -> PlanLine:
    return PlanLine(key=key, label=label, ordered=ordered, today=today)


def _percent(value: Decimal | None) -> str:
    return wording.with_unit(wording.plain(value), "%")


def circuit_share_percent(view: SessionView) -> float | None:
    """What part of the blood volume the circuit holds; None where either is not known."""
    used = view.session.circuit_set
    if used is None or used.extracorporeal_volume_ml is None or not view.figures.tbv_ml:
        return None
    share = extracorporeal_share(float(used.extracorporeal_volume_ml), view.figures.tbv_ml)
    return 100 * share


def holding_the_start(view: SessionView) -> tuple[Gap, ...]:
    """Everything before the run that keeps it from being started."""
    return tuple(gap for step in BEFORE_THE_RUN for gap in view.state(step).holding)


def give_reason(session: OpenSession, reason: str) -> None:
    """Say why this session differs from its order."""
    plan = session.view().session.plan or Plan()
    if not reason.strip() and _deviates(plan):
        raise RefusedError([Refusal("plan.reason", "what differs from the order needs a reason")])
    _keep(session, replace(plan, reason=reason.strip() or None))


def change_plan(session: OpenSession, key: str, value: Any) -> None:
    """Do something otherwise than ordered; None goes back to the order.

    Raises RefusedError without a reason, and for what must never be planned.
    """
    plan = session.view().session.plan or Plan()
    if value is not None and not plan.reason:
        raise RefusedError([Refusal(f"plan.{key}", "write first why it differs")])
    if key == "inlet_ac_ratio":
        key, value = "anticoagulant", _with_ratio(session.view().course, value)
    _keep(session, replace(plan, **{key: value}))


def _with_ratio(course: Course, ratio: Decimal | None) -> Anticoagulant | None:
    ordered = course.order.anticoagulant
    if ratio is None:
        return None
    if ordered is None:
        raise RefusedError([Refusal("plan.inlet_ac_ratio", "the order names no anticoagulant")])
    return replace(ordered, inlet_ac_ratio=ratio)


def _deviates(plan: Plan) -> bool:
    own = (
        plan.plasma_volumes,
        plan.replacement,
        plan.balance_percent,
        plan.anticoagulant,
        plan.calcium_plan,
    )
    return any(one is not None for one in own)


def choose_formula(session: OpenSession, formula: VolumeFormula | None) -> None:
    """Get the blood volume by a formula; None: by the usual one. A typed volume goes."""
    plan = session.view().session.plan or Plan()
    _keep(session, replace(plan, blood_volume_formula=formula, total_blood_volume=None))


def type_volume(session: OpenSession, value_ml: Decimal, reason: str) -> None:
    """Take a blood volume that a person stands for. Raises RefusedError without a reason."""
    if not SMALLEST_BLOOD_VOLUME <= value_ml <= LARGEST_BLOOD_VOLUME:
        raise RefusedError([Refusal("volume.value_ml", "possible 50 to 20000 mL")])
    if not reason.strip():
        raise RefusedError([Refusal("volume.reason", "a typed blood volume needs its reason")])
    plan = session.view().session.plan or Plan()
    typed = TypedVolume(value_ml=value_ml, reason=reason.strip(), by=session.desk.me)
    _keep(session, replace(plan, total_blood_volume=typed, blood_volume_formula=None))


def _keep(session: OpenSession, plan: Plan) -> None:
    kept = replace(plan, by=session.desk.me)
    changed = None if kept == Plan(by=session.desk.me) else kept
    refuse_new(session, replace(session.view().session, plan=changed))
    recording.set_facts(session, {"plan": changed})


def keep_machine(session: OpenSession, machine: Machine | None) -> None:
    """Say which machine it is."""
    recording.set_facts(session, {"machine": machine})


def keep_set(session: OpenSession, used: CircuitSet | None) -> None:
    """Keep the set. Raises RefusedError for an expired one."""
    if used is not None:
        _refuse_expired(session, used.expires_on, "set.expires_on", "the set")
    kept = None if used == CircuitSet() else used
    recording.set_facts(session, {"circuit_set": kept})


def keep_supply(session: OpenSession, supply: Supply) -> None:
    """Keep the first supply of its kind; further lots of the kind stay as they are.

    Raises RefusedError for an expired one.
    """
    place = f"{supply.kind.value}.expires_on"
    _refuse_expired(session, supply.expires_on, place, supply.product or supply.kind.label)
    kept = list(session.view().session.supplies or ())
    kinds = [one.kind for one in kept]
    at = kinds.index(supply.kind) if supply.kind in kinds else len(kept)
    kept[at : at + 1] = [] if supply == Supply(kind=supply.kind) else [supply]
    recording.set_facts(session, {"supplies": tuple(kept) or None})


def supply_of(view: SessionView, kind: SupplyKind) -> Supply:
    """The first supply of a kind as it is recorded; blank where there is none."""
    kept = (one for one in view.session.supplies or () if one.kind == kind)
    return next(kept, Supply(kind=kind))


def _refuse_expired(session: OpenSession, expires_on: date | None, place: str, name: str) -> None:
    """`lot-expired`: refused on the day of the session, whatever the later rules say."""
    start = start_of(session.view().session, session.desk.now())
    if expires_on is not None and start is not None and expires_on < start.day:
        words = f"{name} expired on {expires_on}; possible is {start.day} or later"
        raise RefusedError([Refusal(place, words)])
