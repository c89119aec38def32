"""What applies to a session: its own plan where it says something, else the order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from plexlog.domain.moments import Moment
from plexlog.domain.records import Anticoagulant, CalciumPlan, Course, FluidShare, Plan, Session
from plexlog.domain.words import Fluid, PrimeFluid

FIRST_SESSION_PROGRAMME = (5.0, 5.0, 5.0, 15.0)
LATER_PROGRAMME = (15.0,)
_NO_PLAN = Plan()


def planned_replacement(course: Course, session: Session) -> tuple[FluidShare, ...] | None:
    """The fluids of the session with their shares; None: not recorded."""
    own = (session.plan or _NO_PLAN).replacement
    return (own if own is not None else course.order.replacement) or None


def planned_plasma_volumes(course: Course, session: Session) -> Decimal | None:
    """Plasma volumes to be exchanged."""
    own = (session.plan or _NO_PLAN).plasma_volumes
    return own if own is not None else course.order.plasma_volumes


def planned_balance_percent(course: Course, session: Session) -> Decimal | None:
    """The ordered fluid balance."""
    own = (session.plan or _NO_PLAN).balance_percent
    return own if own is not None else course.order.balance_percent


def planned_anticoagulant(course: Course, session: Session) -> Anticoagulant | None:
    """The anticoagulant of the circuit."""
    return (session.plan or _NO_PLAN).anticoagulant or course.order.anticoagulant


def planned_calcium(course: Course, session: Session) -> CalciumPlan | None:
    """The calcium to be given along with the exchange."""
    return (session.plan or _NO_PLAN).calcium_plan or course.order.calcium_plan


def vitals_waits(course: Course, session: Session) -> tuple[float, ...]:
    """Minutes between vitals, the last one repeating: 5, 5, 5, 15 in session 1, then 15."""
    own = (session.plan or _NO_PLAN).vitals_programme_min or course.order.vitals_programme_min
    if own:
        return tuple(float(minutes) for minutes in own)
    return FIRST_SESSION_PROGRAMME if session.number == 1 else LATER_PROGRAMME


def share_percent(share: FluidShare) -> Decimal:
    """The share of a fluid in per cent of the replacement."""
    return share.share * 100


def share_of_plasma(replacement: tuple[FluidShare, ...] | None) -> float | None:
    """Donor plasma as a part of the planned replacement; None: not recorded."""
    return _share_of(replacement, lambda part: part.fluid.is_plasma)


def share_of_colloid(replacement: tuple[FluidShare, ...] | None) -> float | None:
    """Colloid as a part of the planned replacement; None: not recorded."""
    return _share_of(replacement, lambda part: part.fluid.is_colloid)


def _share_of(
    replacement: tuple[FluidShare, ...] | None, counts: Callable[[FluidShare], bool]
) -> float | None:
    """A part of the whole; by the sum of the shares, which may be off 1 by a rounding."""
    whole = sum(part.share for part in replacement or ())
    if not whole:
        return None
    return float(sum(part.share for part in replacement or () if counts(part)) / whole)


def holds_fluid(replacement: tuple[FluidShare, ...] | None, fluid: Fluid) -> bool:
    """Whether a fluid is planned with more than nothing."""
    return any(part.fluid is fluid and part.share > 0 for part in replacement or ())


def holds_plasma(replacement: tuple[FluidShare, ...] | None) -> bool:
    """Whether donor plasma is planned with more than nothing."""
    return any(part.fluid.is_plasma and part.share > 0 for part in replacement or ())


def gives_blood(course: Course, session: Session) -> bool:
    """Whether donor plasma or red cells are planned for a session, or plasma hung in it."""
    return (
        holds_plasma(planned_replacement(course, session))
        or session.prime_fluid is PrimeFluid.RED_CELLS
        or any(bag.fluid.is_plasma for bag in session.bags or ())
    )


def start_of(session: Session, now: Moment | None = None) -> Moment | None:
    """When the session started, or else will start: the later of the plan and now.

    Once somebody works on it at the bedside it starts now, however early that is: the planned day
    would call a fresh haematocrit old, and today's consent not yet valid.
    """
    if session.started_at is not None:
        return session.started_at
    if now is not None and _has_begun(session):
        return now
    times = [moment for moment in (session.planned_at, now) if moment is not None]
    return max(times, default=None)


def _has_begun(session: Session) -> bool:
    """Whether the patient was identified or looked at for this session."""
    checks = (session.identity_check, session.access_check, session.checklist)
    return any(bool(check) for check in checks)


def day_of(session: Session, now: Moment | None = None) -> date | None:
    """The calendar date of the session as written in its own offset."""
    start = start_of(session, now)
    return None if start is None else start.day
