"""An order in words, part by part, and what one version of it changed in another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from plexlog.clinical.plans import share_percent
from plexlog.clinical.pre_medication import drug_words
from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import TitreField
from plexlog.domain.moments import Moment
from plexlog.domain.records import Consent, FluidShare, Order, OrderedTest

NOT_ORDERED = "not ordered"
GIVEN_BY = ("ordered_by", "ordered_at")  # of each version, beside what it orders


@dataclass(frozen=True, kw_only=True)
class OrderLabels:
    """What codes within an order are called."""

    devices: Mapping[str, str] = field(default_factory=dict)  # in words, by id
    indications: Mapping[str, str] = field(default_factory=dict)
    stop_rules: Mapping[str, str] = field(default_factory=dict)
    stop_quantities: Mapping[str, str] = field(default_factory=dict)  # what each rule is about


ENTERED_LATE = timedelta(minutes=15)  # after an order was given: both times are told


def entered_words(ordered_at: Moment, entered_at: Moment, by: str) -> str:
    """`entered 2026-11-20 10:05 (Ada N.)` of an order that was written down later, or nothing."""
    if entered_at.to_minute() <= ordered_at.to_minute() + ENTERED_LATE:
        return ""
    return f"entered {wording.moment(entered_at)} ({by})"


def share_words(share: FluidShare) -> str:
    """A fluid with its share: `80 % albumin 5 %`."""
    strength = share.diluted_to_percent or share.concentration_percent
    percent = f" {wording.plain(strength)}\u00a0%" if strength else ""
    return f"{wording.plain(share_percent(share))}\u00a0% {share.fluid.label}{percent}"


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


def stop_value_words(order: Order, labels: OrderLabels) -> str:
    """The number of the stop rule, in the unit of what the rule is about."""
    quantity = labels.stop_quantities.get(order.stop_rule or "", "")
    if order.stop_value is None or quantity not in CATALOGUE:
        return _plain(order.stop_value)
    declared = CATALOGUE[quantity]
    if isinstance(declared, TitreField):
        return declared.format(order.stop_value)
    return _amount("", order.stop_value, declared.shown_unit)


def _vitals(order: Order) -> str:
    return ", ".join(wording.plain(one) for one in order.vitals_programme_min or ())


Words = Callable[[Order, OrderLabels], str]
PARTS: tuple[tuple[str, str, Words], ...] = (
    (
        "indication",
        "Indication",
        lambda order, labels: wording.label_of(order.indication, labels.indications),
    ),
    ("diagnosis", "Diagnosis", lambda order, _labels: order.diagnosis or ""),
    ("icd10", "ICD-10", lambda order, _labels: order.icd10 or ""),
    ("reason", "Reason", lambda order, _labels: order.reason or ""),
    ("plasma_volumes", "Plasma volumes", lambda order, _labels: _volumes(order)),
    ("sessions_planned", "Sessions", lambda order, _labels: _plain(order.sessions_planned)),
    ("interval_hours", "Interval", lambda order, _labels: _amount("", order.interval_hours, "h")),
    ("balance_percent", "Balance", lambda order, _labels: _amount("", order.balance_percent, "%")),
    (
        "replacement",
        "Replacement",
        lambda order, _labels: "; ".join(share_words(one) for one in order.replacement or ()),
    ),
    ("anticoagulant", "Anticoagulant", lambda order, _labels: anticoagulant_words(order)),
    ("calcium_plan", "Calcium plan", lambda order, _labels: calcium_words(order)),
    ("catheter_lock", "Catheter lock", lambda order, _labels: lock_words(order)),
    ("vitals_programme_min", "Minutes between vital signs", lambda order, _labels: _vitals(order)),
    (
        "access_device_id",
        "Access",
        lambda order, labels: labels.devices.get(order.access_device_id or "", ""),
    ),
    (
        "pre_medication",
        "Pre-medication",
        lambda order, _labels: "; ".join(drug_words(one) for one in order.pre_medication or ()),
    ),
    (
        "laboratory_plan",
        "Laboratory plan",
        lambda order, _labels: "; ".join(lab_words(one) for one in order.laboratory_plan or ()),
    ),
    (
        "response_scale",
        "Response scale",
        lambda order, _labels: wording.words_of(order.response_scale or ""),
    ),
    (
        "stop_rule",
        "Stop rule",
        lambda order, labels: wording.label_of(order.stop_rule or "", labels.stop_rules),
    ),
    ("stop_value", "Stop value", stop_value_words),
    ("steroid_trial", "Corticosteroid trial", lambda order, _labels: steroid_words(order)),
    (
        "consents",
        "Consent",
        lambda order, _labels: "; ".join(consent_words(one) for one in order.consents or ()),
    ),
    ("note", "Order note", lambda order, _labels: order.note or ""),
)
"""Every part of an order but who gave it and when: its key in the record, its label, its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChange:
    """A part of an order that another version has otherwise, in words."""

    label: str
    was: str
    now: str

    @property
    def arrow_words(self) -> str:
        """`Plasma volumes 1.25 PV → 1.00 PV`."""
        return f"{self.label} {self.was} → {self.now}" if self.is_told else self.details

    @property
    def was_words(self) -> str:
        """`Plasma volumes 1.00 PV (was 1.25 PV)`."""
        return f"{self.label} {self.now} (was {self.was})" if self.is_told else self.details

    @property
    def is_told(self) -> bool:
        """Whether the words tell what differs."""
        return self.was != self.now

    @property
    def details(self) -> str:
        """That something differs which the words do not tell."""
        return f"{self.label} changed in details"


def part_changes(before: Order, after: Order, labels: OrderLabels) -> Iterator[PartChange]:
    """What differs between two versions, part by part."""
    for code, label, words in PARTS:
        if getattr(before, code) != getattr(after, code):
            was, now = words(before, labels) or NOT_ORDERED, words(after, labels) or NOT_ORDERED
            yield PartChange(label=label, was=was, now=now)
