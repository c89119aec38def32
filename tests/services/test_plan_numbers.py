"""The numbers of a plan, the course ahead, and differences that somebody has seen."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.moments import Moment
from plexlog.domain.records import Anticoagulant, CalciumPlan, FluidShare, Plan
from plexlog.domain.words import AnticoagulantProduct, CalciumSalt, Fluid
from plexlog.services import acknowledging, courses_ahead, plan_numbers, planning
from plexlog.services.open_session import OpenSession, SessionView
from tests.services.fakes import NURSE, FakeClock
from tests.services.ward import prepare, run

PLASMA = (FluidShare(fluid=Fluid.PLASMA_FRESH_FROZEN, share=Decimal(1)),)


@pytest.fixture
def planned(session: OpenSession) -> OpenSession:
    prepare(session)
    return session


def with_order(view: SessionView, **changes: object) -> SessionView:
    order = replace(view.course.order, **changes)  # type: ignore[arg-type]  # keys by name
    return replace(view, course=replace(view.course, order=order))


def test_one_plasma_volume_takes_63_percent(planned: OpenSession) -> None:
    numbers = plan_numbers.plan_numbers(planned.view())

    assert numbers.removed_percent == pytest.approx(100 * (1 - math.exp(-1)))
    assert numbers.calcium_ml is None
    assert numbers.circuit_share_percent is None


def test_donor_plasma_brings_its_own_proteins_and_citrate(planned: OpenSession) -> None:
    order = {
        "replacement": PLASMA,
        "calcium_plan": CalciumPlan(salt=CalciumSalt.GLUCONATE_10, ml_per_l_replaced=Decimal(10)),
    }
    view = with_order(planned.view(), **order)
    numbers = plan_numbers.plan_numbers(view)
    albumin = plan_numbers.planned_citrate(planned.view())

    assert numbers.removed_percent == pytest.approx(100 * (1 - math.exp(-1)))
    assert plan_numbers.brings_its_own(view)
    assert not plan_numbers.brings_its_own(planned.view())
    assert numbers.citrate_mg_kg_min is not None
    assert albumin is not None
    assert numbers.replacement_ml is not None
    assert numbers.run_minutes is not None
    brought = numbers.replacement_ml * 3.78 / 72 / numbers.run_minutes
    assert numbers.citrate_mg_kg_min - albumin == pytest.approx(brought)
    assert numbers.calcium_ml == pytest.approx(numbers.replacement_ml / 100)


def test_citrate_that_is_expected_above_the_limit_is_told_before_the_start(
    planned: OpenSession,
) -> None:
    view = planned.view()
    low = replace(view.facts.thresholds, citrate_high_mg_kg_min=0.01)
    strict = replace(view, facts=replace(view.facts, thresholds=low))

    assert plan_numbers.plan_numbers(view).citrate_above_mg_kg_min is None
    assert plan_numbers.plan_numbers(strict).citrate_above_mg_kg_min == 0.01


def test_citrate_is_not_guessed_for_another_anticoagulant(planned: OpenSession) -> None:
    other = Anticoagulant(product=AnticoagulantProduct.ACD_B, inlet_ac_ratio=Decimal(10))

    assert plan_numbers.planned_citrate(with_order(planned.view(), anticoagulant=other)) is None


def test_without_its_inputs_no_number_is_known(session: OpenSession) -> None:
    view = with_order(session.view(), plasma_volumes=None, replacement=None)
    volumes = replace(view.figures.volumes, planned_plasma_volumes=None)
    view = replace(view, figures=replace(view.figures, volumes=volumes))

    numbers = plan_numbers.plan_numbers(view)

    assert {getattr(numbers, name) for name in numbers.__dataclass_fields__} == {None}


def test_the_course_ahead_goes_on_as_it_is_planned(planned: OpenSession, clock: FakeClock) -> None:
    ahead = courses_ahead.course_ahead(planned.view())

    assert [(one.number, one.is_done, one.is_this) for one in ahead] == [
        (1, False, True),
        (2, False, False),
    ]
    first, second = (one.predicted for one in ahead)
    assert first.igg_after_percent == pytest.approx(100 * math.exp(-1))
    assert second.igg_before_percent is not None
    assert first.igg_after_percent is not None
    assert first.igg_after_percent < second.igg_before_percent < 100

    run(planned, clock)
    done = courses_ahead.course_ahead(planned.view())[0]
    assert done.is_done
    removing = planned.view().figures.removing_volumes
    assert (done.predicted.igg_after_percent is None) is (removing is None)


def test_nothing_is_estimated_from_a_session_with_donor_plasma_on(planned: OpenSession) -> None:
    half = Decimal("0.5")
    plasma = (
        FluidShare(fluid=Fluid.ALBUMIN, share=half, concentration_percent=Decimal(5)),
        FluidShare(fluid=Fluid.PLASMA_FRESH_FROZEN, share=half),
    )
    view = planned.view()
    later = replace(view, ordered=replace(view.ordered, replacement=plasma))

    first, second = courses_ahead.course_ahead(later)
    of_plasma = courses_ahead.course_ahead(with_order(view, replacement=plasma))

    assert first.predicted.igg_after_percent is not None
    assert not first.follows_plasma
    assert (second.predicted.igg_after_percent, second.follows_plasma) == (None, True)
    assert [one.follows_plasma for one in of_plasma] == [True, True]
    assert {one.predicted.fibrinogen_after_percent for one in of_plasma} == {None}


def test_sessions_that_are_only_ordered_follow_by_the_interval(planned: OpenSession) -> None:
    seen = planned.view()
    view = replace(seen, ordered=replace(seen.ordered, sessions_planned=4))

    times = [one.at.text for one in courses_ahead.course_ahead(view)]

    loose = replace(view, ordered=replace(view.ordered, interval_hours=None))
    assert times[2:] == ["2026-11-22T14:00+01:00", "2026-11-23T14:00+01:00"]
    assert len(courses_ahead.course_ahead(loose)) == 2


def test_what_has_no_time_or_no_plan_is_not_foretold(session: OpenSession) -> None:
    view = session.view()
    untimed = tuple(replace(one, planned_at=None) for one in view.course.sessions or ())
    assert courses_ahead.course_ahead(replace(view, course=replace(view.course, sessions=()))) == (
        ()
    )
    assert (
        courses_ahead.course_ahead(replace(view, course=replace(view.course, sessions=untimed)))
        == ()
    )
    (first, _) = courses_ahead.course_ahead(with_order(view, plasma_volumes=None))
    assert first.predicted.igg_after_percent is None
    earlier = replace(untimed[1], planned_at=Moment.parse("2026-11-01T08:00+01:00"))
    course = replace(view.course, sessions=((view.course.sessions or ())[0], earlier))
    assert len(courses_ahead.course_ahead(replace(view, course=course))) == 1
    passed = replace(view, session=(view.course.sessions or ())[1])
    assert [one.number for one in courses_ahead.course_ahead(passed)] == [2]


def test_a_difference_is_kept_with_both_sides_and_a_name(planned: OpenSession) -> None:
    planning.give_reason(planned, "bleeding")
    planning.change_plan(planned, "plasma_volumes", Decimal("1.2"))
    planning.change_plan(planned, "inlet_ac_ratio", Decimal(12))
    before = {one.line.key: one for one in acknowledging.differences(planned.view())}
    assert before["plasma_volumes"].percent == pytest.approx(20)
    assert before["inlet_ac_ratio"].is_open
    assert not before["balance_percent"].is_open

    acknowledging.acknowledge(planned, "plasma_volumes")
    acknowledging.acknowledge(planned, "inlet_ac_ratio")

    plan = planned.view().session.plan or Plan()
    assert [(one.what, one.planned, one.by) for one in plan.acknowledged or ()] == [
        ("plasma-volumes", "1.2", NURSE.name),
        ("inlet-ac-ratio", "12 : 1", NURSE.name),
    ]
    assert not any(one.is_open for one in acknowledging.differences(planned.view()))

    planning.change_plan(planned, "inlet_ac_ratio", Decimal(11))
    after = {one.line.key: one.is_open for one in acknowledging.differences(planned.view())}
    assert after["inlet_ac_ratio"]
    assert not after["plasma_volumes"]


def test_an_acknowledgement_of_another_difference_does_not_count(planned: OpenSession) -> None:
    planning.give_reason(planned, "bleeding")
    planning.change_plan(planned, "plasma_volumes", Decimal("1.2"))
    acknowledging.acknowledge(planned, "plasma_volumes")

    changed = with_order(planned.view(), plasma_volumes=Decimal("1.1"))

    assert next(iter(acknowledging.differences(changed))).is_open


@pytest.mark.parametrize("key", ["plasma_volumes", "nothing"])
def test_what_does_not_differ_is_not_acknowledged(planned: OpenSession, key: str) -> None:
    with pytest.raises(RefusedError, match="does not differ"):
        acknowledging.acknowledge(planned, key)


def test_a_plan_that_says_nothing_any_more_is_gone(planned: OpenSession) -> None:
    planning.give_reason(planned, "bleeding")
    planning.change_plan(planned, "plasma_volumes", Decimal("1.2"))
    acknowledging.acknowledge(planned, "plasma_volumes")

    planning.change_plan(planned, "plasma_volumes", None)
    planning.give_reason(planned, "")

    assert planned.view().session.plan is None
