"""What the unit sets of its papers: their size, rows of texts, telephone numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.services.unit_settings import SettingLine
from ui.forms.fields import FormField, PickField
from ui.forms.text_area import TextArea
from ui.settings.listing import WhyFixed, page_column
from ui.settings.papers_presenter import PapersPresenter
from ui.settings.staff_dialog import StaffDialog
from ui.settings.staff_forms import line
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Card, PageTitle
from ui.widgets.painting import Words
from ui.widgets.scroll import ScrollColumn
from ui.widgets.theme import worn_theme
from ui.widgets.toast import Toast

_TALL = 180  # of the box: many rows


class SettingCard(Card):
    """One setting: what it is now, who changed it last, and changing it."""

    wanted = Signal(str)  # name of the setting

    def __init__(self, told: SettingLine, why_fixed: str, parent: QWidget | None = None) -> None:
        super().__init__(told.setting.label, "", parent)
        self.name = told.setting.name
        self.setObjectName(f"setting_{self.name}")
        self._value = Words("", "body", parent=self).wrapped()
        self._last = Words("", "label", "ink2", self).wrapped()
        self.change = ActionButton(_("Change"), "pen-line", parent=self)
        self.change.setObjectName(f"change_{self.name}")
        self.change.setAccessibleName(_("Change: {what}").format(what=told.setting.label))
        self.change.set_height("admin")
        if why_fixed:
            self.change.lock(why_fixed)
        words = QVBoxLayout()
        words.setSpacing(4)
        for part in (Words(told.setting.help, "label", "ink2", self).wrapped(), self._value):
            words.addWidget(part)
        words.addWidget(self._last)
        row = QHBoxLayout()
        row.setSpacing(worn_theme().size("gap"))
        row.addLayout(words, 1)
        row.addWidget(self.change)
        self.body.addLayout(row)
        self.change.clicked.connect(self._on_change)
        self.show_line(told)

    @property
    def said(self) -> tuple[str, str]:
        """What it is now, and who changed it last."""
        return self._value.text(), self._last.text()

    def show_line(self, told: SettingLine) -> None:
        """Show it as it is now."""
        self._value.set_words(told.value.replace("\n", "  ·  ") or _("None is set."))
        never = _("Never changed; as the program was shipped.")
        last = told.last
        self._last.set_words(
            never
            if last is None
            else _("{name}, {time}: {why}").format(
                name=last.by, time=wording.moment(last.at), why=last.why
            )
        )

    @Slot()
    def _on_change(self) -> None:
        self.wanted.emit(self.name)


class PapersPage(QWidget):
    """A card for each setting."""

    def __init__(self, presenter: PapersPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._host = parent or self  # the whole of Setup, over which it asks
        presenter.setParent(self)
        self._title = PageTitle(_("Papers"), _("What goes out of the unit"), self)
        self._fixed = WhyFixed(presenter.why_fixed, self)
        self._cards: dict[str, SettingCard] = {}
        self._lines: dict[str, SettingLine] = {}
        self._rows = ScrollColumn(_("Papers"), self)
        self._dialog: StaffDialog | None = None
        self._toast = Toast(self)
        self._lay_out()
        self._presenter.listed.connect(self.show_lines)
        self._presenter.changed.connect(self._toast.say)
        presenter.refresh()

    @property
    def cards(self) -> dict[str, SettingCard]:
        """The cards by name."""
        return self._cards

    @property
    def dialog(self) -> StaffDialog | None:
        """What asks, while it does."""
        return self._dialog

    @Slot(object)
    def show_lines(self, lines: Sequence[SettingLine]) -> None:
        """Show the settings as they are now."""
        for told in lines:
            name = told.setting.name
            self._lines[name] = told
            if name in self._cards:
                self._cards[name].show_line(told)
                continue
            card = SettingCard(told, self._presenter.why_fixed, self._rows.inside)
            card.wanted.connect(self._on_wanted)
            self._cards[name] = card
            self._rows.add(card)

    def _lay_out(self) -> None:
        self._rows.column.setSpacing(worn_theme().size("gap"))
        page = page_column(self, self._title, self._fixed)
        page.addWidget(self._rows, 1)

    @Slot(str)
    def _on_wanted(self, name: str) -> None:
        if self._dialog is not None or self._presenter.why_fixed:
            return
        told = self._lines[name]
        setting = told.setting
        words = f"{setting.label}. {setting.help}"
        if setting.rows:
            known = ", ".join(row.label for row in setting.rows)
            words = f"{words}\n" + _("Rows there are: {rows}.").format(rows=known)
        dialog = StaffDialog("setting", name, _("Change"), words, self._host)
        value = _value_field(told, dialog.panel)
        dialog.ask((value,), (line("why", _("Reason"), dialog),))
        self._dialog = dialog
        dialog.given.connect(self._presenter.change)
        self._presenter.refused.connect(dialog.refuse)
        self._presenter.changed.connect(dialog.take)
        dialog.closed.connect(self._on_closed)

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None


def _value_field(told: SettingLine, parent: QWidget) -> FormField:
    """The box for what it is to be: one of its choices, or lines."""
    if told.setting.choices:
        choices = {one: one for one in told.setting.choices}
        picked = PickField("value", told.setting.label, choices, parent=parent)
        picked.set_text(told.value)
        return picked
    lines = TextArea("value", _("Lines"), parent=parent)
    lines.set_text(told.value)
    lines.box.setMinimumHeight(_TALL)
    return lines
