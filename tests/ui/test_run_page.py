"""The run at the bedside: rows, pauses, bags, drugs, notes, what is due; all by keyboard."""

from __future__ import annotations

import gc
import weakref
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from plexlog.domain.errors import StoreError
from plexlog.domain.steps import Step
from plexlog.domain.words import Route
from plexlog.services import recording, run_records
from plexlog.services.desk import Desk
from tests.contracts.pages import nameless
from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import BOTTLE, RunWindow
from ui.session.run_table import ReadingsModel
from ui.widgets.box import BoxState

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str) -> RunWindow:
    del dressed
    return RunWindow(qtbot, desk, due_session)


@pytest.fixture
def run(window: RunWindow, clock: WardClock) -> RunWindow:
    """The run twelve minutes after its start, with a bag."""
    window.begin()
    clock.pass_minutes(12)
    return window.show("run")


def test_before_the_start_the_page_says_what_comes_first(window: RunWindow) -> None:
    window.show("run")

    assert "Before the start" in window.act
    assert not window.row.isEnabled()
    assert not window.button_of_page("More").isEnabled()
    window.key(Key.Key_F5)
    assert window.screen.step is Step.IDENTIFY


def test_a_row_is_typed_by_tab_and_slash_and_kept_by_enter(run: RunWindow) -> None:
    run.type("118/64")
    run.key(Key.Key_Tab).type("76")
    run.key(Key.Key_Return)

    (row,) = run.readings
    assert {code: str(one.value) for code, one in row.values.items()} == {
        "systolic_mmhg": "118",
        "diastolic_mmhg": "64",
        "pulse_per_min": "76",
    }
    assert run.focus().objectName() == "row_systolic_mmhg"
    assert run.row.text("pulse_per_min") == ""


def test_enter_twice_keeps_one_row_and_says_why_not_a_second(run: RunWindow) -> None:
    run.type_cell("pulse_per_min", "76").key(Key.Key_Return, Key.Key_Return)

    assert len(run.readings) == 1
    assert "nothing has been entered" in run.row.hint()
    run.type("1")
    assert "nothing has been entered" not in run.row.hint()


def test_a_key_held_down_acts_once(run: RunWindow) -> None:
    assert run.hold(Key.Key_F4)
    assert run.hold(Key.Key_F9)
    assert not run.view.is_paused


def test_what_is_typed_is_on_disk_before_the_row_is_kept(
    qtbot: QtBot, run: RunWindow, desk: Desk, due_session: str
) -> None:
    run.type_cell("pulse_per_min", "76")

    again = RunWindow(qtbot, desk, due_session).show("run")

    assert again.row.text("pulse_per_min") == "76"
    assert not again.readings
    again.cell("pulse_per_min").key(Key.Key_Return)
    assert len(again.readings) == 1


def test_an_impossible_value_stays_in_its_cell_and_keeps_the_row_open(run: RunWindow) -> None:
    run.type_cell("pulse_per_min", "700")

    assert run.row.state("pulse_per_min") is BoxState.REFUSED
    assert run.row.hint() == "Pulse 700: possible 20 to 250 /min: 70 /min?"
    assert run.focus().objectName() != "row_pulse_per_min"
    run.key(Key.Key_Return)
    assert not run.readings
    assert run.focus().objectName() == "row_pulse_per_min"
    assert run.row.hint() == "Not kept yet. Pulse 700: possible 20 to 250 /min: 70 /min?"
    run.type("70")
    assert run.row.text("pulse_per_min") == "70"


def test_an_unlikely_value_is_asked_once_and_confirmed_by_enter(run: RunWindow) -> None:
    run.type_cell("pulse_per_min", "190")
    assert run.row.state("pulse_per_min") is BoxState.ASKED
    assert run.view.open_row is not None
    assert run.view.open_row.values == {}

    run.key(Key.Key_Return)
    assert run.view.open_row.values == {}
    assert run.row.hint().startswith("Not kept yet. Pulse 190: ")
    run.key(Key.Key_Return)
    assert run.view.open_row.values["pulse_per_min"].value == 190
    assert not run.readings
    run.key(Key.Key_Return)

    assert run.readings[0].values["pulse_per_min"].answered == recording.STOOD_BY


def test_a_blank_cell_of_an_empty_row_begins_none(run: RunWindow) -> None:
    run.type_cell("pulse_per_min", " ")

    assert run.view.open_row is None


def test_a_cell_is_cleared_again(run: RunWindow) -> None:
    run.type_cell("pulse_per_min", "76").cell("pulse_per_min")
    run.key(Key.Key_Backspace, Key.Key_Backspace, Key.Key_Backspace, Key.Key_Tab)

    assert run.view.open_row is not None
    assert run.view.open_row.values == {}


