"""A scanner at the bedside: it types like a keyboard, and its scans land in the bag's fields."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from plexlog.domain.records import Bag
from plexlog.domain.words import Abo, Fluid, RhD
from plexlog.services import recording, run_records
from plexlog.services.desk import Desk
from tests.contracts.pages import nameless
from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import RunWindow
from ui.session.bag_dialog import BagDialog
from ui.widgets.painting import Words

Key = Qt.Key
UNIT = "=G12341765432100=%7300=<E0701V00=>028120"
BOTTLE = "]d201070320698049881728053110A7\x1d21S9"
NO_ALBUMIN = "no albumin in the house"  # what is asked where the guideline names albumin


@pytest.fixture
def run(qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str) -> RunWindow:
    del dressed
    window = RunWindow(qtbot, desk, due_session)
    window.begin()
    return window.show("run")


def scan(run: RunWindow, text: str, ends: Qt.Key | None = Key.Key_Return) -> RunWindow:
    """Type as a scanner does: key after key into the window, Enter behind."""
    window = run.frame.windowHandle()
    for letter in text:
        press(window, 0, letter)
    if ends is not None:
        press(window, ends, "\r")
    run.settle()
    return run


def press(window: QWindow, key: int, text: str) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(window, event)


def dialog(run: RunWindow) -> BagDialog:
    found = run.dialog()
    assert isinstance(found, BagDialog)
    return found


def bags(run: RunWindow) -> tuple[Bag, ...]:
    return run.view.session.bags or ()


def test_a_scan_anywhere_fills_the_bag_and_leaves_the_open_row_alone(run: RunWindow) -> None:
    run.cell("pulse_per_min").type("7")

    scan(run, UNIT)

    shown = dialog(run).texts()
    assert (shown["din"], shown["abo"], shown["rhd"]) == ("G123417654321", "B", "positive")
    assert (shown["product"], shown["expires_on"]) == ("E0701V00", "2028-04-29")
    assert run.row.text("pulse_per_min") == "7"
    run.pick("fact", "plasma-fresh-frozen").fill("volume_ml", "260").push("dialog_keep")
    run.fill("going_on", NO_ALBUMIN).click_twice("dialog_keep")
    unit = bags(run)[-1]
    assert (unit.fluid, unit.abo, unit.rhd) == (Fluid.PLASMA_FRESH_FROZEN, Abo.B, RhD.POSITIVE)
    assert (unit.din_flag, len(bags(run))) == ("00", 2)


def test_labels_of_one_bag_come_one_after_the_other(run: RunWindow) -> None:
    for label in UNIT.replace("=", " =").split():
        scan(run, label)

    assert dialog(run).texts()["expires_on"] == "2028-04-29"
    assert "blood group B RhD positive" in dialog(run).scan.remark


def test_a_bottle_of_a_lot_is_kept_with_the_others(run: RunWindow) -> None:
    scan(run, BOTTLE)

    assert dialog(run).texts()["x_plexlog_serial"] == "S9"
    run.pick("fact", "albumin-5").fill("volume_ml", "500").fill("together", "2")
    run.push("dialog_keep")
    assert "one bag only" in dialog(run).boxes["together"].remark
    run.fill("x_plexlog_serial", " ").push("dialog_keep")
    assert run.dialog() is None
    assert [bag.started_at is None for bag in bags(run)] == [False, False, True]
    assert "0 / 500" in run.spoken()

    run.key(Key.Key_F7)
    run.push_words_in_dialog("At hand: Albumin 5 %")

    assert [bag.started_at is None for bag in bags(run)] == [False, False, False]


def test_a_product_known_from_before_fills_fluid_and_size(run: RunWindow) -> None:
    known = Bag(
        id="new",
        fluid=Fluid.ALBUMIN,
        volume_ml=Decimal(250),
        concentration_percent=Decimal(5),
        product="07032069804988",
    )
    run_records.hang_bag(run.presenter.session, known)

    scan(run, BOTTLE)

    shown = dialog(run).texts()
    assert (shown["fact"], shown["volume_ml"], shown["lot"]) == ("albumin-5", "250", "A7")


def test_a_label_of_another_kind_is_named_and_refused(run: RunWindow) -> None:
    run.key(Key.Key_F7).pick("fact", "albumin-5")

    scan(run, UNIT)

    assert "This is the donation number" in run.all_words()
    assert dialog(run).texts()["din"] == ""
    assert not run.part(QLineEdit, "volume_ml").text()


@pytest.mark.parametrize(
    ("label", "says"),
    [
        ("=G12341765432161", "do not fit"),
        ("G123417654321B", "do not fit"),
        ("&#12345", "it says nothing of a bag"),
        ("hello, ward", "no bar code that is known here"),
    ],
)
def test_what_is_wrong_with_a_label_is_said_in_words(
    run: RunWindow, label: str, says: str
) -> None:
    run.key(Key.Key_F7).type(label)
    run.key(Key.Key_Return)

    assert says in run.all_words()
    assert len(bags(run)) == 1


def test_a_wrong_check_is_refused_and_typing_goes_on(run: RunWindow) -> None:
    run.key(Key.Key_F7).type("G123417654321B")
    run.key(Key.Key_Return)
    assert "do not fit" in run.all_words()

    run.type("G123417654321A")
    run.key(Key.Key_Return)

    assert "do not fit" not in run.all_words()
    assert dialog(run).texts()["din_check"] == "A"
    run.key(Key.Key_Return)  # the line is empty: nothing to take, and nothing is hung
    assert len(bags(run)) == 1


def test_an_expired_unit_is_refused_at_the_scan(run: RunWindow) -> None:
    scan(run, "=G12341765432100=>020001")

    why = "expired on 2020-01-01; on 2026-11-06 possible is 2026-11-06 or later"
    assert "expired on 2020-01-01" in dialog(run).boxes["expires_on"].remark
    said = [part for part in dialog(run).findChildren(Words) if why in part.text()]
    assert [part.isVisible() for part in said] == [True]
    assert "G123417654321" in said[0].text()  # the number on the label, no key of ours


def test_the_same_unit_scanned_again_records_one_bag(run: RunWindow) -> None:
    scan(run, UNIT)
    scan(run, UNIT)
    run.pick("fact", "plasma-fresh-frozen").fill("volume_ml", "260").push("dialog_keep")
    run.fill("going_on", NO_ALBUMIN).push("dialog_keep")

    scan(run, UNIT)

    assert "on record already" in dialog(run).boxes["din"].remark
    run.pick("fact", "plasma-fresh-frozen").fill("volume_ml", "260").push("dialog_keep")
    assert len(bags(run)) == 2


def test_what_is_typed_is_checked_as_soon_as_its_field_is_left(run: RunWindow) -> None:
    run.key(Key.Key_F7).pick("fact", "albumin-5").fill("expires_on", "2020-01-01")
    assert "expired on 2020-01-01" in dialog(run).boxes["expires_on"].remark
    run.fill("expires_on", "2028-04-30").fill("volume_ml", "many")
    assert dialog(run).boxes["expires_on"].remark == ""
    assert "number" in dialog(run).boxes["volume_ml"].remark

    run.fill("volume_ml", "5000")

    assert "usual is" in run.all_words()
    assert dialog(run).message.severity_word == "ASK"
    assert run.part(QLineEdit, "going_on").isVisible()
    assert run.focus().objectName() != "going_on"
    run.fill("volume_ml", "500")
    assert "usual is" not in run.all_words()
    assert len(bags(run)) == 1


@pytest.mark.parametrize(
    ("serial", "count", "why"),
    [
        ("", "many", "must be a number"),
        ("", "1.5", "must be a whole number"),
        ("", "0", "possible are 1 to 40 bags"),
        ("", "41", "possible are 1 to 40 bags"),
        ("S9", "2", "stands on one bag only"),
    ],
)
def test_how_many_of_a_lot_is_checked_as_it_is_typed(
    run: RunWindow, serial: str, count: str, why: str
) -> None:
    run.key(Key.Key_F7).pick("fact", "albumin-5").fill("volume_ml", "500")
    run.fill("x_plexlog_serial", serial or " ")

    run.fill("together", count)

    assert why in dialog(run).boxes["together"].remark
    run.fill("together", "1")
    assert dialog(run).boxes["together"].remark == ""
    run.push("dialog_keep")
    assert len(bags(run)) == 2


def test_a_donation_number_and_a_group_are_checked_as_they_are_typed(run: RunWindow) -> None:
    run.key(Key.Key_F7).pick("fact", "plasma-fresh-frozen")
    run.fill("din", "G123417654321").fill("din_check", "X")
    assert "check character" in dialog(run).boxes["din_check"].remark + run.all_words()
    assert "plasma-group-unknown-unit" not in run.all_words()


def test_no_reason_is_offered_beside_what_is_not_possible(run: RunWindow) -> None:
    run.key(Key.Key_F7).pick("fact", "albumin-5").fill("volume_ml", "5000").push("dialog_keep")
    assert run.focus().objectName() == "going_on"

    run.fill("expires_on", "2020-01-01").push("dialog_keep")

    assert dialog(run).message.severity_word == "NOT POSSIBLE"
    fields = dialog(run).findChildren(QLineEdit)
    assert not any(one.isVisible() for one in fields if one.objectName() == "going_on")
    run.fill("expires_on", " ")
    assert dialog(run).message.severity_word == "ASK"  # the size is asked about still
    run.fill("expires_on", "2028-04-30").fill("going_on", "a pooled bag").push("dialog_keep")
    assert len(bags(run)) == 2


def test_a_bag_at_hand_that_is_asked_about_hangs_with_its_reason(run: RunWindow) -> None:
    waiting = Bag(id="w", fluid=Fluid.PLASMA_FRESH_FROZEN, volume_ml=Decimal(250), lot="P1")
    recording.put_part(run.presenter.session, waiting)
    run.key(Key.Key_F7).push_words_in_dialog("At hand")
    assert run.focus().objectName() == "going_on"
    assert len([one for one in bags(run) if one.started_at]) == 1

    run.fill("going_on", NO_ALBUMIN).push("dialog_keep")

    assert run.dialog() is None
    assert [one.id for one in bags(run) if one.started_at][-1] == "w"


def test_a_scan_without_enter_is_over_after_a_pause(run: RunWindow, qtbot: QtBot) -> None:
    scan(run, UNIT, ends=None)

    qtbot.waitUntil(lambda: run.dialog() is not None)
    assert dialog(run).texts()["din"] == "G123417654321"


def test_typing_by_hand_is_never_taken_for_a_scan(run: RunWindow, clock: WardClock) -> None:
    run.cell("pulse_per_min")
    window = run.frame.windowHandle()
    for letter in "=G123":
        clock.pass_minutes(0.01)
        press(window, 0, letter)
    press(window, Key.Key_Shift, "")
    press(window, Key.Key_Left, "\x01")

    assert run.dialog() is None
    assert run.row.text("pulse_per_min") == "=G123"


def test_a_scan_fills_lot_and_expiry_of_a_drug(run: RunWindow) -> None:
    run.key(Key.Key_F6)
    scan(run, BOTTLE)
    assert run.part(QLineEdit, "lot").text() == "A7"

    scan(run, UNIT)

    assert "of plasma, not of a pack" in run.all_words()


def test_a_scan_that_nothing_waits_for_is_said_and_records_nothing(run: RunWindow) -> None:
    told: list[str] = []
    run.presenter.failed.connect(told.append)
    run.key(Key.Key_F8)
    scan(run, UNIT)
    run.key(Key.Key_Escape)
    run.push_words("End run").push("end_run_now").show("run")
    scan(run, UNIT)
    run.show("close")
    scan(run, UNIT)

    assert [words.split(",")[0].split(" ")[0] for words in told] == ["A", "Scanned"]
    assert len(bags(run)) == 1


def test_another_of_the_last_lot_is_filled_in_to_be_looked_at(run: RunWindow) -> None:
    run.key(Key.Key_F7)

    run.push_words_in_dialog("The same lot again")

    assert dialog(run).texts()["lot"] == "L7"
    run.fill("together", "1.5").push("dialog_keep")
    assert "whole number" in dialog(run).boxes["together"].remark
    run.fill("together", " ").push("dialog_keep")
    assert "Choose the fluid" in run.all_words()


def test_calcium_is_given_in_two_taps(run: RunWindow) -> None:
    run.key(Key.Key_F6)
    run.click_twice("pick_calcium-gluconate-10-10-return-line")

    (drug,) = run.view.session.drugs_given or ()
    assert (drug.drug, drug.dose) == ("Calcium gluconate 10 %", "10 mL (2.3 mmol)")
    assert drug.entered_at == drug.at
    assert run.dialog() is None


def test_everything_in_the_dialogs_can_be_named(run: RunWindow) -> None:
    for key in (Key.Key_F6, Key.Key_F7):
        run.key(key)
        opened = run.dialog()
        assert opened is not None
        assert nameless(opened) == []
        run.key(Key.Key_Escape)


def test_a_bag_without_its_volume_sends_the_cursor_to_the_box(run: RunWindow) -> None:
    run.key(Key.Key_F7).pick("fact", "albumin-5")
    run.part(QPushButton, "dialog_keep").setFocus()

    run.push("dialog_keep")

    assert run.focus().objectName() == "volume_ml"
