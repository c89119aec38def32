"""The ordered pre-medication in a session: shown, given as ordered, or not with the reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.facts import RunDrugFact
from plexlog.domain.records import DrugGiven, OrderedDrug
from plexlog.domain.steps import PRE_MEDICATION_OPEN
from plexlog.domain.words import Route
from plexlog.services import recording, run_records
from plexlog.services.desk import Desk
from plexlog.services.do_now import acts
from plexlog.services.drugs_by_protocol import drug_picks, give_pick
from plexlog.services.open_session import OpenSession
from plexlog.services.ordered_drugs import ordered_lines, texts_as_ordered
from plexlog.storage.seed_files import read_seeds
from plexlog.storage.seeds import FOLDER
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.test_drugs_by_protocol import PARACETAMOL, STEROID
from tests.services.ward import COURSE, prepare

ORDERED = (
    OrderedDrug(drug="Hydrocortisone", dose="1 g", route=Route.IV),
    OrderedDrug(drug="Clemastine", dose="2 mg"),
)
KEY, OTHER = "hydrocortisone-1-g", "clemastine-2-mg"


@pytest.fixture
def session(clock: FakeClock) -> OpenSession:
    """A session before its start with two drugs ordered."""
    return opened(clock, *ORDERED)


def opened(clock: FakeClock, *ordered: OrderedDrug) -> OpenSession:
    store = FakeStore(facts=(PARACETAMOL, STEROID))
    desk = Desk(store, clock, FakeSigner())
    order = replace(COURSE.order, pre_medication=ordered)
    course_key = store.add_course(replace(COURSE, order=order))
    made = OpenSession(desk, store.sessions_of(course_key)[0].session_key)
    prepare(made)
    return made


def details(session: OpenSession) -> list[str]:
    return [one.detail for one in ordered_lines(session.view())]


def test_what_is_ordered_is_filled_in_with_the_volume_of_the_unit_s_list(
    session: OpenSession,
) -> None:
    assert texts_as_ordered(session, KEY) == {
        "drug": "Hydrocortisone",
        "dose": "1 g",
        "route": "iv",
        "volume_ml": "2",
        "reason": "pre-medication as ordered",
    }
    assert texts_as_ordered(session, OTHER)["volume_ml"] == ""
    assert texts_as_ordered(session, OTHER)["route"] == ""


def test_each_drug_is_given_or_not_with_its_reason(session: OpenSession) -> None:
    assert details(session) == ["not on record as given", "not on record as given"]

    given = DrugGiven(at=session.desk.now(), drug="Hydrocortisone", dose="100 mg")
    run_records.give_drug(session, given)
    recording.answer_finding(session, PRE_MEDICATION_OPEN, "drowsy", subject=OTHER)

    first, second = details(session)
    assert first.startswith("given 100 mg ")
    assert first.endswith(session.desk.me)
    assert second.startswith(f"not given: drowsy ({session.desk.me}, ")
    assert [one.is_open for one in ordered_lines(session.view())] == [False, False]
    assert [one.is_given for one in ordered_lines(session.view())] == [True, False]


def test_the_start_says_what_is_still_open_and_is_not_held(session: OpenSession) -> None:
    assert acts(session.view())[0].sentence == (
        "Start the run as soon as blood flows; before it Hydrocortisone 1 g IV, "
        "Clemastine 2 mg, ordered and not on record"
    )

    recording.start_run(session)

    assert session.view().session.started_at is not None


def test_an_open_drug_is_a_pick_until_it_is_given(session: OpenSession) -> None:
    pick = drug_picks(session)[0]
    assert (pick.key, pick.drug, pick.volume_ml) == (KEY, "Hydrocortisone", Decimal(2))

    give_pick(session, pick)

    assert details(session)[0].startswith("given ")
    assert KEY not in {one.key for one in drug_picks(session)}
    recording.start_run(session)
    assert not any(one.is_ordered for one in drug_picks(session))


def test_what_nobody_ordered_is_never_called_ordered(session: OpenSession) -> None:
    offered = {one.drug: one for one in drug_picks(session)}
    assert offered["Hydrocortisone"].is_ordered
    assert not offered["Paracetamol"].is_ordered  # of the unit's list alone

    give_pick(session, offered["Hydrocortisone"])

    # given as ordered: it is not offered again as if the order did not hold it
    assert [one.drug for one in drug_picks(session)] == ["Paracetamol"]


def test_an_open_drug_is_still_a_pick_after_the_start(
    session: OpenSession, clock: FakeClock
) -> None:
    recording.start_run(session)
    clock.pass_by(minutes=5)
    pick = drug_picks(session)[0]
    assert (pick.drug, pick.is_ordered) == ("Hydrocortisone", True)
    assert pick.detail == "ordered before the session, not on record by the start"

    give_pick(session, pick)

    assert [one.drug for one in drug_picks(session)] == ["Paracetamol"]


def test_a_withheld_drug_is_no_pick(session: OpenSession) -> None:
    recording.answer_finding(session, PRE_MEDICATION_OPEN, "drowsy", subject=KEY)

    assert [one.drug for one in drug_picks(session)] == ["Paracetamol"]


def test_a_drug_ordered_by_no_route_is_a_pick_by_that_of_the_unit_s_list(
    clock: FakeClock,
) -> None:
    session = opened(clock, replace(ORDERED[0], route=None))

    pick, other = drug_picks(session)

    assert (pick.drug, pick.route, pick.volume_ml) == ("Hydrocortisone", Route.IV, Decimal(2))
    assert (pick.is_ordered, pick.reason) == (True, "pre-medication as ordered")
    assert pick.detail == (
        "ordered before the session; the order has no route, the unit's list has this one"
    )
    assert (other.drug, other.is_ordered) == ("Paracetamol", False)


def test_the_list_of_the_unit_calls_nothing_ordered() -> None:
    drugs = [one for one in read_seeds(FOLDER) if isinstance(one, RunDrugFact)]

    assert drugs
    assert not [one.label for one in drugs if "order" in one.reason]


def test_what_came_after_the_start_says_so(session: OpenSession, clock: FakeClock) -> None:
    recording.start_run(session)
    clock.pass_by(minutes=5)
    late = DrugGiven(at=session.desk.now(), drug="Clemastine", dose="2 mg")

    run_records.give_drug(session, late)

    assert details(session)[1].startswith("on record only after the start, ")


def test_a_drug_given_by_nobody_named_is_told_without_a_name(session: OpenSession) -> None:
    given = DrugGiven(key="d1", at=session.desk.now(), drug="Clemastine", dose="2 mg")
    session.desk.store.put(session.key, given)
    session.touch()

    assert "," not in details(session)[1]
