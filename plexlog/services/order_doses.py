"""What the form of an order asks of its doses: heparin, locks, calcium, minutes between vitals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plexlog.clinical import likely_doses as likely
from plexlog.domain import wording
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase
from plexlog.domain.records import Order

_SLIP = "By a slip of the hand it is ten times what was meant."


def dose_questions(order: Order) -> Iterator[Finding]:
    """The questions about doses that read as a slip; none where nothing is ordered."""
    yield from _of_heparin(order)
    yield from _of_lock(order)
    yield from _of_calcium(order)
    yield from _of_vitals(order)


def _too_much(
    code: str, name: str, value: Decimal | None, most: Decimal, unit: str, source: str
) -> Iterator[Finding]:
    if value is None or value <= most:
        return
    shown, usual = (wording.with_unit(wording.plain(one), unit) for one in (value, most))
    yield _question(code, f"{name} {shown} is ordered; usual are at most {usual}", _SLIP, source)


def _question(code: str, what: str, why: str, source: str) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ASK,
        phase=Phase.ORDER,
        what=what,
        why=why,
        do="Correct the number, or say why it is so.",
        source=source,
        needs_reason=True,
    )


def _of_heparin(order: Order) -> Iterator[Finding]:
    used = order.anticoagulant
    if used is None:
        return
    for code, name, value, most, unit in (
        (
            "order-heparin-bolus",
            "A heparin bolus of",
            used.heparin_bolus_iu,
            likely.HEPARIN_BOLUS_IU,
            "IU",
        ),
        ("order-heparin-rate", "Heparin", used.heparin_iu_per_h, likely.HEPARIN_IU_PER_H, "IU/h"),
    ):
        yield from _too_much(code, name, value, most, unit, likely.HEPARIN)


def _of_lock(order: Order) -> Iterator[Finding]:
    lock = order.catheter_lock
    if lock is None:
        return
    for code, name, value, most, unit in (
        (
            "order-lock-heparin",
            "A lock with heparin",
            lock.heparin_iu_ml,
            likely.LOCK_HEPARIN_IU_ML,
            "IU/mL",
        ),
        (
            "order-lock-citrate",
            "A lock with citrate",
            lock.citrate_percent,
            likely.LOCK_CITRATE_PERCENT,
            "%",
        ),
    ):
        yield from _too_much(code, name, value, most, unit, likely.LOCKS)


def _of_calcium(order: Order) -> Iterator[Finding]:
    plan = order.calcium_plan
    most = None if plan is None else likely.CALCIUM_ML_PER_L.get(plan.salt)
    if plan is None or most is None:
        return
    yield from _too_much(
        "order-calcium-much",
        wording.sentence(plan.salt.label),
        plan.ml_per_l_replaced,
        most,
        "mL for each litre",
        likely.CALCIUM,
    )


def _of_vitals(order: Order) -> Iterator[Finding]:
    waits = [one for one in order.vitals_programme_min or () if not likely.VITALS_MIN.hold(one)]
    if waits:
        shown = wording.with_unit(", ".join(wording.plain(one) for one in waits), "min")
        yield _question(
            "order-vitals-unusual",
            f"Vitals every {shown} are ordered; usual are {likely.VITALS_MIN} min",
            "A fall of the pressure is seen too late, or nobody can keep up.",
            likely.VITALS,
        )
