"""Drugs of the run as quick picks: calcium as ordered, by protocol, and the usual others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plexlog.domain.facts import CalciumFact, RunDrugFact
from plexlog.domain.records import AccessDevice, CalciumPlan, DrugGiven, Plan
from plexlog.domain.words import AccessKind, CalciumRoute, CalciumSalt, Route
from plexlog.services import recording, run_records
from plexlog.services.desk import Desk
from plexlog.services.drugs_by_protocol import calcium_due_ml, drug_picks, give_pick
from plexlog.services.open_session import OpenSession
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE, TOTALS, prepare

GLUCONATE = CalciumFact(
    code="calcium-gluconate-10",
    label="Calcium gluconate 10 %",
    source="s",
    salt="calcium-gluconate-10",
    concentration_percent="10",
    routes=("return-line", "central-iv"),
    doses_ml=("10", "20"),
    use="u",
)
CHLORIDE = replace(
    GLUCONATE,
    code="calcium-chloride-10",
    label="Calcium chloride 10 %",
    salt="calcium-chloride-10",
    routes=("central-iv",),
    doses_ml=("5",),
)
ORAL = replace(GLUCONATE, code="oral", label="Calcium by mouth", salt="oral", routes=("oral",))
PARACETAMOL = RunDrugFact(
    code="paracetamol", label="Paracetamol", source="s", dose="1 g", route="oral", reason="r"
)
STEROID = replace(PARACETAMOL, code="h", label="Hydrocortisone", route="iv", volume_ml="2")
FACTS = (GLUCONATE, CHLORIDE, ORAL, PARACETAMOL, STEROID)
PLAN = CalciumPlan(
    salt=CalciumSalt.GLUCONATE_10,
    ml_per_l_replaced=Decimal(10),
    route=CalciumRoute.RETURN_LINE,
)


VEINS = AccessDevice(id="veins", kind=AccessKind.PERIPHERAL_VEINS)
LINE = replace(VEINS, kind=AccessKind.TUNNELLED_CATHETER)


def opened(
    clock: FakeClock, plan: CalciumPlan | None, access: AccessDevice = VEINS
) -> OpenSession:
    """A session under way with an order for calcium."""
    store = FakeStore(facts=FACTS)
    desk = Desk(store, clock, FakeSigner())
    course = replace(
        COURSE,
        order=replace(COURSE.order, calcium_plan=plan),
        access_devices=(access,),
    )
    session = OpenSession(desk, store.sessions_of(store.add_course(course))[0].session_key)
    prepare(session)
    recording.start_run(session)
    return session


def replaced(session: OpenSession, clock: FakeClock) -> None:
    clock.pass_by(minutes=60)
    row = recording.begin_row(session, session.desk.now())
    for code, text in TOTALS.items():
        recording.enter_cell(session, row, code, text, is_sure=True)
    recording.keep_row(session, row)


def test_calcium_as_ordered_comes_first_with_salt_and_strength(clock: FakeClock) -> None:
    first, *others = drug_picks(opened(clock, PLAN))

    assert (first.drug, first.dose) == ("Calcium gluconate 10 %", "10 mL (2.3 mmol)")
    assert (first.route, first.volume_ml) == (Route.RETURN_LINE, Decimal(10))
    assert first.is_ordered
    assert [pick.dose for pick in others] == ["20 mL (4.6 mmol)", "1 g", "1 g"]
    assert [pick.volume_ml for pick in others[1:]] == [None, Decimal(2)]


def test_calcium_ordered_by_mouth_is_offered_in_the_words_of_the_order(clock: FakeClock) -> None:
    by_mouth = CalciumPlan(salt=CalciumSalt.ORAL, note="1 g before the start")

    first, *_ = drug_picks(opened(clock, by_mouth))
    unsaid = drug_picks(opened(clock, replace(by_mouth, note=None)))

    assert (first.drug, first.dose) == (ORAL.label, "1 g before the start")
    assert (first.route, first.reason) == (Route.ORAL, "calcium as ordered")
    assert first.is_ordered
    assert not any(pick.is_ordered for pick in unsaid)  # nobody has said how much


def test_a_pick_is_a_whole_entry(clock: FakeClock) -> None:
    session = opened(clock, PLAN)

    given = give_pick(session, drug_picks(session)[0])

    assert (given.drug, given.dose) == ("Calcium gluconate 10 %", "10 mL (2.3 mmol)")
    assert (given.at, given.entered_at) == (session.desk.now(), session.desk.now())
    assert given.reason == "calcium as ordered"


def test_what_is_due_follows_what_was_replaced(clock: FakeClock) -> None:
    session = opened(clock, PLAN)
    assert calcium_due_ml(session.view()) is None
    replaced(session, clock)
    assert calcium_due_ml(session.view()) == 15.0

    give_pick(session, drug_picks(session)[0])

    assert calcium_due_ml(session.view()) == 5.0
    assert drug_picks(session)[0].detail.endswith("5 mL due")
    unknown = DrugGiven(at=session.desk.now(), drug="Calcium gluconate 10 %", dose="some")
    run_records.give_drug(session, unknown)
    assert calcium_due_ml(session.view()) is None


@pytest.mark.parametrize(
    "plan",
    [
        None,
        CalciumPlan(salt=CalciumSalt.NONE),
        replace(PLAN, route=None),
        replace(PLAN, ml_per_l_replaced=None),
        replace(PLAN, salt=CalciumSalt.ORAL),
    ],
)
def test_without_a_dose_nothing_is_offered_as_ordered(
    clock: FakeClock, plan: CalciumPlan | None
) -> None:
    picks = drug_picks(opened(clock, plan))

    assert not any(pick.is_ordered for pick in picks)
    assert calcium_due_ml(opened(clock, plan).view()) is None


def test_the_plan_of_the_session_goes_before_the_order(clock: FakeClock) -> None:
    session = opened(clock, PLAN)
    own = Plan(calcium_plan=replace(PLAN, ml_per_l_replaced=Decimal("7.5")))
    recording.set_facts(session, {"plan": own})

    assert drug_picks(session)[0].dose == "7.5 mL (1.7 mmol)"


def test_chloride_is_offered_to_a_central_line_only(clock: FakeClock) -> None:
    def drugs(session: OpenSession) -> set[str]:
        return {pick.drug for pick in drug_picks(session)}

    assert "Calcium chloride 10 %" not in drugs(opened(clock, None))
    assert "Calcium chloride 10 %" in drugs(opened(clock, None, LINE))
    out = replace(LINE, removed_on=date(2026, 11, 19), removal_reason="fever")
    assert "Calcium chloride 10 %" not in drugs(opened(clock, None, out))
