"""What must never happen, found with its place in the record: the rows called refuse."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plexlog.clinical.donation import check_fits, flag_fits, is_donation_number
from plexlog.clinical.plans import day_of
from plexlog.domain.errors import Refusal
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, Course, FluidShare, Patient, Session
from plexlog.domain.words import Abo, Diluent, Fluid

PLASMA_FITS = {  # plasma of these groups may go to a patient of that group
    Abo.A: (Abo.A, Abo.AB),
    Abo.B: (Abo.B, Abo.AB),
    Abo.AB: (Abo.AB,),
    Abo.O: (Abo.O, Abo.A, Abo.B, Abo.AB),
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that is not accepted: where in the record, why, and what it is about."""

    place: str
    reason: str
    subject: str = ""


def water_in_shares(shares: tuple[FluidShare, ...] | None, place: str) -> Iterator[Misfit]:
    """Albumin that is to be diluted with water."""
    for index, part in enumerate(shares or ()):
        if part.fluid is Fluid.ALBUMIN and part.diluent is Diluent.WATER:
            yield Misfit(
                f"{place}[{index}].diluent",
                "albumin is never diluted with water, it breaks red cells; possible are "
                "sodium-chloride-0-9 and dextrose-5",
            )


def water_in_bags(session: Session) -> Iterator[Misfit]:
    """Bottles of albumin diluted with water."""
    for index, bag in enumerate(session.bags or ()):
        if bag.fluid is Fluid.ALBUMIN and bag.diluent is Diluent.WATER:
            yield Misfit(
                f"bags[{index}].diluent",
                f"bag {bag.id}: albumin is never diluted with water, it breaks red cells; "
                "possible are sodium-chloride-0-9 and dextrose-5",
                bag.id,
            )


def water_in_session(session: Session) -> Iterator[Misfit]:
    """Albumin in water in a session's own plan or its bags."""
    if session.plan is not None:
        yield from water_in_shares(session.plan.replacement, "plan.replacement")
    yield from water_in_bags(session)


def identity_misfits(patient: Patient, session: Session) -> Iterator[Misfit]:
    """Identifiers read off the patient that are not this patient's."""
    check = session.identity_check
    for index, read in enumerate(() if check is None else check.identifiers):
        own = _on_record(patient, read.kind)
        if own and _plain(read.value) not in own:
            yield Misfit(
                f"identity_check.identifiers[{index}].value",
                f"the {read.kind.replace('-', ' ')} {read.value!r} is not that of "
                f"{patient.family_name}, {patient.given_name}",
                read.kind,
            )


def identity_unknown(patient: Patient, session: Session) -> Iterator[str]:
    """Kinds that were read off the patient and are not on record to be held against."""
    check = session.identity_check
    for read in () if check is None else check.identifiers:
        if not _on_record(patient, read.kind):
            yield f"patient.{read.kind}"


def _on_record(patient: Patient, kind: str) -> set[str]:
    """What is on record of a kind of identifier, made plain; empty: nothing."""
    match kind:
        case "record-number":
            values = [patient.record_number]
        case "birth-date":
            values = [patient.birth_date.isoformat()]
        case "family-name":
            values = [patient.family_name]
        case "given-name":
            values = [patient.given_name]
        case _:
            others = patient.other_identifiers or ()
            values = [other.value for other in others if other.kind == kind]
    return {_plain(value) for value in values}


