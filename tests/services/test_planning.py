"""What is planned for a session: the order in words, and what differs from it with its reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain import wording
from plexlog.domain.errors import RefusedError
from plexlog.domain.records import Anticoagulant, CalciumPlan, FluidShare, Plan
from plexlog.domain.words import AnticoagulantProduct, CalciumSalt, Fluid, VolumeFormula
from plexlog.services import planning
from plexlog.services.open_session import OpenSession


def plan_of(session: OpenSession) -> Plan:
    plan = session.view().session.plan
    assert plan is not None
    return plan


def test_what_the_order_leaves_open_is_a_dash() -> None:
    unknown = Anticoagulant(product=AnticoagulantProduct.ACD_A)

    assert planning.fluid_words(None) == wording.MISSING
    assert planning.ratio_words(None) == wording.MISSING
    assert planning.ratio_words(unknown) == wording.MISSING
    assert planning.calcium_words(None) == wording.MISSING


def test_a_fluid_without_a_concentration_is_named_alone() -> None:
    plasma = FluidShare(fluid=Fluid.PLASMA_FRESH_FROZEN, share=Decimal(1))

    assert planning.fluid_words([plasma]) == Fluid.PLASMA_FRESH_FROZEN.label


def test_calcium_without_a_dose_is_named_alone() -> None:
    plan = CalciumPlan(salt=CalciumSalt.GLUCONATE_10)

    assert planning.calcium_words(plan) == CalciumSalt.GLUCONATE_10.label


def test_nothing_differs_from_the_order_without_a_reason(session: OpenSession) -> None:
    with pytest.raises(RefusedError, match="write first why it differs"):
        planning.change_plan(session, "plasma_volumes", Decimal("1.2"))

    assert session.view().session.plan is None


def test_a_reason_stays_for_as_long_as_something_differs(session: OpenSession) -> None:
    planning.give_reason(session, "bleeding")
    planning.change_plan(session, "plasma_volumes", Decimal("1.2"))

    with pytest.raises(RefusedError, match="needs a reason"):
        planning.give_reason(session, " ")
    planning.change_plan(session, "plasma_volumes", None)
    planning.give_reason(session, " ")

    assert session.view().session.plan is None


def test_a_ratio_of_its_own_goes_back_to_the_order(session: OpenSession) -> None:
    planning.give_reason(session, "bleeding")
    planning.change_plan(session, "inlet_ac_ratio", Decimal(14))
    own = plan_of(session).anticoagulant
    planning.change_plan(session, "inlet_ac_ratio", None)

    ordered = session.view().course.order.anticoagulant
    assert ordered is not None
    assert own == replace(ordered, inlet_ac_ratio=Decimal(14))
    assert plan_of(session).anticoagulant is None


def test_a_chosen_formula_takes_the_place_of_a_typed_volume(session: OpenSession) -> None:
    planning.type_volume(session, Decimal(5000), "measured")
    planning.choose_formula(session, VolumeFormula.LEMMENS)

    assert plan_of(session).total_blood_volume is None
    assert plan_of(session).blood_volume_formula is VolumeFormula.LEMMENS


@pytest.mark.parametrize("value_ml", [49, 20001])
def test_a_blood_volume_that_nobody_has_is_refused(session: OpenSession, value_ml: int) -> None:
    with pytest.raises(RefusedError, match="possible 50 to 20000 mL"):
        planning.type_volume(session, Decimal(value_ml), "measured")

    assert session.view().session.plan is None
