"""Staff and keys: who is on the staff, and every change of people and keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext
from plexlog.domain.roles import Act
from plexlog.domain.unit import StaffMember
from ui.forms.table_view import LineTable
from ui.settings import staff_forms as forms
from ui.settings.listing import FootCard, page_column
from ui.settings.staff_dialog import StaffDialog
from ui.settings.staff_key_dialog import KeyDialog
from ui.settings.staff_presenter import StaffPresenter
from ui.settings.staff_table import StaffTable
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Card, PageTitle
from ui.widgets.painting import Words
from ui.widgets.toast import Toast

_WIDTHS = (240, 150, 120, 170, 210, 160)


class StaffPage(QWidget):
    """A table of the staff; below it what can be done about who is picked, and about the keys."""

    def __init__(self, presenter: StaffPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._host = parent or self  # the whole of Setup, over which it asks
        presenter.setParent(self)
        self._title = PageTitle(_("Staff and keys"), "", self)
        self._add = ActionButton(_("Add to the staff"), "user-plus", parent=self)
        self._model = StaffTable(self)
        self._table = LineTable(_("Staff"), self)
        self._about = Words("", "strong", parent=self).wrapped()
        self._role = ActionButton(_("Change role"), "pen-line", parent=self)
        self._suspend = ActionButton(_("Suspend"), "ban", parent=self)
        self._bring_back = ActionButton(_("Bring back"), "user-check", parent=self)
        self._reset = ActionButton(_("Password lost"), "lock-open", parent=self)
        self._keys = Words(_("Keys"), "strong", parent=self)
        self._keys_words = Words(_KEYS, "label", "ink2", self).wrapped()
        self._own = ActionButton(_("My password"), "key-round", parent=self)
        self._recovery = ActionButton(_("New recovery key"), "printer", parent=self)
        self._rekey = ActionButton(_("New key for the record"), "refresh-cw", parent=self)
        self._dialog: StaffDialog | None = None
        self._key_dialog: KeyDialog | None = None
        self._toast = Toast(self)
        self._lay_out()
        self._wire()
        presenter.refresh()

    @property
    def table(self) -> LineTable:
        """The table of the staff."""
        return self._table

    @property
    def dialog(self) -> StaffDialog | None:
        """What asks, while it does."""
        return self._dialog

    @property
    def key_dialog(self) -> KeyDialog | None:
        """What shows a new recovery key, while it does."""
        return self._key_dialog

    @property
    def told(self) -> str:
        """What is said of who is picked."""
        return self._about.text()

    @Slot(object)
    def show_people(self, people: Sequence[StaffMember]) -> None:
        """Show the staff; who is picked stays picked."""
        picked = self._picked()
        self._model.show_lines(people)
        active = sum(one.is_active for one in people)
        words = ngettext("{count} can sign in", "{count} can sign in", active)
        told = [words.format(count=active), self._presenter.why_not(Act.STAFF)]
        self._title.show_words(_("Staff and keys"), ". ".join(part for part in told if part))
        self._table.selectRow(self._model.row_of("" if picked is None else picked.key))

    def add_below(self, part: QWidget) -> None:
        """Stand another part under the others."""
        self._page.addWidget(part)

    def _picked(self) -> StaffMember | None:
        return self._model.line(self._table.currentIndex().row())

    def _lay_out(self) -> None:
        self._page = page = page_column(self, self._title, self._add)
        card = Card(parent=self)
        card.set_padding(8, 8, 8)
        self._table.setModel(self._model)
        self._table.set_widths(_WIDTHS)
        card.body.addWidget(self._table, 1)
        page.addWidget(card, 1)
        person = (self._reset, self._bring_back, self._suspend, self._role)
        page.addWidget(FootCard((self._about,), person, self))
        keys = (self._own, self._recovery, self._rekey)
        page.addWidget(FootCard((self._keys, self._keys_words), keys, self))
        for name, button in _NAMES.items():
            part: ActionButton = getattr(self, f"_{name}")
            part.setObjectName(button)
            part.set_height("admin")

    def _wire(self) -> None:
        self._presenter.listed.connect(self.show_people)
        self._presenter.changed.connect(self._toast.say)
        self._presenter.key_made.connect(self._show_key)
        self._table.selectionModel().currentRowChanged.connect(self._on_picked)
        self._add.clicked.connect(self._on_add)
        self._role.clicked.connect(self._on_role)
        self._suspend.clicked.connect(self._on_suspend)
        self._bring_back.clicked.connect(self._on_bring_back)
        self._reset.clicked.connect(self._on_reset)
        self._own.clicked.connect(self._on_own)
        self._recovery.clicked.connect(self._on_recovery)
        self._rekey.clicked.connect(self._on_rekey)

    @Slot(QModelIndex, QModelIndex)
    def _on_picked(self, _now: QModelIndex, _before: QModelIndex) -> None:
        one = self._picked()
        if one is None:
            return
        self._about.set_words(f"{one.name}, {forms.role_words(one.role)}")
        self._suspend.setVisible(one.is_active)
        self._bring_back.setVisible(not one.is_active)
        self._show_buttons(one)

    def _show_buttons(self, one: StaffMember) -> None:
        me = self._presenter.me
        why = self._presenter.why_not
        self_words = _("A colleague has to") if one.key == me.key else ""
        gone = "" if one.is_active else _("Suspended; bring back first")
        alone = self._presenter.why_alone(one)
        for button, waits in (
            (self._add, why(Act.STAFF)),
            (self._role, why(Act.STAFF) or gone),
            (self._suspend, why(Act.STAFF) or self_words),
            (self._bring_back, why(Act.STAFF) or alone),
            (self._reset, why(Act.VOUCH) or self_words or gone or alone),
            (self._recovery, why(Act.KEYS)),
            (self._rekey, why(Act.KEYS)),
        ):
            if waits:
                button.lock(waits)
            else:
                button.unlock()

    @Slot()
    def _on_add(self) -> None:
        self._ask(forms.add_form(self._host))

    @Slot()
    def _on_role(self) -> None:
        self._ask_about(forms.role_form)

    @Slot()
    def _on_suspend(self) -> None:
        self._ask_about(forms.suspend_form)

    @Slot()
    def _on_bring_back(self) -> None:
        self._ask_two(forms.bring_back_form)

    @Slot()
    def _on_reset(self) -> None:
        self._ask_two(forms.reset_form)

    @Slot()
    def _on_own(self) -> None:
        self._ask(forms.password_form(self._host))

    @Slot()
    def _on_recovery(self) -> None:
        self._ask(forms.recovery_form(self._host))

    @Slot()
    def _on_rekey(self) -> None:
        self._ask(forms.rekey_form(self._presenter.left_out(), self._host))

    def _ask_about(self, form: forms.PersonForm) -> None:
        one = self._picked()
        if one is not None:
            self._ask(form(one, self._host))

    def _ask_two(self, form: forms.TwoForm) -> None:
        one = self._picked()
        if one is not None:
            self._ask(form(one, self._presenter.others(one), self._host))

    def _ask(self, dialog: StaffDialog) -> None:
        self._dialog = dialog
        dialog.given.connect(self._presenter.take)
        self._presenter.refused.connect(dialog.refuse)
        self._presenter.changed.connect(dialog.take)
        dialog.closed.connect(self._on_closed)

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None

    @Slot(str, str)
    def _show_key(self, key: str, also: str) -> None:
        self._key_dialog = KeyDialog(self._presenter.unit, key, also, self._host)
        self._key_dialog.closed.connect(self._on_key_closed)
        self._key_dialog.open()

    @Slot()
    def _on_key_closed(self) -> None:
        self._key_dialog = None


_KEYS = _(
    "A new recovery key when the print was lost or seen; a new key for the record when somebody "
    "has left for good."
)
_NAMES = {
    "add": "add_staff",
    "role": "change_role",
    "suspend": "suspend",
    "bring_back": "bring_back",
    "reset": "reset_password",
    "own": "own_password",
    "recovery": "new_recovery_key",
    "rekey": "rekey",
}
