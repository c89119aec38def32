"""A patient with what identifies them, what they do not tolerate, and their vascular access."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from plexlog.domain import words
from plexlog.domain.shapes import Between, FreeWord, Id, Millilitres, Name, Record, Text

TELLS_APART = ("family_name", "given_name", "record_number")  # and the birth date
NOT_TOLD_APART = "is needed to tell this patient from others"


@dataclass(frozen=True, kw_only=True)
class Identifier(Record):
    """One identifier of a patient; as stored, scanned or typed."""

    kind: FreeWord
    value: Name


@dataclass(frozen=True, kw_only=True)
class BloodGroup(Record):
    """ABO group and Rhesus D."""

    abo: words.Abo
    rhd: words.RhD | None = None


@dataclass(frozen=True, kw_only=True)
class Allergy(Record):
    """A substance that is not tolerated; `agent` is what rules read."""

    substance: Name
    agent: FreeWord | None = None
    reaction: Text | None = None


@dataclass(frozen=True, kw_only=True)
class History(Record):
    """A condition of the patient; `hit` and `iga-deficiency` are read by rules."""

    kind: FreeWord
    since: date | None = None
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Patient(Record):
    """A patient of the unit."""

    family_name: Name
    given_name: Name
    birth_date: date
    record_number: Name
    other_identifiers: tuple[Identifier, ...] | None = None
    sex_for_formulas: words.Sex | None = None
    height_cm: Annotated[Decimal, Between("30", "250")] | None = None
    blood_group: BloodGroup | None = None
    allergies: tuple[Allergy, ...] | None = None
    histories: tuple[History, ...] | None = None


def compared_number(record_number: str) -> str:
    """A record number as it is compared: without blanks around it and without case."""
    return record_number.strip().casefold()


def not_told_apart(patient: Patient) -> list[str]:
    """What is blank of a patient and must not be."""
    return [place for place in TELLS_APART if not getattr(patient, place).strip()]


@dataclass(frozen=True, kw_only=True)
class Lumen(Record):
    """One lumen of a catheter."""

    name: Name
    volume_ml: Millilitres | None = None


@dataclass(frozen=True, kw_only=True)
class AccessDevice(Record):
    """A vascular access of the patient."""

    id: Id
    kind: words.AccessKind
    side: words.Side | None = None
    site: FreeWord | None = None
    inserted_on: date | None = None
    removed_on: date | None = None
    removal_reason: Text | None = None
    product: Name | None = None
    lot: Name | None = None
    note: Text | None = None
    tip_confirmed: bool | None = None
    lumens: tuple[Lumen, ...] | None = None