def _plain(text: str) -> str:
    """A text to compare by: without case, double spaces and ways of composing letters."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def expired(session: Session, day: date | None) -> Iterator[Misfit]:
    """Set, supplies, bags and drugs past their expiry on the day."""
    for place, name, expires_on in _dated(session):
        if day is not None and expires_on is not None and expires_on < day:
            yield Misfit(
                f"{place}.expires_on",
                f"{name} expired on {expires_on}; on {day} possible is {day} or later",
                name,
            )


def undated(session: Session) -> Iterator[str]:
    """The set and the bags whose expiry nobody recorded."""
    if session.circuit_set is None or session.circuit_set.expires_on is None:
        yield "set.expires_on"
    if any(bag.expires_on is None for bag in session.bags or ()):
        yield "bags.expires_on"


def _dated(session: Session) -> Iterator[tuple[str, str, date | None]]:
    if session.circuit_set is not None:
        yield "set", session.circuit_set.name or "the set", session.circuit_set.expires_on
    for index, supply in enumerate(session.supplies or ()):
        yield f"supplies[{index}]", supply.product or supply.kind.label, supply.expires_on
    for index, bag in enumerate(session.bags or ()):
        yield f"bags[{index}]", _bag_name(bag), bag.expires_on
    for index, drug in enumerate(session.drugs_given or ()):
        yield f"drugs_given[{index}]", drug.drug, drug.expires_on


def _bag_name(bag: Bag) -> str:
    """The fluid of a bag with what stands on its label."""
    name = bag.fluid.value.replace("-", " ")
    if bag.din:
        return f"{name} {bag.din}"
    return f"{name} of lot {bag.lot}" if bag.lot else name


def abo_misfits(patient: Patient, session: Session) -> Iterator[Misfit]:
    """Plasma units that are not compatible as plasma with the patient's group."""
    if patient.blood_group is None:
        return
    group = patient.blood_group.abo
    for index, bag in enumerate(session.bags or ()):
        if bag.fluid.is_plasma and bag.abo is not None and bag.abo not in PLASMA_FITS[group]:
            fitting = ", ".join(PLASMA_FITS[group])
            yield Misfit(
                f"bags[{index}].abo",
                f"{_bag_name(bag)} of group {bag.abo} is not compatible with a patient of "
                f"group {group}; possible is plasma of {fitting}",
                bag.id,
            )


def abo_unknown(patient: Patient, session: Session) -> Iterator[str]:
    """What is not recorded to judge the groups of plasma units."""
    plasma = [bag for bag in session.bags or () if bag.fluid.is_plasma]
    if plasma and patient.blood_group is None:
        yield "blood_group"
    if any(bag.abo is None for bag in plasma):
        yield "bags.abo"


def din_misfits(session: Session) -> Iterator[Misfit]:
    """Donation numbers whose form, keyed check character or checked flag does not fit."""
    for index, bag in enumerate(session.bags or ()):
        if bag.din is not None:
            yield from _din_misfit(bag, bag.din, f"bags[{index}]")


def _din_misfit(bag: Bag, din: str, place: str) -> Iterator[Misfit]:
    if not is_donation_number(din):
        yield Misfit(
            f"{place}.din",
            f"{din!r} is no donation number; possible are 13 characters: five of the facility, "
            "two of the year, six of the serial number",
            bag.id,
        )
        return
    if bag.din_check is not None and not check_fits(din, bag.din_check):
        yield Misfit(
            f"{place}.din_check",
            f"the check character {bag.din_check!r} does not fit donation number {din}; "
            "read both again from the label",
            bag.id,
        )
    if bag.din_flag is not None and not flag_fits(din, bag.din_flag):
        yield Misfit(
            f"{place}.din_flag",
            f"the flag {bag.din_flag!r} does not fit donation number {din}; scan it again",
            bag.id,
        )


def misfits_of_session(
    patient: Patient, session: Session, now: Moment | None = None
) -> Iterator[Misfit]:
    """Everything in a session that is not accepted."""
    yield from water_in_session(session)
    yield from identity_misfits(patient, session)
    yield from expired(session, day_of(session, now))
    yield from abo_misfits(patient, session)
    yield from din_misfits(session)


def refusals_of(course: Course) -> list[Refusal]:
    """Every reason of the rules why a course is not taken, with its place in the document."""
    found = [
        Refusal(misfit.place, misfit.reason)
        for misfit in water_in_shares(course.order.replacement, "order.replacement")
    ]
    for index, session in enumerate(course.sessions or ()):
        found += [
            Refusal(f"sessions[{index}].{misfit.place}", misfit.reason)
            for misfit in misfits_of_session(course.patient, session)
        ]
    return found
