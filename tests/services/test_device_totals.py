"""The machine's end screens: in its order, each held against the run, asked about once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.facts import MachineFact
from plexlog.domain.fields import Severity
from plexlog.domain.records import Close, DeviceTotals, Machine
from plexlog.domain.words import MachineKind
from plexlog.services import recording, run_records
from plexlog.services.desk import Desk
from plexlog.services.device_totals import (
    difference,
    end_screens,
    enter_screen,
    reconciliation,
    screen_values,
)
from plexlog.services.open_session import OpenSession
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE, prepare, run

SPINNER = MachineFact(
    code="m",
    label="M",
    source="s",
    model="Spinner",
    kind="centrifugal",
    end_screens=("run_time_min", "replaced_ml", "inlet_ml", "anticoagulant_in_waste_ml"),
)


@pytest.fixture
def ended(clock: FakeClock) -> OpenSession:
    """An hour's run: 3000 mL inlet, 280 anticoagulant, 1500 removed and replaced."""
    store = FakeStore()
    session = OpenSession(
        Desk(store, clock, FakeSigner()),
        store.sessions_of(store.add_course(COURSE))[0].session_key,
    )
    prepare(session)
    run(session, clock)
    return session


def told(session: OpenSession) -> DeviceTotals:
    return (session.view().session.close or Close()).device_totals or DeviceTotals()


def test_the_order_is_that_of_the_machine(ended: OpenSession) -> None:
    def codes() -> list[str]:
        return [one.code for one in end_screens(ended.view(), (SPINNER,))]

    assert codes() == ["inlet_ml", "anticoagulant_ml", "removed_ml", "replaced_ml"]
    machine = Machine(model="Spinner", kind=MachineKind.CENTRIFUGAL)
    recording.set_facts(ended, {"machine": machine})
    assert codes() == ["run_time_min", "replaced_ml", "inlet_ml"]


def test_what_fits_is_kept_and_shown_again(ended: OpenSession) -> None:
    enter_screen(ended, "run_time_min", "62")
    enter_screen(ended, "saline_to_air_ml", "20")
    enter_screen(ended, "inlet_ml", "3010")

    shown = {code: one.value for code, one in screen_values(ended.view()).items()}
    assert shown == {"run_time_min": 62, "saline_to_air_ml": 20, "inlet_ml": 3010}
    assert told(ended).confirmed is None
    assert told(ended).by == ended.desk.me
    enter_screen(ended, "saline_to_air_ml", "")
    assert "saline_to_air_ml" not in screen_values(ended.view())


@pytest.mark.parametrize(
    ("code", "text", "says"),
    [
        ("run_time_min", "90", "by what was recorded here 60\u00a0min"),
        ("inlet_ml", "300", "below the 3\u202f000\u00a0mL"),
        ("replaced_ml", "15000", "more than the flow allows"),
        ("bolus_ml", "250", "by what was recorded here 0\u00a0mL"),
        ("saline_to_patient_ml", "5000", "above what is plausible, 0 to 1000"),
        ("saline_to_air_ml", "5000", "above what is plausible, 0 to 1000"),
        ("saline_rinse_ml", "5000", "above what is plausible, 0 to 600"),
        ("custom_prime_ml", "5000", "above what is plausible, 0 to 500"),
        ("anticoagulant_for_prime_ml", "2000", "above what is plausible, 0 to 500"),
    ],
)
def test_a_difference_is_asked_about_once(
    ended: OpenSession, code: str, text: str, says: str
) -> None:
    asked = enter_screen(ended, code, text)
    assert (asked.severity, says in asked.message) == (Severity.ASK, True)
    assert code not in screen_values(ended.view())

    enter_screen(ended, code, text, is_sure=True)

    assert screen_values(ended.view())[code].value == Decimal(text)
    assert told(ended).confirmed == (code,)


def test_a_text_that_cannot_be_is_refused(ended: OpenSession) -> None:
    assert enter_screen(ended, "run_time_min", "long").is_refused
    assert enter_screen(ended, "balance_percent", "400").is_refused
    assert screen_values(ended.view()) == {}


def test_a_machine_may_count_its_pauses(session: OpenSession, clock: FakeClock) -> None:
    recording.start_run(session)
    clock.pass_by(minutes=30)
    recording.pause_run(session)
    clock.pass_by(minutes=30)
    recording.end_run(session)

    assert difference(session.view(), "run_time_min", Decimal(58)) == ""
    assert difference(session.view(), "run_time_min", Decimal(30)) == ""
    assert difference(session.view(), "run_time_min", Decimal(80)) != ""
    assert difference(session.view(), "plasma_removed_ml", Decimal(80)) == ""  # not known here
    assert difference(session.view(), "custom_prime_ml", Decimal(80)) == ""


def test_planned_achieved_and_machine_stand_side_by_side(ended: OpenSession) -> None:
    recording.set_facts(ended, {"device_totals": DeviceTotals(run_time_min=Decimal(90))})

    lines = {line.label: line for line in reconciliation(ended.view())}

    assert lines["Run time"].machine == "1:30"
    assert lines["Run time"].achieved == "1:00"
    assert lines["Run time"].is_apart
    assert lines["Replaced, by bags"].machine.startswith("1\u202f500") or lines[
        "Replaced, by bags"
    ].machine.startswith("1")
    assert not lines["Balance"].is_apart


def test_before_the_run_nothing_is_known(session: OpenSession) -> None:
    assert {line.machine for line in reconciliation(session.view())} == {"–"}
    assert difference(session.view(), "inlet_ml", Decimal(100)) == ""


def test_bags_that_disagree_are_marked(ended: OpenSession) -> None:
    from tests.services.test_bag_ledger import BOTTLE  # noqa: PLC0415 - one bottle

    bag = run_records.hang_bag(ended, replace(BOTTLE, started_at=ended.view().session.started_at))
    run_records.finish_bag(ended, bag, Decimal(500))

    assert {line.label: line.is_apart for line in reconciliation(ended.view())}[
        "Replaced, by bags"
    ]
