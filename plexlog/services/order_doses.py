"""What the form of an order asks of its doses: heparin, locks, calcium, minutes between vitals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plexlog.clinical import likely_doses as likely
from plexlog.domain import wording
from plexlog.domain.findings import Finding, Phase, question
from plexlog.domain.records import Order

_CORRECT = "Correct the number, or say why it is so."


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
    yield question(
        code=code,
        phase=Phase.ORDER,
        what=f"{name} {shown} is ordered; usual are at most {usual}",
        why=likely.SLIP,
        do=_CORRECT,
        source=source,
    )


def _of_heparin(order: Order) -> Iterator[Finding]:
    used = order.anticoagulant
    if used is None:
        return
    bolus, rate = used.heparin_bolus_iu, used.heparin_iu_per_h
    most = likely.HEPARIN_BOLUS_IU, likely.HEPARIN_IU_PER_H
    source = likely.HEPARIN
    yield from _too_much("order-heparin-bolus", "A heparin bolus of", bolus, most[0], "IU", source)
    yield from _too_much("order-heparin-rate", "Heparin", rate, most[1], "IU/h", source)


def _of_lock(order: Order) -> Iterator[Finding]:
    lock = order.catheter_lock
    if lock is None:
        return
    heparin, citrate = lock.heparin_iu_ml, lock.citrate_percent
    most = likely.LOCK_HEPARIN_IU_ML, likely.LOCK_CITRATE_PERCENT
    name, source = "A lock with", likely.LOCKS
    yield from _too_much(
        "order-lock-heparin", f"{name} heparin", heparin, most[0], "IU/mL", source
    )
    yield from _too_much("order-lock-citrate", f"{name} citrate", citrate, most[1], "%", source)


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
        yield question(
            code="order-vitals-unusual",
            phase=Phase.ORDER,
            what=f"Vitals every {shown} are ordered; usual are {likely.VITALS_MIN} min",
            why="A fall of the pressure is seen too late, or nobody can keep up.",
            do=_CORRECT,
            source=likely.VITALS,
        )
