"""Laboratory values and scores are entered on the page of a course, through its window."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from plexlog.domain.records import LabResult
from tests.ui.pages.program import Ward, part_of
from tests.ui.window.test_today_page import window_of
from ui.course.results_dialog import ResultsDialog
from ui.course.session_table import FIRST_SESSION
from ui.widgets.box import BoxState
from ui.widgets.buttons import ActionButton

FIBRINOGEN = "fibrinogen_g_l"


@pytest.fixture
def course(ward: Ward, course_on_file: str) -> Ward:
    """A course of three sessions: two to sign, one planned for 10:00."""
    window_of(ward).open_course(course_on_file)
    return ward


@pytest.fixture
def values(course: Ward) -> ResultsDialog:
    """The values of the second session, after it."""
    dialog = opened(course)
    choose(dialog, "next-day")
    return dialog


def opened(course: Ward) -> ResultsDialog:
    window = window_of(course)
    course.course.grid.select(window.desk.store.sessions_of(window.opened.key)[1].session_key)
    course.press("enter_values")
    dialogs = course.page.findChildren(ResultsDialog)
    return next(one for one in dialogs if one.is_open)


def choose(dialog: ResultsDialog, timing: str) -> None:
    QTest.mouseClick(dialog.draw.button(timing), Qt.MouseButton.LeftButton)


def enter(dialog: ResultsDialog, code: str, text: str) -> None:
    edit = dialog.box(code).edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    QApplication.processEvents()


def press(dialog: ResultsDialog, name: str) -> None:
    part_of(dialog, ActionButton, name).click()
    QApplication.processEvents()


def results(ward: Ward) -> list[LabResult]:
    window = window_of(ward)
    course = window.desk.store.course(window.opened.key)
    return [one for one in course.lab_results or () if one.entered_at is not None]


def test_a_titre_is_typed_with_its_colon(course: Ward, values: ResultsDialog) -> None:
    enter(values, "at", "2026-11-05 08:10")
    enter(values, "isoagglutinin_igg_titre", "1:256")

    (kept,) = results(course)
    assert (kept.value, kept.typed) == (Decimal(256), "1:256")


def test_a_value_is_on_record_when_its_box_is_left(course: Ward, values: ResultsDialog) -> None:
    enter(values, "at", "2026-11-05 08:10")
    enter(values, FIBRINOGEN, "1,9")

    (kept,) = results(course)
    assert (kept.value, kept.typed, kept.session_id) == (Decimal("1.9"), "1,9", "s2")
    assert values.box(FIBRINOGEN).remark.startswith("Adelheid Bauer")


def test_a_value_waits_in_its_box_for_the_time_and_is_kept_with_it(
    course: Ward, values: ResultsDialog
) -> None:
    enter(values, FIBRINOGEN, "1.9")
    said, before = values.at.remark, results(course)

    enter(values, "at", "2026-11-05 08:10")

    assert "drawn" in said
    assert before == []
    assert [one.value for one in results(course)] == [Decimal("1.9")]


def test_an_unlikely_value_is_asked_about_once(course: Ward, values: ResultsDialog) -> None:
    enter(values, "at", "2026-11-05 08:10")
    enter(values, FIBRINOGEN, "0.3")
    asked, before = values.question.words, results(course)

    press(values, "that_is_right")

    assert "below what is plausible" in asked
    assert before == []
    assert results(course)[0].answered
    assert values.question.words == ""


def test_an_impossible_value_stays_in_its_box(course: Ward, values: ResultsDialog) -> None:
    enter(values, "at", "2026-11-05 08:10")
    enter(values, FIBRINOGEN, "900")

    assert values.box(FIBRINOGEN).state is BoxState.REFUSED
    assert values.box(FIBRINOGEN).text() == "900"
    assert results(course) == []


def test_a_correction_asks_why(course: Ward, values: ResultsDialog) -> None:
    enter(values, "at", "2026-11-05 08:10")
    enter(values, FIBRINOGEN, "1.9")
    enter(values, FIBRINOGEN, "2.9")
    asked = values.question.words
    press(values, "correct_result")
    kept_without_reason = results(course)[0].value
    QTest.keyClicks(part_of(values, type(values.at), "box_why").edit, "misread")

    press(values, "correct_result")

    assert asked == "1.9 is on file. Why is it changed?"
    assert kept_without_reason == Decimal("1.9")
    assert results(course)[0].value == Decimal("2.9")


def test_another_time_of_a_draw_asks_why_and_moves_all_of_it(
    course: Ward, values: ResultsDialog
) -> None:
    enter(values, "at", "2026-11-05 08:10")
    enter(values, FIBRINOGEN, "1.9")
    enter(values, "at", "2026-11-05 08:40")
    QTest.keyClicks(part_of(values, type(values.at), "box_why").edit, "wrong clock")

    QTest.keyClick(part_of(values, type(values.at), "box_why").edit, Qt.Key.Key_Return)

    assert results(course)[0].taken_at.clock == "08:40"
    assert values.box("at").text() == "2026-11-05 08:40"


def evening(values: ResultsDialog) -> None:
    """A sample of the morning is on file, and the time of one in the evening was typed."""
    enter(values, "at", "2026-11-05 06:00")
    enter(values, "igg_g_l", "6.5")
    enter(values, FIBRINOGEN, "1.9")
    enter(values, "at", "2026-11-05 18:00")


def test_another_sample_of_a_draw_leaves_the_first_at_its_time(
    course: Ward, values: ResultsDialog
) -> None:
    evening(values)
    asked = values.question.words

    press(values, "another_sample")
    enter(values, "platelets_10e9_l", "190")
    enter(values, FIBRINOGEN, "2.2")

    assert asked == (
        "Fibrinogen and IgG: on file of 2026-11-05 06:00. "
        "Is this another sample, or was that time wrong?"
    )
    assert [(one.quantity, one.taken_at.clock) for one in results(course)] == [
        ("igg_g_l", "06:00"),
        (FIBRINOGEN, "06:00"),
        ("platelets_10e9_l", "18:00"),
        (FIBRINOGEN, "18:00"),
    ]
    assert values.box("igg_g_l").text() == ""
    assert values.question.words == ""


def test_a_value_waits_until_it_is_told_of_which_sample_it_is(
    course: Ward, values: ResultsDialog
) -> None:
    evening(values)

    enter(values, "platelets_10e9_l", "190")
    before = [one.quantity for one in results(course)]
    press(values, "another_sample")

    assert before == ["igg_g_l", FIBRINOGEN]
    assert results(course)[-1].taken_at.clock == "18:00"
    assert values.box("platelets_10e9_l").text() == "190"


def test_a_time_that_is_given_up_moves_nothing(course: Ward, values: ResultsDialog) -> None:
    evening(values)
    enter(values, "platelets_10e9_l", "190")

    QTest.keyClick(values.at.edit, Qt.Key.Key_Escape)
    asked = values.question.words
    enter(values, "platelets_10e9_l", "191")

    assert asked == ""
    assert values.at.text() == "2026-11-05 06:00"
    assert {one.taken_at.clock for one in results(course)} == {"06:00"}
    assert results(course)[-1].value == Decimal(191)


def test_a_time_that_cannot_be_is_refused_and_asks_nothing(
    course: Ward, values: ResultsDialog
) -> None:
    evening(values)
    enter(values, "at", "2026-11-01 06:00")

    assert values.at.state is BoxState.REFUSED
    assert values.question.words == ""
    values.question.another.emit()
    assert {one.taken_at.clock for one in results(course)} == {"06:00"}


@pytest.mark.parametrize(("text", "why"), [("2026-11-01 06:00", "lies before"), ("9.6x", "time")])
@pytest.mark.parametrize("is_new", [False, True])
def test_no_value_is_recorded_at_another_time_than_its_box_shows(
    course: Ward, values: ResultsDialog, text: str, why: str, *, is_new: bool
) -> None:
    evening(values)
    press(values, "another_sample")
    enter(values, "at", "2026-11-05 18:00" if is_new else "2026-11-05 06:00")

    enter(values, "at", text)
    enter(values, "platelets_10e9_l", "190")
    shown, state, said = values.at.text(), values.at.state, values.at.remark
    before = [one.quantity for one in results(course)]
    enter(values, "at", "2026-11-05 06:00")

    assert (shown, state) == (text, BoxState.REFUSED)
    assert why in said
    assert before == ["igg_g_l", FIBRINOGEN]
    assert (results(course)[-1].quantity, results(course)[-1].taken_at.clock) == (
        "platelets_10e9_l",
        "06:00",
    )


def test_what_is_no_time_is_refused_before_anything_is_on_file(
    course: Ward, values: ResultsDialog
) -> None:
    enter(values, "at", "9.6x")
    refused = values.at.state
    enter(values, FIBRINOGEN, "1.9")
    before = results(course)

    enter(values, "at", "2026-11-05 06:00")

    assert (refused, before) == (BoxState.REFUSED, [])
    assert [one.value for one in results(course)] == [Decimal("1.9")]


def test_a_refused_time_that_is_given_up_leaves_the_sample_that_was_shown(
    course: Ward, values: ResultsDialog
) -> None:
    evening(values)
    enter(values, "at", "9.6x")

    QTest.keyClick(values.at.edit, Qt.Key.Key_Escape)
    enter(values, "platelets_10e9_l", "190")

    assert values.at.text() == "2026-11-05 06:00"
    assert results(course)[-1].taken_at.clock == "06:00"


def test_a_sample_is_shown_by_its_time(values: ResultsDialog) -> None:
    evening(values)
    press(values, "another_sample")
    enter(values, FIBRINOGEN, "2.2")

    enter(values, "at", "2026-11-05 06:00")

    assert values.box(FIBRINOGEN).text() == "1.9"
    assert values.question.words == ""


def test_many_values_of_a_sample_are_counted(values: ResultsDialog) -> None:
    enter(values, "at", "2026-11-05 06:00")
    many = ("igg_g_l", "igm_g_l", "iga_g_l", FIBRINOGEN, "albumin_g_l", "potassium_mmol_l")
    for code, text in zip(
        (*many, "sodium_mmol_l"), ["6.5", "0.8", "1.2", "1.9", "38", "4.1", "139"], strict=True
    ):
        enter(values, code, text)

    enter(values, "at", "2026-11-05 18:00")

    assert "1 more: on file of" in values.question.words


def test_esc_takes_back_what_was_refused(values: ResultsDialog) -> None:
    enter(values, "at", "2026-11-05 08:10")
    enter(values, FIBRINOGEN, "900")

    QTest.keyClick(values.box(FIBRINOGEN).edit, Qt.Key.Key_Escape)

    assert values.is_open
    assert values.box(FIBRINOGEN).text() == ""


def test_what_was_typed_and_not_recorded_is_offered_again(
    course: Ward, values: ResultsDialog
) -> None:
    enter(values, FIBRINOGEN, "1.9")
    values.close_later()
    QApplication.processEvents()

    again = opened(course)
    choose(again, "next-day")

    assert again.box(FIBRINOGEN).text() == "1.9"
    enter(again, "at", "2026-11-05 08:10")
    assert [one.value for one in results(course)] == [Decimal("1.9")]


def test_other_draws_of_a_day_stand_each_at_its_time(course: Ward, values: ResultsDialog) -> None:
    choose(values, "other")
    for at, text in (("2026-11-05 08:10", "1.9"), ("2026-11-05 18:10", "2.1")):
        enter(values, "at", at)
        enter(values, FIBRINOGEN, text)

    enter(values, "at", "2026-11-05 08:10")

    assert values.box(FIBRINOGEN).text() == "1.9"
    assert len(results(course)) == 2


def test_the_page_shows_what_was_entered(course: Ward) -> None:
    dialog = opened(course)
    choose(dialog, "after-session")
    enter(dialog, "at", "2026-11-04 18:00")
    enter(dialog, "igg_g_l", "3.1")
    dialog.close_later()

    model = course.course.grid.table.model()
    assert str(model.index(6, FIRST_SESSION + 1).data()).endswith("/ 3.1")


def test_nobody_who_may_not_records_a_value(course: Ward, values: ResultsDialog) -> None:
    values.question.reasoned.emit("nothing is asked")
    values.question.confirmed.emit()

    assert results(course) == []


def test_what_a_step_recorded_stands_without_a_box(course: Ward, cases: Path) -> None:
    course.take_in(cases / "ttp-plasma-daily.json")
    dialog = opened(course)
    box = dialog.box(FIBRINOGEN)
    shown, state, remark = box.text(), box.state, box.remark

    choose(dialog, "next-day")

    assert (shown, state) == ("2.6", BoxState.READ_ONLY)
    assert remark.startswith("from Assess")
    assert (box.text(), box.state) == ("", BoxState.PLAIN)


def test_what_was_typed_before_a_step_recorded_it_is_offered_and_refused(
    course: Ward, cases: Path
) -> None:
    course.take_in(cases / "ttp-plasma-daily.json")
    dialog = opened(course)

    dialog.put_back({FIBRINOGEN: "2.9", "at": "2026-10-06 10:30"})
    enter(dialog, FIBRINOGEN, "2.8")

    box = dialog.box(FIBRINOGEN)
    assert (box.text(), box.state) == ("2.8", BoxState.REFUSED)
    assert box.remark == "from Assess: correct it there"
    QTest.keyClick(box.edit, Qt.Key.Key_Escape)
    assert box.text() == "2.6"


def test_what_is_said_below_one_box_moves_no_other_of_its_row(values: ResultsDialog) -> None:
    boxes = list(values.boxes.values())[:2]
    boxes[0].refuse("a sentence that is so long that it needs a second line below its box")
    for _turn in range(6):
        QApplication.processEvents()

    assert boxes[0].height() > boxes[1].height()
    assert boxes[0].y() == boxes[1].y()
