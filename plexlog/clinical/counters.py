"""What a course adds up to: plasma volumes, albumin, units of donor plasma, citrate.

Each is the sum of its sessions; where one session cannot say, the sum cannot be said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plexlog.clinical.figures.session import SessionFigures
from plexlog.domain.records import Bag, Session
from plexlog.domain.words import Fluid

MG_PER_G = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """Counters of one session or of a course; None: cannot be said."""

    plasma_volumes: float | None
    plasma_removed_ml: float | None  # the patient's own
    albumin_g: float | None
    donor_exposures: int | None  # units of plasma, each of one donor
    pooled_units: int | None  # of solvent/detergent plasma, each of many donors
    citrate_g: float | None  # that reached the patient


def session_counters(session: Session, figures: SessionFigures) -> Counters:
    """The counters of one session that was begun."""
    bags = session.bags
    return Counters(
        plasma_volumes=figures.plasma_volumes,
        plasma_removed_ml=figures.patient_plasma_removed_ml,
        albumin_g=None if bags is None else albumin_g(bags),
        donor_exposures=None if bags is None else donor_exposures(bags),
        pooled_units=None if bags is None else len(_hung(bags, _is_pooled)),
        citrate_g=citrate_g(figures),
    )


def course_counters(sessions: Sequence[Counters]) -> Counters:
    """The sums over sessions."""
    return Counters(
        plasma_volumes=_sum(one.plasma_volumes for one in sessions),
        plasma_removed_ml=_sum(one.plasma_removed_ml for one in sessions),
        albumin_g=_sum(one.albumin_g for one in sessions),
        donor_exposures=_count(one.donor_exposures for one in sessions),
        pooled_units=_count(one.pooled_units for one in sessions),
        citrate_g=_sum(one.citrate_g for one in sessions),
    )


def mean_plasma_volumes(sessions: Sequence[Counters]) -> float | None:
    """Plasma volumes of a session on the mean; None where one cannot say, or there is none."""
    total = course_counters(sessions).plasma_volumes
    return None if total is None or not sessions else total / len(sessions)


def given_ml(bags: Iterable[Bag]) -> Decimal | None:
    """What bags gave together, of those of which it is recorded; None where it is of none."""
    given = [bag.given_ml for bag in bags if bag.given_ml is not None]
    return sum(given, Decimal(0)) if given else None


def albumin_g(bags: Iterable[Bag]) -> float | None:
    """Grams of albumin in what the bags gave: volume × strength as it was given.

    A solution of n % holds n g in 100 mL (European Pharmacopoeia, Human albumin solution).
    """
    given: list[float | None] = [
        _grams(bag) for bag in _hung(bags, lambda bag: bag.fluid is Fluid.ALBUMIN)
    ]
    return _sum(given)


def _grams(bag: Bag) -> float | None:
    strength = bag.diluted_to_percent or bag.concentration_percent
    if strength is None or bag.given_ml is None:
        return None
    return float(bag.given_ml * strength / 100)


def donor_exposures(bags: Iterable[Bag]) -> int:
    """Donors whose plasma was given: a donation number counts once, a bag without one as one.

    Single-donor plasma is one exposure for each donation (ISBT 128: the donation number names
    one donation). Albumin and pooled plasma are of many donors each and are not counted here.
    """
    units = _hung(bags, lambda bag: bag.fluid.is_plasma and not _is_pooled(bag))
    return len({bag.din or bag.id for bag in units})


def _is_pooled(bag: Bag) -> bool:
    return bag.fluid is Fluid.PLASMA_SD_TREATED


def _hung(bags: Iterable[Bag], counts: Callable[[Bag], bool]) -> list[Bag]:
    """The bags of a kind of which something was given, or that were begun."""
    return [
        bag
        for bag in bags
        if counts(bag) and (bag.given_ml is None or bag.given_ml > 0) and _is_begun(bag)
    ]


def _is_begun(bag: Bag) -> bool:
    return bag.given_ml is not None or bag.started_at is not None


def citrate_g(figures: SessionFigures) -> float | None:
    """Citrate that reached the patient: mean rate × weight × minutes, as the rate was made."""
    rate, weight = figures.citrate_mean_mg_per_kg_min, figures.volumes.weight_kg
    if rate is None or weight is None or figures.run_minutes is None:
        return None
    return rate * weight * figures.run_minutes / MG_PER_G


def _sum(values: Iterable[float | None]) -> float | None:
    known = list(values)
    return None if None in known else sum(one for one in known if one is not None)


def _count(values: Iterable[int | None]) -> int | None:
    known = list(values)
    return None if None in known else sum(one for one in known if one is not None)
