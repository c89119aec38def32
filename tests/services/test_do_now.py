"""The line "do now": each state of a run names its next act, with the reason and what follows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, CalciumPlan, DrugGiven, FluidShare
from plexlog.domain.steps import Step
from plexlog.domain.words import (
    CalciumSalt,
    Fluid,
    Outcome,
    ReactionKind,
    SignatureMeaning,
)
from plexlog.services import reactions, recording
from plexlog.services.clock_watch import ClockJump
from plexlog.services.close_waits import waits_for
from plexlog.services.desk import Desk
from plexlog.services.do_now import Deed, acts, then
from plexlog.services.fluids_ahead import fluids_ahead
from plexlog.services.open_session import OpenSession, SessionView
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import TOTALS, VITALS, close, prepare

ALBUMIN = FluidShare(fluid=Fluid.ALBUMIN, share=Decimal("0.6"), concentration_percent=Decimal(5))
PLASMA = FluidShare(fluid=Fluid.PLASMA_FRESH_FROZEN, share=Decimal("0.4"))
HUNG_AT = Moment.parse("2026-11-22T10:00+01:00")
BOTTLE = Bag(id="a", fluid=Fluid.ALBUMIN, volume_ml=Decimal(500), started_at=HUNG_AT)
UNIT = Bag(id="p", fluid=Fluid.PLASMA_FRESH_FROZEN, volume_ml=Decimal(250), started_at=HUNG_AT)


@pytest.fixture
def desk(clock: FakeClock) -> Desk:
    """A record in lists is enough here."""
    return Desk(FakeStore(), clock, FakeSigner())


@pytest.fixture
def running(session: OpenSession, clock: FakeClock) -> OpenSession:
    """Three minutes into a run with one row of totals."""
    prepare(session)
    recording.start_run(session)
    clock.pass_by(minutes=1)
    row = recording.begin_row(session, session.desk.now())
    for code, text in (VITALS | TOTALS).items():
        recording.enter_cell(session, row, code, text, is_sure=True)
    recording.keep_row(session, row)
    clock.pass_by(minutes=1)
    return session


def told(view: SessionView) -> list[str]:
    """Sentences, without the findings that invented totals raise."""
    return [act.sentence for act in acts(view) if act.deed is not Deed.ANSWER]


def with_fluids(
    view: SessionView, bags: tuple[Bag, ...], replaced: float, *shares: FluidShare
) -> SessionView:
    last = view.running.last
    assert last is not None
    return replace(
        view,
        session=replace(view.session, bags=bags),
        course=replace(view.course, order=replace(view.course.order, replacement=shares)),
        running=replace(view.running, last=replace(last, replaced_ml=replaced)),
    )


def test_the_first_bag_is_named(running: OpenSession) -> None:
    bare = with_fluids(running.view(), (), 0)

    assert "Hang the first bag: albumin 5\u00a0% no. 1" in told(running.view())
    assert "Hang the first bag: of replacement fluid" in told(bare)


def test_the_next_bag_is_named_with_its_number_and_reason(running: OpenSession) -> None:
    view = with_fluids(running.view(), (BOTTLE, BOTTLE), 970, ALBUMIN)

    assert "Hang albumin 5\u00a0% no. 3: 30\u00a0mL left" in told(view)


def test_without_an_order_of_fluids_a_bag_is_still_called_for(running: OpenSession) -> None:
    low = with_fluids(running.view(), (BOTTLE,), 480)
    full = with_fluids(running.view(), (BOTTLE,), 100)

    assert "Hang the next bag: 20\u00a0mL left" in told(low)
    assert "next bag in 400\u00a0mL" in then(full, acts(full))


def test_no_further_bag_is_called_for_where_what_hangs_is_enough(running: OpenSession) -> None:
    many = (replace(BOTTLE, volume_ml=Decimal(5000)),)
    view = with_fluids(running.view(), many, 4980, ALBUMIN)

    assert fluids_ahead(view).is_enough
    assert not [act for act in acts(view) if act.deed is Deed.BAG]


def test_the_switch_to_plasma_is_told_ahead_and_then_called_for(running: OpenSession) -> None:
    whole = fluids_ahead(with_fluids(running.view(), (BOTTLE,), 0, ALBUMIN, PLASMA)).to_switch_ml
    assert whole is not None
    bags = (replace(BOTTLE, volume_ml=Decimal(3000)),)
    ahead = with_fluids(running.view(), bags, whole - 300, ALBUMIN, PLASMA)
    now = with_fluids(running.view(), bags, whole - 20, ALBUMIN, PLASMA)
    after = with_fluids(running.view(), (*bags, UNIT), whole, ALBUMIN, PLASMA)

    assert "switch to plasma in 300\u00a0mL" in then(ahead, acts(ahead))
    (switch,) = [one for one in told(now) if "Switch" in one]
    assert switch.startswith("Switch to plasma: hang fresh frozen plasma no. 1")
    assert fluids_ahead(after).to_switch_ml is None
    assert fluids_ahead(after).next_label.endswith("no. 2")


def test_plasma_alone_is_never_switched_to(running: OpenSession) -> None:
    view = with_fluids(running.view(), (UNIT,), 240, replace(PLASMA, share=Decimal(1)))

    assert fluids_ahead(view).to_switch_ml is None
    assert [one for one in told(view) if one.startswith("Hang ")]


def test_vitals_that_missed_a_whole_interval_say_so(
    running: OpenSession, clock: FakeClock
) -> None:
    clock.pass_by(minutes=5)
    assert any(one.endswith("1 min late") for one in told(running.clock_moved()))
    clock.pass_by(minutes=5)

    assert any("a whole interval missed" in one for one in told(running.clock_moved()))


def test_what_follows_the_first_act_is_listed(running: OpenSession) -> None:
    view = with_fluids(running.view(), (BOTTLE, BOTTLE), 600, ALBUMIN)
    listed = acts(view)

    assert listed[0].deed is Deed.ANSWER  # the invented totals
    assert len(then(view, listed)) == 3
    quiet = replace(view, verdicts={phase: type(one)() for phase, one in view.verdicts.items()})
    (nothing,) = acts(quiet)
    assert nothing.sentence == "Next: vitals at 14:36"
    assert not nothing.is_urgent
    assert then(quiet, [nothing])[0] == "albumin 5\u00a0% no. 3 in 400\u00a0mL"


def test_calcium_by_mouth_stays_named_until_it_is_given(running: OpenSession) -> None:
    view = running.view()
    plan = CalciumPlan(salt=CalciumSalt.ORAL, note="1 g in the second hour")
    order = replace(view.course.order, calcium_plan=plan)
    ordered = replace(view, course=replace(view.course, order=order))
    tablets = DrugGiven(at=view.now, drug="Calcium by mouth", dose="1 g", entered_at=view.now)

    def follows(drugs: tuple[DrugGiven, ...]) -> tuple[str, ...]:
        seen = replace(ordered, session=replace(view.session, drugs_given=drugs))
        return then(seen, acts(seen))

    assert "calcium, by mouth, 1 g in the second hour" in follows(())
    assert not any("calcium" in one for one in follows((tablets,)))


def test_a_clock_that_was_set_is_told_first(running: OpenSession) -> None:
    view = running.view()
    jump = ClockJump(view.now, 120)

    assert acts(replace(view, clock_jump=jump))[0].deed is Deed.CLOCK


def test_after_the_end_the_close_and_then_the_signature_come(running: OpenSession) -> None:
    recording.end_run(running)
    open_close = acts(running.view())[0]
    close(running)
    recording.enter_value(running, Place.CLOSE, "saline_in_waste_ml", "0")
    closed = acts(running.view())[0]

    assert (open_close.deed, open_close.subject) == (Deed.CLOSE, Step.CLOSE.value)
    assert "go to Close" in open_close.sentence
    assert closed.sentence.endswith("closed: go to Sign")
    assert then(running.view(), acts(running.view())) == ()


def test_what_the_plasma_removed_waits_for_is_named_before_the_signature(
    running: OpenSession,
) -> None:
    assert waits_for(running.view()) is None
    recording.end_run(running)
    close(running)

    act = acts(running.view())[0]

    assert (act.deed, act.subject) == (Deed.CLOSE, Step.CLOSE.value)
    assert act.sentence.endswith("tell saline in the waste, plasma removed waits for it")


def test_a_signed_session_asks_for_nothing(running: OpenSession) -> None:
    recording.end_run(running)
    signature: Any = SimpleNamespace(meaning=SignatureMeaning.PERFORMED)
    view = replace(running.view(), signatures=(signature,))

    assert told(view) == ["Signed: nothing to do here"]


def test_a_run_without_anything_ahead_is_quiet(running: OpenSession) -> None:
    view = running.view()
    empty = replace(
        view,
        verdicts={phase: type(one)() for phase, one in view.verdicts.items()},
        running=replace(view.running, vitals=None, minutes_left=None, last=None),
        session=replace(view.session, bags=(BOTTLE,)),
    )

    assert told(empty) == ["Nothing to do now"]


def test_the_target_is_told_ahead(running: OpenSession) -> None:
    view = running.view()
    ahead = replace(view, running=replace(view.running, minutes_left=35.0))

    assert then(ahead, acts(ahead)[:1])[-1] == "target in ~0:35"


def test_a_reaction_with_its_outcome_is_followed_no_more(running: OpenSession) -> None:
    made = reactions.report_reaction(running, ReactionKind.CITRATE)
    assert Deed.REACTION in [act.deed for act in acts(running.view())]

    reactions.end_reaction(running, made, Outcome.RESOLVED)

    assert Deed.REACTION not in [act.deed for act in acts(running.view())]


def test_what_was_measured_in_the_patient_is_answered_before_totals(
    running: OpenSession, clock: FakeClock
) -> None:
    clock.pass_by(minutes=1)
    row = recording.begin_row(running, running.desk.now())
    for code, text in {"systolic_mmhg": "80", "inlet_ml": "20"}.items():
        recording.enter_cell(running, row, code, text, is_sure=True)
    recording.keep_row(running, row)

    answers = [act.subject for act in acts(running.view()) if act.deed is Deed.ANSWER]

    assert answers.index("systolic-low") < answers.index("total-fell")
