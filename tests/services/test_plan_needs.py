"""What the plan shows: every formula, what to fetch, how long it takes; nothing where it lacks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.facts import FluidFact, MachineFact
from plexlog.domain.records import Anticoagulant, CalciumPlan, FluidShare, Machine, Plan
from plexlog.domain.words import (
    AnticoagulantProduct,
    CalciumSalt,
    Diluent,
    Fluid,
    MachineKind,
    VolumeFormula,
)
from plexlog.services import plan_needs, planning
from plexlog.services.open_session import OpenSession, SessionView
from tests.services.ward import prepare

ALBUMIN = FluidFact(
    code="albumin-5",
    label="Albumin 5 %",
    source="invented",
    fluid="albumin",
    concentration_percent="5",
    volumes_ml=(250, 500),
)


@pytest.fixture
def planned(session: OpenSession) -> OpenSession:
    prepare(session)
    return session


def with_order(view: SessionView, **changes: object) -> SessionView:
    order = replace(view.course.order, **changes)  # type: ignore[arg-type]  # keys by name
    return replace(view, course=replace(view.course, order=order))


def test_all_formulas_stand_beside_the_one_in_use(planned: OpenSession) -> None:
    compared = plan_needs.compared_volumes(planned.view())

    assert compared is not None
    assert compared.used.formula == "nadler"
    assert [one.formula for one in compared.others] == ["lemmens", "gilcher", "flat", "kaplan"]
    assert compared.epv_ml == planned.view().figures.epv_ml


def test_the_formula_that_was_chosen_is_the_one_in_use(planned: OpenSession) -> None:
    planning.choose_formula(planned, VolumeFormula.LEMMENS)

    compared = plan_needs.compared_volumes(planned.view())

    assert compared is not None
    assert compared.used.formula == "lemmens"
    assert compared.reason.startswith("chosen by a person")


def test_before_anything_is_measured_nothing_is_known(session: OpenSession) -> None:
    view = session.view()

    assert plan_needs.compared_volumes(view) is None
    assert plan_needs.planned_run(view) is None
    assert plan_needs.replacement_ml(view) is None
    assert plan_needs.fetch_list(view, [ALBUMIN]) == ()
    assert plan_needs.calcium_needed(view) is None


def test_formulas_wait_for_a_haematocrit(planned: OpenSession) -> None:
    view = planned.view()
    figures = view.figures
    volumes = replace(figures.volumes, hematocrit=None)

    bare = replace(view, figures=replace(figures, volumes=volumes))

    assert plan_needs.compared_volumes(bare) is None


def test_the_run_is_forecast_and_the_replacement_with_it(planned: OpenSession) -> None:
    view = planned.view()
    target = view.figures.target_ml or 0.0

    run, faster = plan_needs.planned_run(view), plan_needs.planned_run(view, inlet=80)
    needed = plan_needs.replacement_ml(view)

    assert run is not None
    assert faster is not None
    assert needed is not None
    assert faster.minutes == pytest.approx(run.minutes * 60 / 80)
    assert needed == pytest.approx(run.waste_ml - run.anticoagulant_ml)
    assert needed < target


@pytest.mark.parametrize(
    "given",
    [
        None,
        Anticoagulant(product=AnticoagulantProduct.ACD_A),
        Anticoagulant(product=AnticoagulantProduct.HEPARIN, inlet_ac_ratio=Decimal(10)),
    ],
)
def test_without_a_ratio_of_citrate_the_target_itself_is_replaced(
    planned: OpenSession, given: Anticoagulant | None
) -> None:
    view = with_order(planned.view(), anticoagulant=given, balance_percent=Decimal(90))

    assert plan_needs.planned_run(view) is None
    assert plan_needs.replacement_ml(view) == pytest.approx(0.9 * (view.figures.target_ml or 0.0))


def test_whole_bottles_are_fetched(planned: OpenSession) -> None:
    view = planned.view()

    (albumin,) = plan_needs.fetch_list(view, [ALBUMIN])

    assert albumin.needed_ml == plan_needs.replacement_ml(view)
    assert albumin.waste_ml is not None
    assert 0 <= albumin.waste_ml < 250


def test_calcium_goes_by_the_litre(planned: OpenSession) -> None:
    plan = CalciumPlan(salt=CalciumSalt.GLUCONATE_10, ml_per_l_replaced=Decimal(10))
    view = with_order(planned.view(), calcium_plan=plan)

    needed = plan_needs.calcium_needed(view)

    assert needed is not None
    assert needed[0] == pytest.approx((plan_needs.replacement_ml(view) or 0.0) / 100)
    assert needed[1].mmol == pytest.approx(needed[0] * 0.2324, rel=1e-3)


def test_the_sessions_own_calcium_goes_first(planned: OpenSession) -> None:
    ordered = CalciumPlan(salt=CalciumSalt.GLUCONATE_10, ml_per_l_replaced=Decimal(10))
    own = replace(ordered, ml_per_l_replaced=Decimal(20))
    view = with_order(planned.view(), calcium_plan=ordered)
    view = replace(view, session=replace(view.session, plan=Plan(calcium_plan=own)))

    needed = plan_needs.calcium_needed(view)

    assert needed is not None
    assert needed[0] == pytest.approx((plan_needs.replacement_ml(view) or 0.0) / 50)


@pytest.mark.parametrize(
    "plan",
    [
        None,
        CalciumPlan(salt=CalciumSalt.ORAL, ml_per_l_replaced=Decimal(10)),
        CalciumPlan(salt=CalciumSalt.GLUCONATE_10),
    ],
)
def test_no_calcium_by_the_litre(planned: OpenSession, plan: CalciumPlan | None) -> None:
    assert plan_needs.calcium_needed(with_order(planned.view(), calcium_plan=plan)) is None


def test_an_order_that_leaves_things_open_shows_dashes(planned: OpenSession) -> None:
    bare = with_order(planned.view(), replacement=(), anticoagulant=None)

    lines = {line.key: (line.ordered, line.today) for line in planning.order_lines(bare)}

    assert lines["replacement"] == lines["anticoagulant"] == lines["inlet_ac_ratio"] == ("–", "–")


def test_a_fluid_that_the_unit_does_not_keep_has_no_bags(planned: OpenSession) -> None:
    plasma = replace(ALBUMIN, fluid="fresh-frozen-plasma", concentration_percent="")

    (albumin,) = plan_needs.fetch_list(planned.view(), [plasma])

    assert (albumin.containers, albumin.waste_ml) == ((), None)


def test_a_concentrate_is_fetched_with_its_diluent(planned: OpenSession) -> None:
    share = FluidShare(
        fluid=Fluid.ALBUMIN,
        share=Decimal(1),
        concentration_percent=Decimal(20),
        diluent=Diluent.SALINE,
        diluted_to_percent=Decimal(5),
    )
    strong = replace(ALBUMIN, concentration_percent="20", volumes_ml=(50, 100))
    view = with_order(planned.view(), replacement=(share,))

    concentrate, saline = plan_needs.fetch_list(view, [strong])

    whole = plan_needs.replacement_ml(view) or 0.0
    assert concentrate.needed_ml == pytest.approx(whole / 4)
    assert saline.needed_ml == pytest.approx(whole * 3 / 4)
    assert concentrate.fetched_ml - concentrate.needed_ml < 50


SEPARATOR = MachineFact(
    code="slow",
    label="Slow separator",
    source="invented",
    model="Slow separator",
    kind="centrifugal",
    plasma_efficiency_percent="60",
    flow_low_ml_min="20",
    flow_high_ml_min="50",
)


def with_machine(view: SessionView, model: str, kind: MachineKind) -> SessionView:
    return replace(view, session=replace(view.session, machine=Machine(model=model, kind=kind)))


def test_the_forecast_goes_by_the_machine_of_the_session(planned: OpenSession) -> None:
    view = with_machine(planned.view(), "Slow separator", MachineKind.CENTRIFUGAL)

    run, usual = plan_needs.planned_run(view, [SEPARATOR]), plan_needs.planned_run(view)

    assert plan_needs.inlet_ml_min(view, [SEPARATOR]) == 50
    assert run is not None
    assert usual is not None
    assert run.minutes == pytest.approx(usual.minutes * 60 / 50 * 0.87 / 0.60)
    assert (plan_needs.replacement_ml(view, [SEPARATOR]) or 0) < (
        plan_needs.replacement_ml(view) or 0
    )


def test_the_flow_is_not_below_what_the_machine_has(planned: OpenSession) -> None:
    fast = replace(SEPARATOR, flow_low_ml_min="80", flow_high_ml_min="150")
    view = with_machine(planned.view(), "Slow separator", MachineKind.CENTRIFUGAL)

    assert plan_needs.inlet_ml_min(view, [fast]) == 80
    assert plan_needs.inlet_ml_min(planned.view(), [fast]) == plan_needs.USUAL_INLET_ML_MIN


@pytest.mark.parametrize(
    ("kind", "efficiency"), [(MachineKind.CENTRIFUGAL, 0.87), (MachineKind.MEMBRANE, None)]
)
def test_a_machine_that_the_unit_does_not_know_goes_by_its_kind(
    planned: OpenSession, kind: MachineKind, efficiency: float | None
) -> None:
    view = with_machine(planned.view(), "Borrowed", kind)

    assert plan_needs.efficiency_of(view, [SEPARATOR]) == efficiency
    assert (plan_needs.planned_run(view, [SEPARATOR]) is None) is (efficiency is None)


def test_a_machine_without_figures_goes_by_its_kind(planned: OpenSession) -> None:
    bare = replace(
        SEPARATOR, plasma_efficiency_percent="", flow_low_ml_min="", flow_high_ml_min=""
    )
    view = with_machine(planned.view(), "Slow separator", MachineKind.CENTRIFUGAL)

    assert plan_needs.efficiency_of(view, [bare]) == 0.87
    assert plan_needs.inlet_ml_min(view, [bare]) == 60
