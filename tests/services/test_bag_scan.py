"""Scans of a bag: of one unit, of the chosen fluid, and nothing hung twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, BloodGroup, Session
from plexlog.domain.words import Abo, Fluid, RhD
from plexlog.services import recording, run_records
from plexlog.services.bag_ledger import bag_ledger, tell_given, tell_wasted
from plexlog.services.bag_scan import add_scan, known_product, objections, questions
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.scanning import ScanError, begins_a_scan, pack_from_scan
from tests.services.fakes import FakeClock
from tests.services.ward import COURSE, prepare

DIN = "=G12341765432100"
GROUP = "=%6200"
BOTTLE_CODE = "]d201070320698049881728053110A7"
UNIT = Bag(
    id="new",
    fluid=Fluid.PLASMA_FRESH_FROZEN,
    volume_ml=Decimal(260),
    din="G123417654321",
    abo=Abo.A,
)
ANSWERED = {"plasma-group-unknown-patient": "for this test"}
BOTTLE = Bag(id="new", fluid=Fluid.ALBUMIN, volume_ml=Decimal(500), lot="A7")


@pytest.fixture
def running(session: OpenSession) -> OpenSession:
    prepare(session)
    recording.start_run(session)
    return session


def bags(session: OpenSession) -> tuple[Bag, ...]:
    return session.view().session.bags or ()


def reasons(refused: pytest.ExceptionInfo[RefusedError]) -> list[tuple[str, str]]:
    return [(one.place, one.reason) for one in refused.value.refusals]


def test_the_same_label_twice_is_one_scan() -> None:
    once = add_scan((), DIN, None)

    assert add_scan(once, DIN, None) == once
    assert len(add_scan(once, GROUP, None)) == 2


def test_two_units_are_never_one_bag() -> None:
    with pytest.raises(ScanError, match="two donation numbers"):
        add_scan(add_scan((), DIN, None), "=A99992600014000", None)


@pytest.mark.parametrize(
    ("scan", "fluid", "says"),
    [
        (DIN, Fluid.ALBUMIN, "This is the donation number G1234 17 654321 .*not on albumin"),
        (GROUP, Fluid.SALINE, "This is the blood group A RhD positive"),
        (BOTTLE_CODE, Fluid.PLASMA_FRESH_FROZEN, "This is the article number .*on a bottle"),
    ],
)
def test_a_label_of_another_kind_is_named_and_refused(scan: str, fluid: Fluid, says: str) -> None:
    with pytest.raises(ScanError, match=says):
        add_scan((), scan, fluid)


def test_solvent_detergent_plasma_has_a_lot_as_a_bottle_has() -> None:
    assert len(add_scan((), BOTTLE_CODE, Fluid.PLASMA_SD_TREATED)) == 1
    assert len(add_scan((), BOTTLE_CODE, Fluid.ALBUMIN)) == 1


def test_a_product_that_was_hung_before_is_known() -> None:
    known = replace(BOTTLE, product="07032069804988")
    session = Session(id="s1", number=1, bags=(UNIT, known))
    course = replace(COURSE, sessions=(session, Session(id="s2", number=2)))

    assert known_product(course, "07032069804988") == known
    assert known_product(course, "") is None


def test_what_must_not_be_hung_is_said_at_the_scan(running: OpenSession) -> None:
    expired = {"expires_on": "2020-01-01", "lot": "A7", "abo": ""}

    assert [one.place for one in objections(running, expired)] == ["expires_on"]
    assert objections(running, {"lot": "A7"}) == []
    assert bags(running) == ()


def test_plasma_of_another_group_is_refused_at_the_scan(desk: Desk) -> None:
    group = BloodGroup(abo=Abo.A, rhd=RhD.POSITIVE)
    course = replace(COURSE, patient=replace(COURSE.patient, blood_group=group))
    session = OpenSession(
        desk, desk.store.sessions_of(desk.store.add_course(course))[0].session_key
    )

    (wrong,) = objections(session, {"abo": "O"})

    assert (wrong.place, "not compatible" in wrong.reason) == ("abo", True)


def test_a_unit_is_hung_once(running: OpenSession, clock: FakeClock) -> None:
    run_records.hang_bag(running, UNIT, answers=ANSWERED)
    clock.pass_by(minutes=5)

    with pytest.raises(RefusedError) as refused:
        run_records.hang_bag(running, replace(UNIT, din="G1234 17 654321"))

    assert reasons(refused) == [("din", "this unit is on record already, hung at 14:30")]
    assert len(bags(running)) == 1
    assert [one.place for one in objections(running, {"din": "G123417654321"})] == ["din"]


def test_two_parts_of_one_donation_are_two_bags(running: OpenSession) -> None:
    run_records.hang_bag(running, replace(UNIT, product="E0701VA0"), answers=ANSWERED)
    run_records.hang_bag(running, replace(UNIT, product="E0701VB0"))

    assert len(bags(running)) == 2


def test_a_pack_of_one_serial_number_is_hung_once(running: OpenSession) -> None:
    pack = replace(BOTTLE, product="07032069804988", serial="S9")
    run_records.hang_bag(running, pack)

    with pytest.raises(RefusedError) as refused:
        run_records.hang_bag(running, pack)

    assert reasons(refused)[0][0] == "x_plexlog_serial"


def test_many_of_a_lot_are_kept_together_and_hang_one_by_one(
    running: OpenSession, clock: FakeClock
) -> None:
    run_records.hang_bag(running, BOTTLE, together=3)
    clock.pass_by(minutes=20)
    waiting = run_records.bags_at_hand(running.view().session)

    run_records.hang_waiting(running, waiting[0].id)

    first, second, third = bags(running)
    assert [bag.id for bag in bags(running)] == ["s1-b01", "s1-b02", "s1-b03"]
    assert first.ended_at == second.started_at
    assert (second.entered_at, third.started_at) == (second.started_at, None)
    with pytest.raises(RefusedError, match="hangs since"):
        run_records.hang_waiting(running, second.id)
    clock.pass_by(minutes=20)
    run_records.hang_waiting(running, third.id)
    assert bags(running)[0].ended_at == first.ended_at


@pytest.mark.parametrize(
    ("bag", "count", "reason"),
    [
        (BOTTLE, 0, "possible are 1 to 40 bags"),
        (UNIT, 2, "a donation or serial number stands on one bag only"),
    ],
)
def test_a_number_of_bags_that_cannot_be_is_refused(
    running: OpenSession, bag: Bag, count: int, reason: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        run_records.hang_bag(running, bag, together=count)

    assert reasons(refused) == [("together", reason)]


def test_a_bag_told_later_stands_in_its_place(running: OpenSession, clock: FakeClock) -> None:
    begun = running.desk.now()
    clock.pass_by(minutes=30)
    now = run_records.hang_bag(running, BOTTLE)
    clock.pass_by(minutes=10)

    late = run_records.hang_bag(running, replace(BOTTLE, started_at=begun))

    assert late.ended_at == now.started_at
    assert late.entered_at is not None
    assert late.started_at is not None
    assert late.entered_at.minutes_since(late.started_at) == 40
    assert next(bag for bag in bags(running) if bag.id == now.id).ended_at is None


def test_a_bag_after_the_end_is_refused(running: OpenSession, clock: FakeClock) -> None:
    recording.end_run(running)
    clock.pass_by(minutes=10)

    with pytest.raises(RefusedError, match="lies after the end"):
        run_records.hang_bag(running, BOTTLE)


def test_given_and_wasted_never_exceed_the_bag(running: OpenSession) -> None:
    bag = run_records.hang_bag(running, BOTTLE, together=2)
    tell_given(running, bag.id, "450")
    tell_wasted(running, bag.id, "50")

    told, waiting = bag_ledger(running.view()).lines
    assert (told.left_ml, told.bag.wasted_ml) == (Decimal(0), Decimal(50))
    assert (waiting.is_told, waiting.left_ml) == (True, None)
    assert bag_ledger(running.view()).wasted_ml == 50.0
    assert bag_ledger(running.view()).hung_ml == 500.0
    for tell, text, says in (
        (tell_given, "451", "more than the bag holds"),
        (tell_wasted, "51", "more than is left of the bag, 50 mL"),
        (tell_wasted, "-1", "must not be below"),
    ):
        with pytest.raises(RefusedError, match=says):
            tell(running, bag.id, text)
    tell_wasted(running, bag.id, " ")
    assert bag_ledger(running.view()).wasted_ml is None


def test_what_was_recorded_by_mistake_is_taken_back_with_a_reason(running: OpenSession) -> None:
    bag = run_records.hang_bag(running, BOTTLE)

    with pytest.raises(RefusedError, match="needs a reason"):
        run_records.take_back(running, bag, " ")
    run_records.take_back(running, bag, "another patient's")

    assert bags(running) == ()


@pytest.mark.parametrize("keys", ["=G12", "]d20", "(01)", "01070320", "#G1234176"])
def test_fast_keys_that_begin_a_bar_code_are_known(keys: str) -> None:
    assert begins_a_scan(keys)


@pytest.mark.parametrize("keys", ["=G1", "118/64", "1460", "asleep and well", "0107032"])
def test_what_a_nurse_types_begins_no_bar_code(keys: str) -> None:
    assert not begins_a_scan(keys)


def test_a_pack_tells_lot_and_expiry() -> None:
    assert pack_from_scan(BOTTLE_CODE) == {"lot": "A7", "expires_on": "2028-05-31"}


@pytest.mark.parametrize(
    ("scan", "says"), [(DIN, "of plasma, not of a pack"), ("07032069804988", "neither lot nor")]
)
def test_what_stands_on_no_pack_is_named(scan: str, says: str) -> None:
    with pytest.raises(ScanError, match=says):
        pack_from_scan(scan)


def test_the_day_counts_for_the_expiry(running: OpenSession) -> None:
    today = date(2026, 11, 20)
    fits = replace(BOTTLE, expires_on=today, started_at=Moment.parse("2026-11-20T14:00+01:00"))

    assert run_records.hang_bag(running, fits).expires_on == today


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        ({"fluid": "albumin"}, 0),
        ({"fluid": "albumin", "volume_ml": "many"}, 0),
        ({"fluid": "albumin", "volume_ml": "500", "lot": ""}, 0),
        ({"fluid": "plasma-fresh-frozen", "volume_ml": "250"}, 1),
    ],
)
def test_what_will_be_asked_is_said_once_it_can_be_judged(
    running: OpenSession, texts: dict[str, str], asked: int
) -> None:
    found = questions(running, texts)

    assert len(found) == asked
    assert "plasma-group-unknown-unit" not in {one.code for one in found}