def test_an_earlier_time_marks_the_row_late(run: RunWindow, clock: WardClock) -> None:
    clock.pass_minutes(30)
    run.type_cell("at", "0920").type_cell("pulse_per_min", "76").key(Key.Key_Return)

    (row,) = run.readings
    assert row.at.clock == "09:20"
    model = run.table.model()
    assert model.data(model.index(0, 0), ReadingsModel.LATE) is True
    assert "late, entered 09:56" in model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)


def test_a_row_under_way_gets_another_time(run: RunWindow) -> None:
    run.type_cell("pulse_per_min", "76").type_cell("at", "09:21")

    assert run.view.open_row is not None
    assert run.view.open_row.at.clock == "09:21"


def test_a_time_in_the_future_is_refused(run: RunWindow) -> None:
    run.type_cell("at", "1130")

    assert "lies in the future" in run.row.hint()
    assert run.row.state("at") is BoxState.REFUSED


def test_a_time_before_the_start_is_refused_where_it_is_typed(run: RunWindow) -> None:
    run.type_cell("at", "0100")

    assert "01:00 lies before the start at" in run.row.hint()
    assert run.row.state("at") is BoxState.REFUSED
    run.type_cell("at", "0921").type_cell("pulse_per_min", "76")
    assert run.view.open_row is not None
    assert run.view.open_row.at.clock == "09:21"


def test_more_of_a_row_opens_over_the_page_and_is_kept_cell_by_cell(run: RunWindow) -> None:
    run.key(Key.Key_F3)
    assert run.dialog() is not None
    run.fill("respiratory_rate_per_min", "18").fill("tingling_score", "2")
    run.push("more_done")
    assert run.dialog() is None

    run.cell("pulse_per_min").key(Key.Key_Return)

    (row,) = run.readings
    assert set(row.values) == {"respiratory_rate_per_min", "tingling_score"}
    model = run.table.model()
    assert "Respiratory rate: 18\u00a0/min" in model.data(
        model.index(0, 0), Qt.ItemDataRole.ToolTipRole
    )
    assert str(model.data(model.index(0, model.columnCount() - 1))).startswith("+2 ")


def test_more_stays_open_while_a_value_is_refused_and_lets_go_on_esc(run: RunWindow) -> None:
    run.key(Key.Key_F3).fill("tingling_score", "11")
    run.push("more_done")
    assert run.dialog() is not None
    run.key(Key.Key_Escape, Key.Key_Escape)
    assert run.dialog() is None

    run.type_cell("pulse_per_min", "76").key(Key.Key_Return)

    assert set(run.readings[0].values) == {"pulse_per_min"}


def test_an_unlikely_value_under_more_is_confirmed_there(run: RunWindow) -> None:
    run.key(Key.Key_F3).fill("respiratory_rate_per_min", "50")
    run.settle()
    assert run.view.open_row is not None
    assert run.view.open_row.values == {}

    run.answer_card("confirm", "respiratory_rate_per_min")

    assert run.view.open_row.values["respiratory_rate_per_min"].value == 50


def test_one_key_pauses_at_once_and_asks_why_after(run: RunWindow, clock: WardClock) -> None:
    run.key(Key.Key_F4)
    assert run.view.is_paused
    clock.pass_minutes(2)
    run.push("alarm")

    (pause,) = run.view.session.pauses or ()
    assert (pause.reason, pause.start.clock) == ("alarm", "09:26")
    run.key(Key.Key_F4)
    assert not run.view.is_paused


def test_a_pause_may_stay_without_a_reason(run: RunWindow) -> None:
    run.key(Key.Key_F4, Key.Key_Escape)

    (pause,) = run.view.session.pauses or ()
    assert pause.reason is None
    assert "Resume" in run.act
    run.key(Key.Key_F5)
    assert not run.view.is_paused


def test_the_pause_key_does_nothing_while_a_dialog_is_open(run: RunWindow) -> None:
    run.key(Key.Key_F4, Key.Key_F4, Key.Key_F4)

    assert len(run.view.session.pauses or ()) == 1
    assert run.view.is_paused


@pytest.mark.parametrize("opener", [Key.Key_F3, Key.Key_F6, Key.Key_F7, Key.Key_F8, Key.Key_F9])
def test_no_key_of_the_page_acts_under_a_dialog(run: RunWindow, opener: Qt.Key) -> None:
    run.key(opener)
    opened = run.dialog()
    if opener is Key.Key_F7:  # where F4 would open the list of fluids
        run.part(QLineEdit, "volume_ml").setFocus()

    run.key(Key.Key_F3, Key.Key_F4, Key.Key_F5, Key.Key_F6, Key.Key_F7, Key.Key_F8, Key.Key_F9)

    assert run.dialog() is opened
    assert not run.view.is_paused
    assert not run.view.session.reactions


