"""Every act of every page and dialog has a key of its own, and the sheet of keys names it."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from plexlog.domain.steps import Step
from tests.contracts.pages import nameless
from tests.ui.pages.everywhere import all_places, places
from tests.ui.pages.program import Ward
from ui.forms.row_list import RowList
from ui.session.session_screen import SessionScreen
from ui.shell.key_sheet import KeySheet
from ui.shell.keys import acts_of, letters_for, name_of
from ui.shell.window import Opened, Window
from ui.widgets.dialog import DialogFrame

DIALOGS = ("F3", "F4", "F6", "F7", "F8", "F9")


def seen_buttons(root: QWidget) -> list[QAbstractButton]:
    """Buttons that do something; the options of a choice are walked by arrows."""
    return [
        one
        for one in root.findChildren(QAbstractButton)
        if one.isVisible()
        and (not one.isCheckable() or not one.shortcut().isEmpty())
        and one.findChild(QAbstractButton) is None
    ]


def test_every_button_of_every_page_has_a_key_that_no_other_one_has(window: Window) -> None:
    keyless: dict[str, list[str]] = {}
    shared: dict[str, list[str]] = {}
    for place in places(window):
        acts = acts_of(window.frame)
        with_key = {act.button for act in acts if act.key}
        without = [name_of(one) for one in seen_buttons(window.frame) if one not in with_key]
        twice = [key for key, times in Counter(act.key for act in acts).items() if times > 1]
        keyless |= {place: without} if without else {}
        shared |= {place: twice} if twice else {}

    assert keyless == {}
    assert shared == {}


def test_the_sheet_names_every_key_of_every_page(window: Window) -> None:
    missing: dict[str, set[str]] = {}
    wordless: dict[str, list[str]] = {}
    for place in all_places(window):
        for one in window.frame.findChildren(RowList):
            one.add_row()
        QTest.keyClick(window.frame, Qt.Key.Key_F1)
        sheet = next(one for one in window.frame.findChildren(KeySheet) if one.is_open)
        lines = [line for group in sheet.groups for line in group.lines]
        told = {line.key for line in lines}
        wordless[place] = [line.key for line in lines if not line.words.strip()]
        sheet.close_later()
        gone = {act.key for act in acts_of(window.frame)} - told
        missing |= {place: gone} if gone else {}
        QApplication.processEvents()

    assert missing == {}
    assert {place: keys for place, keys in wordless.items() if keys} == {}


def test_every_dialog_of_the_run_is_named_and_has_its_keys(window: Window) -> None:
    for place in places(window):
        assert window.page is not None
        if place == Step.RUN.value:
            break
    for key in DIALOGS:
        button = button_of(window, key)
        button.click()
        QApplication.processEvents()
        (dialog,) = [
            one for one in window.frame.page_area.findChildren(DialogFrame) if one.is_open
        ]

        assert nameless(dialog) == [], key
        acts = acts_of(window.frame)
        keys = [act.key for act in acts if act.key != "Esc"]  # the cross and Not now are one act
        assert len(set(keys)) == len(keys), (key, keys)
        assert set(seen_buttons(dialog)) <= {act.button for act in acts}, key
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        QApplication.processEvents()


def test_every_step_is_named_for_those_who_hear_it(window: Window) -> None:
    found = {place: nameless(window.frame) for place in places(window)}

    assert {place: names for place, names in found.items() if names} == {}


def test_a_letter_does_what_the_sheet_says(window: Window, ward: Ward) -> None:
    window.open(Opened("patient-form", ""))
    act = next(one for one in acts_of(window.frame) if one.words == "Add an identifier")
    assert act.key.startswith("Alt+")

    QTest.keyClick(window.frame, Qt.Key(ord(act.key[-1])), Qt.KeyboardModifier.AltModifier)

    assert len(ward.part(RowList, "other_identifiers").rows) == 1


def test_a_step_is_one_key_away(window: Window) -> None:
    for place in places(window):
        assert place
    QTest.keyClick(window.frame, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)

    assert isinstance(window.page, SessionScreen)
    assert window.page.step is Step.ASSESS


def test_places_night_and_lock_have_keys(window: Window) -> None:
    QTest.keyClick(window.frame, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)

    assert window.opened.kind == "patients"
    keys = {act.key for act in acts_of(window.frame)}
    assert {"Alt+1", "Alt+2", "Ctrl+D", "F12"} <= keys


def test_f1_opens_the_sheet_and_closes_it(window: Window) -> None:
    QTest.keyClick(window.frame, Qt.Key.Key_F1)
    sheet = window.frame.page_area.findChild(KeySheet)
    assert sheet is not None
    assert nameless(sheet) == []

    sheet.close_later()

    assert not sheet.is_open


def test_letters_are_given_in_reading_order_until_none_is_left(window: Window) -> None:
    holder = QWidget(window.frame)
    buttons = [QPushButton("Add", holder) for _one in range(53)]

    given = letters_for(buttons, {"Alt+D"})

    assert given[buttons[0]] == "Alt+A"
    assert "Alt+D" not in given.values()
    assert len(set(given.values())) == len(given) == 51
    holder.deleteLater()


def button_of(window: Window, key: str) -> QAbstractButton:
    wanted = QKeySequence(key)
    return next(one for one in seen_buttons(window.frame) if one.shortcut() == wanted)
