"""The bags at the close: what each gave, held against the machine."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.fields import Place
from plexlog.domain.records import Bag
from plexlog.domain.words import Fluid
from plexlog.services import recording, run_records
from plexlog.services.bag_ledger import bag_ledger, tell_by_machine, tell_given
from plexlog.services.open_session import OpenSession
from tests.services.fakes import FakeClock
from tests.services.ward import TOTALS, VITALS, prepare

BOTTLE = Bag(id="new", fluid=Fluid.ALBUMIN, volume_ml=Decimal(1000))


@pytest.fixture
def ended(session: OpenSession, clock: FakeClock) -> OpenSession:
    """A run with two bags, neither told yet; 1500 mL replaced by the machine."""
    prepare(session)
    recording.start_run(session)
    run_records.hang_bag(session, BOTTLE, answers={"bag-volume-1000": "by the pharmacy"})
    clock.pass_by(minutes=30)
    run_records.hang_bag(session, BOTTLE, answers={"bag-volume-1000": "by the pharmacy"})
    clock.pass_by(minutes=30)
    row = recording.begin_row(session, session.desk.now())
    for code, text in (VITALS | TOTALS).items():
        recording.enter_cell(session, row, code, text, is_sure=True)
    recording.keep_row(session, row)
    recording.end_run(session)
    return session


def test_what_was_given_is_to_be_told_and_the_machine_proposes(ended: OpenSession) -> None:
    ledger = bag_ledger(ended.view())

    assert [line.is_told for line in ledger.lines] == [False, False]
    assert [line.by_machine_ml for line in ledger.lines] == [1000.0, 500.0]
    assert (ledger.to_tell, ledger.bags_ml, ledger.machine_ml) == (2, None, 1500.0)


def test_a_told_bag_leaves_the_rest_to_the_others(ended: OpenSession) -> None:
    tell_given(ended, "s1-b01", "900")

    assert [line.by_machine_ml for line in bag_ledger(ended.view()).lines] == [None, 600.0]


def test_the_sums_stand_beside_each_other_once_all_is_told(ended: OpenSession) -> None:
    tell_given(ended, "s1-b02", " 450 ")
    tell_given(ended, "s1-b01", "990")
    recording.enter_value(ended, Place.CLOSE, "saline_in_waste_ml", "0")
    recording.enter_value(ended, Place.CLOSE, "anticoagulant_in_waste_ml", "120")

    ledger = bag_ledger(ended.view())

    assert (ledger.machine_ml, ledger.bags_ml, ledger.to_tell) == (1500.0, 1440.0, 0)
    assert ledger.achieved_ml == 1380.0
    assert ledger.planned_ml is not None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "needs an amount; 0 if nothing of it was given"),
        ("-1", "must not be below 0 mL"),
        ("half", "must be a number"),
        ("1001", "1001 mL is more than the bag holds, 1000 mL"),
    ],
)
def test_an_amount_that_cannot_be_is_refused_at_its_bag(
    ended: OpenSession, text: str, reason: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        tell_given(ended, "s1-b02", text)

    assert [(one.place, one.reason) for one in refused.value.refusals] == [("s1-b02", reason)]
    assert bag_ledger(ended.view()).to_tell == 2


def test_without_bags_there_is_no_sum(session: OpenSession) -> None:
    ledger = bag_ledger(session.view())

    assert (ledger.lines, ledger.bags_ml, ledger.machine_ml) == ((), None, None)


def test_the_machine_tells_all_bags_at_once(ended: OpenSession) -> None:
    tell_by_machine(ended)

    ledger = bag_ledger(ended.view())
    assert [line.bag.given_ml for line in ledger.lines] == [Decimal(1000), Decimal(500)]
    assert (ledger.to_tell, ledger.bags_ml) == (0, 1500.0)


def test_nothing_is_proposed_without_the_machines_total(session: OpenSession) -> None:
    prepare(session)
    recording.start_run(session)
    run_records.hang_bag(session, BOTTLE, answers={"bag-volume-1000": "by the pharmacy"})

    tell_by_machine(session)

    (line,) = bag_ledger(session.view()).lines
    assert (line.by_machine_ml, line.bag.given_ml) == (None, None)
