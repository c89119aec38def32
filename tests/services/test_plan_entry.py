"""What is typed on the plan page changes its own field; what the page does not show stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.facts import MachineFact
from plexlog.domain.records import CircuitSet, Machine, Supply
from plexlog.domain.words import MachineKind, SupplyKind
from plexlog.services import plan_entry, planning, recording
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from tests.services.fake_facts import FACTS
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE

FIRST_LOT = Supply(kind=SupplyKind.ANTICOAGULANT, product="ACD-A", lot="A1")
SALINE = Supply(kind=SupplyKind.SALINE, lot="N1")
SECOND_LOT = Supply(kind=SupplyKind.ANTICOAGULANT, product="ACD-A", lot="A2")
SERVICED = Machine(
    model="Cento",
    kind=MachineKind.CENTRIFUGAL,
    serial="C-7",
    maintenance_due_on=date(2027, 3, 1),
    electrical_check_due_on=date(2027, 6, 1),
    extra={"x_ward": "east"},
)
MACHINES = (
    MachineFact(code="cento", label="Cento", source="invented", model="Cento", kind="centrifugal"),
    MachineFact(code="filtra", label="Filtra", source="invented", model="Filtra", kind="membrane"),
)


def imported(session: OpenSession, *supplies: Supply) -> None:
    recording.set_facts(session, {"supplies": supplies})


def lots(session: OpenSession) -> list[str | None]:
    return [one.lot for one in session.view().session.supplies or ()]


def test_a_second_lot_stays_when_the_first_is_typed(session: OpenSession) -> None:
    imported(session, FIRST_LOT, SALINE, SECOND_LOT)

    plan_entry.enter(session, "anticoagulant.lot", "A9")

    assert lots(session) == ["A9", "N1", "A2"]


def test_a_second_lot_stays_when_the_first_is_taken_back(session: OpenSession) -> None:
    imported(session, SALINE, FIRST_LOT, SECOND_LOT)

    plan_entry.enter(session, "anticoagulant.lot", "")

    assert lots(session) == ["N1", "A2"]
    assert planning.supply_of(session.view(), SupplyKind.ANTICOAGULANT) == SECOND_LOT


def test_the_first_lot_of_a_kind_joins_the_others(session: OpenSession) -> None:
    imported(session, SALINE)

    plan_entry.enter(session, "anticoagulant.lot", "A1")

    assert lots(session) == ["N1", "A1"]


def machine_of(session: OpenSession) -> Machine:
    machine = session.view().session.machine
    assert machine is not None
    return machine


def test_the_same_machine_typed_again_keeps_when_it_is_due(session: OpenSession) -> None:
    planning.keep_machine(session, SERVICED)

    plan_entry.type_machine(session, " Cento ", "membrane")

    assert machine_of(session) == replace(SERVICED, kind=MachineKind.MEMBRANE)


def test_another_machine_is_not_due_when_the_last_one_was(session: OpenSession) -> None:
    planning.keep_machine(session, SERVICED)

    plan_entry.type_machine(session, "Other", "centrifugal")
    typed = machine_of(session)
    planning.keep_machine(session, SERVICED)
    plan_entry.enter(session, "machine.serial", "C-8")
    other_serial = machine_of(session)

    assert typed == Machine(model="Other", kind=MachineKind.CENTRIFUGAL)
    assert other_serial == Machine(model="Cento", kind=MachineKind.CENTRIFUGAL, serial="C-8")


def test_a_serial_number_that_was_missing_makes_no_other_machine(session: OpenSession) -> None:
    planning.keep_machine(session, replace(SERVICED, serial=None))

    plan_entry.enter(session, "machine.serial", "C-7")
    plan_entry.enter(session, "machine.serial", "C-7")

    assert machine_of(session) == SERVICED


def test_a_machine_picked_again_keeps_when_it_is_due(clock: FakeClock) -> None:
    desk = Desk(FakeStore((*FACTS, *MACHINES)), clock, FakeSigner())
    session = OpenSession(
        desk, desk.store.sessions_of(desk.store.add_course(COURSE))[0].session_key
    )
    planning.keep_machine(session, SERVICED)

    plan_entry.pick_machine(session, "cento")
    again = machine_of(session)
    plan_entry.pick_machine(session, "filtra")

    assert again == SERVICED
    assert machine_of(session) == Machine(model="Filtra", kind=MachineKind.MEMBRANE)


def test_what_the_form_of_the_set_does_not_show_stays(session: OpenSession) -> None:
    planning.keep_set(session, CircuitSet(name="Set", lot="S1", extra={"x_shelf": "2"}))

    plan_entry.enter(session, "set.lot", "S2")
    plan_entry.enter(session, "set.name", "")

    assert session.view().session.circuit_set == CircuitSet(lot="S2", extra={"x_shelf": "2"})


def test_what_the_form_of_a_supply_does_not_show_stays(session: OpenSession) -> None:
    imported(session, replace(FIRST_LOT, extra={"x_shelf": "3"}))

    plan_entry.enter(session, "anticoagulant.lot", "A9")
    changed = session.view().session.supplies
    plan_entry.enter(session, "anticoagulant.lot", "")

    assert changed == (replace(FIRST_LOT, lot="A9", extra={"x_shelf": "3"}),)
    assert session.view().session.supplies == (
        replace(FIRST_LOT, lot=None, extra={"x_shelf": "3"}),
    )


@pytest.mark.parametrize("text", ["nan", "Infinity", "1e3", "-", ""])
def test_a_blood_volume_that_is_no_number_is_refused(session: OpenSession, text: str) -> None:
    with pytest.raises(RefusedError, match="must be a number"):
        plan_entry.type_volume(session, text, "measured")

    assert session.view().session.plan is None


def test_a_blood_volume_that_may_be_a_thousand_or_a_decimal_is_refused(
    session: OpenSession,
) -> None:
    with pytest.raises(RefusedError, match="a thousand or a decimal"):
        plan_entry.type_volume(session, "5.200", "measured")


def test_a_blood_volume_is_taken_with_its_reason(session: OpenSession) -> None:
    plan_entry.type_volume(session, " 5 200,5 ", "measured")

    plan = session.view().session.plan
    assert plan is not None
    assert plan.total_blood_volume is not None
    assert plan.total_blood_volume.value_ml == Decimal("5200.5")


def test_a_blood_volume_without_its_reason_is_refused(session: OpenSession) -> None:
    with pytest.raises(RefusedError, match="needs its reason"):
        plan_entry.type_volume(session, "5200", " ")

    assert session.view().session.plan is None


def test_a_machine_waits_until_it_is_said_how_it_separates(session: OpenSession) -> None:
    with pytest.raises(RefusedError, match="choose how it separates"):
        plan_entry.type_machine(session, "Cento", "")

    assert session.view().session.machine is None


def test_a_machine_is_taken_back(session: OpenSession) -> None:
    planning.keep_machine(session, SERVICED)

    plan_entry.type_machine(session, " ", "centrifugal")

    assert session.view().session.machine is None


def test_a_set_is_taken_back(session: OpenSession) -> None:
    planning.keep_set(session, CircuitSet(name="Set", lot="S1"))

    planning.keep_set(session, None)

    assert session.view().session.circuit_set is None


def test_no_ratio_is_planned_where_the_order_names_no_anticoagulant(clock: FakeClock) -> None:
    desk = Desk(FakeStore(), clock, FakeSigner())
    course = replace(COURSE, order=replace(COURSE.order, anticoagulant=None))
    session = OpenSession(
        desk, desk.store.sessions_of(desk.store.add_course(course))[0].session_key
    )
    plan_entry.enter(session, "plan.reason", "bleeding")

    with pytest.raises(RefusedError, match="names no anticoagulant"):
        plan_entry.enter(session, "plan.inlet_ac_ratio", "12")


SETS = (
    replace(MACHINES[0], set_name="CS-TPE", extracorporeal_volume_ml="185"),
    replace(MACHINES[1], set_name="PF-2", extracorporeal_volume_ml="120"),
)


def at_machines(clock: FakeClock) -> OpenSession:
    desk = Desk(FakeStore(facts=(*FACTS, *SETS)), clock, FakeSigner())
    course = desk.store.add_course(COURSE)
    return OpenSession(desk, desk.store.sessions_of(course)[0].session_key)


def test_the_set_goes_with_the_machine(clock: FakeClock) -> None:
    session = at_machines(clock)
    plan_entry.pick_machine(session, "cento")
    first = session.view().session.circuit_set

    plan_entry.pick_machine(session, "filtra")
    second = session.view().session.circuit_set
    plan_entry.type_machine(session, "Borrowed one", "membrane")

    assert first == CircuitSet(name="CS-TPE", extracorporeal_volume_ml=Decimal(185))
    assert second == CircuitSet(name="PF-2", extracorporeal_volume_ml=Decimal(120))
    assert session.view().session.circuit_set is None


def test_a_volume_that_was_typed_stays_whatever_the_machine(clock: FakeClock) -> None:
    session = at_machines(clock)
    plan_entry.pick_machine(session, "cento")
    plan_entry.enter(session, "set.extracorporeal_volume_ml", "200")

    plan_entry.pick_machine(session, "filtra")

    kept = session.view().session.circuit_set
    assert kept == CircuitSet(name="PF-2", extracorporeal_volume_ml=Decimal(200))


def test_a_lot_on_record_is_not_called_another_machines_set(clock: FakeClock) -> None:
    session = at_machines(clock)
    plan_entry.pick_machine(session, "cento")
    plan_entry.enter(session, "set.lot", "L7")

    plan_entry.pick_machine(session, "filtra")

    assert session.view().session.circuit_set == CircuitSet(lot="L7")
