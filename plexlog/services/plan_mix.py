"""A mix of fluids that one session gets instead of what was ordered, in the order they run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from plexlog.domain.errors import Refusal, RefusedError, UnreadableError
from plexlog.domain.facts import FluidFact
from plexlog.domain.records import FluidShare
from plexlog.domain.words import Fluid
from plexlog.services import planning
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.order_form import read_share

MOST_PARTS = 3
PLACE = "plan.mix"
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class MixPart:
    """A fluid of the unit by its code, and its share in percent as typed."""

    fluid: str
    share: str


def share_of(fact: FluidFact, share: Decimal = Decimal(1)) -> FluidShare:
    """A fluid of the unit as a part of the replacement, or the whole of it."""
    strength = fact.concentration_percent
    return FluidShare(
        fluid=Fluid(fact.fluid),
        share=share,
        concentration_percent=Decimal(strength) if strength else None,
    )


def mix_of(view: SessionView, fluids: Sequence[FluidFact]) -> tuple[MixPart, ...]:
    """The mix on record of the session; nothing where it gets one fluid, or what was ordered."""
    own = view.session.plan.replacement if view.session.plan is not None else None
    if own is None or len(own) == 1:
        return ()
    return tuple(MixPart(_code_of(one, fluids), _plain(one.share * _WHOLE)) for one in own)


def keep_mix(session: OpenSession, parts: Sequence[MixPart]) -> None:
    """Plan a mix for this session; no part goes back to the order.

    Raises RefusedError, with what is missing, until every part has its fluid and share and the
    shares make the whole.
    """
    if not parts:
        planning.change_plan(session, "replacement", None)
        return
    shares = tuple(_read(session, part) for part in parts)
    together = sum((one.share for one in shares), Decimal(0)) * _WHOLE
    if together != _WHOLE:
        words = f"the shares make {_plain(together)} %; recorded once they make 100 %"
        raise RefusedError([Refusal(PLACE, words)])
    planning.change_plan(session, "replacement", shares)


def _read(session: OpenSession, part: MixPart) -> FluidShare:
    facts = {one.code: one for one in session.desk.knowledge.fluids}
    if part.fluid not in facts:
        raise RefusedError([Refusal(PLACE, "choose the fluid of each share")])
    if not part.share:
        words = f"how much of all is {facts[part.fluid].label}, in %?"
        raise RefusedError([Refusal(PLACE, words)])
    try:
        share = read_share(part.share)
    except UnreadableError as unreadable:
        raise RefusedError([Refusal(PLACE, str(unreadable))]) from None
    if not 0 < share <= 1:
        raise RefusedError([Refusal(PLACE, "a share is above 0 and at most 100 %")])
    return share_of(facts[part.fluid], share)


def _plain(percent: Decimal) -> str:
    return f"{percent.normalize():f}"


def _code_of(part: FluidShare, fluids: Sequence[FluidFact]) -> str:
    """The unit's fluid that a part is; empty for one the unit does not keep."""
    whole = replace(part, share=Decimal(1))
    return next((one.code for one in fluids if share_of(one) == whole), "")
