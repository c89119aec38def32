"""Planning by keyboard: blood volume, what differs, machine, set, supplies, prime, the start."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plexlog.domain.records import Plan
from plexlog.domain.steps import Step
from plexlog.domain.words import MachineKind, PrimeFluid, SupplyKind
from plexlog.services.desk import Desk
from plexlog.services.plan_needs import Pick
from plexlog.services.planning import supply_of
from tests.ui.pages.session_window import SessionWindow
from ui.session.plan_view import need_rows, pick_words


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str) -> SessionWindow:
    del dressed
    opened = SessionWindow(qtbot, desk, due_session)
    opened.presenter.enter("before.weight_kg", "62.9")
    opened.presenter.enter("before.hematocrit_percent", "36")
    return opened.go_to(Step.PLAN)


def plan(window: SessionWindow) -> Plan:
    return window.view.session.plan or Plan()


def test_the_blood_volume_shows_its_working(window: SessionWindow) -> None:
    words = window.words()

    assert "Nadler: 1000 × (0.3561 × 1.65³ + 0.03308 × 62.9 + 0.1833) = 3864 mL" in words
    assert "3\u202f864\u00a0mL × (1 − 36.0\u00a0%) = 2\u202f473\u00a0mL" in words
    assert "2\u202f750\u00a0mL, +11.2\u00a0%" in words


def test_without_its_inputs_the_volume_says_what_it_waits_for(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str
) -> None:
    del dressed
    window = SessionWindow(qtbot, desk, due_session).go_to(Step.PLAN)

    assert "Plasma volume waits for weight and haematocrit." in window.words()
    assert "known once the target is known" in window.words()


def test_lemmens_can_be_chosen_and_left_again(window: SessionWindow) -> None:
    window.choose_in_row("blood_volume_formula", "lemmens")
    assert window.view.figures.blood_volume_formula == "lemmens"
    assert window.row_choice("blood_volume_formula") == "lemmens"

    window.choose_in_row("blood_volume_formula", "usual")

    assert window.view.figures.blood_volume_formula == "nadler"


def test_a_typed_volume_needs_its_reason(window: SessionWindow) -> None:
    window.choose_in_row("blood_volume_formula", "typed")
    window.enter("volume.value_ml", "4100")
    assert plan(window).total_blood_volume is None

    window.enter("volume.reason", "measured by indicator dilution")

    typed = plan(window).total_blood_volume
    assert typed is not None
    assert (typed.value_ml, typed.by) == (Decimal(4100), "Adelheid Bauer")
    assert window.row_choice("blood_volume_formula") == "typed"


@pytest.mark.parametrize("typed", ["30", "much"])
def test_an_impossible_volume_is_refused_where_it_is_typed(
    window: SessionWindow, typed: str
) -> None:
    window.choose_in_row("blood_volume_formula", "typed")
    window.enter("volume.reason", "measured").enter("volume.value_ml", typed)

    assert plan(window).total_blood_volume is None
    assert window.text_of("volume.value_ml") == typed
    assert window.remark_of("volume.value_ml") in (
        "possible 50 to 20000 mL",
        "must be a number",
    )


def test_whole_bags_for_the_target(window: SessionWindow) -> None:
    words = window.words()

    assert "4 of 500\u00a0mL for 1\u202f927\u00a0mL, 73\u00a0mL left over" in words
    assert "1 of 500\u00a0mL for 482\u00a0mL, 18\u00a0mL left over" in words


def test_every_formula_stands_beside_the_one_in_use_and_says_by_how_much_it_differs(
    window: SessionWindow,
) -> None:
    words = window.words()

    assert "Usual from 18 years and above 35 kg" in words
    for formula, volume in (
        ("By Lemmens", "2\u202f750\u00a0mL, +11.2\u00a0%"),
        ("By Gilcher, normal", "2\u202f617\u00a0mL, +5.8\u00a0%"),
        ("By 70 mL/kg", "2\u202f818\u00a0mL, +14.0\u00a0%"),
        ("By Kaplan", "2\u202f617\u00a0mL, +5.8\u00a0%"),
    ):
        assert formula in words
        assert volume in words


def test_calcium_and_the_length_of_the_run_are_forecast(window: SessionWindow) -> None:
    words = window.words()

    assert "24\u00a0mL by the plan, 5.6\u00a0mmol of calcium" in words
    assert "about 1:22 at an inlet of 60\u00a0mL/min" in words


def test_a_fluid_that_comes_in_no_known_size_says_so() -> None:
    dextrose = Pick(fluid="dextrose-5", label="dextrose 5 %", needed_ml=1500, containers=())

    assert pick_words(dextrose) == "1\u202f500\u00a0mL; no size of it is known here"


def test_without_a_ratio_the_length_of_the_run_is_not_told(window: SessionWindow) -> None:
    view = window.view
    bare = replace(view.course.order, anticoagulant=None, calcium_plan=None)
    open_view = replace(view, course=replace(view.course, order=bare))

    rows = need_rows(open_view, window.presenter.session.desk.knowledge)

    assert [row.label for row in rows] == ["Albumin 5 %", "Sodium chloride 0.9 %"]


def test_what_differs_needs_its_reason_first(window: SessionWindow) -> None:
    window.choose("fold_differ")

    window.enter("plan.plasma_volumes", "0.8")

    assert plan(window).plasma_volumes is None
    assert window.remark_of("plan.plasma_volumes") == "write first why it differs"


def test_what_differs_is_marked_against_the_order(window: SessionWindow) -> None:
    window.choose("fold_differ").enter("plan.reason", "bleeding, Dr. Nebelhorn")

    window.enter("plan.plasma_volumes", "0,8").enter("plan.inlet_ac_ratio", "12")
    window.enter("plan.balance_percent", "105")

    assert plan(window).plasma_volumes == Decimal("0.8")
    assert plan(window).balance_percent == Decimal(105)
    anticoagulant = plan(window).anticoagulant
    assert anticoagulant is not None
    assert anticoagulant.inlet_ac_ratio == Decimal(12)
    assert "12 : 1" in window.words()


def test_what_differs_can_be_taken_back(window: SessionWindow) -> None:
    window.choose("fold_differ").enter("plan.reason", "bleeding")
    window.enter("plan.inlet_ac_ratio", "12")

    window.enter("plan.inlet_ac_ratio", "").enter("plan.reason", "")

    assert window.view.session.plan is None


def test_the_reason_stays_as_long_as_something_differs(window: SessionWindow) -> None:
    window.choose("fold_differ").enter("plan.reason", "bleeding")
    window.enter("plan.plasma_volumes", "0.8")

    window.enter("plan.reason", "")

    assert plan(window).reason == "bleeding"


@pytest.mark.parametrize(
    ("field", "typed"), [("plan.plasma_volumes", "9"), ("plan.inlet_ac_ratio", "100")]
)
def test_an_impossible_plan_is_refused_in_words(
    window: SessionWindow, field: str, typed: str
) -> None:
    window.choose("fold_differ").enter("plan.reason", "bleeding")

    window.enter(field, typed)

    assert window.text_of(field) == typed
    assert window.remark_of(field)


def test_plasma_can_be_planned_instead(window: SessionWindow) -> None:
    window.choose("fold_differ").enter("plan.reason", "bleeding")

    window.tab_to("plan.replacement").type("Fresh")

    [share] = plan(window).replacement or ()
    assert share.fluid.is_plasma
    assert "blood-consent-missing" in window.cards()


def test_the_ordered_fluid_can_be_taken_up_again(window: SessionWindow) -> None:
    window.choose("fold_differ").enter("plan.reason", "bleeding")
    window.tab_to("plan.replacement").type("Fresh")

    window.type("\b").press(Qt.Key.Key_Home)

    assert plan(window).replacement is None


def test_a_machine_of_the_unit_brings_its_set(window: SessionWindow) -> None:
    window.tab_to("machine").press(Qt.Key.Key_Down)

    machine, used = window.view.session.machine, window.view.session.circuit_set
    assert machine is not None
    assert used is not None
    assert machine.model == "CellSpin 4"
    assert used.extracorporeal_volume_ml == Decimal(185)


def test_another_machine_is_typed_with_how_it_separates(window: SessionWindow) -> None:
    window.tab_to("machine").press(Qt.Key.Key_End)
    window.enter("machine.model", "PlasmaTwin 2")
    assert "Choose how it separates; then the machine is recorded" in window.words()

    window.choose_in_row("machine_kind", MachineKind.MEMBRANE.value)
    window.enter("machine.serial", "PT-7")

    machine = window.view.session.machine
    assert machine is not None
    assert (machine.model, machine.kind.value, machine.serial) == (
        "PlasmaTwin 2",
        "membrane",
        "PT-7",
    )


def test_a_serial_number_waits_for_its_machine(window: SessionWindow) -> None:
    window.enter("machine.serial", "PT-7")

    assert window.remark_of("machine.serial") == "name the machine first"


def test_set_and_supplies_are_kept_field_by_field(window: SessionWindow) -> None:
    window.enter("set.lot", "X26F0411").enter("set.expires_on", "20280630")
    window.enter("anticoagulant.lot", "AC26E117").enter("sodium-chloride-0-9.lot", "NS26C902")

    used = window.view.session.circuit_set
    assert used is not None
    assert used.lot == "X26F0411"
    assert window.text_of("set.expires_on") == "2028-06-30"
    anticoagulant = supply_of(window.view, SupplyKind.ANTICOAGULANT)
    assert (anticoagulant.product, anticoagulant.lot) == ("ACD-A", "AC26E117")
    assert supply_of(window.view, SupplyKind.SALINE).product == "sodium chloride 0.9 %"


def test_a_supply_can_be_taken_back(window: SessionWindow) -> None:
    window.enter("anticoagulant.lot", "AC26E117")

    window.enter("anticoagulant.lot", "")

    assert window.view.session.supplies is None


def test_an_expired_set_is_refused_in_words(window: SessionWindow) -> None:
    window.enter("set.expires_on", "2026-11-05")

    assert window.view.session.circuit_set is None
    assert window.text_of("set.expires_on") == "2026-11-05"
    assert window.remark_of("set.expires_on") == "the set expired on 2026-11-05"
    assert "possible is 2026-11-06 or later" in window.words()


def test_what_is_no_day_is_refused(window: SessionWindow) -> None:
    window.enter("anticoagulant.expires_on", "soon")

    assert window.text_of("anticoagulant.expires_on") == "soon"
    assert "Must be a day, such as 1984-03-09" in window.words()


def test_no_prime_given_is_a_typed_zero(window: SessionWindow) -> None:
    assert "prime_given_ml" not in window.view.session.values

    window.enter("prime_given_ml", "0")
    window.choose_in_row("prime_fluid", "albumin")

    assert window.view.session.values["prime_given_ml"].value == 0
    assert window.view.session.prime_fluid is PrimeFluid.ALBUMIN


def test_an_unlikely_prime_asks(window: SessionWindow) -> None:
    window.enter("prime_given_ml", "900")
    QApplication.processEvents()
    assert "prime_given_ml" not in window.view.session.values

    window.choose("confirm")

    assert window.view.session.values["prime_given_ml"].value == 900


def test_an_unlikely_prime_can_be_changed(window: SessionWindow) -> None:
    window.enter("prime_given_ml", "900")
    QApplication.processEvents()

    window.choose("change").enter("prime_given_ml", "90")

    assert window.view.session.values["prime_given_ml"].value == 90


def test_an_impossible_prime_is_refused(window: SessionWindow) -> None:
    window.enter("prime_given_ml", "9000")

    assert window.remark_of("prime_given_ml") == "possible 0 to 2000 mL"


def test_the_start_waits_and_says_for_what(window: SessionWindow) -> None:
    assert not window.button("start_run").isEnabled()
    assert "Two identifiers" in window.button("start_run").toolTip()


def test_the_run_is_started_by_one_key(window: SessionWindow) -> None:
    window.prepare()
    assert "Nothing holds the start." in window.words()

    window.press(Qt.Key.Key_F5)

    assert window.view.is_running
    assert window.screen.step is Step.RUN


def test_a_run_is_not_started_twice(window: SessionWindow) -> None:
    window.prepare()
    window.press(Qt.Key.Key_F5)

    window.go_to(Step.PLAN)

    assert not window.button("start_run").isEnabled()
    assert "Started 2026-11-06 09:14" in window.words()


def test_machine_and_set_of_last_time_are_offered(window: SessionWindow) -> None:
    window.choose("offer_machine").choose("offer_set")

    session = window.view.session
    assert session.machine is not None
    assert session.machine.serial == "CS4-00172"
    assert session.circuit_set is not None
    assert session.circuit_set.lot is None


def test_what_is_typed_survives_a_new_view(window: SessionWindow) -> None:
    window.tab_to("set.lot").type("X26")

    window.presenter.refresh()

    assert window.text_of("set.lot") == "X26"
