"""An order in words, part by part, and what one version of it changed in another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from plexlog.clinical.pre_medication import drug_words
from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.records import Consent, Order, OrderedTest
from plexlog.domain.unit import OrderChange
from plexlog.reports.course_input import CourseInput, session_words
from plexlog.reports.model import Block, Column
from plexlog.reports.summary_delivery import share_words
from plexlog.reports.summary_opening import access_words
from plexlog.reports.summary_tables import table

NOT_ORDERED = "not ordered"
GIVEN_BY = ("ordered_by", "ordered_at")  # of each version, beside what it orders


def lab_words(one: OrderedTest) -> str:
    """A value to be taken around each session, with when."""
    return f"{wording.spoken(CATALOGUE[one.quantity].label)} {one.timing.label}"


def anticoagulant_words(order: Order) -> str:
    """The anticoagulant of the circuit with its ratio and doses; empty: not ordered."""
    ordered = order.anticoagulant
    if ordered is None:
        return ""
    ratio = f" {wording.plain(ordered.inlet_ac_ratio)} : 1" if ordered.inlet_ac_ratio else ""
    parts = (
        f"{ordered.product.label}{ratio}",
        _amount("bolus ", ordered.heparin_bolus_iu, "IU"),
        _amount("", ordered.heparin_iu_per_h, "IU/h"),
    )
    return ", ".join(part for part in parts if part)


def _amount(before: str, value: Decimal | None, unit: str) -> str:
    """An ordered amount with its unit; one of nought is told, one that is absent is not."""
    return "" if value is None else f"{before}{wording.with_unit(wording.plain(value), unit)}"


def calcium_words(order: Order) -> str:
    """Calcium to be given along; empty: not ordered."""
    plan = order.calcium_plan
    if plan is None:
        return ""
    parts = (
        plan.salt.label,
        _amount("", plan.ml_per_l_replaced, "mL per litre replaced"),
        plan.route.label if plan.route else "",
        plan.note or "",
    )
    return ", ".join(part for part in parts if part)


def lock_words(order: Order) -> str:
    """What the lumens are to be locked with; empty: not ordered."""
    lock = order.catheter_lock
    if lock is None:
        return ""
    parts = (
        lock.agent.label,
        _amount("", lock.heparin_iu_ml, "IU/mL"),
        _amount("", lock.citrate_percent, "%"),
    )
    return " ".join(part for part in parts if part)


def steroid_words(order: Order) -> str:
    """The corticosteroid trial before; empty: not told."""
    trial = order.steroid_trial
    if trial is None:
        return ""
    dose = wording.with_unit(wording.plain(trial.dose_mg_per_day), "mg/d")
    days = f"{wording.day(trial.started_on)} to {wording.day(trial.ended_on)}"
    return f"{trial.drug} {dose}, {days}, response: {trial.response.label}"


def consent_words(consent: Consent) -> str:
    """A consent with its days, and whether it was withdrawn."""
    until = f", valid until {wording.day(consent.valid_until)}" if consent.valid_until else ""
    gone = f", WITHDRAWN {wording.day(consent.withdrawn_on)}" if consent.withdrawn_on else ""
    by = f" ({consent.taken_by})" if consent.taken_by else ""
    return f"{consent.kind.label} {wording.day(consent.given_on)}{until}{gone}{by}"


def _volumes(order: Order) -> str:
    volumes = order.plasma_volumes
    return "" if volumes is None else wording.with_unit(wording.plain(volumes, least=2), "PV")


def _plain(value: Decimal | int | None) -> str:
    return "" if value is None else wording.plain(value)


def _vitals(order: Order) -> str:
    return ", ".join(wording.plain(one) for one in order.vitals_programme_min or ())


def _access(order: Order, facts: CourseInput) -> str:
    device = facts.course.device(order.access_device_id)
    return "" if device is None else access_words(device)


Words = Callable[[Order, CourseInput], str]
PARTS: tuple[tuple[str, str, Words], ...] = (
    (
        "indication",
        "Indication",
        lambda order, facts: wording.label_of(order.indication, facts.labels.indications),
    ),
    ("diagnosis", "Diagnosis", lambda order, _facts: order.diagnosis or ""),
    ("icd10", "ICD-10", lambda order, _facts: order.icd10 or ""),
    ("reason", "Reason", lambda order, _facts: order.reason or ""),
    ("plasma_volumes", "Plasma volumes", lambda order, _facts: _volumes(order)),
    ("sessions_planned", "Sessions", lambda order, _facts: _plain(order.sessions_planned)),
    ("interval_hours", "Interval", lambda order, _facts: _amount("", order.interval_hours, "h")),
    ("balance_percent", "Balance", lambda order, _facts: _amount("", order.balance_percent, "%")),
    (
        "replacement",
        "Replacement",
        lambda order, _facts: "; ".join(share_words(one) for one in order.replacement or ()),
    ),
    ("anticoagulant", "Anticoagulant", lambda order, _facts: anticoagulant_words(order)),
    ("calcium_plan", "Calcium plan", lambda order, _facts: calcium_words(order)),
    ("catheter_lock", "Catheter lock", lambda order, _facts: lock_words(order)),
    ("vitals_programme_min", "Minutes between vital signs", lambda order, _facts: _vitals(order)),
    ("access_device_id", "Access", _access),
    (
        "pre_medication",
        "Pre-medication",
        lambda order, _facts: "; ".join(drug_words(one) for one in order.pre_medication or ()),
    ),
    (
        "laboratory_plan",
        "Laboratory plan",
        lambda order, _facts: "; ".join(lab_words(one) for one in order.laboratory_plan or ()),
    ),
    (
        "response_scale",
        "Response scale",
        lambda order, _facts: wording.words_of(order.response_scale or ""),
    ),
    (
        "stop_rule",
        "Stop rule",
        lambda order, facts: wording.label_of(order.stop_rule or "", facts.stop_rules),
    ),
    ("steroid_trial", "Corticosteroid trial", lambda order, _facts: steroid_words(order)),
    (
        "consents",
        "Consent",
        lambda order, _facts: "; ".join(consent_words(one) for one in order.consents or ()),
    ),
    ("note", "Order note", lambda order, _facts: order.note or ""),
)
"""Every part of an order but who gave it and when: its key in the record, its label, its words."""


def changed_parts(before: Order, after: Order, facts: CourseInput) -> Iterator[str]:
    """What differs between two versions: `Plasma volumes 1.00 PV (was 1.25 PV)`."""
    for code, label, words in PARTS:
        if getattr(before, code) == getattr(after, code):
            continue
        was, now = words(before, facts) or NOT_ORDERED, words(after, facts) or NOT_ORDERED
        yield f"{label} {now} (was {was})" if now != was else f"{label} changed in details"


VERSION_COLUMNS = (
    Column(heading="Order"),
    Column(heading="Ordered"),
    Column(heading="Entered"),
    Column(heading="Why"),
    Column(heading="Changed"),
    Column(heading="Run under it"),
)


def versions(facts: CourseInput) -> Iterator[Block]:
    """Each version of the order: when, by whom, why, what it changed, and what ran under it."""
    changes = facts.order_changes
    if len(changes) > 1:
        befores = (None, *changes)
        rows = (
            _version(facts, before, one) for before, one in zip(befores, changes, strict=False)
        )
        yield table(VERSION_COLUMNS, list(rows))


def _version(facts: CourseInput, before: OrderChange | None, one: OrderChange) -> tuple[str, ...]:
    changed = "first order"
    if before is not None:
        parts = list(changed_parts(before.order, one.order, facts))
        changed = "\n".join(parts) or "nothing but who gave it"
    ran = [each for each in facts.sessions if each.order_version == one.version]
    return (
        f"Version {one.version}",
        f"{one.ordered_by}\n{wording.moment(one.order.ordered_at)}",
        f"{one.by}\n{wording.moment(one.at)}",
        one.why,
        changed,
        session_words(ran) if ran else "none",
    )
