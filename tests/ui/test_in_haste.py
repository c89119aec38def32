"""At the bedside in haste: torn scans, second clicks, keys twice or held down count once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from plexlog.domain.records import Session
from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import RunWindow

Key = Qt.Key
UNIT = "=G12341765432100=%7300=<E0701V00=>028120"
AFTER_A_PAUSE_MS = 250


def session(run: RunWindow) -> Session:
    return run.view.session


def is_paused(run: RunWindow) -> bool:
    return run.view.is_paused


def key_down(run: RunWindow, key: int, text: str = "", *, repeats: bool = False) -> None:
    """A key goes down, or repeats as it stays down, wherever the cursor is."""
    event = QKeyEvent(
        QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, autorep=repeats
    )
    QApplication.sendEvent(run.frame.windowHandle(), event)


def hold_down(run: RunWindow, key: int, text: str = "") -> None:
    """A key stays down for a second or so."""
    for place in range(20):
        key_down(run, key, text, repeats=place > 0)
        run.settle()


def click_in_haste(run: RunWindow, name: str) -> None:
    """A double click, as a hand does it: the second press lands on whatever is there by then."""
    button = run.part(QPushButton, name)
    where = button.mapTo(run.frame, button.rect().center())
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
        under = run.frame.childAt(where) or run.frame
        at = QPointF(under.mapFrom(run.frame, where))
        for each in (kind, QEvent.Type.MouseButtonRelease):
            left = Qt.MouseButton.LeftButton
            held = Qt.MouseButton.NoButton if each is QEvent.Type.MouseButtonRelease else left
            event = QMouseEvent(
                each, at, under.mapToGlobal(at), left, held, Qt.KeyboardModifier.NoModifier
            )
            QApplication.sendEvent(under, event)
        run.settle()


def torn(run: RunWindow, qtbot: QtBot, code: str) -> None:
    """A scanner is lost in the middle of a code: no Enter comes, and then nothing."""
    for letter in code:
        key_down(run, 0, letter)
    qtbot.wait(AFTER_A_PAUSE_MS)
    run.settle()


@pytest.mark.parametrize("torn_at", [12, 20, 29])
def test_a_torn_code_records_nothing_and_typing_goes_on(
    run: RunWindow, qtbot: QtBot, torn_at: int
) -> None:
    run.cell("pulse_per_min").type("7")
    torn(run, qtbot, UNIT[:torn_at])
    assert len(session(run).bags or ()) == 1
    if run.dialog() is not None:
        run.key(Key.Key_Escape)

    run.cell("pulse_per_min").type("6").key(Key.Key_Return)

    (row,) = run.readings
    assert row.values["pulse_per_min"].typed == "76"
    assert len(session(run).bags or ()) == 1


def test_a_code_torn_after_a_few_keys_is_never_taken_for_a_number(
    run: RunWindow, qtbot: QtBot, clock: WardClock
) -> None:
    run.cell("pulse_per_min")
    torn(run, qtbot, UNIT[:3])
    clock.pass_minutes(0.1)

    run.type("76").key(Key.Key_Return)

    assert not run.readings
    assert run.row.mark("pulse_per_min").look == "refuse"
    run.cell("pulse_per_min").key(Key.Key_Escape)
    run.type_cell("pulse_per_min", "76").key(Key.Key_Return)
    assert [one.values["pulse_per_min"].typed for one in run.readings] == ["76"]


def test_a_torn_code_in_the_bag_dialog_is_scanned_again_and_hangs_once(
    run: RunWindow, qtbot: QtBot, clock: WardClock
) -> None:
    run.key(Key.Key_F7)
    torn(run, qtbot, UNIT[:12])
    assert run.dialog() is not None
    clock.pass_minutes(0.1)
    torn(run, qtbot, UNIT)

    run.pick("fact", "plasma-fresh-frozen").fill("volume_ml", "260").push("dialog_keep")
    run.fill("going_on", "no albumin in the house")
    click_in_haste(run, "dialog_keep")

    assert [one.din for one in session(run).bags or ()] == [None, "G123417654321"]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_held_down_keeps_one_row(run: RunWindow, key: Qt.Key) -> None:
    run.cell("pulse_per_min").type("76")

    hold_down(run, key, "\r")

    assert len(run.readings) == 1
    assert run.view.open_row is None or not run.view.open_row.values


def test_enter_held_down_stands_by_nothing_that_was_not_read(run: RunWindow) -> None:
    run.cell("pulse_per_min").type("190")

    hold_down(run, Key.Key_Return, "\r")

    assert not run.readings
    assert run.row.mark("pulse_per_min").look == "ask"


def test_enter_held_down_under_more_stands_by_nothing(run: RunWindow) -> None:
    run.key(Key.Key_F3)
    run.part_named("respiratory_rate_per_min").setFocus()
    run.type("50")

    hold_down(run, Key.Key_Return, "\r")

    row = run.view.open_row
    assert row is None or row.values == {}


def fill_bag(run: RunWindow) -> None:
    run.key(Key.Key_F7).pick("fact", "albumin-5").fill("volume_ml", "500").fill("lot", "L9")
    run.part_named("lot").setFocus()


def fill_drug(run: RunWindow) -> None:
    run.key(Key.Key_F6).fill("drug", "Calcium").fill("dose", "10 mL")
    run.part_named("dose").setFocus()


def fill_bolus(run: RunWindow) -> None:
    run.key(Key.Key_F6).push("bolus").fill("volume_ml", "100")
    run.part_named("volume_ml").setFocus()


def recorded(run: RunWindow) -> list[int]:
    """How many bags, drugs, boluses and notes are on record."""
    now = session(run)
    counts = (len(now.bags or ()), len(now.drugs_given or ()), len(now.saline_boluses or ()))
    return list(counts)


@pytest.mark.parametrize(
    ("fill", "counts"),
    [(fill_bag, [2, 0, 0]), (fill_drug, [1, 1, 0]), (fill_bolus, [1, 0, 1])],
)
def test_what_a_dialog_asks_for_is_recorded_once_however_often_it_is_said(
    run: RunWindow, fill: object, counts: list[int]
) -> None:
    assert callable(fill)
    for say in (
        lambda: run.press(Key.Key_Return).press(Key.Key_Return),
        lambda: hold_down(run, Key.Key_Return, "\r"),
        lambda: click_in_haste(run, "dialog_keep"),
    ):
        before = recorded(run)
        fill(run)
        say()
        run.settle()
        after = recorded(run)
        new = [now - then for now, then in zip(after, before, strict=True)]
        assert new == [count - first for count, first in zip(counts, [1, 0, 0], strict=True)]
        assert run.dialog() is None
        assert not run.readings


def test_a_quick_pick_in_haste_is_given_once(run: RunWindow) -> None:
    run.key(Key.Key_F6)

    click_in_haste(run, "pick_calcium-gluconate-10-10-return-line")

    assert recorded(run) == [1, 1, 0]


def test_a_reaction_in_haste_is_one_reaction_with_one_of_each(run: RunWindow) -> None:
    run.key(Key.Key_F9)
    click_in_haste(run, "hypotension")
    click_in_haste(run, "paused")
    run.push("done")
    click_in_haste(run, "saline-bolus")
    run.fill("volume_ml", "200")
    click_in_haste(run, "deed_keep")
    run.push("new_vitals")
    run.part_named("systolic_mmhg").setFocus()
    run.type("96\t").type("50")
    click_in_haste(run, "vitals_keep")

    (reaction,) = session(run).reactions or ()
    assert len(session(run).pauses or ()) == 1
    assert recorded(run) == [1, 0, 1]
    assert len(run.readings) == 1
    assert sorted(one.action for one in reaction.actions or ()) == ["pause", "saline-bolus"]


def test_a_held_key_in_a_reaction_does_each_deed_once(run: RunWindow) -> None:
    run.key(Key.Key_F9).push("hypotension").push("done")
    run.push("saline-bolus").fill("volume_ml", "200")
    run.part(QPushButton, "deed_keep").setFocus()
    hold_down(run, Key.Key_Return, "\r")
    assert recorded(run) == [1, 0, 1]

    run.push("new_vitals")
    run.part_named("pulse_per_min").setFocus()
    run.type("88")
    run.part(QPushButton, "vitals_keep").setFocus()
    hold_down(run, Key.Key_Return, "\r")
    assert len(run.readings) == 1


def test_a_symptom_in_haste_is_told_once(run: RunWindow) -> None:
    click_in_haste(run, "symptom_itch")

    assert len(session(run).symptoms_noted or ()) == 1
    assert not session(run).reactions


def test_pause_in_haste_stands_still_and_resume_in_haste_goes_on(run: RunWindow) -> None:
    pause = run.button_of_page("Pause")
    pause.setObjectName("pause_of_bar")
    click_in_haste(run, "pause_of_bar")
    assert is_paused(run)
    assert len(session(run).pauses or ()) == 1
    run.key(Key.Key_Escape)

    click_in_haste(run, "pause_of_bar")

    assert not is_paused(run)
    assert run.dialog() is None
    assert len(session(run).pauses or ()) == 1


def test_two_quick_presses_of_the_pad_erase_two_digits(run: RunWindow) -> None:
    run.cell("pulse_per_min").type("761").key(Key.Key_F2)

    click_in_haste(run, "pad_erase")

    assert run.row.text("pulse_per_min") == "7"


def test_two_quick_presses_of_the_key_resume_and_pause_nothing_again(
    run: RunWindow, clock: WardClock
) -> None:
    run.key(Key.Key_F4, Key.Key_Escape)
    clock.pass_minutes(2)

    for _press in range(2):
        key_down(run, Key.Key_F4)
        run.settle()
    assert not is_paused(run)
    assert len(session(run).pauses or ()) == 1

    clock.pass_minutes(1)
    run.key(Key.Key_F4, Key.Key_Escape)
    assert is_paused(run)
