"""Rules before a session on the machine, its set, fluids, lots and plasma units."""

from __future__ import annotations

from plexlog.clinical.replacement import extracorporeal_share
from plexlog.clinical.rules.refusing import (
    Misfit,
    abo_misfits,
    abo_unknown,
    din_misfits,
    expired,
    undated,
    water_in_session,
)
from plexlog.clinical.rules.rule import Answer, Missing, Raised, SessionCase
from plexlog.clinical.rules.thresholds import above, beyond
from plexlog.domain.fields import Severity


def albumin_in_water(case: SessionCase) -> Answer:
    """Refuse albumin in water in the session's own plan and its bags."""
    return refused(
        list(water_in_session(case.session)), "Choose sodium chloride 0.9 % or dextrose 5 %."
    )


def circuit_volume_high(case: SessionCase) -> Answer:
    """Ask where the circuit holds more than 10 % of the blood; stop above 15 %."""
    circuit = case.session.circuit_set
    volume = None if circuit is None else circuit.extracorporeal_volume_ml
    tbv = case.volumes.tbv_ml
    if volume is None or tbv is None:
        own = () if volume is not None else ("set.extracorporeal_volume_ml",)
        return Missing((*own, *case.volumes.missing["tbv_ml"]))
    percent = 100 * extracorporeal_share(float(volume), tbv)
    asks_over, stops_over = (
        case.limits.circuit_volume_percent,
        case.limits.circuit_volume_stop_percent,
    )
    if not above(percent, asks_over):
        return None
    is_stop = above(percent, stops_over)
    share = beyond(percent, stops_over if is_stop else asks_over, 1)
    return Raised(
        what=f"The circuit holds {volume} mL, {share} % of the blood volume",
        why="The patient is without that blood during the session.",
        do="Ask the physician about priming with red cells or albumin.",
        severity=Severity.STOP if is_stop else None,
    )


def lot_expired(case: SessionCase) -> Answer:
    """Refuse what is past its expiry on the day."""
    found = list(expired(case.session, case.day))
    if found:
        return refused(found, "Take it away and use one in date.")
    missing = tuple(undated(case.session))
    if case.day is None:
        missing = ("started_at", *missing)
    return Missing(missing) if missing else None


def abo_incompatible(case: SessionCase) -> Answer:
    """Refuse plasma that is not compatible as plasma."""
    found = list(abo_misfits(case.course.patient, case.session))
    if found:
        return refused(found, "Do not hang it. Return it to the blood bank.")
    missing = tuple(abo_unknown(case.course.patient, case.session))
    return Missing(missing) if missing else None


def din_invalid(case: SessionCase) -> Answer:
    """Refuse a donation number that does not fit its check character or flag."""
    return refused(list(din_misfits(case.session)), "Scan or type the number again.")


def machine_overdue(case: SessionCase) -> Answer:
    """Ask where maintenance or the electrical check is past due."""
    machine = case.session.machine
    if machine is None:
        return Missing(("machine",))
    if case.day is None:
        return Missing(("started_at",))
    dues = {
        "maintenance": machine.maintenance_due_on,
        "electrical check": machine.electrical_check_due_on,
    }
    overdue = [
        f"{what} was due on {due}"
        for what, due in dues.items()
        if due is not None and due < case.day
    ]
    if overdue:
        return Raised(
            what=f"{machine.model}: {' and '.join(overdue)}",
            why="A machine past its checks may be unsafe.",
            do="Take another machine, or confirm.",
        )
    keys = ("maintenance_due_on", "electrical_check_due_on")
    missing = tuple(
        f"machine.{key}" for key, due in zip(keys, dues.values(), strict=True) if due is None
    )
    return Missing(missing) if missing else None


def refused(found: list[Misfit], do: str) -> Answer:
    """The finding for what is not accepted; nothing where all fits."""
    if not found:
        return None
    reasons = "; ".join(misfit.reason for misfit in found)
    return Raised(
        what=reasons[:1].upper() + reasons[1:],
        why="This must never happen.",
        do=do,
        subject=tuple(dict.fromkeys(misfit.subject for misfit in found if misfit.subject)),
    )
