"""The first start: the unit, its first member of staff and a password."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.unit import Role
from ui.forms.fields import FormField, LineField, PickField, Row
from ui.forms.new_password import NewPasswordField
from ui.signin.centred_card import CentredCard
from ui.signin.first_start_presenter import FirstStartPresenter, suggested_login
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.demo_button import DemoButton


class FirstStartScreen(CentredCard):
    """Asks for the unit, the first person and a password, and makes the record."""

    found_wanted = Signal(object)  # what was filled in, by code

    def __init__(self, presenter: FirstStartPresenter, parent: QWidget | None = None) -> None:
        super().__init__(
            _("A new unit"),
            _("There is no record here yet. It will be encrypted with your password."),
            parent,
        )
        self._presenter = presenter
        self._unit = LineField("unit", _("Name of the unit"), parent=self, height="touch")
        self._name = LineField("name", _("Your name"), parent=self, height="touch")
        self._role = PickField("role", _("Role"), _roles(), parent=self, height="touch")
        self._login = LineField("login", _("Login"), parent=self, height="touch")
        self._password = NewPasswordField("password", _("Password"), self)
        self._again = LineField("again", _("Password again"), parent=self, height="touch")
        self._make = ActionButton(
            _("Make the record"), "shield-check", "Enter", Kind.PRIMARY, self
        )
        self._make.setObjectName("make_unit")
        self._demo = DemoButton(self)
        self._lay_out()
        self._wire()

    @property
    def fields(self) -> tuple[FormField, ...]:
        """All boxes in their order."""
        return (self._unit, self._name, self._role, self._login, self._password, self._again)

    def focus_first(self) -> None:
        """Put the cursor where typing begins."""
        self._unit.focus_box()

    def _lay_out(self) -> None:
        self.set_card_width(560)
        self._again.hide_text()
        self.body.addWidget(self._unit)
        self.body.addWidget(Row((self._name, self._role), (3, 2), self))
        self.body.addWidget(self._login)
        self.body.addWidget(Row((self._password, self._again), parent=self))
        self.add_message()
        self.body.addWidget(self._make)
        self.body.addWidget(self._demo)

    def _wire(self) -> None:
        self._name.entered.connect(self._on_name_entered)
        for field in (self._unit, self._name, self._login, self._password, self._again):
            field.submitted.connect(self._on_submitted)
        self._make.clicked.connect(self._on_submitted)
        self._demo.clicked.connect(self._presenter.demonstrate)
        self.found_wanted.connect(self._presenter.found)
        self._presenter.refused.connect(self._on_refused)
        self._presenter.failed.connect(self.show_message)
        self._presenter.demonstrated.connect(self._on_demonstrated)
        self._presenter.busy_changed.connect(self._on_busy_changed)

    @Slot(str, str)
    def _on_name_entered(self, _code: str, name: str) -> None:
        if not self._login.text():
            self._login.set_text(suggested_login(name))

    @Slot()
    def _on_submitted(self) -> None:
        self._on_name_entered("name", self._name.text())
        self.show_message("")
        for field in self.fields:
            field.show_note("")
        self.found_wanted.emit({field.code: field.text() for field in self.fields})

    @Slot(str, str)
    def _on_refused(self, code: str, sentence: str) -> None:
        first = not any(field.note() for field in self.fields)
        for field in self.fields:
            if field.code == code:
                field.show_note(sentence)
                if first:
                    field.focus_box()

    @Slot(str)
    def _on_demonstrated(self, sentence: str) -> None:
        self.show_message(sentence, "ink2")

    @Slot(bool)
    def _on_busy_changed(self, is_busy: bool) -> None:  # noqa: FBT001 - a slot
        if is_busy:
            self.show_message(_("Making the keys …"), "ink2")
            self._make.lock(_("The keys are being made."))
        else:
            self.show_message("")
            self._make.unlock()


def _roles() -> dict[str, str]:
    return {
        Role.NURSE.value: _("Nurse"),
        Role.PHYSICIAN.value: _("Physician"),
        Role.MANAGER.value: _("Unit manager"),
    }
