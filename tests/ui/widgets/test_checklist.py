"""A checklist item is answered with one key; the last two answers need a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.gallery_findings import STOP_ACE
from tests.ui.widgets.conftest import Stage
from ui.widgets.checklist import ChecklistItemView, ItemView, Mark

SITE = ItemView(code="site", question="Catheter site looked at", note="holds the step")
Answers = list[tuple[str, str, str]]


def _note(told: Answers) -> Callable[[str, str, str], None]:
    def note(code: str, answer: str, reason: str) -> None:
        told.append((code, answer, reason))

    return note


@pytest.fixture
def item(stage: Stage) -> ChecklistItemView:
    """An open item in a window."""
    view = ChecklistItemView(SITE)
    stage(view)
    view.set_open(True)
    return view


def test_an_item_is_38_closed_and_88_open(item: ChecklistItemView) -> None:
    tall = item.sizeHint().height()

    item.set_open(False)

    assert tall == 38 + 50 + 1
    assert item.sizeHint().height() == 38 + 1
    assert not item.is_open


def test_a_press_asks_to_be_opened(stage: Stage, qtbot: QtBot) -> None:
    item = ChecklistItemView(SITE)
    stage(item)
    item.setFocus()
    row = item.focusProxy()
    assert isinstance(row, QPushButton)

    with qtbot.waitSignal(item.opened) as told:
        qtbot.keyClick(row, Qt.Key.Key_Space)

    assert told.args == ["site"]
    assert row.accessibleName() == "Catheter site looked at, holds the step"


def row_of(item: ChecklistItemView) -> QWidget:
    row = item.focusProxy()
    assert row is not None
    return row


def test_a_letter_typed_elsewhere_answers_nothing(item: ChecklistItemView, qtbot: QtBot) -> None:
    told: Answers = []
    item.answered.connect(_note(told))

    for key in (Qt.Key.Key_D, Qt.Key.Key_A, Qt.Key.Key_N):
        qtbot.keyClick(item.window(), key)
    qtbot.keyClick(row_of(item), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    item.set_open(False)
    qtbot.keyClick(row_of(item), Qt.Key.Key_D)

    assert told == []
    assert item.reason_edit is None


def test_the_answer_that_was_given_is_taken_back_in_its_place(
    item: ChecklistItemView, qtbot: QtBot
) -> None:
    told: Answers = []
    item.answered.connect(_note(told))
    item.show_view(replace(item.view, mark=Mark.DONE, answer="Done", is_told=True))

    (back,) = [one for one in item.findChildren(QPushButton) if one.text() == "Take back"]
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)

    assert told == [("site", "", "")]


def test_one_key_answers_done(item: ChecklistItemView, qtbot: QtBot) -> None:
    told: Answers = []
    item.answered.connect(_note(told))

    qtbot.keyClick(row_of(item), Qt.Key.Key_D)

    assert told == [("site", "done", "")]


@pytest.mark.parametrize(
    ("key", "answer"), [(Qt.Key.Key_A, "not-applicable"), (Qt.Key.Key_N, "not-done")]
)
def test_the_other_answers_ask_for_a_reason(
    item: ChecklistItemView, qtbot: QtBot, key: Qt.Key, answer: str
) -> None:
    told: Answers = []
    item.answered.connect(_note(told))

    qtbot.keyClick(row_of(item), key)
    edit = item.reason_edit
    assert edit is not None
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    without = list(told)
    qtbot.keyClicks(edit, "no dressing")
    qtbot.keyClick(edit, Qt.Key.Key_Return)

    assert without == []
    assert told == [("site", answer, "no dressing")]


def test_another_answer_keeps_the_reason_that_was_begun(
    item: ChecklistItemView, qtbot: QtBot
) -> None:
    item.window().activateWindow()
    qtbot.keyClick(row_of(item), Qt.Key.Key_A)
    edit = item.reason_edit
    assert edit is not None
    qtbot.keyClicks(edit, "vein")
    buttons = [part for part in item.findChildren(QPushButton) if part.text() == "Not done"]

    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)

    assert item.reason_edit is edit
    assert edit.text() == "vein"
    assert "not done" in edit.accessibleName()


def test_closing_drops_an_unfinished_reason(item: ChecklistItemView, qtbot: QtBot) -> None:
    qtbot.keyClick(row_of(item), Qt.Key.Key_N)

    item.set_open(False)

    assert item.reason_edit is None


def test_an_answered_item_shows_answer_and_time(stage: Stage) -> None:
    item = ChecklistItemView(SITE)
    stage(item)
    before = item.grab().toImage()

    item.show_view(replace(SITE, mark=Mark.DONE, answer="36 %", time="07:50", note=""))

    row = item.focusProxy()
    assert isinstance(row, QWidget)
    assert row.accessibleName() == "Catheter site looked at, 36 %, 07:50"
    assert item.grab().toImage() != before
    item.show_view(replace(SITE, mark=Mark.DONE, time="07:50", note=""))
    item.show_view(replace(SITE, mark=Mark.NOT_DONE, answer="not done", note=""))
    item.setFocus()
    item.grab()
    assert item.view.answer == "not done"


def test_a_long_question_wraps_and_is_never_cut(stage: Stage) -> None:
    question = "Calcium gluconate and the emergency drugs lie at hand beside the machine"
    item = ChecklistItemView(replace(SITE, question=question))
    window = stage(item)
    window.resize(330, 200)
    item.setFixedWidth(320)

    item.show_view(replace(SITE, question=question, mark=Mark.ASKS))
    item.grab()

    row = item.focusProxy()
    assert row is not None
    assert row.toolTip() == question


def test_the_finding_of_an_item_opens_inside_it(stage: Stage, qtbot: QtBot) -> None:
    item = ChecklistItemView(replace(SITE, mark=Mark.STOPS, finding=STOP_ACE))
    stage(item)
    override = item.findChild(QPushButton, "override")
    assert isinstance(override, QPushButton)

    with qtbot.waitSignal(item.finding_answered) as told:
        qtbot.mouseClick(override, Qt.MouseButton.LeftButton)
    item.show_view(replace(SITE, mark=Mark.STOPS, finding=STOP_ACE, time="13:12"))
    same = item.findChild(QPushButton, "override")
    item.show_view(SITE)

    assert told.args == ["ace", "override"]
    assert same is override
    assert not override.isVisible()
