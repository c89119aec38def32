"""What is worked out for an infection or a clot while it is told: days, fever, pressures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from plexlog.clinical.blood_loss import (
    filtration_fraction_percent,
    inlet_to_anticoagulant,
    red_cells_lost_ml,
)
from plexlog.clinical.haemovigilance import WINDOWS, UnitInWindow, plasma_units
from plexlog.clinical.timing import catheter_days
from plexlog.domain import wording
from plexlog.domain.moments import Moment
from plexlog.domain.records import Clotting, Infection, Reaction, Session, Snapshot
from plexlog.domain.words import MachineKind, ReactionKind
from plexlog.services.open_session import SessionView
from plexlog.services.reactions import bare

__all__ = [
    "UnitInWindow",
    "WorkedOut",
    "as_it_was",
    "blood_lost",
    "conditions",
    "days_of_catheter",
    "plasma_given",
    "temperature_rise",
    "with_rise",
    "with_what_is_known",
]

CONDITIONS = (
    "access_pressure_mmhg",
    "return_pressure_mmhg",
    "transmembrane_pressure_mmhg",
    "ionised_calcium_mmol_l",
)
_OF_PLASMA = {*WINDOWS, ReactionKind.CITRATE}  # plasma brings citrate along
_TENTH = Decimal("0.1")
_WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    """A figure with its working; None with what is missing for it."""

    value: Decimal | None
    working: str


def days_of_catheter(view: SessionView, onset: Moment) -> int | None:
    """The catheter's day at the onset; the day of insertion is 1."""
    device = view.access
    if device is None or not device.kind.is_central_line:
        return None
    return catheter_days((device,), onset.day)


def temperature_rise(session: Session) -> WorkedOut:
    """How far the temperature rose in the run, against the one before the start."""
    before = (session.before or {}).get("temperature_c")
    rows = [row for row in session.readings or () if "temperature_c" in row.values]
    if before is None or not rows:
        lacks = "before the start" if before is None else "in the run"
        return WorkedOut(value=None, working=f"no temperature {lacks}")
    top = max(rows, key=lambda row: row.values["temperature_c"].value)
    highest = top.values["temperature_c"].value
    words = (
        f"{wording.plain(before.value)} °C before the start, highest "
        f"{wording.plain(highest)} °C at {top.at.clock}"
    )
    return WorkedOut(value=highest - before.value, working=words)


def blood_lost(session: Session) -> WorkedOut:
    """Red cells in a set that is not given back: circuit volume times haematocrit."""
    circuit = session.circuit_set.extracorporeal_volume_ml if session.circuit_set else None
    hematocrit = (session.before or {}).get("hematocrit_percent")
    lacks = [
        name
        for name, there in (("circuit volume", circuit), ("haematocrit", hematocrit))
        if there is None
    ]
    if circuit is None or hematocrit is None:
        return WorkedOut(value=None, working=f"cannot be calculated: no {wording.listed(lacks)}")
    lost = red_cells_lost_ml(float(circuit), float(hematocrit.value) / 100)
    amount = Decimal(str(lost)).quantize(_WHOLE)
    words = (
        f"set {wording.plain(circuit)} mL × haematocrit {wording.plain(hematocrit.value)} % "
        f"= {amount} mL red cells"
    )
    return WorkedOut(value=amount, working=words)


def conditions(session: Session, at: Moment) -> tuple[Snapshot, ...]:
    """Pressures and ionised calcium as they last were until then, each with its time."""
    wanted = set(CONDITIONS)
    found = []
    for row in sorted(session.readings or (), key=lambda one: one.at, reverse=True):
        values = {
            code: row.values[code] for code in CONDITIONS if code in wanted & set(row.values)
        }
        if row.at <= at and values:
            found.append(Snapshot(at=row.at, values=bare(values)))
            wanted -= set(values)
    return tuple(found)


def as_it_was(view: SessionView, reaction: Reaction, clot: Clotting) -> Clotting:
    """The clot with the pressures, ratio and fraction of its time; what is told already stays."""
    totals = _totals(view.session, reaction.onset_at)
    ratio = fraction = None
    if totals is not None:
        inlet, anticoagulant, removed = totals
        ratio = inlet_to_anticoagulant(inlet, anticoagulant)
        fraction = _fraction(view.session, inlet, anticoagulant, removed)
    device = view.access
    return replace(
        clot,
        conditions=clot.conditions or conditions(view.session, reaction.onset_at) or None,
        anticoagulant_ratio=clot.anticoagulant_ratio or _tenths(ratio),
        filtration_fraction_percent=clot.filtration_fraction_percent or _tenths(fraction),
        access_device_id=clot.access_device_id or (device.id if device else None),
    )


def _tenths(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(_TENTH)


def _totals(session: Session, at: Moment) -> tuple[float, float, float] | None:
    """Inlet, anticoagulant and removed as they last stood together until then."""
    codes = ("inlet_ml", "anticoagulant_ml", "removed_ml")
    for row in sorted(session.readings or (), key=lambda one: one.at, reverse=True):
        if row.at <= at and all(code in row.values for code in codes):
            inlet, anticoagulant, removed = (float(row.values[code].value) for code in codes)
            return inlet, anticoagulant, removed
    return None


def _fraction(
    session: Session, inlet: float, anticoagulant: float, removed: float
) -> float | None:
    """The filtration fraction, of a membrane only."""
    hematocrit = (session.before or {}).get("hematocrit_percent")
    machine = session.machine
    if machine is None or machine.kind is not MachineKind.MEMBRANE or hematocrit is None:
        return None
    if inlet < anticoagulant:
        return None
    share = float(hematocrit.value) / 100
    found = filtration_fraction_percent(removed, inlet, anticoagulant, share)
    return None if found is None or found > 100 else found  # noqa: PLR2004 - percent


def with_what_is_known(view: SessionView, reaction: Reaction, infection: Infection) -> Infection:
    """The infection with access, catheter day and rise that the record knows; typed ones stay."""
    device = view.access
    known = replace(
        infection,
        access_device_id=infection.access_device_id or (device.id if device else None),
        catheter_days=infection.catheter_days or days_of_catheter(view, reaction.onset_at),
    )
    return with_rise(view.session, known)


def with_rise(session: Session, infection: Infection) -> Infection:
    """The infection with the rise as it is by now; what is known stays where none can be told."""
    rise = temperature_rise(session).value
    return infection if rise is None else replace(infection, temperature_rise_c=rise)


def plasma_given(view: SessionView, reaction: Reaction) -> Sequence[UnitInWindow]:
    """The units of donor plasma with the time between each and the onset.

    None for a kind that no unit can bring about, such as a fault of the machine.
    """
    if reaction.kind not in _OF_PLASMA:
        return ()
    bags = view.session.bags or ()
    return tuple(plasma_units(bags, reaction.kind, reaction.onset_at))
