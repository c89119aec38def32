"""Which replacement fluid comes next in a run, and how much runs until then."""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.clinical.once import once_for_the_same
from plexlog.clinical.plans import planned_replacement, share_of_plasma
from plexlog.domain import wording
from plexlog.domain.records import Bag, FluidShare, Session
from plexlog.services.open_session import SessionView
from plexlog.services.plan_needs import replacement_ml
from plexlog.services.planning import fluid_words


@dataclass(frozen=True, slots=True, kw_only=True)
class FluidsAhead:
    """By the last replaced total; None where that cannot be said."""

    left_ml: float | None  # in what was hung
    to_switch_ml: float | None  # until plasma; None where none is to come
    is_enough: bool  # what hangs holds all that is still to be replaced
    next_label: str  # such as `albumin 5 % no. 4`


def bags_left_ml(session: Session, replaced_ml: float | None) -> float | None:
    """What is left in the bags that were hung, by the replaced total."""
    bags = hung_bags(session)
    if not bags or replaced_ml is None:
        return None
    return sum(_holds(bag) for bag in bags) - replaced_ml


def hung_bags(session: Session) -> tuple[Bag, ...]:
    """The bags that were hung; those at hand wait for their time."""
    return tuple(bag for bag in session.bags or () if bag.started_at is not None or bag.given_ml)


@once_for_the_same
def fluids_ahead(view: SessionView) -> FluidsAhead:
    """What hangs, what comes next, and when.

    Where plasma and another fluid are planned, plasma comes last: what is given first leaves again
    with the exchange.
    """
    session, replaced = view.session, view.running.replaced_ml
    left, whole = bags_left_ml(session, replaced), replacement_ml(view)
    to_switch = _to_switch_ml(view, whole)
    hung_ml = None if left is None else left + (replaced or 0.0)
    is_enough = hung_ml is not None and whole is not None and hung_ml >= whole
    share = _next_share(view, to_switch)
    return FluidsAhead(
        left_ml=left,
        to_switch_ml=to_switch,
        is_enough=is_enough,
        next_label=_label(session, share),
    )


def _to_switch_ml(view: SessionView, whole_ml: float | None) -> float | None:
    """Replacement to go until plasma; None where none is planned beside, or it hangs already."""
    share = share_of_plasma(planned_replacement(view.course, view.session))
    replaced = view.running.replaced_ml
    bags = hung_bags(view.session)
    if whole_ml is None or not share or share >= 1 or replaced is None or not bags:
        return None
    if any(bag.fluid.is_plasma for bag in bags):
        return None
    return max(whole_ml * (1 - share) - replaced, 0.0)


def _next_share(view: SessionView, to_switch_ml: float | None) -> FluidShare | None:
    shares = [one for one in planned_replacement(view.course, view.session) or () if one.share > 0]
    others = [one for one in shares if not one.fluid.is_plasma]
    plasma = [one for one in shares if one.fluid.is_plasma]
    bags = hung_bags(view.session)
    left = bags_left_ml(view.session, view.running.replaced_ml)
    is_plasma_next = any(bag.fluid.is_plasma for bag in bags) or (
        to_switch_ml is not None and left is not None and to_switch_ml <= max(left, 0.0)
    )
    if is_plasma_next or not others:
        return next(iter(plasma), None)
    hung = {bag.fluid for bag in bags[-1:]}
    return next((one for one in others if one.fluid in hung), others[0])


def _label(session: Session, share: FluidShare | None) -> str:
    if share is None:
        return ""
    count = sum(bag.fluid is share.fluid for bag in hung_bags(session)) + 1
    return f"{fluid_words([share])} no. {wording.number(count)}"


def _holds(bag: Bag) -> float:
    return float(bag.volume_ml if bag.given_ml is None else bag.given_ml)
