"""The accesses of a course are looked after on its page, by mouse and by keyboard alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from plexlog.domain.errors import StoreError
from plexlog.domain.records import AccessDevice
from plexlog.domain.words import AccessKind, Side
from plexlog.services.course_overview import course_overview
from tests.ui.pages.program import Ward, part_of
from tests.ui.window.test_today_page import window_of
from ui.course.access_dialog import AccessDialog
from ui.course.order_card import groups_of
from ui.course.reason_dialog import ReasonDialog
from ui.shell.key_sheet import KeySheet
from ui.widgets.buttons import ActionButton


@pytest.fixture
def course(ward: Ward, course_on_file: str) -> Ward:
    """A course of three sessions by a line, two of them done; it is 2026-11-06."""
    window_of(ward).open_course(course_on_file)
    return ward


@pytest.fixture
def accesses(course: Ward) -> AccessDialog:
    course.press("look_after_access")
    return opened(course)


def opened(ward: Ward) -> AccessDialog:
    (dialog,) = (one for one in ward.page.window().findChildren(AccessDialog) if one.is_open)
    return dialog


def type_in(dialog: AccessDialog, **typed: str) -> None:
    """Type into boxes, or choose in them."""
    for code, text in typed.items():
        dialog.boxes[code].set_text(text)


def press(dialog: AccessDialog, name: str) -> None:
    part_of(dialog, ActionButton, name).click()
    QApplication.processEvents()


def on_file(ward: Ward) -> tuple[AccessDevice, ...]:
    window = window_of(ward)
    return window.desk.store.course(window.opened.key).access_devices or ()


def cells(dialog: AccessDialog, row: int) -> list[str]:
    model = dialog.lines
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def notes(dialog: AccessDialog) -> dict[str, str]:
    return {code: box.note() for code, box in dialog.boxes.items() if box.note()}


def focused() -> QWidget:
    """Where the cursor is."""
    there = QApplication.focusWidget()
    assert there is not None
    return there


def walk(dialog: AccessDialog, text: str) -> None:
    """Type where the cursor is, and go on."""
    QTest.keyClicks(focused(), text)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert dialog.is_open


def test_the_accesses_stand_with_side_site_days_and_sessions(accesses: AccessDialog) -> None:
    assert cells(accesses, 0) == [
        "Non-tunnelled catheter",
        "right internal jugular",
        "2026-11-01",
        "in place, ordered",
        "6",
        "1, 2",
    ]
    assert accesses.boxes["access_lot"].text() == "DL26A61"
    assert [row["name"] for row in accesses.lumens.texts()] == ["red", "blue"]
    assert not part_of(accesses, ActionButton, "take_back_access").isVisible()
    assert accesses.table.accessibleName() == "Accesses"


def test_a_removal_is_recorded_and_the_page_says_so(course: Ward, accesses: AccessDialog) -> None:
    type_in(accesses, access_removed_on="2026-11-06", access_removal_reason="no longer needed")

    press(accesses, "keep_access")

    (line,) = on_file(course)
    assert (line.removed_on, line.removal_reason) == (date(2026, 11, 6), "no longer needed")
    assert cells(accesses, 0)[3] == "2026-11-06"
    window = window_of(course)
    groups = {one[0]: one for one in groups_of(course_overview(window.desk, window.opened.key))}
    assert "removed 2026-11-06" in groups["Access"][2]
    assert "Say before the next session which access is used." in groups["Access"][2]


def test_by_keyboard_alone_a_line_is_removed(course: Ward) -> None:
    QTest.keyClick(course.page.window(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    dialog = opened(course)
    assert isinstance(focused(), QTableView)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is dialog.boxes["access_kind"].box

    box = dialog.boxes["access_removed_on"].box
    while focused() is not box:
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    walk(dialog, "06.11.2026")
    reason = focused()
    assert reason is dialog.boxes["access_removal_reason"].box
    QTest.keyClick(reason, Qt.Key.Key_Down)
    QTest.keyClick(reason, Qt.Key.Key_Return)
    QTest.keyClick(reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    (line,) = on_file(course)
    assert (line.removed_on, line.removal_reason) == (date(2026, 11, 6), "no longer needed")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not dialog.is_open


def test_enter_in_a_line_puts_it_on_record(course: Ward, accesses: AccessDialog) -> None:
    box = accesses.boxes["access_note"].box
    box.setFocus()
    QTest.keyClicks(box, "oozes")
    QTest.keyClick(box, Qt.Key.Key_Return)

    assert [one.note for one in on_file(course)] == ["oozes"]


def test_the_sheet_of_keys_names_it(course: Ward) -> None:
    QTest.keyClick(course.page.window(), Qt.Key.Key_F1)
    (sheet,) = course.page.window().findChildren(KeySheet)

    told = {line.words: line.key for group in sheet.groups for line in group.lines}
    assert told["Accesses"] == "Ctrl+J"


def test_what_was_on_record_changes_with_a_reason(course: Ward, accesses: AccessDialog) -> None:
    assert not accesses.boxes["why"].isVisible()
    type_in(accesses, access_side="left")
    press(accesses, "keep_access")

    assert notes(accesses) == {"why": "Needs a reason in a few words."}
    assert QApplication.focusWidget() is accesses.boxes["why"].box
    assert on_file(course)[0].side is Side.RIGHT

    type_in(accesses, why="the drawing was mirrored")
    press(accesses, "keep_access")

    assert on_file(course)[0].side is Side.LEFT
    assert not accesses.boxes["why"].isVisible()


def test_what_cannot_be_is_told_at_its_box(course: Ward, accesses: AccessDialog) -> None:
    type_in(accesses, access_removed_on="2026-11-07", access_removal_reason="dislodged")
    press(accesses, "keep_access")
    assert notes(accesses) == {"access_removed_on": "2026-11-07 lies in the future."}
    assert QApplication.focusWidget() is accesses.boxes["access_removed_on"].box

    type_in(accesses, access_removed_on="", access_removal_reason="")
    accesses.lumens.set_texts([{"name": "", "volume_ml": "2"}])
    press(accesses, "keep_access")

    assert notes(accesses) == {}
    assert accesses.lumens.note() == "Row 1, name: is needed."
    assert on_file(course)[0].removed_on is None


def test_one_more_is_added_and_no_session_takes_it_by_itself(
    course: Ward, accesses: AccessDialog
) -> None:
    press(accesses, "add_access")
    assert QApplication.focusWidget() is accesses.boxes["access_kind"].box
    assert accesses.boxes["access_lot"].text() == ""
    assert not part_of(accesses, ActionButton, "add_access").isVisible()
    type_in(accesses, access_kind="peripheral-veins", access_side="both")
    press(accesses, "keep_access")

    _line, veins = on_file(course)
    assert (veins.kind, veins.side) == (AccessKind.PERIPHERAL_VEINS, Side.BOTH)
    assert cells(accesses, 1) == ["Peripheral veins", "both", "–", "in place", "", ""]
    window = window_of(course)
    view = course_overview(window.desk, window.opened.key)
    assert {one.access for one in view.sessions} == {
        "right internal jugular, non-tunnelled catheter"
    }
    groups = {one[0]: one for one in groups_of(view)}
    assert "In place: Both, peripheral veins" in groups["Access"][2]


def test_one_that_was_put_there_by_mistake_is_taken_back(
    course: Ward, accesses: AccessDialog
) -> None:
    press(accesses, "add_access")
    type_in(accesses, access_kind="port")
    press(accesses, "keep_access")
    press(accesses, "take_back_access")
    (question,) = course.page.window().findChildren(ReasonDialog)

    question.reason.set_text("of the patient next door")
    question.reason.submitted.emit()

    assert [one.id for one in on_file(course)] == ["jug1"]
    assert accesses.lines.rowCount() == 1


def test_one_that_a_session_was_given_meanwhile_is_not_taken_back(
    course: Ward, accesses: AccessDialog
) -> None:
    press(accesses, "add_access")
    type_in(accesses, access_kind="port")
    press(accesses, "keep_access")
    window = window_of(course)
    last = window.desk.store.sessions_of(window.opened.key)[-1].session_key
    window.desk.store.set_session(last, {"access_device_id": on_file(course)[-1].id})

    press(accesses, "take_back_access")
    (question,) = course.page.window().findChildren(ReasonDialog)
    question.given.emit("", "why")

    assert "session 3 was done or ordered with it" in notes(accesses)["access_kind"]


def test_what_was_typed_waits_for_its_access(course: Ward, accesses: AccessDialog) -> None:
    type_in(accesses, access_note="half a sen")
    press(accesses, "add_access")
    type_in(accesses, access_site="groin")
    accesses.table.selectRow(0)

    assert accesses.boxes["access_note"].text() == "half a sen"
    assert accesses.boxes["access_site"].text() == "internal jugular"
    QTest.keyClick(accesses, Qt.Key.Key_Escape)
    assert not accesses.is_open

    course.press("look_after_access")
    again = opened(course)
    assert again.boxes["access_note"].text() == "half a sen"
    assert on_file(course)[0].note is None
    press(again, "keep_access")
    assert on_file(course)[0].note == "half a sen"
    press(again, "add_access")
    assert again.boxes["access_site"].text() == "groin"


def test_a_full_disk_is_told_and_what_is_typed_stays(
    course: Ward, accesses: AccessDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise StoreError("The disk is full.")

    type_in(accesses, access_note="oozes")
    monkeypatch.setattr("ui.course.access_presenter.keep_access", full)
    monkeypatch.setattr("ui.course.access_presenter.take_back_access", full)
    monkeypatch.setattr("ui.course.access_presenter.keep_typed", full)
    press(accesses, "keep_access")
    assert accesses.trouble == "The disk is full."
    press(accesses, "add_access")  # the form stays, for it cannot be put aside
    assert accesses.boxes["access_note"].text() == "oozes"
    press(accesses, "take_back_access")
    (question,) = course.page.window().findChildren(ReasonDialog)
    question.given.emit("", "why")
    question.finish()

    press(accesses, "access_done")
    assert accesses.is_open
    press(accesses, "access_done")
    assert not accesses.is_open


def test_a_course_without_an_access_begins_with_the_form_for_one(
    ward: Ward, course_on_file: str
) -> None:
    window = window_of(ward)
    store = window.desk.store
    course = store.course(course_on_file)
    bare = replace(
        course,
        course_id="bare",
        order=replace(course.order, access_device_id=None),
        access_devices=(),
        sessions=(),
    )
    window.open_course(store.add_course(bare))
    ward.press("look_after_access")
    dialog = opened(ward)

    assert not dialog.table.isVisible()
    type_in(dialog, access_kind="av-graft")
    press(dialog, "keep_access")

    assert dialog.table.isVisible()
    assert [one.kind for one in on_file(ward)] == [AccessKind.AV_GRAFT]


def test_a_reason_of_another_unit_stays_as_it_is(course: Ward, accesses: AccessDialog) -> None:
    window = window_of(course)
    (line,) = on_file(course)
    out = replace(line, removed_on=date(2026, 11, 6), removal_reason="pulled by the patient")
    window.desk.store.put_device(window.opened.key, out)
    accesses.close_later()
    course.press("look_after_access")

    assert opened(course).boxes["access_removal_reason"].text() == "pulled by the patient"


def test_no_dialog_lies_over_the_page_after_it(course: Ward, accesses: AccessDialog) -> None:
    type_in(accesses, access_site="femoral")

    window_of(course).open_today()

    assert not accesses.isVisible()
