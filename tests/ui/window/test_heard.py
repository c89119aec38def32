"""What a screen reader says of each part: its role, on every page and in every dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget

from plexlog.domain.steps import Step
from tests.contracts.pages import misheard
from tests.ui.pages.everywhere import all_places, places
from tests.ui.window.test_keys import DIALOGS, button_of
from ui.session.reaction_dialog import ReactionDialog
from ui.shell.rail import RailItem
from ui.shell.window import Window
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dialog import DialogFrame


def role_of(part: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(part).role()


def test_each_part_of_every_page_is_heard_as_what_it_is(window: Window) -> None:
    found = {place: misheard(window.frame) for place in all_places(window)}

    assert {place: parts for place, parts in found.items() if parts} == {}


def test_each_part_of_every_dialog_of_the_run_is_heard_as_what_it_is(window: Window) -> None:
    for place in places(window):
        if place == Step.RUN.value:
            break
    for key in DIALOGS:
        button_of(window, key).click()
        QApplication.processEvents()
        (dialog,) = [one for one in window.frame.findChildren(DialogFrame) if one.is_open]
        if isinstance(dialog, ReactionDialog):
            citrate = dialog.findChild(QPushButton, "citrate")
            assert citrate is not None
            citrate.click()
        assert misheard(dialog) == [], key
        if isinstance(dialog, ReactionDialog):
            onward = dialog.findChild(QPushButton, "reaction_next")
            assert onward is not None
            onward.click()
            QApplication.processEvents()
            assert (onward.text(), onward.accessibleName()) == ("Done", "Done")
            assert misheard(dialog) == []
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        QApplication.processEvents()


def test_which_place_and_which_choice_it_is_can_be_heard(window: Window) -> None:
    choice = ChoiceRow("grade", "Grade", [Option("one", "Mild"), Option("two", "Severe")])
    window.open_today()
    heard = {
        one.accessibleName(): one.accessibleDescription()
        for one in window.frame.findChildren(RailItem)
    }

    assert {role_of(choice.button(key)) for key in ("one", "two")} == {
        QAccessible.Role.RadioButton
    }
    assert (heard["Today"], heard["Patients"]) == ("shown now", "")
    choice.deleteLater()


def test_what_has_no_role_is_found(window: Window) -> None:
    page = QWidget(window.frame)
    rows = QVBoxLayout(page)
    card = QFrame()
    card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    card.setObjectName("card")
    rows.addWidget(card)

    assert misheard(page) == ["QFrame 'card': Border"]
    page.deleteLater()
