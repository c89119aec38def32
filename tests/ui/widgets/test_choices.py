"""Choices are exclusive, start empty, and tell only what a person chose."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.contracts.pages import turn_wheel
from tests.ui.widgets.conftest import Stage
from ui.widgets.choices import CheckRow, ChoiceBox, ChoiceRow, GradeRows, Option
from ui.widgets.painting import Run

CAUSES = [Option("certain", "Certain"), Option("likely", "Likely"), Option("no", "No")]
GRADES = [Option("I", "Mild", numeral="I", meaning="Tolerated"), Option("II", "Moderate")]
KINDS = [
    Option("citrate", "Citrate", "hand"),
    Option("breathing", "Breathing", "wind", tip="TRALI"),
]


def test_nothing_is_chosen_until_somebody_chooses(stage: Stage, qtbot: QtBot) -> None:
    row = ChoiceRow("cause", "Caused by the procedure", CAUSES)
    stage(row)
    before = row.chosen

    with qtbot.waitSignal(row.entered) as told:
        qtbot.mouseClick(row.button("likely"), Qt.MouseButton.LeftButton)

    assert before == ""
    assert told.args == ["cause", "likely"]
    assert row.chosen == "likely"


def test_what_the_record_holds_is_shown_without_telling(stage: Stage, qtbot: QtBot) -> None:
    row = ChoiceRow("cause", "", CAUSES, 2)
    stage(row)

    with qtbot.assertNotEmitted(row.entered):
        row.set_chosen("no")
        row.set_chosen("")
        row.set_chosen("certain")

    assert row.chosen == "certain"
    assert not row.button("no").isChecked()


def test_arrows_move_within_a_row(stage: Stage, qtbot: QtBot) -> None:
    row = ChoiceRow("cause", "", CAUSES)
    stage(row)
    row.set_chosen("certain")
    row.button("certain").setFocus()

    qtbot.keyClick(row.button("certain"), Qt.Key.Key_Right)

    assert row.button("likely").hasFocus()


def test_a_choice_is_seen(stage: Stage) -> None:
    kinds = ChoiceRow("kind", "", KINDS, 6)
    stage(kinds)
    kinds.button("citrate").setFocus()
    before = kinds.button("breathing").grab().toImage()

    kinds.set_chosen("breathing")

    assert kinds.button("breathing").grab().toImage() != before
    assert kinds.button("breathing").height() == 60
    assert kinds.button("breathing").accessibleDescription() == "TRALI"


def test_an_unknown_choice_is_an_error(stage: Stage) -> None:
    row = ChoiceRow("cause", "", CAUSES)
    stage(row)

    with pytest.raises(StopIteration):
        row.button("perhaps")


def test_grades_carry_their_definition(stage: Stage) -> None:
    grades = GradeRows("grade", "How severe", GRADES)
    stage(grades)
    grades.set_chosen("I")
    grades.setEnabled(False)

    grade = grades.button("I")

    assert grade.accessibleName() == "I Mild"
    assert grade.accessibleDescription() == "Tolerated"
    assert grade.height() == 48
    assert grade.sizeHint().width() > 78
    grades.grab()


def test_a_row_is_ticked_and_tells(stage: Stage, qtbot: QtBot) -> None:
    row = CheckRow("inlet_slowed", "Inlet slowed")
    stage(row)
    row.show_note("54 to 35 mL/min")

    with qtbot.waitSignal(row.ticked) as told:
        qtbot.keyClick(row, Qt.Key.Key_Space)

    assert told.args == ["inlet_slowed", True]
    assert row.accessibleDescription() == "54 to 35 mL/min"
    assert row.minimumSizeHint().width() > 100
    row.grab()


def test_a_drop_down_starts_empty(stage: Stage, qtbot: QtBot) -> None:
    box = ChoiceBox("fluid", "Fluid", CAUSES)
    stage(box)
    before = box.chosen

    with qtbot.waitSignal(box.entered) as told:
        qtbot.keyClick(box, Qt.Key.Key_Down)
        qtbot.keyClick(box, Qt.Key.Key_Return)

    assert before == ""
    assert told.args == ["fluid", "certain"]
    box.set_chosen("no")
    assert box.chosen == "no"
    assert box.accessibleName() == "Fluid"
    box.grab()


@pytest.mark.parametrize("turn", [120, -120])
def test_the_wheel_over_a_drop_down_changes_nothing(stage: Stage, qtbot: QtBot, turn: int) -> None:
    box = ChoiceBox("fluid", "Fluid", CAUSES)
    stage(box)
    box.setFocus()
    box.set_chosen("likely")

    with qtbot.assertNotEmitted(box.entered):
        is_taken = turn_wheel(box, turn)

    assert box.chosen == "likely"
    assert not is_taken  # so that the page around it scrolls


def test_the_first_down_in_an_open_empty_list_takes_its_first_option(
    stage: Stage, qtbot: QtBot
) -> None:
    box = ChoiceBox("fluid", "Fluid", CAUSES)
    stage(box)
    box.showPopup()

    qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    with qtbot.waitSignal(box.entered) as told:
        qtbot.keyClick(box.view(), Qt.Key.Key_Return)

    assert told.args == ["fluid", "certain"]


def test_enter_in_an_open_empty_list_takes_nothing_unseen(stage: Stage, qtbot: QtBot) -> None:
    box = ChoiceBox("fluid", "Fluid", CAUSES)
    stage(box)
    box.showPopup()

    with qtbot.assertNotEmitted(box.entered):
        qtbot.keyClick(box.view(), Qt.Key.Key_Return)

    assert box.chosen == ""
    qtbot.keyClick(box.view(), Qt.Key.Key_Escape)


def test_the_second_down_goes_on_from_what_is_chosen(stage: Stage, qtbot: QtBot) -> None:
    box = ChoiceBox("fluid", "Fluid", CAUSES)
    stage(box)
    box.set_chosen(CAUSES[0].key)
    box.showPopup()

    qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)

    assert box.chosen == CAUSES[1].key


def walked(stage: Stage, qtbot: QtBot) -> tuple[ChoiceBox, list[str]]:
    """A closed box that holds "certain", walked to "no", with what it has told."""
    box = ChoiceBox("why", "Why", CAUSES)
    stage(box)
    box.set_chosen("certain")
    told: list[str] = []
    box.entered.connect(lambda _code, key: told.append(key))
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    return box, told


def test_what_the_keys_walk_past_is_not_told(stage: Stage, qtbot: QtBot) -> None:
    box, told = walked(stage, qtbot)
    before = list(told)

    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Return)

    assert before == []
    assert told == ["no"]


def test_leaving_a_drop_down_takes_what_the_keys_walked_to(stage: Stage, qtbot: QtBot) -> None:
    box, told = walked(stage, qtbot)
    box.set_chosen("certain")  # the page shows the record again meanwhile

    box.clearFocus()

    assert told == ["no"]


def test_esc_goes_back_to_what_the_record_holds(stage: Stage, qtbot: QtBot) -> None:
    box, told = walked(stage, qtbot)

    qtbot.keyClick(box, Qt.Key.Key_Escape)
    box.clearFocus()

    assert box.chosen == "certain"
    assert told == []


def test_a_record_that_changed_meanwhile_is_shown(stage: Stage, qtbot: QtBot) -> None:
    box, told = walked(stage, qtbot)

    box.set_chosen("likely")
    box.clearFocus()

    assert box.chosen == "likely"
    assert told == []


def test_a_long_word_keeps_clear_of_the_note_beside_it(qtbot: QtBot) -> None:
    row = CheckRow("legs_raised", "Legs raised, head flat", "09:25")
    qtbot.addWidget(row)
    row.setChecked(True)
    row.resize(232, row.height())

    image = row.grab().toImage()

    note = Run("09:25", "labelBold").width
    left = image.width() - 14 - note
    gap = {image.pixel(x, y) for x in range(left - 6, left - 1) for y in range(6, 38)}
    assert len(gap) == 1


def test_a_row_in_a_narrow_grid_is_as_high_as_its_words(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    grid = QGridLayout(holder)
    rows = [
        CheckRow("legs", "Legs raised, head flat", "", holder),
        CheckRow("flow", "Flow slowed"),
    ]
    for column, row in enumerate(rows):
        grid.addWidget(row, 0, column)
    rows[0].show_note("09:25")
    holder.resize(280, 200)
    holder.show()

    assert rows[0].height() == rows[0].heightForWidth(rows[0].width()) > rows[1].height()
