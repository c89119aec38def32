"""The page for a lost password: the printed recovery key, and a new password."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.forms.fields import FormField, LineField, PickField, Row
from ui.forms.new_password import NewPasswordField
from ui.signin.centred_card import CentredCard
from ui.signin.recovery_presenter import RecoveryPresenter
from ui.widgets.buttons import ActionButton, Kind


class RecoveryScreen(CentredCard):
    """Asks for the printed key and for a new password of one member of staff."""

    recovery_wanted = Signal(object)  # what was filled in, by code
    left = Signal()

    def __init__(self, presenter: RecoveryPresenter, parent: QWidget | None = None) -> None:
        words = _("The recovery key sets a new one. What was recorded and signed stays as it is.")
        super().__init__(_("A lost password"), words, parent)
        self._presenter = presenter
        hint = _("nine groups of four")
        self._key = LineField("recovery_key", _("Recovery key"), hint, self, height="touch")
        self._people = PickField("people", _("Login"), {}, parent=self, height="touch")
        self._password = NewPasswordField("password", _("New password"), self)
        self._again = LineField("again", _("New password again"), parent=self, height="touch")
        self._back = ActionButton(_("Back"), "arrow-left", parent=self)
        self._back.setObjectName("back")
        self._set = ActionButton(_("Set it"), "key-round", "Enter", Kind.PRIMARY, self)
        self._set.setObjectName("set_password")
        self._lay_out()
        self._wire()

    @property
    def fields(self) -> tuple[FormField, ...]:
        """All boxes in their order."""
        return (self._key, self._people, self._password, self._again)

    def focus_first(self) -> None:
        """Put the cursor where typing begins."""
        self._key.focus_box()

    @Slot(object)
    def show_people(self, logins: Sequence[str]) -> None:
        """Offer the people of the unit."""
        self._people.set_choices({login: login for login in logins})

    def _lay_out(self) -> None:
        self.set_card_width(560)
        self._again.hide_text()
        for part in (self._key, self._people, Row((self._password, self._again), parent=self)):
            self.body.addWidget(part)
        self.add_message()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._back, 1)
        buttons.addWidget(self._set, 2)
        self.body.addLayout(buttons)

    def _wire(self) -> None:
        for field in (self._key, self._password, self._again):
            field.submitted.connect(self._on_submitted)
        self._set.clicked.connect(self._on_submitted)
        self._back.clicked.connect(self.left)
        self.recovery_wanted.connect(self._presenter.recover)
        self._presenter.people_known.connect(self.show_people)
        self._presenter.refused.connect(self._on_refused)
        self._presenter.failed.connect(self.show_message)
        self._presenter.busy_changed.connect(self._on_busy_changed)

    @Slot()
    def _on_submitted(self) -> None:
        self.show_message("")
        for field in self.fields:
            field.show_note("")
        self.recovery_wanted.emit({field.code: field.text() for field in self.fields})

    @Slot(str, str)
    def _on_refused(self, code: str, sentence: str) -> None:
        first = not any(field.note() for field in self.fields)
        for field in self.fields:
            if field.code == code:
                field.show_note(sentence)
                if first:
                    field.focus_box()

    @Slot(bool)
    def _on_busy_changed(self, is_busy: bool) -> None:  # noqa: FBT001 - a slot
        if is_busy:
            self.show_message(_("Making the keys …"), "ink2")
            self._set.lock(_("The keys are being made."))
        else:
            self.show_message("")
            self._set.unlock()
