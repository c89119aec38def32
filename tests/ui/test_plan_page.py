"""Planning by keyboard: blood volume, what differs, machine, set, supplies, prime, the start."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plexlog.domain.records import Course, FluidShare, Plan
from plexlog.domain.steps import Step
from plexlog.domain.words import Fluid, MachineKind, PrimeFluid, SupplyKind
from plexlog.services.desk import Desk
from plexlog.services.planning import supply_of
from tests.ui.pages.session_window import SessionWindow


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

    assert "Nadler: 1000 × (0.3561 × 1.65³ + 0.03308 × 62.9 + 0.1833) = 3\u202f864" in words
    assert "3\u202f864\u00a0mL × (1 − 36.0\u00a0%) = 2\u202f473\u00a0mL" in words
    assert "Female, 38\u00a0y, 165\u00a0cm, 62.9\u00a0kg, Hct 36.0\u00a0%" in words
    assert "none before the end; shown to whole mL" in words


def test_every_other_formula_stands_beside_with_its_difference(window: SessionWindow) -> None:
    words = window.words()

    assert "2\u202f750\u00a0mL" in words
    assert "+277\u00a0mL, +11.2\u00a0%" in words
    assert "Kaplan" in words
    assert "Gilcher, normal" in words


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


def test_whole_bottles_for_the_target_with_what_is_left_over(window: SessionWindow) -> None:
    words = window.words()

    assert "4 × 500\u00a0mL for 1\u202f927\u00a0mL; 73\u00a0mL left over" in words


def test_what_the_run_takes_and_removes_stands_in_words(window: SessionWindow) -> None:
    words = window.words()

    assert "1:22 at 60\u00a0mL/min inlet" in words
    assert "0.26\u00a0mg/kg/min, mean of the run" in words
    assert "3, this one" in words
    assert "5, to come" in words
    assert "an estimate" in words


def test_of_donor_plasma_no_level_is_told_as_known(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_course: Course
) -> None:
    del dressed
    plasma = (FluidShare(fluid=Fluid.PLASMA_FRESH_FROZEN, share=Decimal(1)),)
    course = replace(due_course, order=replace(due_course.order, replacement=plasma))
    course = replace(course, course_id="of-plasma", patient=replace(course.patient, key=""))
    key = desk.store.add_course(course)
    window = SessionWindow(qtbot, desk, desk.store.sessions_of(key)[-1].session_key)
    window.presenter.enter("before.weight_kg", "62.9")
    window.presenter.enter("before.hematocrit_percent", "36")

    words = window.go_to(Step.PLAN).words()

    assert "how much IgG and fibrinogen donor plasma brings is not known" in words
    assert "not known: donor plasma brings its own" in words
    assert "(100–100)" not in words


def test_a_difference_is_acknowledged_by_name_and_seen_anew_when_it_changes(
    window: SessionWindow,
) -> None:
    window.choose("fold_differ").enter("plan.reason", "bleeding, Dr. Nebelhorn")
    window.enter("plan.plasma_volumes", "1.2")
    assert "acknowledged" in {gap.key for gap in window.view.state(Step.PLAN).gaps}

    window.choose("acknowledge_plasma_volumes")

    assert "seen by Adelheid Bauer, 2026-11-06 09:14" in window.words()
    [seen] = plan(window).acknowledged or ()
    assert (seen.what, seen.ordered, seen.planned) == ("plasma-volumes", "1", "1.2")
    assert "acknowledged" not in {gap.key for gap in window.view.state(Step.PLAN).gaps}

    window.enter("plan.plasma_volumes", "1.3")

    assert plan(window).acknowledged is None
    assert window.is_shown("acknowledge_plasma_volumes")


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

    window.tab_to("plan.replacement").type("Fresh").press(Qt.Key.Key_Return)

    [share] = plan(window).replacement or ()
    assert share.fluid.is_plasma
    assert "blood-consent-missing" in window.cards()


def test_the_ordered_fluid_can_be_taken_up_again(window: SessionWindow) -> None:
    window.choose("fold_differ").enter("plan.reason", "bleeding")
    window.tab_to("plan.replacement").type("Fresh")

    window.type("\b").press(Qt.Key.Key_Home).press(Qt.Key.Key_Return)

    assert plan(window).replacement is None


def test_a_machine_of_the_unit_brings_its_set(window: SessionWindow) -> None:
    window.tab_to("machine").press(Qt.Key.Key_Down).press(Qt.Key.Key_Return)

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


def test_a_mix_is_recorded_once_its_shares_make_the_whole(window: SessionWindow) -> None:
    window.choose("fold_differ").enter("plan.reason", "allergic to plasma")
    window.tab_to("plan.replacement").type("Mixed")

    window.tab_to("plan.mix_0.fluid").type("Albumin 5")
    window.enter("plan.mix_0.share", "40")
    assert plan(window).replacement is None
    assert "The shares make 40 %; recorded once they make 100 %" in window.words()
    window.tab_to("plan.mix_1.fluid").type("Fresh")
    window.enter("plan.mix_1.share", "60")

    albumin, plasma = plan(window).replacement or ()
    assert (albumin.share, plasma.share) == (Decimal("0.4"), Decimal("0.6"))
    assert plasma.fluid.is_plasma
    assert window.chosen("plan.replacement") == "mix"
    assert "recorded once" not in window.words()


def test_each_choice_of_the_plan_has_its_words_in_view(window: SessionWindow) -> None:
    window.choose("fold_differ")
    window.tab_to("plan.replacement").type("Mixed").press(Qt.Key.Key_Return)

    words = window.words()
    for label in ("Machine", "Fluid of this session", "First fluid", "Second fluid", "Third"):
        assert label in words


def test_what_a_drop_down_opens_is_the_next_stop(window: SessionWindow) -> None:
    window.choose("fold_differ")
    window.tab_to("plan.replacement").type("Mixed").press(Qt.Key.Key_Tab)

    assert window.focus().objectName() == "plan.mix_0.fluid"


def test_an_unfinished_mix_is_there_again_after_the_program_was_killed(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str
) -> None:
    del dressed
    window = SessionWindow(qtbot, desk, due_session).go_to(Step.PLAN)
    window.choose("fold_differ").enter("plan.reason", "allergic to plasma")
    window.tab_to("plan.replacement").type("Mixed")
    window.tab_to("plan.mix_0.fluid").type("Albumin 5")
    window.enter("plan.mix_0.share", "40")
    qtbot.waitUntil(lambda: desk.store.draft(f"plan-mix {due_session}") is not None, timeout=3000)

    again = SessionWindow(qtbot, desk, due_session).go_to(Step.PLAN)

    assert again.chosen("plan.replacement") == "mix"
    assert again.chosen("plan.mix_0.fluid") == "albumin-5"
    assert again.text_of("plan.mix_0.share") == "40"
    assert "nothing of it is on record" in again.words()
    again.presenter.refresh()
    assert again.chosen("plan.replacement") == "mix"
    again.choose("begin_afresh")
    assert again.chosen("plan.replacement") == "as-ordered"
    assert desk.store.draft(f"plan-mix {due_session}") is None
