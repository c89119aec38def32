"""What is asked of an amount given: too much at once, no unit, a lock unlike its lumen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from plexlog.clinical import likely_doses as likely
from plexlog.domain import wording
from plexlog.domain.findings import Finding, Phase, question
from plexlog.domain.records import AccessDevice, CatheterLock, DrugGiven, Lock
from plexlog.domain.words import LockAgent

_UNITLESS = re.compile(r"[0-9][0-9\s.,]*")
_IN_UNITS = re.compile(r"[0-9]\s*(iu|u|units?)\b")
# How a name begins: at its end `sodium` is the salt of many drugs that are counted in units.
_NEVER_IN_UNITS = (
    "calcium",
    "magnesium",
    "potassium chloride",
    "potassium phosphate",
    "saline",
    "sodium bicarbonate",
    "sodium chloride",
    "sodium citrate",
)
_IN_BOTTLES = ("albumin", "human albumin")  # a unit of it is a bottle; an IU is none
_IN_IU = re.compile(r"[0-9]\s*iu\b")
_COUNTED = "parin"  # a salt of heparin is counted in units after all
_LONGEST_CODE = 80
_DOSE = f"the dialog of drugs, {likely.APPROVE}"


def _slug(code: str) -> str:
    """A code in which stand names and numbers as they were typed."""
    return re.sub("[^a-z0-9]+", "-", code.casefold())[:_LONGEST_CODE].strip("-")


def of_volume(code: str, name: str, volume_ml: Decimal | None) -> Iterator[Finding]:
    """What is asked of a volume that was given at once; `code` says of what."""
    if volume_ml is None or volume_ml <= likely.AT_ONCE_ML:
        return
    shown, most = (
        wording.with_unit(wording.plain(one), "mL") for one in (volume_ml, likely.AT_ONCE_ML)
    )
    yield question(
        code=_slug(f"{code}-{wording.plain(volume_ml)}"),
        phase=Phase.RUN,
        what=f"{name}, {shown} at once; usual are at most {most}",
        why=likely.SLIP,
        do="Correct the volume, or say why so much.",
        source=likely.BY_HAND,
    )


def of_drug(drug: DrugGiven) -> Iterator[Finding]:
    """What is asked of volume and dose of a drug."""
    name, dose = drug.drug.strip().casefold(), drug.dose.strip()
    yield from of_volume(f"drug-volume-{name}", wording.sentence(drug.drug), drug.volume_ml)
    if _UNITLESS.fullmatch(dose):
        yield question(
            code=_slug(f"drug-without-unit-{dose}-{name}"),
            phase=Phase.RUN,
            what=f"{wording.sentence(drug.drug)}, dose {dose}: no unit is told",
            why="Of mg, mL and IU nobody knows later which it was.",
            do="Add the unit to the dose, or say why there is none.",
            source=_DOSE,
        )
    if _has_wrong_units(name, dose.casefold()):
        yield question(
            code=_slug(f"drug-in-units-{dose}-{name}"),
            phase=Phase.RUN,
            what=f"{wording.sentence(drug.drug)}, dose {dose}: it is not measured in units",
            why="It is another drug, or another dose.",
            do="Correct the drug or the dose, or say why it is so.",
            source=_DOSE,
        )


def _has_wrong_units(name: str, dose: str) -> bool:
    """Whether the dose counts units of what is never counted in them."""
    if name.startswith(_IN_BOTTLES):
        return _IN_IU.search(dose) is not None
    is_salt = name.startswith(_NEVER_IN_UNITS) and _COUNTED not in name
    return is_salt and _IN_UNITS.search(dose) is not None


def of_lock(
    lock: Lock, access: AccessDevice | None, ordered: CatheterLock | None
) -> Iterator[Finding]:
    """What is asked of volume and strength of a lock."""
    yield from _of_size(lock, access)
    yield from _of_strength(lock, ordered)


def _of_size(lock: Lock, access: AccessDevice | None) -> Iterator[Finding]:
    """A lumen is filled; only saline flushes through it."""
    known = {one.name: one.volume_ml for one in (access.lumens if access else None) or ()}
    holds = known.get(lock.lumen)
    if not holds or lock.agent is LockAgent.SALINE:
        return
    if holds / likely.LOCK_MARGIN <= lock.volume_ml <= holds * likely.LOCK_MARGIN:
        return
    shown, usual = (wording.with_unit(wording.plain(one), "mL") for one in (lock.volume_ml, holds))
    yield question(
        code=_slug(f"lock-volume-{lock.lumen}-{wording.plain(lock.volume_ml)}"),
        phase=Phase.CLOSE,
        what=f"{shown} in the {lock.lumen} lumen; it holds {usual}",
        why="What is more than the lumen holds runs into the patient; what is less lets it clot.",
        do="Correct the volume, or say why it is so.",
        source=likely.LOCK_SIZE,
    )


def _of_strength(lock: Lock, ordered: CatheterLock | None) -> Iterator[Finding]:
    """Held against the order of the same agent; where it says none, against what is usual."""
    same = ordered if ordered is not None and ordered.agent is lock.agent else None
    for name, used, told, most, unit in (
        (
            "citrate",
            lock.citrate_percent,
            None if same is None else same.citrate_percent,
            likely.LOCK_CITRATE_PERCENT,
            "%",
        ),
        (
            "heparin",
            lock.heparin_iu_ml,
            None if same is None else same.heparin_iu_ml,
            likely.LOCK_HEPARIN_IU_ML,
            "IU/mL",
        ),
    ):
        if used is None or used == told or (told is None and used <= most):
            continue
        shown = wording.with_unit(wording.plain(used), unit)
        usual = wording.with_unit(wording.plain(most if told is None else told), unit)
        yield question(
            code=_slug(f"lock-{name}-{lock.lumen}-{wording.plain(used)}"),
            phase=Phase.CLOSE,
            what=f"The {lock.lumen} lumen is locked with {name} {shown}; "
            + (f"usual are at most {usual}" if told is None else f"{usual} is ordered"),
            why="What runs into the patient at the next flush can stop the heart or the clotting.",
            do="Read the label again and correct it, or say why it is so.",
            source=likely.LOCKS,
        )
