"""The close: why and when it ended, the bags, the totals, the patient afterwards, the locks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from plexlog.domain.device_totals import END_SCREENS, SCREENS_SHOWN
from plexlog.domain.errors import StoreError
from plexlog.domain.fields import Place
from plexlog.domain.records import Close, Machine
from plexlog.domain.steps import Step
from plexlog.domain.words import EndReason, LockAgent, MachineKind, ReactionKind
from plexlog.services import device_totals, reactions, recording, run_records
from plexlog.services.desk import Desk
from tests.contracts.pages import nameless
from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import BOTTLE, RunWindow
from ui.session.close_bags import BagRow
from ui.session.pause_rows import PauseRows
from ui.widgets.choices import ChoiceBox
from ui.widgets.glance import OfferRow

Key = Qt.Key


@pytest.fixture
def close(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str, clock: WardClock
) -> RunWindow:
    """The page after a run of an hour with two bags, the second without an amount."""
    del dressed
    window = RunWindow(qtbot, desk, due_session).begin()
    clock.pass_minutes(30)
    run_records.hang_bag(window.presenter.session, BOTTLE)
    clock.pass_minutes(30)
    window.keep_row()
    recording.end_run(window.presenter.session)
    clock.pass_minutes(4)
    return window.show("close")


def closed(window: RunWindow) -> Close:
    return window.view.session.close or Close()


def bag_rows(window: RunWindow) -> list[BagRow]:
    rows = [one for one in window.screen.page.findChildren(BagRow) if one.isVisible()]
    return sorted(rows, key=lambda row: row.y())


def test_the_reason_is_asked_first_and_has_its_label(close: RunWindow) -> None:
    assert close.focus().objectName() == "end_reason"
    assert "Why the run ended" in close.words()

    close.pick("end_reason", "patient-wish").fill("end_note", "tired")

    assert closed(close).end_reason is EndReason.PATIENT_WISH
    assert closed(close).end_note == "tired"


def test_each_bag_is_asked_about_with_what_the_machine_leaves_for_it(close: RunWindow) -> None:
    first, second = bag_rows(close)

    assert first.note == "how much? 400\u00a0mL by the machine"
    assert second.note == "how much? 0\u00a0mL by the machine"
    assert close.part(QLineEdit, "given_s3-b01").text() == ""
    assert "2 to tell" in close.words()


def test_all_bags_are_told_as_by_the_machine_in_one_act(close: RunWindow) -> None:
    close.push("bags_by_machine").push("sure_yes")

    assert [bag.given_ml for bag in close.view.session.bags or ()] == [Decimal(400), Decimal(0)]
    assert [row.note for row in bag_rows(close)] == ["", ""]


def test_the_amount_of_a_bag_is_told_and_corrected(close: RunWindow) -> None:
    close.fill("given_s3-b02", "100").fill("given_s3-b01", "480")

    assert [bag.given_ml for bag in close.view.session.bags or ()] == [Decimal(480), Decimal(100)]
    assert "given, machine 400" in close.spoken()
    assert "given, bags 580" in close.spoken()
    assert [row.note for row in bag_rows(close)] == ["", ""]


def test_machine_and_bags_that_disagree_are_told_beside_each_other(close: RunWindow) -> None:
    close.fill("given_s3-b01", "500").fill("given_s3-b02", "400")

    assert "Machine and bags are 500\u00a0mL apart" in close.words()
    assert "bags-disagree" in close.cards()


def test_an_amount_that_cannot_be_stays_in_its_field(close: RunWindow) -> None:
    close.fill("given_s3-b02", "501")

    assert bag_rows(close)[1].note == "501 mL is more than the bag holds, 500 mL"
    assert close.focus().objectName() == "given_s3-b02"
    assert close.text_of("given_s3-b02") == "501"
    close.presenter.tell_kept()
    assert close.text_of("given_s3-b02") == "501"
    close.key(Key.Key_Escape)
    assert close.text_of("given_s3-b02") == ""
    assert bag_rows(close)[1].note.startswith("how much?")


def test_start_and_end_are_set_to_when_they_were(close: RunWindow) -> None:
    close.fill("started_at", "0916").fill("ended_at", "10:10")

    shown = close.view.session
    assert shown.started_at is not None
    assert shown.ended_at is not None
    assert (shown.started_at.clock, shown.ended_at.clock) == ("09:16", "10:10")
    assert close.text_of("started_at") == "09:16"


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("ended_at", "1030", "lies in the future"),
        ("ended_at", "0900", "must not be before the start"),
        ("started_at", "1016", "must not be after the end"),
        ("started_at", "soon", "must be a time"),
    ],
)
def test_a_time_that_cannot_be_is_refused(
    close: RunWindow, field: str, text: str, reason: str
) -> None:
    close.fill(field, text)

    assert reason in close.remark_of(field)
    assert close.text_of(field) == text


def test_a_run_that_was_ended_by_mistake_goes_on(close: RunWindow) -> None:
    close.push_words("Ended by mistake: the run goes on")

    assert close.view.is_running
    assert close.screen.step is Step.RUN


def test_the_patient_afterwards_is_typed_as_a_pair(close: RunWindow) -> None:
    close.part(QLineEdit, "systolic_mmhg").setFocus()
    close.type("116/70")
    close.key(Key.Key_Tab)
    close.fill("pulse_per_min", "80")

    after = closed(close).after or {}
    values = {code: int(one.value) for code, one in after.items()}
    assert values == {"systolic_mmhg": 116, "diastolic_mmhg": 70, "pulse_per_min": 80}
    assert "last 118/64" in close.description_of("systolic_mmhg")


def test_unlikely_amounts_are_asked_about_once(close: RunWindow) -> None:
    close.fill("rinseback_ml", "900")
    assert "rinseback_ml" not in closed(close).values
    close.answer_card("change", "rinseback_ml")
    assert close.focus().objectName() == "rinseback_ml"

    close.answer_card("confirm", "rinseback_ml")

    assert closed(close).values["rinseback_ml"].value == 900


def test_an_impossible_amount_is_refused_and_taken_back_by_esc(close: RunWindow) -> None:
    close.fill("samples_ml", "5000")
    assert "possible 0 to 1000 mL" in close.remark_of("samples_ml")
    close.presenter.tell_kept()
    assert close.text_of("samples_ml") == "5000"

    close.part(QLineEdit, "samples_ml").setFocus()
    close.key(Key.Key_Escape)

    assert close.text_of("samples_ml") == ""
    assert close.remark_of("samples_ml") == ""


def test_the_totals_of_the_machine_count_as_a_last_reading(close: RunWindow) -> None:
    for code, text in (
        ("inlet_ml", "1000"),
        ("anticoagulant_ml", "100"),
        ("removed_ml", "480"),
        ("replaced_ml", "470"),
    ):
        close.fill(code, text)

    assert close.view.figures.replaced_ml == 470


def test_why_there_was_no_rinseback_is_kept_and_cleared(close: RunWindow) -> None:
    close.fill("rinseback_not_done_reason", "circuit clotted")
    assert closed(close).rinseback_not_done_reason == "circuit clotted"

    close.fill("rinseback_not_done_reason", " ")

    assert closed(close).rinseback_not_done_reason is None


def test_each_lumen_of_the_line_is_locked(close: RunWindow) -> None:
    lumen = (close.view.access.lumens or ())[0].name if close.view.access else ""
    close.push_words_of_lumen(lumen)
    close.pick("agent", "trisodium-citrate").fill("citrate_percent", "4")
    close.push("dialog_keep")
    assert close.dialog() is not None  # the volume is missing
    close.fill("volume_ml", "1.6").click_twice("dialog_keep")

    (lock,) = closed(close).locks or ()
    assert (lock.lumen, lock.agent, lock.volume_ml) == (
        lumen,
        LockAgent.TRISODIUM_CITRATE,
        Decimal("1.6"),
    )
    assert "Trisodium citrate 4 %, 1.6\u00a0mL" in close.spoken()


def test_an_open_reaction_is_gone_on_with_from_here(close: RunWindow) -> None:
    reactions.report_reaction(close.presenter.session, ReactionKind.CITRATE)
    close.show("close")
    assert "no outcome yet" in close.spoken()

    close.push_row("s3-r01")

    assert close.dialog() is not None


def test_everything_can_be_named(close: RunWindow) -> None:
    assert nameless(close.screen.page) == []


def test_what_is_left_of_a_bag_is_told_as_wasted(close: RunWindow) -> None:
    assert not close.is_shown("wasted_s3-b01")
    close.fill("given_s3-b01", "450").fill("wasted_s3-b01", "60")
    assert "is left of the bag, 50 mL" in bag_rows(close)[0].note

    close.fill("wasted_s3-b01", "50")

    assert [bag.wasted_ml for bag in close.view.session.bags or ()] == [Decimal(50), None]
    assert "wasted 50" in close.spoken()


def test_a_bag_that_never_hung_owes_nothing(close: RunWindow) -> None:
    recording.put_part(close.presenter.session, replace(BOTTLE, id="s3-b03", key=""))
    close.presenter.tell_kept()
    close.settle()

    assert "at hand, not hung" in close.words()
    assert "2 to tell" in close.words()


def test_a_difference_to_the_machine_is_asked_about_beside_its_value(close: RunWindow) -> None:
    close.fill("inlet_ml", "9000")
    assert "ten times too high" in close.all_words()

    close.answer_card("confirm", "inlet_ml")

    totals = closed(close).totals
    assert totals is not None
    assert totals.values["inlet_ml"].value == 9000
    assert "Run time: planned" in close.spoken()


def test_the_end_screens_follow_the_machine(close: RunWindow) -> None:
    machine = Machine(model="CellSpin 4", kind=MachineKind.CENTRIFUGAL)
    recording.set_facts(close.presenter.session, {"machine": machine})
    close.presenter.tell_kept()
    close.settle()

    close.fill("run_time_min", "60").fill("saline_rinse_ml", "200").fill("bolus_ml", "soon")

    told = closed(close).device_totals
    assert told is not None
    assert (told.run_time_min, told.saline_rinse_ml) == (Decimal(60), Decimal(200))
    assert "Bolus must be a number" in close.all_words()


@pytest.mark.parametrize("code", [one.code for one in SCREENS_SHOWN])
def test_each_figure_of_the_end_screens_is_asked_about_and_stood_by(
    close: RunWindow, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    session = close.presenter.session
    machine = Machine(model="CellSpin 4", kind=MachineKind.CENTRIFUGAL)
    recording.set_facts(session, {"machine": machine})
    close.presenter.tell_kept()
    close.settle()
    monkeypatch.setattr(device_totals, "_known", lambda *_given: 1)  # what the run adds up to

    typed = str(END_SCREENS[code].possible.high)
    close.fill(code, typed)

    assert closed(close).device_totals is None
    assert code in close.cards()

    close.answer_card("confirm", code)

    told = closed(close).device_totals
    assert told is not None
    assert getattr(told, code) == Decimal(typed)
    assert told.confirmed == (code,)


def test_an_end_screen_that_did_not_reach_the_disk_stays(
    close: RunWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise StoreError("The disk is full; free some space and enter it again.")

    monkeypatch.setattr("ui.session.close_totals.enter_screen", refuse)

    close.fill("inlet_ml", "950")

    assert close.text_of("inlet_ml") == "950"
    assert closed(close).totals is None


def test_a_lock_is_filled_in_with_the_printed_volume(close: RunWindow) -> None:
    lumen = (close.view.access.lumens or ())[0].name if close.view.access else ""
    close.push_words_of_lumen(lumen)

    close.push("lock_trisodium-citrate-0").push("dialog_keep")

    (lock,) = closed(close).locks or ()
    assert (lock.agent, lock.citrate_percent) == (LockAgent.TRISODIUM_CITRATE, Decimal(4))
    assert lock.entered_at is not None


def test_a_lock_that_reads_as_a_slip_needs_its_reason(close: RunWindow) -> None:
    lumen = (close.view.access.lumens or ())[0].name if close.view.access else ""
    close.push_words_of_lumen(lumen)

    close.push("lock_trisodium-citrate-0").fill("volume_ml", "13").push("dialog_keep")

    assert "13\u00a0mL in the" in close.all_words()
    assert closed(close).locks is None
    close.fill("going_on", "flushed as ordered").push("dialog_keep")
    (lock,) = closed(close).locks or ()
    assert lock.volume_ml == Decimal(13)


def test_a_lock_that_is_told_gives_the_focus_back_to_its_lumen(close: RunWindow) -> None:
    rows = close.frame.findChildren(OfferRow)
    row = next(one for one in rows if one.isVisible() and " lumen" in one.accessibleName())
    of_lumen = row.accessibleName().split(", ")[0].removeprefix("Tell: ")
    row.setFocus()
    row.click()

    close.push("lock_trisodium-citrate-0").push("dialog_keep")
    QApplication.processEvents()

    focused = QApplication.focusWidget()
    assert isinstance(focused, OfferRow)
    assert focused.isVisible()
    assert focused.accessibleName().startswith(f"Change: {of_lumen}")


def test_it_says_that_no_saline_in_the_waste_is_a_zero_too(close: RunWindow) -> None:
    words = "type 0 when none"
    assert words in close.words()

    close.fill("saline_in_waste_ml", "0")

    assert words not in close.words()


def test_the_page_leads_to_the_saline_that_plasma_removed_waits_for(close: RunWindow) -> None:
    words = "Plasma removed waits for saline in the waste; 0 when none."
    assert words in close.all_words()

    close.push("close_lead")
    assert close.focus().objectName() == "saline_in_waste_ml"
    close.pick("end_reason", "patient-wish").show("close")
    assert close.focus().objectName() == "saline_in_waste_ml"
    close.fill("saline_in_waste_ml", "0")

    assert words not in close.all_words()
    close.show("close")
    assert close.focus().objectName() == "end_reason"


def test_what_the_arrows_walk_past_is_not_a_reason_on_record(close: RunWindow) -> None:
    close.key(Key.Key_Down, Key.Key_Down)
    assert closed(close).end_reason is None

    close.key(Key.Key_Return)

    assert closed(close).end_reason is not None


def test_target_reached_is_asked_about_when_less_was_removed(close: RunWindow) -> None:
    session = close.presenter.session
    for code, text in (("weight_kg", "72"), ("hematocrit_percent", "41")):
        recording.enter_value(session, Place.BEFORE, code, text, is_sure=True)
    close.pick("end_reason", "patient-wish").pick("end_reason", "target-reached")

    assert close.dialog() is not None
    assert closed(close).end_reason is EndReason.PATIENT_WISH
    close.push("sure_back")
    assert close.dialog() is None
    assert closed(close).end_reason is EndReason.PATIENT_WISH
    assert close.part(ChoiceBox, "end_reason").chosen == "patient-wish"

    close.pick("end_reason", "target-reached").push("sure_yes")
    assert closed(close).end_reason is EndReason.TARGET_REACHED


def test_amounts_of_nothing_are_recorded_only_once_they_are_named(close: RunWindow) -> None:
    close.push("bags_by_machine")

    dialog = close.dialog()
    assert dialog is not None
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "leaves 0 mL for Albumin, lot L7, hung 09:44." in told
    close.push("sure_back")
    assert [bag.given_ml for bag in close.view.session.bags or ()] == [None, None]


def test_a_row_that_was_not_kept_is_named_at_the_close_with_the_way_back(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str, clock: WardClock
) -> None:
    del dressed
    run = RunWindow(qtbot, desk, due_session).begin().show("run")
    clock.pass_minutes(30)
    run.type_cell("replaced_ml", "400")
    at = run.row.text("at")
    recording.end_run(run.presenter.session)
    run.show("close")

    told = f"The row of {at} is not kept: its values count for nothing."
    assert told in run.words()
    run.push_words("Back to the run, to keep the row")
    run.cell("systolic_mmhg").key(Key.Key_Return)

    assert run.readings[0].values["replaced_ml"].value == 400
    run.show("close")
    assert told not in run.words()


def test_a_pause_without_its_reason_is_asked_about_until_it_is_given(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str, clock: WardClock
) -> None:
    del dressed
    run = RunWindow(qtbot, desk, due_session).begin()
    session = run.presenter.session
    clock.pass_minutes(10)
    recording.pause_run(session)
    clock.pass_minutes(4)
    run.show("run")
    assert "reason of the pause: asked for at the close" in run.act
    recording.resume_run(session)
    recording.pause_run(session, "toilet")
    recording.end_run(session)

    run.show("sign")
    assert "hy the run stood still, for each pause" in run.spoken()
    run.show("close").push_words_in_dialog("Give it: Paused 09:24 to 09:28")
    run.push("alarm")

    assert [one.reason for one in run.view.session.pauses or ()] == ["alarm", "toilet"]
    assert "Give it" not in run.spoken()


def test_the_reason_of_a_pause_may_be_put_off_and_is_asked_for_once_at_a_time(
    close: RunWindow,
) -> None:
    session = close.presenter.session
    ended = close.view.session.ended_at
    assert ended is not None
    start, end = ended + timedelta(minutes=-9), ended + timedelta(minutes=-5)
    recording.tell_whole_pause(session, start, end)
    close.show("close")
    rows = close.part(PauseRows)

    close.push_words_in_dialog("Give it: Paused")
    (row,) = rows.findChildren(OfferRow)
    row.click()  # a second press in haste opens no second dialog
    assert close.dialog() is not None
    close.key(Key.Key_Escape)
    assert close.dialog() is None

    close.push_words_in_dialog("Give it: Paused")
    assert close.dialog() is not None
