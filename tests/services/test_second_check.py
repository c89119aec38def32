"""Two people: a bag or drug checked by a second one, and what was hung or given taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.records import Bag, DrugGiven
from plexlog.domain.unit import Role, StaffMember
from plexlog.domain.words import Fluid, Route
from plexlog.services import recording, run_records, signing
from plexlog.services.desk import Desk
from plexlog.services.do_now import Deed, acts
from plexlog.services.open_session import OpenSession
from plexlog.services.second_check import checkers, second_check, to_check
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.test_hand_over import LEFT, TAKER
from tests.services.ward import close, prepare, work

PLASMA = Bag(id="new", fluid=Fluid.PLASMA_FRESH_FROZEN, volume_ml=Decimal(250), lot="P1")
ALBUMIN = Bag(id="new", fluid=Fluid.ALBUMIN, volume_ml=Decimal(500), lot="A1")
ANSWERED = dict.fromkeys(
    ("plasma-group-unknown-unit", "plasma-group-unknown-patient"), "for this test"
)
PHYSICIAN = StaffMember(key="staff-9", login="sand", name="Dr. Sand", role=Role.PHYSICIAN)


class UnitOfTwo(FakeStore):
    """A unit whose second nurse is at work, and one who has left."""

    def staff(self) -> Sequence[StaffMember]:
        return (TAKER, self.me, LEFT)


@pytest.fixture
def desk(clock: FakeClock) -> Desk:
    """A record in lists is enough here."""
    return Desk(UnitOfTwo(), clock, FakeSigner())


@pytest.fixture
def running(session: OpenSession) -> OpenSession:
    """A run under way in a unit in which two people check plasma and drugs by vein."""
    prepare(session)
    recording.start_run(session)
    return session


def by_two(session: OpenSession) -> None:
    """From now on two people check plasma and drugs by vein."""
    for name in ("checkers_of_plasma", "checkers_of_drugs"):
        session.desk.store.change_limit(name, 2, "as our procedure says")
    session.touch()


def checked(session: OpenSession) -> list[str]:
    """Of what two people have to check, before the start: limits of now count."""
    return [part.key for part in to_check(session.view())]


def test_nothing_waits_until_the_unit_says_that_two_check(running: OpenSession) -> None:
    run_records.hang_bag(running, PLASMA, answers=ANSWERED)

    assert to_check(running.view()) == ()


def test_plasma_and_drugs_by_vein_wait_for_the_second_person(session: OpenSession) -> None:
    by_two(session)
    prepare(session)
    recording.start_run(session)
    plasma = run_records.hang_bag(session, PLASMA, answers=ANSWERED)
    run_records.hang_bag(session, ALBUMIN)
    at = session.desk.now()
    drug = run_records.give_drug(
        session, DrugGiven(at=at, drug="calcium gluconate", dose="10 mL", route=Route.IV)
    )
    run_records.give_drug(
        session, DrugGiven(at=at, drug="paracetamol", dose="1 g", route=Route.ORAL)
    )

    waiting = [act for act in acts(session.view()) if act.deed is Deed.CHECK]

    assert checked(session) == [plasma.key, drug.key]
    assert [act.sentence for act in waiting] == [
        "Have a second person check fresh frozen plasma P1",
        "Have a second person check calcium gluconate",
    ]
    assert waiting[0].subject == plasma.key


def test_a_second_person_stands_for_it_with_name_and_time(session: OpenSession) -> None:
    by_two(session)
    prepare(session)
    recording.start_run(session)
    bag = run_records.hang_bag(session, PLASMA, answers=ANSWERED)

    kept = second_check(session, bag, TAKER)

    assert (kept.cosigned_by, kept.cosigned_at) == ("Cem Dogan", session.desk.now())
    assert to_check(session.view()) == ()
    (on_file,) = session.view().session.bags or ()
    assert on_file.cosigned_by == "Cem Dogan"
    assert on_file.by == session.desk.me


def test_whoever_hung_it_and_whoever_left_cannot_check_it(running: OpenSession) -> None:
    bag = run_records.hang_bag(running, PLASMA, answers=ANSWERED)

    for one in (running.desk.store.me, LEFT):
        with pytest.raises(RefusedError, match="cannot check it"):
            second_check(running, bag, one)

    assert [one.name for one in checkers(running, bag)] == ["Cem Dogan"]
    assert (running.view().session.bags or ())[0].cosigned_by is None


def test_a_signed_session_waits_for_nobody(session: OpenSession, clock: FakeClock) -> None:
    work(session, clock)
    close(session)
    signing.sign_session(session)

    assert to_check(session.view()) == ()


def test_a_bag_taken_back_lets_the_one_before_hang_on(
    running: OpenSession, clock: FakeClock
) -> None:
    first = run_records.hang_bag(running, ALBUMIN)
    clock.pass_by(minutes=5)
    wrong = run_records.hang_bag(running, replace(ALBUMIN, lot="X"))
    ended = (running.view().session.bags or ())[0].ended_at
    assert ended == wrong.started_at

    run_records.take_back(running, wrong, "wrong patient's bottle, never opened")

    (bag,) = running.view().session.bags or ()
    assert (bag.key, bag.ended_at) == (first.key, None)


def test_a_bag_taken_back_from_between_leaves_the_end_at_the_next(
    running: OpenSession, clock: FakeClock
) -> None:
    run_records.hang_bag(running, ALBUMIN)
    clock.pass_by(minutes=5)
    wrong = run_records.hang_bag(running, replace(ALBUMIN, lot="X"))
    clock.pass_by(minutes=5)
    last = run_records.hang_bag(running, replace(ALBUMIN, lot="Y"))

    run_records.take_back(running, wrong, "typed twice")

    first, second = running.view().session.bags or ()
    assert first.ended_at == last.started_at
    assert second.ended_at is None


def test_a_bag_whose_amount_was_told_has_ended(running: OpenSession, clock: FakeClock) -> None:
    first = run_records.hang_bag(running, ALBUMIN)
    clock.pass_by(minutes=5)
    wrong = run_records.hang_bag(running, replace(ALBUMIN, lot="X"))
    run_records.finish_bag(running, replace(first, ended_at=wrong.started_at), Decimal(500))

    run_records.take_back(running, wrong, "typed twice")

    (bag,) = running.view().session.bags or ()
    assert bag.ended_at == wrong.started_at


def test_nothing_is_taken_back_without_a_reason(running: OpenSession) -> None:
    bag = run_records.hang_bag(running, ALBUMIN)

    with pytest.raises(RefusedError):
        run_records.take_back(running, bag, " ")

    assert len(running.view().session.bags or ()) == 1


def test_a_drug_is_taken_back_alone(running: OpenSession) -> None:
    at = running.desk.now()
    drug = run_records.give_drug(running, DrugGiven(at=at, drug="calcium", dose="10 mL"))
    bag = run_records.hang_bag(running, ALBUMIN)

    run_records.take_back(running, drug, "given to nobody")

    assert running.view().session.drugs_given == ()
    assert [one.key for one in running.view().session.bags or ()] == [bag.key]
