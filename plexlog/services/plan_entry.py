"""What is typed on the plan page, field by field: read, checked and kept at once.

The name of a field is its group and its key: `set.lot`, `plan.plasma_volumes`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from plexlog.domain import wording
from plexlog.domain.errors import Refusal, RefusedError, UnreadableError
from plexlog.domain.facts import MachineFact
from plexlog.domain.fields import read_number
from plexlog.domain.records import Anticoagulant, CircuitSet, Machine, Plan, Supply
from plexlog.domain.shapes import Record
from plexlog.domain.words import MachineKind, SupplyKind
from plexlog.services import planning
from plexlog.services.observed import typed_observed
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.supply_scan import lot_texts
from plexlog.services.times import read_day

R = TypeVar("R", bound=Record)
MACHINE_DONE = ("alarms_tested_on", "cleaned_on")
MACHINE_DAYS = (
    "maintenance_due_on",
    "electrical_check_due_on",
    *MACHINE_DONE,
)


def plan_texts(view: SessionView) -> dict[str, str]:
    """What the record holds for each field of the plan page, as it is typed."""
    session = view.session
    plan = session.plan or Plan()
    ratio = None if plan.anticoagulant is None else plan.anticoagulant.inlet_ac_ratio
    typed = plan.total_blood_volume
    return {
        "plan.reason": plan.reason or "",
        "plan.plasma_volumes": _number(plan.plasma_volumes),
        "plan.balance_percent": _number(plan.balance_percent),
        "plan.inlet_ac_ratio": _number(ratio),
        "volume.value_ml": "" if typed is None else _number(typed.value_ml),
        "volume.reason": "" if typed is None else typed.reason,
        **_texts("machine", _machine_texts(session.machine)),
        **_texts("set", _set_texts(session.circuit_set)),
        **_texts("anticoagulant", _supply_texts(view, SupplyKind.ANTICOAGULANT)),
        **_texts(SupplyKind.SALINE.value, _supply_texts(view, SupplyKind.SALINE)),
    }


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _texts(group: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {f"{group}.{key}": text for key, text in texts.items()}


def _machine_texts(machine: Machine | None) -> dict[str, str]:
    if machine is None:
        return {"model": "", "serial": "", "kind": "", **dict.fromkeys(MACHINE_DAYS, "")}
    days = {key: getattr(machine, key) for key in MACHINE_DAYS}
    return {
        "model": machine.model,
        "serial": machine.serial or "",
        "kind": machine.kind.value,
        **{key: "" if day is None else wording.day(day) for key, day in days.items()},
    }


def _set_texts(used: CircuitSet | None) -> dict[str, str]:
    own = used or CircuitSet()
    return {
        "name": own.name or "",
        "lot": own.lot or "",
        "expires_on": "" if own.expires_on is None else wording.day(own.expires_on),
        "extracorporeal_volume_ml": _number(own.extracorporeal_volume_ml),
    }


def _supply_texts(view: SessionView, kind: SupplyKind) -> dict[str, str]:
    own = planning.supply_of(view, kind)
    return {
        "lot": own.lot or "",
        "expires_on": "" if own.expires_on is None else wording.day(own.expires_on),
    }


def enter(session: OpenSession, field: str, text: str) -> None:
    """Keep what was typed into a field; a blank takes it back. Raises RefusedError."""
    group, _dot, key = field.partition(".")
    groups: dict[str, Callable[[OpenSession, str, str], None]] = {
        "plan": _enter_plan,
        "machine": _enter_machine,
        "set": _enter_set,
    }
    if group in groups:
        groups[group](session, key, text.strip())
    else:
        _enter_supply(session, SupplyKind(group), key, text.strip())


def type_volume(session: OpenSession, value: str, reason: str) -> None:
    """Take a blood volume with its reason. Raises RefusedError until both are there."""
    try:
        volume = read_number(value)
    except UnreadableError as unreadable:
        raise RefusedError([Refusal("volume.value_ml", str(unreadable))]) from None
    planning.type_volume(session, volume, reason)


def pick_machine(session: OpenSession, code: str) -> None:
    """Take a machine of the unit, with its set where none is recorded yet."""
    fact = next(one for one in session.desk.knowledge.machines if one.code == code)
    kept = session.view().session
    kind = MachineKind(fact.kind)
    planning.keep_machine(session, _named(kept.machine, fact.model, kind))
    _fit_set(session, kept.machine, fact)


def _fit_set(session: OpenSession, former: Machine | None, fact: MachineFact) -> None:
    """The set of the machine now chosen, where none is recorded or it was the former machine's.

    What somebody typed stays; with a lot on record the former machine's name and volume are taken
    out and left to be entered, since nobody knows which set that lot is.
    """
    kept = session.view().session.circuit_set or CircuitSet()
    is_another = former is not None and former.model != fact.model
    was = _set_of(_fact_of(session, former.model)) if former and is_another else CircuitSet()
    new = CircuitSet() if kept.lot or kept.expires_on else _set_of(fact)
    fitted = replace(
        kept,
        name=new.name if kept.name == was.name else kept.name,
        extracorporeal_volume_ml=new.extracorporeal_volume_ml
        if kept.extracorporeal_volume_ml == was.extracorporeal_volume_ml
        else kept.extracorporeal_volume_ml,
    )
    if fitted != kept and (is_another or kept == CircuitSet()):
        planning.keep_set(session, fitted)


def _fact_of(session: OpenSession, model: str) -> MachineFact | None:
    return next((one for one in session.desk.knowledge.machines if one.model == model), None)


def _set_of(fact: MachineFact | None) -> CircuitSet:
    """The set that the unit's list names for a machine."""
    if fact is None:
        return CircuitSet()
    volume = fact.extracorporeal_volume_ml
    return CircuitSet(
        name=fact.set_name or None, extracorporeal_volume_ml=Decimal(volume) if volume else None
    )


