"""The program as its user works it: sign in, type, press."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from plexlog.domain.unit import Role
from plexlog.storage.key_file import Cost
from plexlog.storage.unit_record import UnitRecord
from tests.ui.conftest import PASSWORD
from ui.app import Program
from ui.course.course_screen import CourseScreen
from ui.course.order_screen import OrderScreen
from ui.forms.fields import FormField, LineField, PickField
from ui.patients.patient_form_screen import PatientFormScreen
from ui.patients.patient_screen import PatientScreen
from ui.patients.patients_screen import PatientsScreen
from ui.shell.window import Window
from ui.today.today_screen import TodayScreen
from ui.widgets.buttons import ActionButton

W = TypeVar("W", bound=QWidget)
SECOND = "another long enough one"


class Ward:
    """One window and the person before it."""

    def __init__(self, program: Program) -> None:
        self.program = program

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        return self.program.page

    def shown(self, kind: type[W]) -> W:
        """The page, which must be of a kind."""
        assert isinstance(self.page, kind), f"{type(self.page).__name__} is shown"
        return self.page

    @property
    def today(self) -> TodayScreen:
        return self.shown(TodayScreen)

    @property
    def patients(self) -> PatientsScreen:
        return self.shown(PatientsScreen)

    @property
    def patient(self) -> PatientScreen:
        return self.shown(PatientScreen)

    @property
    def form(self) -> PatientFormScreen:
        return self.shown(PatientFormScreen)

    @property
    def order(self) -> OrderScreen:
        return self.shown(OrderScreen)

    @property
    def course(self) -> CourseScreen:
        return self.shown(CourseScreen)

    def part(self, kind: type[W], name: str) -> W:
        """A part of the page by its name."""
        return part_of(self.page, kind, name)

    def type(self, code: str, text: str) -> Ward:
        """Type into a box and leave it."""
        field = self.part(FormField, code)
        if isinstance(field, PickField):
            field.set_text(text)
            field.entered.emit(code, text)
        elif isinstance(field, LineField):
            field.box.setFocus()
            field.box.selectAll()
            QTest.keyClicks(field.box, text)
            QTest.keyClick(field.box, Qt.Key.Key_Tab)
        return self

    def note(self, code: str) -> str:
        """The sentence at a box."""
        return self.part(FormField, code).note()

    def press(self, name: str) -> Ward:
        """Press a button."""
        button = self.part(ActionButton, name)
        assert button.isEnabled(), button.toolTip()
        button.click()
        QApplication.processEvents()
        return self

    def sign_in(self, password: str = PASSWORD) -> Ward:
        """Give the password."""
        self.give(self.page, password)
        return self

    @staticmethod
    def give(page: QWidget, password: str) -> None:
        """Give the password on this sign-in page."""
        field = part_of(page, LineField, "password")
        field.box.setText(password)
        QTest.keyClick(field.box, Qt.Key.Key_Return)

    def part_of_lock(self, login: str, password: str) -> Ward:
        """Somebody signs in to a locked window."""
        people = self.part(FormField, "people")
        people.set_text(login)
        return self.sign_in(password)

    def take_in(self, path: Path) -> Ward:
        """Take a document in."""
        assert self.program.window is not None
        self.program.window.take_in(str(path))
        QApplication.processEvents()
        return self


def part_of(page: QWidget, kind: type[W], name: str) -> W:
    """A part of a page by its name."""
    found = page.findChild(kind, name)
    assert found is not None, f"no {name} on {type(page).__name__}"
    return found


def ward_takes_on(window: Window) -> None:
    """A second nurse, Cem Dogan, who signs in as dogan with SECOND."""
    record = window.desk.store
    assert isinstance(record, UnitRecord)
    record.add_staff(
        name="Cem Dogan",
        login="dogan",
        password=SECOND,
        role=Role.NURSE,
        cost=Cost(memory_kib=64, iterations=1, lanes=1),
    )
