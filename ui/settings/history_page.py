"""The history: who changed what, when and why, and who looked at whom; searched and read."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.services.history_search import HistoryLine, HistoryPage
from ui.forms.fields import FormField, LineField, PickField, Row
from ui.forms.table_view import LineTable
from ui.settings.history_presenter import HistoryPresenter
from ui.settings.history_table import HistoryTable
from ui.settings.listing import page_column, picked_card, table_card
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import PageTitle
from ui.widgets.folding import FoldingRow
from ui.widgets.painting import Words
from ui.widgets.toast import Toast

_ONE_ROW = 900  # of boxes; in a narrower page they stand in two
_WIDTHS = (200, 180, 140, 120, 320)


class HistorySearchPage(QWidget):
    """Boxes for what is sought, the table of what was found, and the picked change in full."""

    def __init__(self, presenter: HistoryPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        presenter.setParent(self)
        self._title = PageTitle(_("History"), "", self)
        self._fields: tuple[FormField, ...] = (
            LineField("patient", _("Patient"), _("name or number"), self),
            LineField("session", _("Session"), _("number"), self),
            PickField("staff", _("Who"), presenter.people(), parent=self),
            PickField("kind", _("Kind of change"), presenter.kinds(), parent=self),
            LineField("since", _("From"), "", self),
            LineField("until", _("To"), "", self),
        )
        self._model = HistoryTable(self)
        self._table = LineTable(_("History"), self)
        self._about = Words("", "strong", parent=self).wrapped()
        self._details = Words("", "label", "ink2", self).wrapped()
        self._more = ActionButton(_("Show more"), "list-checks", parent=self)
        self._open = ActionButton(_("Go there"), "arrow-right", "Enter", parent=self)
        self._toast = Toast(self)
        self._lay_out()
        self._wire()
        self._search()

    @property
    def table(self) -> LineTable:
        """The table of changes."""
        return self._table

    @property
    def told(self) -> tuple[str, str]:
        """What is said of the change that is picked."""
        return self._about.text(), self._details.text()

    @Slot(object, bool)
    def show_page(self, page: HistoryPage, is_more: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Show what was found; the newest is picked, or the one picked stays."""
        if is_more:
            self._model.add_lines(page.lines)
        else:
            self._model.show_lines(page.lines)
            self._table.selectRow(0)
        count = self._model.rowCount()
        words = wording.counted(count, _("change"))
        self._title.show_words(_("History"), _("the newest {count}").format(count=words))
        self._set_lock(self._more, "" if page.more else _("That is all there is"))
        self._show_picked()

    def _picked(self) -> HistoryLine | None:
        return self._model.line(self._table.currentIndex().row())

    def _lay_out(self) -> None:
        for field in self._fields:
            if isinstance(field, LineField) and field.code in ("since", "until"):
                field.show_example("2026-11-20")
        page = page_column(self, self._title)
        halves = (Row(self._fields[:3], (3, 1, 2), self), Row(self._fields[3:], (3, 2, 2), self))
        page.addWidget(FoldingRow(halves, _ONE_ROW, self, (6, 7)))
        page.addWidget(table_card(self._table, self._model, _WIDTHS, self), 1)
        page.addWidget(
            picked_card(
                self._about,
                self._details,
                {"more_history": self._more, "go_there": self._open},
                self,
            )
        )

    def _wire(self) -> None:
        self._presenter.found.connect(self.show_page)
        self._presenter.refused.connect(self._on_refused)
        for field in self._fields:
            field.entered.connect(self._on_entered)
        self._table.selectionModel().currentRowChanged.connect(self._on_picked)
        self._table.opened.connect(self._on_opened)
        self._more.clicked.connect(self._presenter.more)
        self._open.clicked.connect(self._on_open)

    @Slot(str, str)
    def _on_entered(self, _code: str, _text: str) -> None:
        self._search()

    def _search(self) -> None:
        for field in self._fields:
            field.show_note("")
        self._presenter.search({field.code: field.text() for field in self._fields})

    @Slot(str, str)
    def _on_refused(self, code: str, sentence: str) -> None:
        for field in self._fields:
            if field.code == code:
                field.show_note(sentence)
                return
        self._toast.say(sentence, "triangle-alert")

    @Slot(QModelIndex, QModelIndex)
    def _on_picked(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_picked()

    def _show_picked(self) -> None:
        line = self._picked()
        about, details = (
            ("", _("Nothing of that is in the history.")) if line is None else (_about(line))
        )
        self._about.set_words(about)
        self._details.set_words(details)
        place = "" if line is None else line.session_key or line.course_key or line.patient_key
        self._set_lock(self._open, "" if place else _("This is about no patient"))

    def _set_lock(self, button: ActionButton, words: str) -> None:
        if words:
            button.lock(words)
        else:
            button.unlock()

    @Slot(QModelIndex)
    def _on_opened(self, _index: QModelIndex) -> None:
        self._on_open()

    @Slot()
    def _on_open(self) -> None:
        line = self._picked()
        if line is not None:
            self._presenter.open(line)


def _about(line: HistoryLine) -> tuple[str, str]:
    """A change in full: what, and under it who, when, where and why."""
    place = _("at {station}").format(station=line.station) if line.station else ""
    why = _("why: {why}").format(why=line.why) if line.why else ""
    about = f"{line.what}: {line.change}" if line.change else line.what
    parts = (wording.moment(line.at), line.who, place, line.whom, why)
    return about, " · ".join(part for part in parts if part)
