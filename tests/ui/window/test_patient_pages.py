"""Patients: listed, admitted in one act, corrected with a reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.modeltest import ModelTester

from plexlog.domain.records import Course
from plexlog.domain.searching import MOST_FOUND
from tests.ui.conftest import course_at
from tests.ui.pages.program import Ward, part_of
from tests.ui.window.test_today_page import window_of
from ui.course.order_screen import OrderScreen
from ui.forms.asked_list import NONE, NOT_ASKED, SOME, AskedList
from ui.forms.row_list import RowList
from ui.patients.patient_screen import PatientScreen
from ui.patients.patient_table import PatientTable
from ui.patients.patients_screen import PatientsScreen
from ui.session.session_screen import SessionScreen
from ui.widgets.buttons import ActionButton
from ui.widgets.painting import Words

NAMES = ("gbs-albumin-five", "ttp-plasma-daily")


@pytest.fixture
def form(ward: Ward) -> Ward:
    window_of(ward).admit_patient()
    return ward


def fill_in(ward: Ward) -> Ward:
    ward.type("family_name", "Okafor").type("given_name", "Ngozi")
    return ward.type("birth_date", "19840309").type("record_number", "0048213")


def choose(ward: Ward, code: str, answer: str) -> AskedList:
    part = ward.part(AskedList, code)
    part.answer.button(answer).click()
    return part


@pytest.fixture
def courses(cases: Path) -> tuple[Course, ...]:
    return tuple(course_at(cases / f"{name}.json") for name in NAMES)


@pytest.fixture
def listed(ward: Ward, course_on_file: str) -> Ward:
    assert course_on_file
    ward.program.frame.place_chosen.emit("patients")
    return ward


def test_a_patient_is_admitted_with_one_button(form: Ward) -> None:
    fill_in(form).type("sex_for_formulas", "female").type("height_cm", "165")
    form.type("abo", "B").type("rhd", "negative")

    form.press("give_patient")

    patient = window_of(form).desk.store.patient_of_number("0048213")
    assert patient is not None
    assert patient.height_cm == 165
    assert patient.allergies is None
    assert isinstance(form.page, PatientScreen)


def test_asked_and_none_is_not_the_same_as_not_asked(form: Ward) -> None:
    fill_in(form)
    choose(form, "allergies", NONE)

    form.press("give_patient")

    patient = window_of(form).desk.store.patient_of_number("0048213")
    assert patient is not None
    assert patient.allergies == ()
    assert patient.histories is None


def test_an_allergy_and_a_history_are_recorded(form: Ward) -> None:
    fill_in(form)
    allergies = choose(form, "allergies", SOME)
    allergies.list_.rows[0].set_texts({"substance": "Heparin", "reaction": "rash"})
    histories = choose(form, "histories", SOME)
    histories.list_.rows[0].set_texts({"kind": "hit", "note": "2019"})

    form.press("give_patient")

    patient = window_of(form).desk.store.patient_of_number("0048213")
    assert patient is not None
    assert patient.allergies is not None
    assert patient.allergies[0].agent == "heparin"
    assert patient.histories is not None
    assert patient.histories[0].kind == "hit"


def test_what_is_wrong_is_told_at_its_box_and_the_text_stays(form: Ward) -> None:
    fill_in(form).type("height_cm", "500").type("birth_date", "soon")

    form.press("give_patient")

    assert "30 to 250" in form.note("height_cm")
    assert "day" in form.note("birth_date")
    assert form.form.texts()["height_cm"] == "500"
    assert not window_of(form).desk.store.patients()


def test_a_row_that_lacks_something_is_named(form: Ward) -> None:
    fill_in(form)
    choose(form, "allergies", SOME).list_.rows[0].set_texts({"reaction": "rash"})

    form.press("give_patient")

    assert form.part(AskedList, "allergies") is not None
    assert form.form.parts["allergies"].note().startswith("Row 1")


def test_a_number_that_is_taken_names_whose_it_is(form: Ward) -> None:
    fill_in(form).press("give_patient")
    window_of(form).admit_patient()

    fill_in(form).press("give_patient")

    assert "Okafor" in form.note("record_number")


@pytest.mark.parametrize(("answer", "on_file"), [("twin_another", 2), ("twin_same", 1)])
def test_somebody_much_alike_is_asked_about_first(form: Ward, answer: str, on_file: int) -> None:
    fill_in(form).press("give_patient")
    window_of(form).admit_patient()
    fill_in(form).type("record_number", "another").press("give_patient")
    before = len(window_of(form).desk.store.patients())
    focused = window_of(form).frame.focusWidget()
    assert focused is not None
    assert focused.objectName() == "twin_same"

    part_of(form.form, ActionButton, answer).click()

    assert before == 1
    assert len(window_of(form).desk.store.patients()) == on_file
    assert isinstance(form.page, PatientScreen)


def test_allergic_to_nothing_named_is_not_none(form: Ward) -> None:
    fill_in(form)
    choose(form, "allergies", SOME)

    form.press("give_patient")

    assert form.form.parts["allergies"].note().startswith("Name the substance")
    assert not window_of(form).desk.store.patients()


def test_rows_are_added_and_taken_away(form: Ward) -> None:
    rows = form.part(RowList, "other_identifiers")
    form.press("add_other_identifiers").press("add_other_identifiers")
    rows.rows[0].set_texts({"kind": "insurance number", "value": "X1"})

    rows.rows[1].removal_wanted.emit(rows.rows[1])
    part_of(rows.rows[0], QLineEdit, "value").editingFinished.emit()

    assert [one["value"] for one in rows.texts()] == ["X1"]
    assert form.note("family_name") == ""


def test_that_more_patients_are_on_file_than_are_listed_is_said(listed: Ward) -> None:
    store = window_of(listed).desk.store
    one = store.patient(store.patients(most=1)[0].patient_key)
    for number in range(MOST_FOUND):
        store.add_patient(replace(one, key="", record_number=f"QU-{number:03d}"))

    listed.patients.search.textEdited.emit("")
    words = shown_words(listed)
    listed.patients.search.textEdited.emit("qu-00")

    assert {f"more than {MOST_FOUND} patients", "And more: type on to find them"} <= words
    assert listed.patients.table.model().rowCount() == 10
    assert "10 patients" in shown_words(listed)
    assert "And more: type on to find them" not in shown_words(listed)


def shown_words(ward: Ward) -> set[str]:
    return {one.text() for one in ward.patients.findChildren(Words) if not one.isHidden()}


def test_a_correction_needs_its_reason(listed: Ward) -> None:
    QTest.keyClick(listed.patients.search, Qt.Key.Key_Return)
    listed.press("edit_patient").type("height_cm", "170")

    listed.press("give_patient")

    assert "reason" in listed.note("why")


def test_a_correction_keeps_what_the_form_does_not_show(listed: Ward) -> None:
    listed.patients.search.setText("muster")
    listed.patients.search.textEdited.emit("muster")
    QTest.keyClick(listed.patients.search, Qt.Key.Key_Return)
    listed.press("edit_patient").type("height_cm", "179").type("why", "measured again")

    listed.press("give_patient")

    patient = window_of(listed).desk.store.patient_of_number("MW-0071402")
    assert patient is not None
    assert patient.height_cm == 179
    assert patient.allergies is not None
    assert patient.allergies[0].agent == "penicillin"
    assert patient.allergies[0].reaction == "rash as a child"


def test_escape_leaves_the_form(form: Ward) -> None:
    QTest.keyClick(form.form, Qt.Key.Key_Escape)

    assert isinstance(form.page, PatientsScreen)


def test_escape_leaves_a_correction_for_the_patient(listed: Ward) -> None:
    QTest.keyClick(listed.patients.search, Qt.Key.Key_Return)
    listed.press("edit_patient")

    QTest.keyClick(listed.form, Qt.Key.Key_Escape)

    assert isinstance(listed.page, PatientScreen)


def test_the_list_narrows_as_one_types(listed: Ward) -> None:
    search = listed.patients.search

    QTest.keyClicks(search, "quendel")

    model = listed.patients.table.model()
    assert model.rowCount() == 1
    assert "QUENDELBACH" in str(model.index(0, 0).data())


def test_enter_in_the_table_opens_the_patient(listed: Ward) -> None:
    table = listed.patients.table
    table.setFocus()

    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)

    assert isinstance(listed.page, PatientScreen)


def test_nobody_found_opens_nobody(listed: Ward) -> None:
    QTest.keyClicks(listed.patients.search, "nobody at all")

    QTest.keyClick(listed.patients.search, Qt.Key.Key_Return)

    assert isinstance(listed.page, PatientsScreen)


def test_the_page_of_a_patient_leads_to_course_and_session(listed: Ward) -> None:
    QTest.keyClick(listed.patients.search, Qt.Key.Key_Return)
    (card,) = listed.patient.course_cards
    key = window_of(listed).opened.key

    card.course_wanted.emit(window_of(listed).desk.store.courses(key)[0].course_key)
    assert window_of(listed).opened.kind == "course"
    window_of(listed).open_patient(key)
    listed.patient.session_wanted.emit(window_of(listed).desk.store.session_lines()[0].session_key)

    assert isinstance(listed.page, SessionScreen)


def test_a_patient_without_a_course_offers_the_order(form: Ward) -> None:
    fill_in(form).press("give_patient")

    form.press("new_order")

    assert isinstance(form.page, OrderScreen)


def test_the_table_of_patients_is_a_sound_model(listed: Ward, qtmodeltester: ModelTester) -> None:
    model = listed.patients.table.model()
    assert isinstance(model, PatientTable)

    qtmodeltester.check(model)


def test_the_three_answers_can_be_changed_back(form: Ward) -> None:
    part = choose(form, "allergies", SOME)

    choose(form, "allergies", NOT_ASKED)

    assert part.rows() is None


def test_all_of_a_patient_is_exported_from_their_page(
    ward: Ward, cases: Path, tmp_path: Path
) -> None:
    ward.take_in(cases / "gbs-albumin-five.json")
    window = ward.program.window
    assert window is not None
    window.open_patient(window.desk.store.patient_keys()[0])
    ward.part(ActionButton, "export_patient").click()
    ward.part(ActionButton, "export_patient").click()  # the dialog is open already
    dialog = ward.part(QFileDialog, "save_patient")
    assert "Musterwald" not in "".join(dialog.selectedFiles())

    dialog.fileSelected.emit("")
    dialog.fileSelected.emit(str(tmp_path / "patient.zip"))
    dialog.done(0)

    assert (tmp_path / "patient.zip").exists()
    assert window.exporting.words.startswith("patient.zip: 1 patient, 1 course, 5 sessions")
