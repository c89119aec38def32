"""A mix of fluids for one session: recorded once it is whole, and never before."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.facts import FluidFact
from plexlog.domain.records import FluidShare, Plan
from plexlog.domain.words import Fluid
from plexlog.services import plan_mix, planning
from plexlog.services.open_session import OpenSession
from plexlog.services.plan_mix import MixPart
from tests.services.ward import prepare

ALBUMIN = FluidFact(
    code="albumin-5",
    label="Albumin 5 %",
    source="invented",
    fluid="albumin",
    concentration_percent="5",
)
PLASMA = FluidFact(code="plasma", label="Plasma", source="invented", fluid="plasma-fresh-frozen")
BOTH = (MixPart("albumin-5", "40"), MixPart("plasma", "60 %"))


@pytest.fixture
def planned(session: OpenSession, monkeypatch: pytest.MonkeyPatch) -> OpenSession:
    """A session of which it is said why it differs, in a unit with two fluids."""
    prepare(session)
    monkeypatch.setitem(session.desk.knowledge.__dict__, "fluids", (ALBUMIN, PLASMA))
    planning.give_reason(session, "allergic to plasma: albumin first")
    return session


def own(session: OpenSession) -> Plan:
    return session.view().session.plan or Plan()


def test_a_whole_mix_is_planned_in_its_order(planned: OpenSession) -> None:
    plan_mix.keep_mix(planned, BOTH)

    assert own(planned).replacement == (
        FluidShare(fluid=Fluid.ALBUMIN, share=Decimal("0.4"), concentration_percent=Decimal(5)),
        FluidShare(fluid=Fluid("plasma-fresh-frozen"), share=Decimal("0.6")),
    )
    assert plan_mix.mix_of(planned.view(), (ALBUMIN, PLASMA)) == (
        MixPart("albumin-5", "40"),
        MixPart("plasma", "60"),
    )


def test_no_part_goes_back_to_the_order(planned: OpenSession) -> None:
    plan_mix.keep_mix(planned, BOTH)

    plan_mix.keep_mix(planned, ())

    assert own(planned).replacement is None
    assert plan_mix.mix_of(planned.view(), (ALBUMIN, PLASMA)) == ()


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ((MixPart("albumin-5", "40"),), "the shares make 40 %"),
        ((MixPart("", "40"),), "choose the fluid"),
        ((MixPart("plasma", ""),), "how much of all is Plasma"),
        ((MixPart("plasma", "much"),), "a number"),
        ((MixPart("plasma", "0"), MixPart("albumin-5", "100")), "above 0"),
        ((MixPart("plasma", "140"),), "at most 100 %"),
    ],
)
def test_what_is_not_whole_is_said_and_not_recorded(
    planned: OpenSession, parts: tuple[MixPart, ...], says: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        plan_mix.keep_mix(planned, parts)

    assert says in refused.value.refusals[0].reason
    assert refused.value.refusals[0].place == plan_mix.PLACE
    assert own(planned).replacement is None


def test_one_fluid_alone_is_no_mix_and_an_unknown_one_has_no_code(planned: OpenSession) -> None:
    planning.change_plan(planned, "replacement", (plan_mix.share_of(PLASMA),))
    assert plan_mix.mix_of(planned.view(), (ALBUMIN, PLASMA)) == ()

    half = replace(plan_mix.share_of(PLASMA), share=Decimal("0.5"))
    planning.change_plan(planned, "replacement", (half, half))

    assert plan_mix.mix_of(planned.view(), (ALBUMIN,)) == (MixPart("", "50"), MixPart("", "50"))
    without = replace(planned.view().session, plan=None)
    assert plan_mix.mix_of(replace(planned.view(), session=without), (ALBUMIN,)) == ()
