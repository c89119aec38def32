"""The sign-in page; the same page keeps a locked window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from ui.forms.fields import LineField, PickField
from ui.signin.centred_card import CentredCard
from ui.signin.signin_presenter import SignInPresenter
from ui.widgets.buttons import ActionButton, Kind


class SignInScreen(CentredCard):
    """Login and password; Enter opens."""

    recovery_wanted = Signal()  # the password was lost
    _sign_in_wanted = Signal(str, str)

    def __init__(self, presenter: SignInPresenter, parent: QWidget | None = None) -> None:
        super().__init__(_("Sign in"), "", parent)
        self._presenter = presenter
        self._login = LineField("login", _("Login"), parent=self, height="touch")
        self._people = PickField("people", _("Login"), {}, parent=self, height="touch")
        self._password = LineField("password", _("Password"), parent=self, height="touch")
        self._password.hide_text()
        self._open = ActionButton(_("Sign in"), "log-in", "Enter", Kind.PRIMARY, self)
        self._open.setObjectName("sign_in")
        self._lost = ActionButton(_("Password lost"), "key-round", kind=Kind.BARE, parent=self)
        self._lost.setObjectName("password_lost")
        self._lay_out()
        self._wire()

    def lock(self, unit: str, name: str, login: str) -> None:
        """Keep the window for somebody; another person may sign in instead."""
        self.show_title(
            _("Locked"),
            _("{unit}. {name} is at work here; somebody else may sign in.").format(
                unit=unit, name=name
            ),
        )
        self._open.set_text(_("Unlock"), "lock-open")
        self._lost.hide()  # the record is open: another password is set before signing in
        self._login.set_text(login)
        self._people.set_text(login)
        self._password.set_text("")
        self.show_message("")

    @Slot(object)
    def show_people(self, logins: Sequence[str]) -> None:
        """Offer the people of the unit; one alone is chosen already."""
        picked = self._login.text()
        self._people.set_choices({login: login for login in logins})
        self._people.set_text(picked or (logins[0] if logins else ""))
        self._people.setVisible(bool(logins))
        self._login.setVisible(not logins)
        self.focus_first()

    def focus_first(self) -> None:
        """Put the cursor where typing begins."""
        if self._login.isVisibleTo(self) and not self._login.text():
            self._login.focus_box()
        else:
            self._password.focus_box()

    def _lay_out(self) -> None:
        for part in (self._login, self._people, self._password):
            self.body.addWidget(part)
        self.add_message()
        self.body.addWidget(self._open)
        self.body.addWidget(self._lost)
        self._people.hide()

    def _wire(self) -> None:
        self._login.submitted.connect(self._password.focus_box)
        self._password.submitted.connect(self._on_submitted)
        self._open.clicked.connect(self._on_submitted)
        self._lost.clicked.connect(self.recovery_wanted)
        self._sign_in_wanted.connect(self._presenter.sign_in)
        self._presenter.people_known.connect(self.show_people)
        self._presenter.busy_changed.connect(self._on_busy_changed)
        self._presenter.password_refused.connect(self._on_password_refused)
        self._presenter.failed.connect(self.show_message)

    @Slot()
    def _on_submitted(self) -> None:
        login = self._people if self._people.isVisibleTo(self) else self._login
        self._sign_in_wanted.emit(login.text(), self._password.text())

    @Slot(bool)
    def _on_busy_changed(self, is_busy: bool) -> None:  # noqa: FBT001 - a slot
        if is_busy:
            self.show_message(_("Opening the record …"), "ink2")
            self._open.lock(_("The record is being opened."))
        else:
            self.show_message("")
            self._open.unlock()

    @Slot(str)
    def _on_password_refused(self, sentence: str) -> None:
        self.show_message(sentence)
        self._password.select_all()
