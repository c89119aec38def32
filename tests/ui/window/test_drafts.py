"""A form that is left half filled in is never lost: Esc, another page, a lock, a new start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from plexlog.domain.records import Course
from tests.ui.conftest import WardClock
from tests.ui.pages.program import SECOND, Ward, ward_takes_on
from tests.ui.window.conftest import opened
from ui.forms.fields import LineField
from ui.forms.row_list import RowList


@pytest.fixture
def filled(ward: Ward) -> Ward:
    """A new patient half typed in."""
    ward.press("begin_with_patient")
    return ward.type("family_name", "Okafor").type("birth_date", "1984-03")


def leave(ward: Ward) -> None:
    assert ward.program.window is not None
    ward.program.window.open_today()


def begin_again(ward: Ward) -> Ward:
    assert ward.program.window is not None
    ward.program.window.admit_patient()
    return ward


def test_esc_keeps_what_was_typed(filled: Ward) -> None:
    QTest.keyClick(filled.form, Qt.Key.Key_Escape)

    form = begin_again(filled).form
    assert form.texts()["family_name"] == "Okafor"
    assert form.texts()["birth_date"] == "1984-03"
    assert "left at 09:14" in form.draft.words


def test_what_is_typed_now_is_kept_too(filled: Ward) -> None:
    field = filled.part(LineField, "given_name").box
    field.setFocus()
    QTest.keyClicks(field, "Ngo")  # the box has not been left

    leave(filled)

    assert begin_again(filled).form.texts()["given_name"] == "Ngo"


def test_closing_the_window_loses_nothing(
    filled: Ward, unit: Path, clock: WardClock, dressed: QApplication
) -> None:
    filled.program.frame.close()
    filled.program.close()

    again = Ward(opened(unit, clock, dressed)).sign_in()

    assert begin_again(again).form.texts()["family_name"] == "Okafor"
    again.program.close()


def test_a_lock_by_somebody_else_loses_nothing(filled: Ward) -> None:
    window = filled.program.window
    assert window is not None
    ward_takes_on(window)
    filled.program.lock()
    filled.part_of_lock("dogan", SECOND)

    assert filled.form.texts()["family_name"] == "Okafor"
    assert "Adelheid Bauer" in filled.form.draft.words


def test_beginning_afresh_drops_it(filled: Ward) -> None:
    QTest.keyClick(filled.form, Qt.Key.Key_Escape)
    begin_again(filled)

    filled.press("begin_afresh")

    assert filled.form.texts()["family_name"] == ""
    leave(filled)
    assert begin_again(filled).form.draft.words == ""


def test_an_admitted_patient_leaves_no_draft(filled: Ward) -> None:
    filled.type("given_name", "Ngozi").type("birth_date", "1984-03-09")
    filled.type("record_number", "0048213").press("give_patient")

    assert begin_again(filled).form.texts()["family_name"] == ""


def test_an_order_is_put_back_whole(ward: Ward, due_course: Course) -> None:
    window = ward.program.window
    assert window is not None
    key = window.desk.store.add_course(due_course)
    patient = window.desk.store.courses()[0].patient_key
    assert key
    window.order_course(patient)
    ward.order.search.chosen.emit("gbs")
    ward.type("diagnosis", "Weakness of the legs").type("plasma_volumes", "1.2")
    fluids = ward.part(RowList, "replacement")
    fluids.set_texts([{"fluid": "albumin", "share": "100"}])
    before = ward.order.texts()

    QTest.keyClick(ward.order, Qt.Key.Key_Escape)
    window.order_course(patient)

    assert ward.order.texts() == before
    ward.press("begin_afresh")
    assert ward.order.texts()["indication"] == ""
    assert ward.order.texts()["replacement"] == []
