"""Erasure in Setup: somebody is looked up, written out and erased by two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import is_zipfile

import pytest
from PySide6.QtWidgets import QApplication

from plexlog.domain.records import Patient
from plexlog.domain.unit import Role
from plexlog.services import staff
from plexlog.services.desk import Desk
from plexlog.services.two_people import NEW_FOR
from tests.ui.conftest import PASSWORD, WardClock, course_at
from tests.ui.pages.program import part_of
from tests.ui.settings.conftest import Tools
from ui.forms.fields import LineField
from ui.settings.erase_page import ErasePage
from ui.settings.setup_screen import SetupMaker, SetupScreen
from ui.widgets.buttons import ActionButton
from ui.widgets.save_dialog import SaveDialog

CASE = Path(__file__).parents[2] / "cases" / "gbs-albumin-five.json"
WHY = "asked for in writing"


@pytest.fixture
def desk(desk_of: Callable[[Role], Desk], clock: WardClock) -> Desk:
    """A manager's, with a nurse on the staff and a patient on file."""
    desk = desk_of(Role.MANAGER)
    new = staff.NewMember(name="Ben Kiefer", login="ben", password=PASSWORD, role=Role.NURSE)
    staff.add_member(desk, new)
    clock.at = clock.at + NEW_FOR
    desk.store.add_course(course_at(CASE))
    return desk


def shown(desk: Desk, tools: Tools) -> SetupScreen:
    maker = SetupMaker(desk, tools.made(desk))
    screen = SetupScreen(maker)
    maker.setParent(screen)
    screen.resize(1294, 740)
    screen.choose("erase")
    screen.show()
    return screen


@pytest.fixture
def page(desk: Desk, tools: Tools, dressed: QApplication) -> Iterator[ErasePage]:
    screen = shown(desk, tools)
    dressed.processEvents()
    assert isinstance(screen.page, ErasePage)
    yield screen.page
    screen.close()
    screen.deleteLater()


@pytest.fixture
def patient(desk: Desk) -> Patient:
    (key,) = desk.store.patient_keys()
    return desk.store.patient(key)


def look_up(page: ErasePage, number: str) -> None:
    part_of(page, LineField, "number").set_text(number)
    press(page, "look_up")


def press(page: ErasePage, name: str) -> None:
    part_of(page, ActionButton, name).click()


def waits(page: ErasePage, name: str) -> str:
    button = part_of(page, ActionButton, name)
    return button.toolTip() if button.is_locked else ""


def give(page: ErasePage, **filled: str) -> None:
    dialog = page.dialog
    assert dialog is not None
    for field in dialog.fields:
        if field.code in filled:
            field.set_text(filled[field.code])
    part_of(dialog, ActionButton, "give").click()


def test_two_erase_and_it_is_told(page: ErasePage, desk: Desk, patient: Patient) -> None:
    assert page.told == ("Nobody is meant yet.", "Nobody was erased.")
    look_up(page, patient.record_number)
    assert page.told[0].startswith(f"{patient.family_name}, {patient.given_name}")

    press(page, "erase_patient")
    press(page, "erase_patient")  # asks once
    give(
        page,
        again=patient.record_number,
        why=WHY,
        own=PASSWORD,
        second="ben",
        second_password=PASSWORD,
    )

    assert page.dialog is None
    assert desk.store.patients() == []
    assert page.told[0] == "Nobody is meant yet."
    assert "and Ben Kiefer: 1 course, " in page.told[1]
    assert desk.store.verify() == []


def test_what_is_refused_stays_at_its_box(page: ErasePage, desk: Desk, patient: Patient) -> None:
    look_up(page, patient.record_number)
    press(page, "erase_patient")

    give(page, again="another", why=WHY, own=PASSWORD, second="ben", second_password=PASSWORD)

    assert page.dialog is not None
    (again,) = [one for one in page.dialog.fields if one.code == "again"]
    assert "not the number of this patient" in again.note()
    assert len(desk.store.patients()) == 1
    page.dialog.finish()


def test_nobody_is_found_under_an_unknown_number(page: ErasePage) -> None:
    look_up(page, "unknown")

    assert "No patient of this number" in part_of(page, LineField, "number").note()
    assert waits(page, "erase_patient") == "Look somebody up first"


def test_the_patient_is_written_out_before(
    page: ErasePage, patient: Patient, tmp_path: Path
) -> None:
    look_up(page, patient.record_number)
    press(page, "export_patient")
    press(page, "export_patient")  # one dialog at a time
    dialog = part_of(page, SaveDialog, "save_export")

    dialog.fileSelected.emit("")
    dialog.fileSelected.emit(str(tmp_path / "out.zip"))
    dialog.done(0)

    assert is_zipfile(tmp_path / "out.zip")


def test_who_may_not_is_told_why(
    desk_of: Callable[[Role], Desk], tools: Tools, dressed: QApplication
) -> None:
    screen = shown(desk_of(Role.NURSE), tools)
    dressed.processEvents()
    assert isinstance(screen.page, ErasePage)

    assert waits(screen.page, "erase_patient").startswith("Only a manager may erase a patient")
    screen.close()
    screen.deleteLater()


def test_one_alone_cannot(
    desk_of: Callable[[Role], Desk], tools: Tools, dressed: QApplication
) -> None:
    desk = desk_of(Role.MANAGER)
    desk.store.add_course(course_at(CASE))
    screen = shown(desk, tools)
    dressed.processEvents()
    assert isinstance(screen.page, ErasePage)
    look_up(screen.page, desk.store.patients()[0].record_number)

    assert waits(screen.page, "erase_patient") == "Nobody else is on the staff to sign"
    screen.close()
    screen.deleteLater()