def _enter_plan(session: OpenSession, key: str, text: str) -> None:
    if key == "reason":
        planning.give_reason(session, text)
    elif key == "inlet_ac_ratio":
        ratio = None
        if text:
            texts = {"product": "acd-a", key: text}
            ratio = _read(session, Anticoagulant, texts, "plan").inlet_ac_ratio
        planning.change_plan(session, key, ratio)
    else:
        value = getattr(_read(session, Plan, {key: text}, "plan"), key)
        planning.change_plan(session, key, value)


def type_machine(session: OpenSession, model: str, kind: str) -> None:
    """Take a machine that the unit's list does not have. Raises RefusedError."""
    if not model.strip():
        planning.keep_machine(session, None)
        return
    if not kind:
        raise RefusedError([Refusal("machine.model", "choose how it separates")])
    read = _read(session, Machine, {"model": model.strip(), "kind": kind}, "machine")
    kept = session.view().session.machine
    planning.keep_machine(session, _named(kept, read.model, read.kind))
    unknown = MachineFact(code="", label="", source="", model=read.model, kind=read.kind.value)
    _fit_set(session, kept, _fact_of(session, read.model) or unknown)


def _named(kept: Machine | None, model: str, kind: MachineKind) -> Machine:
    """The recorded machine where it is of that model, with all that is known of it; else another.

    Without its serial number and without when it is due, which were another machine's.
    """
    if kept is not None and kept.model == model:
        return replace(kept, kind=kind)
    return Machine(model=model, kind=kind)


def _enter_machine(session: OpenSession, key: str, text: str) -> None:
    machine = session.view().session.machine
    if machine is None:
        raise RefusedError([Refusal(f"machine.{key}", "name the machine first")])
    if key in MACHINE_DAYS:
        day: dict[str, Any] = {key: _machine_day(session, key, text)}
        planning.keep_machine(session, replace(machine, **day))
        return
    serial = text or None
    is_same = machine.serial in (None, serial)
    planning.keep_machine(
        session,
        replace(machine, serial=serial)
        if is_same
        else Machine(model=machine.model, kind=machine.kind, serial=serial),
    )


def _machine_day(session: OpenSession, key: str, text: str) -> date | None:
    """A day of the machine's register; what was done cannot lie in the future."""
    if not text:
        return None
    try:
        day = read_day(text)
    except UnreadableError as unreadable:
        raise RefusedError([Refusal(f"machine.{key}", str(unreadable))]) from None
    today = session.desk.now().day
    if key in MACHINE_DONE and day > today:
        raise RefusedError([Refusal(f"machine.{key}", f"lies in the future; today is {today}")])
    return day


def _enter_set(session: OpenSession, key: str, text: str) -> None:
    kept = session.view().session.circuit_set
    typed = lot_texts("set.lot", text) if key == "lot" else {key: text}
    read = _read(session, CircuitSet, {**_set_texts(kept), **typed}, "set")
    planning.keep_set(session, read if kept is None else replace(read, extra=kept.extra))


def _enter_supply(session: OpenSession, kind: SupplyKind, key: str, text: str) -> None:
    view = session.view()
    typed = lot_texts(f"{kind.value}.lot", text) if key == "lot" else {key: text}
    texts = {**_supply_texts(view, kind), **typed, "kind": kind.value}
    read = _read(session, Supply, texts, kind.value)
    kept = planning.supply_of(view, kind)
    is_blank = read == Supply(kind=kind) and not kept.extra
    named = replace(
        kept,
        product=kept.product or _product(view, kind),
        lot=read.lot,
        expires_on=read.expires_on,
    )
    planning.keep_supply(session, read if is_blank else named)


def _product(view: SessionView, kind: SupplyKind) -> str:
    ordered = view.course.order.anticoagulant
    own = view.session.plan.anticoagulant if view.session.plan is not None else None
    used = own or ordered
    if kind is SupplyKind.ANTICOAGULANT and used is not None:
        return used.product.label
    return kind.label


def _read(session: OpenSession, kind: type[R], texts: Mapping[str, str], group: str) -> R:
    """A record from its texts, with refusals at their fields."""
    try:
        return typed_observed(session, kind, texts)
    except RefusedError as refused:
        raise RefusedError(
            [Refusal(f"{group}.{one.place}", one.reason) for one in refused.refusals]
        ) from None
