"""Fields tell what was entered once, keep what was refused, and name themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.widgets.conftest import Stage
from ui.widgets.box import BoxLabels, BoxState, LabelledBox
from ui.widgets.field_box import FieldBox, PressureBox
from ui.widgets.theme import Theme

WEIGHT = BoxLabels(code="weight", label="Weight", unit="kg", range="35 to 160", help="bare foot")
PULSE = BoxLabels(code="pulse", label="Pulse", unit="/min")
PRESSURE = BoxLabels(code="systolic", label="Blood pressure", unit="mmHg")
Form = tuple[FieldBox, FieldBox, list[tuple[str, str]]]


@pytest.fixture
def form(stage: Stage) -> Form:
    """Two fields in a window, and what they told."""
    weight, pulse = FieldBox(WEIGHT), FieldBox(PULSE)
    told: list[tuple[str, str]] = []
    for box in (weight, pulse):
        box.entered.connect(_note(told))
    stage(weight, pulse)
    weight.edit.setFocus()
    return weight, pulse, told


def _note(told: list[tuple[str, str]]) -> Callable[[str, str], None]:
    def note(code: str, text: str) -> None:
        told.append((code, text))

    return note


def border(box: LabelledBox) -> str:
    return box.frame.grab().toImage().pixelColor(1, 22).name()


def test_a_field_tells_what_was_entered_when_it_is_left(form: Form, qtbot: QtBot) -> None:
    weight, pulse, told = form

    qtbot.keyClicks(weight.edit, " 61.5 ")
    qtbot.keyClick(weight.edit, Qt.Key.Key_Tab)

    assert told == [("weight", "61.5")]
    assert pulse.edit.hasFocus()
    assert weight.text() == "61.5"


def test_a_field_left_as_it_was_tells_nothing(form: Form, qtbot: QtBot) -> None:
    weight, _, told = form
    weight.keep("61.5")

    qtbot.keyClick(weight.edit, Qt.Key.Key_Return)
    qtbot.keyClick(weight.edit, Qt.Key.Key_Tab)

    assert told == []
    assert weight.edit.is_kept


def test_enter_and_leaving_tell_only_once(form: Form, qtbot: QtBot) -> None:
    weight, _, told = form

    qtbot.keyClicks(weight.edit, "61")
    qtbot.keyClick(weight.edit, Qt.Key.Key_Return)
    qtbot.keyClick(weight.edit, Qt.Key.Key_Tab)

    assert told == [("weight", "61")]


def test_clearing_is_told_too(form: Form, qtbot: QtBot) -> None:
    weight, _, told = form
    weight.keep("61.5")

    weight.edit.clear()
    qtbot.keyClick(weight.edit, Qt.Key.Key_Tab)

    assert told == [("weight", "")]


def test_a_refused_text_stays_and_the_cursor_with_it(form: Form, qtbot: QtBot) -> None:
    weight, _, told = form
    qtbot.keyClicks(weight.edit, "900")
    qtbot.keyClick(weight.edit, Qt.Key.Key_Tab)

    weight.refuse("possible 20 to 300 kg")

    qtbot.waitUntil(weight.edit.hasFocus)
    assert weight.text() == "900"
    assert weight.state is BoxState.REFUSED
    assert weight.remark == "possible 20 to 300 kg"
    assert "possible 20 to 300 kg" in weight.edit.accessibleDescription()
    qtbot.keyClick(weight.edit, Qt.Key.Key_Tab)
    assert told == [("weight", "900"), ("weight", "900")]
    weight.settle()
    qtbot.wait(1)


def test_escape_takes_a_refused_text_back(form: Form, qtbot: QtBot) -> None:
    weight, _, told = form
    weight.keep("61")
    weight.edit.setText("900")
    qtbot.keyClick(weight.edit, Qt.Key.Key_Return)
    weight.refuse("possible 20 to 300 kg")

    with qtbot.waitSignal(weight.given_up):
        qtbot.keyClick(weight.edit, Qt.Key.Key_Escape)

    qtbot.wait(1)
    assert weight.text() == "61"
    assert weight.state is BoxState.PLAIN
    assert told == [("weight", "900")]


def test_what_is_asked_confirmed_or_late_is_seen(form: Form) -> None:
    weight, pulse, _ = form
    pulse.edit.setFocus()
    weight.ask()
    asked = (weight.state, border(weight))
    weight.confirm("yes, that is right 13:14")
    confirmed = weight.remark
    weight.late("late, entered 14:50")

    assert asked == (BoxState.ASKED, Theme.light().colour("askLine").name())
    assert confirmed == "yes, that is right 13:14"
    assert weight.remark == "late, entered 14:50"
    weight.settle()
    assert weight.remark == ""


def test_the_last_value_and_the_range_are_told(form: Form) -> None:
    weight, _, _ = form
    weight.show_last("last 61.2 kg, 2026-11-18")
    weight.show_range("20 to 300")

    assert weight.edit.accessibleName() == "Weight in kg"
    assert weight.edit.accessibleDescription() == "20 to 300, last 61.2 kg, 2026-11-18, bare foot"
    assert weight.edit.objectName() == weight.code == "weight"


def test_the_focused_field_is_ringed(form: Form) -> None:
    weight, _, _ = form

    assert border(weight) == Theme.light().colour("focus").name()


def test_a_remark_stands_alone_in_a_narrow_field(form: Form) -> None:
    weight, _, _ = form
    weight.show_last("last 61.2 kg, 2026-11-18, by somebody else")
    weight.setFixedWidth(200)
    alone = weight.grab().toImage()

    weight.late("late, entered 14:50")

    assert weight.grab().toImage() != alone


def test_a_read_only_field_has_no_box(form: Form, qtbot: QtBot) -> None:
    weight, pulse, told = form
    weight.set_read_only()
    weight.keep("61")
    pulse.edit.setFocus()

    qtbot.mouseClick(weight.frame, Qt.MouseButton.LeftButton)
    weight.grab()

    assert weight.state is BoxState.READ_ONLY
    assert pulse.edit.hasFocus()
    assert told == []


def test_a_touch_anywhere_in_the_box_begins_it(form: Form, qtbot: QtBot) -> None:
    _, pulse, _ = form

    qtbot.mouseClick(pulse.frame, Qt.MouseButton.LeftButton)

    assert pulse.edit.hasFocus()


@pytest.mark.parametrize("place", ["line", "box around it"])
def test_a_tap_takes_the_whole_number_and_the_next_one_aims(
    form: Form, qtbot: QtBot, place: str
) -> None:
    weight, pulse, _ = form
    pulse.keep("118")
    line = place == "line"

    qtbot.mouseClick(pulse.edit if line else pulse.frame, Qt.MouseButton.LeftButton)
    assert pulse.edit.selectedText() == "118"
    qtbot.mouseClick(pulse.edit, Qt.MouseButton.LeftButton)
    if line:
        assert not pulse.edit.hasSelectedText()

    weight.edit.setFocus()
    qtbot.mouseClick(pulse.edit, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(pulse.edit, "121")
    assert pulse.text() == "121"


def test_a_tap_into_a_refused_number_takes_all_of_it(form: Form, qtbot: QtBot) -> None:
    weight, _, _ = form
    qtbot.keyClicks(weight.edit, "1240")
    weight.refuse("possible 20 to 300")

    qtbot.mouseClick(weight.edit, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(weight.edit, "124")

    assert weight.text() == "124"


def test_a_tap_into_what_is_being_typed_aims(form: Form, qtbot: QtBot) -> None:
    _, pulse, _ = form
    pulse.keep("118")
    qtbot.mouseClick(pulse.frame, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(pulse.edit, "135")

    qtbot.mouseClick(pulse.edit, Qt.MouseButton.LeftButton)

    assert not pulse.edit.hasSelectedText()


def test_a_tap_into_words_sets_the_cursor_alone(form: Form, qtbot: QtBot) -> None:
    _, pulse, _ = form
    pulse.keep("regular, 80")

    qtbot.mouseClick(pulse.edit, Qt.MouseButton.LeftButton)

    assert not pulse.edit.hasSelectedText()


def test_a_slash_outside_a_pressure_is_kept_as_it_was_typed(form: Form, qtbot: QtBot) -> None:
    weight, _pulse, told = form

    qtbot.keyClicks(weight.edit, "375 mg/m2")
    qtbot.keyClick(weight.edit, Qt.Key.Key_Return)

    assert weight.edit.text() == "375 mg/m2"
    assert told == [("weight", "375 mg/m2")]


@pytest.fixture
def pressure(stage: Stage) -> PressureBox:
    """A pressure pair in a window of its own."""
    box = PressureBox(PRESSURE, "diastolic")
    stage(box)
    box.systolic.setFocus()
    return box


def test_a_pressure_is_typed_with_its_stroke(pressure: PressureBox, qtbot: QtBot) -> None:
    told: list[tuple[str, str]] = []
    pressure.entered.connect(_note(told))

    qtbot.keyClicks(pressure.systolic, "138/")
    qtbot.keyClicks(pressure.diastolic, "82")
    qtbot.keyClick(pressure.diastolic, Qt.Key.Key_Return)

    assert told == [("systolic", "138"), ("diastolic", "82")]
    assert pressure.diastolic.accessibleName() == "Blood pressure, diastolic in mmHg"


def test_one_pressure_is_refused_by_its_code(pressure: PressureBox, qtbot: QtBot) -> None:
    pressure.diastolic.setText("300")

    pressure.refuse("diastolic", "possible 20 to 200 mmHg")

    qtbot.waitUntil(pressure.diastolic.hasFocus)
    refused = pressure.state
    pressure.refuse("systolic", "possible 30 to 300 mmHg")
    qtbot.waitUntil(pressure.systolic.hasFocus)
    pressure.keep("118", "72")
    assert (refused, pressure.state) == (BoxState.REFUSED, BoxState.PLAIN)
    assert (pressure.systolic.text(), pressure.diastolic.text()) == ("118", "72")


def test_a_read_only_pair_keeps_no_box(pressure: PressureBox) -> None:
    pressure.set_read_only()

    pressure.keep("118", "72")

    pressure.grab()
    assert pressure.state is BoxState.READ_ONLY


def test_a_remark_longer_than_its_line_goes_on_in_a_second_one(form: Form) -> None:
    weight, _, _ = form
    weight.resize(260, weight.sizeHint().height())
    short = weight.sizeHint().height()

    weight.confirm("Dr. Ada Musterfrau, 2026-11-28 14:10 · yes, that is right")
    assert weight.sizeHint().height() > short

    weight.confirm("right 14:10")
    assert weight.sizeHint().height() == short
    weight.confirm("Donaudampfschifffahrtsgesellschaftskapitaenspatentinhaber")
    assert weight.sizeHint().height() == short