def test_a_drug_is_recorded_with_dose_and_route(run: RunWindow) -> None:
    run.key(Key.Key_F6)
    run.fill("drug", "Calcium gluconate 10 %").fill("dose", "10 mL").push("iv")
    run.fill("volume_ml", "10").fill("reason", "tingling")
    run.click_twice("dialog_keep")

    (drug,) = run.view.session.drugs_given or ()
    assert (drug.drug, drug.dose, drug.route) == ("Calcium gluconate 10 %", "10 mL", Route.IV)


def test_a_drug_without_a_dose_is_refused_where_it_is_missing(run: RunWindow) -> None:
    run.key(Key.Key_F6).fill("drug", "Calcium").push("dialog_keep")

    assert run.dialog() is not None
    assert not run.view.session.drugs_given
    assert run.part(QLineEdit, "dose").accessibleDescription()


def test_a_saline_bolus_stands_behind_the_drug(run: RunWindow) -> None:
    run.key(Key.Key_F6).push("bolus")
    run.fill("volume_ml", "250").fill("reason", "pressure low").push("dialog_keep")

    (bolus,) = run.view.session.saline_boluses or ()
    assert (bolus.volume_ml, bolus.reason) == (Decimal(250), "pressure low")
    assert not run.view.session.drugs_given


def test_enter_twice_records_a_note_once(run: RunWindow) -> None:
    run.key(Key.Key_F8)
    run.part(QLineEdit, "note").setFocus()
    run.type("asleep")
    run.key(Key.Key_Return, Key.Key_Return)

    assert str(run.view.session.note).count("asleep") == 1
    assert run.dialog() is None


def test_a_bag_is_hung_and_an_expired_one_refused(run: RunWindow) -> None:
    fact = run.desk.knowledge.fluids[0]
    run.key(Key.Key_F7).pick("fact", fact.code)
    run.fill("volume_ml", "500").fill("expires_on", "2020-01-01").push("dialog_keep")
    assert len(run.view.session.bags or ()) == 1
    run.fill("expires_on", "2028-01-01").fill("lot", "L8").push("dialog_keep")

    first, second = run.view.session.bags or ()
    assert (first.given_ml, second.lot) == (None, "L8")
    assert first.ended_at == second.started_at


def test_what_hangs_shows_a_dash_until_the_machine_says_how_much(run: RunWindow) -> None:
    assert "– / 500" in run.spoken()
    run.keep_row()
    assert "400 / 500" in run.spoken()


def test_several_used_bags_of_a_lot_stand_together(run: RunWindow) -> None:
    for _bag in range(2):
        run_records.hang_bag(run.presenter.session, BOTTLE)
    run.presenter.tell_kept()

    assert "×2" in run.spoken()


def test_a_kept_value_is_corrected_with_its_reason(run: RunWindow, clock: WardClock) -> None:
    run.keep_row()
    clock.pass_minutes(3)
    run.table.setFocus()
    run.key(Key.Key_Right, Key.Key_Return)
    run.fill("text", "86").push("dialog_keep")
    assert run.dialog() is not None  # the reason is missing
    run.fill("why", "misread").click_twice("dialog_keep")

    pulse = run.readings[0].values["pulse_per_min"]
    assert pulse.value == 86
    model = run.table.model()
    assert model.data(model.index(0, 2), ReadingsModel.CORRECTED) is True
    assert model.data(model.index(0, 3), ReadingsModel.CORRECTED) is False
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
        assert "Pulse corrected" in model.data(model.index(0, 2), role)


def test_a_correction_is_refused_or_asked_about_like_any_value(run: RunWindow) -> None:
    run.keep_row()
    run.table.setFocus()
    run.key(Key.Key_Return).pick("what", "pulse_per_min")
    run.fill("why", "misread").fill("text", "700").push("dialog_keep")
    assert run.readings[0].values["pulse_per_min"].value == 76
    run.fill("text", "190").push("dialog_keep")
    assert run.readings[0].values["pulse_per_min"].value == 76
    assert "once more" in run.all_words()

    run.push("dialog_keep")
    assert run.readings[0].values["pulse_per_min"].value == 76  # in haste, it was not read yet
    run.let_haste_pass().push("dialog_keep")

    assert run.readings[0].values["pulse_per_min"].value == 190


