"""What is wrong in the open row stands beside its value and in the lane."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from plexlog.services.desk import Desk
from tests.ui.pages.run_window import RunWindow
from ui.widgets.box import BoxState
from ui.widgets.severity import LOOKS
from ui.widgets.theme import worn_theme

Key = Qt.Key


def shape(run: RunWindow, code: str) -> tuple[str, str]:
    """Shape and word beside a value."""
    mark = run.row.mark(code)
    return mark.look, mark.word


def of_the_row(run: RunWindow) -> dict[str, str]:
    """The severity of each card of the open row."""
    cards = run.cards().items()
    return {key[4:]: card.view.severity for key, card in cards if key.startswith("row.")}


@pytest.mark.parametrize(
    ("code", "text", "look", "word", "says"),
    [
        ("pulse_per_min", "760", "refuse", "NOT POSSIBLE", "76 /min?"),
        ("temperature_c", "365", "refuse", "NOT POSSIBLE", "a decimal point is missing"),
        ("pulse_per_min", "190", "ask", "ASK", "above what is plausible"),
        ("pulse_per_min", "130", "notice", "high", "above what is usual"),
        ("spo2_percent", "91", "notice", "low", "below what is usual"),
    ],
)
def test_a_finding_stands_beside_its_value_and_in_the_lane(
    run: RunWindow, code: str, text: str, look: str, word: str, says: str
) -> None:
    run.type_cell(code, text).cell("replaced_ml")

    assert shape(run, code) == (look, word)
    edit = run.part(QLineEdit, f"row_{code}")
    assert says in edit.accessibleDescription()
    assert edit.toolTip() == edit.accessibleDescription()
    assert of_the_row(run) == {code: look}
    card = run.cards()[f"row.{code}"].view
    assert says in card.what
    assert text in card.what
    assert card.mark.startswith("this row")


def test_its_colour_is_seen_above_the_value_while_the_cursor_is_elsewhere(run: RunWindow) -> None:
    cell = run.part(QLineEdit, "row_temperature_c").parentWidget()
    assert cell is not None
    ink = worn_theme().colour(LOOKS["notice"].ink).rgb()

    def inks() -> int:
        top = cell.grab().toImage().copy(0, 0, cell.width(), 14)
        return sum(top.pixel(x, y) == ink for x in range(top.width()) for y in range(top.height()))

    assert inks() == 0
    run.type_cell("temperature_c", "38.4")
    assert inks() > 0


def test_each_of_a_pair_is_told_by_itself(run: RunWindow) -> None:
    run.type_cell("systolic_mmhg", "1180").type_cell("diastolic_mmhg", "64")

    assert shape(run, "systolic_mmhg")[0] == "refuse"
    assert shape(run, "diastolic_mmhg") == ("", "")
    assert run.row.state("systolic_mmhg") is BoxState.REFUSED
    assert run.row.state("diastolic_mmhg") is BoxState.PLAIN


def test_a_corrected_slip_is_gone_from_cell_and_lane(run: RunWindow) -> None:
    run.type_cell("pulse_per_min", "760").type_cell("pulse_per_min", "76")

    assert shape(run, "pulse_per_min") == ("", "")
    assert run.part(QLineEdit, "row_pulse_per_min").toolTip() == ""
    assert of_the_row(run) == {}


def test_what_is_stood_by_is_marked_as_right_and_asked_no_more(run: RunWindow) -> None:
    run.type_cell("pulse_per_min", "190").cell("pulse_per_min").key(Key.Key_Return)

    assert shape(run, "pulse_per_min") == ("ok", "yes")
    assert of_the_row(run) == {}


def test_a_slip_that_is_given_up_leaves_what_is_said_of_the_value_on_record(
    run: RunWindow,
) -> None:
    run.type_cell("pulse_per_min", "130").type_cell("pulse_per_min", "1100")
    assert of_the_row(run) == {"pulse_per_min": "refuse"}

    run.cell("pulse_per_min").key(Key.Key_Escape)

    assert run.row.text("pulse_per_min") == "130"
    assert shape(run, "pulse_per_min") == ("notice", "high")
    assert of_the_row(run) == {"pulse_per_min": "notice"}


def test_once_the_row_is_kept_its_findings_are_the_records_own(run: RunWindow) -> None:
    run.type_cell("systolic_mmhg", "78").type_cell("pulse_per_min", "130")
    assert set(of_the_row(run)) == {"systolic_mmhg", "pulse_per_min"}
    assert not any(key.startswith("systolic") for key in run.cards())

    run.cell("pulse_per_min").key(Key.Key_Return)

    assert len(run.readings) == 1
    assert of_the_row(run) == {}
    assert shape(run, "systolic_mmhg") == shape(run, "pulse_per_min") == ("", "")
    assert any(key.startswith("systolic") for key in run.cards())


@pytest.mark.parametrize("wrong", ["23:59", "25:99"])
def test_a_refused_time_is_told_like_any_value(run: RunWindow, wrong: str) -> None:
    run.type_cell("pulse_per_min", "76").type_cell("at", wrong).cell("inlet_ml")

    assert shape(run, "at") == ("refuse", "NOT POSSIBLE")
    assert of_the_row(run) == {"at": "refuse"}
    assert "Time of the row" in run.cards()["row.at"].view.what
    run.answer_card("go", "row.at")
    assert run.focus().objectName() == "row_at"

    run.key(Key.Key_Escape)
    assert of_the_row(run) == {}


def test_from_the_lane_one_goes_to_the_cell(run: RunWindow) -> None:
    run.type_cell("pulse_per_min", "760").cell("inlet_ml")

    run.answer_card("go", "row.pulse_per_min").type("76").key(Key.Key_Tab)

    assert run.row.text("pulse_per_min") == "76"
    assert of_the_row(run) == {}


def test_what_was_left_unanswered_under_more_is_in_the_lane_and_leads_there(
    qtbot: QtBot, run: RunWindow, desk: Desk, due_session: str
) -> None:
    run.type_cell("systolic_mmhg", "118").key(Key.Key_F3).fill("tingling_score", "11")
    assert of_the_row(run) == {"tingling_score": "refuse"}

    again = RunWindow(qtbot, desk, due_session).show("run")
    assert of_the_row(again) == {"tingling_score": "ask"}
    again.answer_card("go", "row.tingling_score")

    assert again.part(QLineEdit, "tingling_score").text() == "11"
    assert of_the_row(again) == {"tingling_score": "refuse"}


def test_a_slip_is_told_after_a_restart_too(
    qtbot: QtBot, run: RunWindow, desk: Desk, due_session: str
) -> None:
    run.type_cell("spo2_percent", "91").type_cell("pulse_per_min", "760")

    again = RunWindow(qtbot, desk, due_session).show("run")

    assert of_the_row(again) == {"pulse_per_min": "refuse", "spo2_percent": "notice"}
    assert shape(again, "spo2_percent") == ("notice", "low")


def test_after_the_end_nothing_of_the_row_is_asked_any_more(run: RunWindow) -> None:
    run.type_cell("pulse_per_min", "760")

    run.push_words("End run").push("end_run_now").show("run")

    assert of_the_row(run) == {}


def test_typing_goes_on_undisturbed_by_a_card_that_comes(run: RunWindow) -> None:
    run.cell("pulse_per_min").type("760").key(Key.Key_Tab).type("97")

    assert of_the_row(run) == {"pulse_per_min": "refuse"}
    assert run.row.text("spo2_percent") == "97"
