"""Bags and drugs so far: a second person checks them, a mistake is taken back with a reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from plexlog.domain.records import Bag
from plexlog.domain.unit import Role
from plexlog.domain.words import Fluid
from plexlog.services import run_records
from plexlog.services.desk import Desk
from plexlog.storage.key_file import Cost
from plexlog.storage.unit_record import UnitRecord
from tests.contracts.pages import nameless
from tests.ui.pages.program import SECOND
from tests.ui.pages.run_window import RunWindow
from tests.ui.pages.session_window import no_tools
from tests.ui.test_hand_over import People
from ui.forms.fields import FormField, LineField, PickField
from ui.session.given_list import GivenDialog, given_lines
from ui.session.person_dialog import PersonDialog

Key = Qt.Key
ANSWERED = dict.fromkeys(
    ("plasma-unusual", "plasma-group-unknown-unit", "plasma-group-unknown-patient"),
    "no albumin in the house",
)
PLASMA = Bag(id="new", fluid=Fluid.PLASMA_FRESH_FROZEN, volume_ml=Decimal(250), lot="P1")


@pytest.fixture
def run(qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str) -> RunWindow:
    """A run with a bottle and saline, in a unit of two in which two people check plasma."""
    del dressed
    record = desk.store
    assert isinstance(record, UnitRecord)
    cheap = Cost(memory_kib=64, iterations=1, lanes=1)
    record.add_staff(name="Cem Dogan", login="dogan", password=SECOND, role=Role.NURSE, cost=cheap)
    record.change_limit("checkers_of_plasma", 2, "as our procedure says")
    tools = replace(no_tools(), unlock=People().unlock)
    window = RunWindow(qtbot, desk, due_session, tools).begin()
    run_records.give_bolus(window.presenter.session, Decimal(100), "dizzy")
    return window.show("run")


def listed(run: RunWindow) -> GivenDialog:
    dialog = run.dialog()
    assert isinstance(dialog, GivenDialog)
    return dialog


def bags(run: RunWindow) -> tuple[Bag, ...]:
    return run.view.session.bags or ()


def button(run: RunWindow, act: str, place: int = 0) -> QPushButton:
    found = [
        one
        for one in listed(run).findChildren(QPushButton)
        if one.objectName().startswith(f"{act}_")
    ]
    return found[place]


def test_a_key_shows_what_was_hung_and_given(run: RunWindow) -> None:
    run.press(Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    run.settle()

    words = [line.words for line in given_lines(run.view)]
    assert any("Saline bolus, 100" in one for one in words)
    assert any("Albumin, 500" in one for one in words)
    assert nameless(listed(run)) == []


def test_the_dialog_of_bags_leads_to_the_list(run: RunWindow) -> None:
    run.key(Key.Key_F7)

    run.push("so_far")

    assert listed(run).is_open


def test_a_bag_is_taken_back_with_its_reason(run: RunWindow) -> None:
    run.press(Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    run.settle()
    (bag,) = bags(run)
    run.push(f"back_{bag.key}")

    run.fill("reason", "hung on the wrong chair")
    run.push("dialog_keep")

    assert bags(run) == ()
    assert run.dialog() is None


def test_the_line_do_now_asks_for_the_second_person(run: RunWindow) -> None:
    run_records.hang_bag(run.presenter.session, PLASMA, answers=ANSWERED)
    run.show("run")
    asked = run.act

    run.key(Key.Key_F5)
    dialog = run.dialog()
    assert isinstance(dialog, PersonDialog)
    run.push("dialog_keep")
    unchosen = dialog.refusal
    run.part(PickField, "colleague").set_text("dogan")
    run.push("dialog_keep")
    untyped = run.part(FormField, "colleague_password").note()
    run.part(LineField, "colleague_password").box.setText("wrong")
    run.push("dialog_keep")
    wrong = run.part(FormField, "colleague_password").note()
    run.part(LineField, "colleague_password").box.setText(SECOND)
    run.push("dialog_keep")

    assert "second person check fresh frozen plasma P1" in asked
    assert (unchosen, untyped) == ("Choose who checks it.", "Type the password")
    assert "not right" in wrong
    assert bags(run)[-1].cosigned_by == "Cem Dogan"
    assert "second person" not in run.act


def test_what_is_checked_is_not_asked_again(run: RunWindow) -> None:
    session = run.presenter.session
    bag = run_records.hang_bag(session, PLASMA, answers=ANSWERED)
    session.desk.store.put(session.key, replace(bag, cosigned_by="Cem Dogan"))
    session.touch()

    line = next(one for one in given_lines(run.view) if one.part.key == bag.key)

    assert (line.waits, line.is_checked) == (False, True)
    assert "checked by Cem Dogan" in line.detail


def test_a_saline_bolus_of_ten_times_as_much_needs_its_reason(run: RunWindow) -> None:
    run.key(Key.Key_F6).push("bolus").fill("volume_ml", "2500").push("dialog_keep")
    assert "usual are at most 500" in run.all_words()
    assert len(run.view.session.saline_boluses or ()) == 1  # that of before

    run.fill("going_on", "in shock").push("dialog_keep")

    given = run.view.session.saline_boluses or ()
    assert [one.volume_ml for one in given] == [Decimal(100), Decimal(2500)]