def test_the_time_of_a_kept_row_is_corrected(run: RunWindow) -> None:
    run.keep_row()
    run.table.setFocus()
    run.key(Key.Key_Return).pick("what", "at").fill("why", "clock misread")
    run.fill("text", "soon").push("dialog_keep")
    assert run.dialog() is not None
    run.fill("text", "09:20").push("dialog_keep")

    assert run.readings[0].at.clock == "09:20"


def test_a_row_of_another_patient_is_taken_back_whole(run: RunWindow) -> None:
    run.keep_row()
    run.double_click_row()
    run.push("take_back").fill("reason", "of another patient").push("dialog_keep")

    assert not run.readings


def test_a_finding_is_answered_by_keyboard(run: RunWindow) -> None:
    run.keep_row(systolic_mmhg="70", diastolic_mmhg="40", pulse_per_min="76")
    assert "Answer" in run.act
    run.key(Key.Key_F5)
    run.key(Key.Key_Space)
    if run.dialog() is not None:
        run.fill("reason", "known").push("dialog_keep")

    assert run.view.course.overrides


def test_a_reaction_is_opened_from_a_finding(run: RunWindow) -> None:
    run.keep_row(systolic_mmhg="70", diastolic_mmhg="40", pulse_per_min="76")
    run.answer_card("reaction")

    assert run.dialog() is not None


def test_vitals_that_are_late_take_no_focus(run: RunWindow, clock: WardClock) -> None:
    run.cell("inlet_ml").type("9")
    clock.pass_minutes(40)
    run.presenter.tick()

    assert run.focus().objectName() == "row_inlet_ml"
    assert "Take vitals" in run.act
    run.key(Key.Key_F5)
    assert run.focus().objectName() == "row_systolic_mmhg"


def test_the_key_of_the_next_act_hangs_ends_and_follows(run: RunWindow) -> None:
    run.keep_row(
        removed_ml="470",
        replaced_ml="470",
        systolic_mmhg="120",
        diastolic_mmhg="70",
        pulse_per_min="80",
        inlet_ml="950",
        anticoagulant_ml="90",
    )
    assert "no. 2: 30\u00a0mL left" in run.act

    run.key(Key.Key_F5)

    assert run.dialog() is not None


def test_at_the_end_the_close_opens_and_the_row_waits_no_more(run: RunWindow) -> None:
    run.push_words("End run").push("end_run_now")

    assert run.screen.step is Step.CLOSE
    assert not run.view.is_running
    run.show("run")
    assert not run.row.isEnabled()


def test_everything_can_be_named(run: RunWindow) -> None:
    run.keep_row()

    assert nameless(run.screen.page) == []
    for key in (Key.Key_F3, Key.Key_F4, Key.Key_F6, Key.Key_F7, Key.Key_F8, Key.Key_F9):
        run.key(key)
        opened = run.dialog()
        assert opened is not None
        assert nameless(opened) == []
        run.key(Key.Key_Escape)
    run.table.setFocus()
    run.key(Key.Key_Return)
    assert run.dialog() is not None
    assert nameless(run.screen) == []


def test_the_tiles_follow_the_last_kept_row(run: RunWindow) -> None:
    assert run.tiles()["Plasma removed"] == "–"
    run.keep_row()
    assert run.tiles()["Removed"] == "420"  # in the waste: plasma needs the volumes of the plan


@pytest.mark.parametrize(
    "opener", [Key.Key_F3, Key.Key_F4, Key.Key_F6, Key.Key_F7, Key.Key_F8, Key.Key_F9]
)
def test_a_dialog_is_gone_once_it_is_closed(run: RunWindow, opener: Qt.Key) -> None:
    watched = weakref.ref(run.key(opener).dialog())

    run.key(Key.Key_Escape)
    gc.collect()

    assert watched() is None


def test_the_pages_go_with_the_window(run: RunWindow) -> None:
    for step in Step:
        run.show(step.value)
    watched = weakref.ref(run.screen.page)

    run.leave()

    assert watched() is None


def test_a_value_that_did_not_reach_the_disk_stays_until_it_does(
    run: RunWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full_disk:

        def refuse(*_given: object, **_named: object) -> None:
            raise StoreError("The disk is full; free some space and enter it again.")

        full_disk.setattr(recording, "enter_cell", refuse)
        run.type("118")
        run.key(Key.Key_Tab)
        run.key(Key.Key_Return)

    assert run.readings == ()
    assert run.row.text("systolic_mmhg") == "118"
    assert run.row.state("systolic_mmhg") is BoxState.REFUSED

    run.key(Key.Key_Return)

    row = run.view.open_row or (run.view.session.readings or ())[0]
    assert str(row.values["systolic_mmhg"].value) == "118"
