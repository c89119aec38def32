"""A dialog in which people vouch for something with their passwords.

What is typed here is kept nowhere: not by the record, and not as what was left half filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.unit import StaffMember
from ui.forms.fields import FormField, LineField, PickField
from ui.session.fact_rows import FactRow, FactRows
from ui.session.step_columns import ScrollCard
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.dialog import REACTION, DialogFrame
from ui.widgets.painting import Words

OWN, LOGIN, PASSWORD, NOTE = "own_password", "colleague", "colleague_password", "note"
_FIELDS_WIDTH = 380


class PersonDialog(DialogFrame):
    """What it is about at the left, who vouches at the right. `given(texts by code)`."""

    given = Signal(object)  # dict[str, str]

    def __init__(self, title: str, about: str, act: str, host: QWidget) -> None:
        super().__init__(title, host)
        self.set_size(*REACTION)
        self._fields: list[FormField] = []
        self._card = ScrollCard(about, parent=self.panel)
        self._rows = FactRows("", parent=self._card.inside)
        self._words = Words("", "label", "ink2", self.panel).wrapped()
        self._refused = Words("", "labelBold", "stopInk", self.panel).wrapped()
        self._keep = ActionButton(act, "user-check", "Enter", Kind.PRIMARY, self.panel)
        self._later = ActionButton(_("Not now"), "", "Esc", parent=self.panel)
        self._asked = QVBoxLayout()
        self._lay_out_people()
        self._keep.clicked.connect(self._on_given)
        self._later.clicked.connect(self.close_later)

    @property
    def refusal(self) -> str:
        """Why nothing was kept, where that is about no single box."""
        return self._refused.text()

    def show_rows(self, rows: Sequence[FactRow]) -> None:
        """Show what it is about."""
        self._rows.show_rows(rows)

    def ask(self, words: str, *fields: FormField) -> None:
        """Ask for these, one under the other, with a sentence above."""
        self._words.set_words(words)
        for field in fields:
            self._fields.append(field)
            self._asked.addWidget(field)
            if isinstance(field, LineField):
                field.submitted.connect(self._on_given)
        self._asked.addWidget(self._refused)
        self._asked.addStretch(1)
        walk = [*(field.box for field in fields), self._later, self._keep]
        for before, after in pairwise(walk):
            QWidget.setTabOrder(before, after)

    def refuse(self, place: str, sentence: str) -> None:
        """Say why it was not kept, at its box where there is one; passwords are typed anew."""
        for field in self._fields:
            if field.code == place and isinstance(field, LineField):
                field.show_note(wording.sentence(sentence))
                field.select_all()
                return
        self._refused.set_words(wording.sentence(sentence))
        self.reveal(self._refused)

    @Slot(bool)
    def show_busy(self, is_busy: bool) -> None:  # noqa: FBT001 - a slot
        """Passwords are being checked: nothing is pressed twice meanwhile."""
        if is_busy:
            self._keep.lock(_("The passwords are being checked."))
        else:
            self._keep.unlock()

    def _lay_out_people(self) -> None:
        self._keep.setObjectName("dialog_keep")
        self._card.add(self._rows)
        self._asked.setSpacing(2)
        self._asked.addWidget(self._words)
        right = QWidget(self.panel)
        right.setLayout(self._asked)
        self._asked.setContentsMargins(0, 0, 0, 0)
        right.setFixedWidth(_FIELDS_WIDTH)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self._card, 1)
        columns.addWidget(right)
        self.body.addLayout(columns, 1)
        self.add_button(self._later)
        self.add_button(self._keep)

    @Slot()
    def _on_given(self) -> None:
        if self._keep.is_locked or not self.is_open:
            return
        self._refused.set_words("")
        for field in self._fields:
            field.show_note("")
        self.given.emit({field.code: field.text() for field in self._fields})


def secret(code: str, label: str, parent: QWidget) -> LineField:
    """A box for a password."""
    field = LineField(code, label, parent=parent, height="touch")
    field.hide_text()
    return field


def colleague(label: str, staff: Sequence[StaffMember], parent: QWidget) -> PickField:
    """Which colleague; nobody is chosen beforehand."""
    names = {"": _("choose")} | {one.login: one.name for one in staff}
    return PickField(LOGIN, label, names, parent=parent, height="touch")
