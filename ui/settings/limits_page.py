"""The unit's limits: all of them, what goes by each, and changing one with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext
from plexlog.services.limits import LimitLine
from ui.forms.table_view import LineTable
from ui.settings.limit_dialog import LimitDialog
from ui.settings.limit_table import LimitTable
from ui.settings.limits_presenter import LimitsPresenter
from ui.settings.listing import WhyFixed, page_column, picked_card, table_card
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import PageTitle
from ui.widgets.painting import Words
from ui.widgets.toast import Toast

_WIDTHS = (240, 140, 88, 80, 205, 270)


class LimitsPage(QWidget):
    """A table of the limits; below it what is known of the one that is picked."""

    def __init__(self, presenter: LimitsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._host = parent or self  # the whole of Setup, over which it asks
        presenter.setParent(self)
        self._title = PageTitle(_("Limits"), "", self)
        self._fixed = WhyFixed(presenter.why_fixed, self)
        self._model = LimitTable(self)
        self._table = LineTable(_("Limits"), self)
        self._about = Words("", "strong", parent=self).wrapped()
        self._history = Words("", "label", "ink2", self).wrapped()
        self._change = ActionButton(_("Change"), "pen-line", "Enter", parent=self)
        self._reset = ActionButton(_("Back to the default"), "history", parent=self)
        self._dialog: LimitDialog | None = None
        self._toast = Toast(self)
        self._lay_out()
        self._wire()
        presenter.refresh()

    @property
    def table(self) -> LineTable:
        """The table of limits."""
        return self._table

    @property
    def dialog(self) -> LimitDialog | None:
        """What asks for a value, while it does."""
        return self._dialog

    @property
    def why_fixed(self) -> str:
        """Why nothing can be changed here; empty where it can."""
        return self._fixed.why

    @property
    def told(self) -> tuple[str, str]:
        """What is said of the limit that is picked, and of its last change."""
        return self._about.text(), self._history.text()

    @Slot(object)
    def show_lines(self, lines: Sequence[LimitLine]) -> None:
        """Show the limits; the one that is picked stays picked."""
        picked = self._picked()
        self._model.show_limits(lines)
        for row in self._model.phase_rows():
            self._table.setSpan(row, 0, 1, self._model.columnCount())
        own = sum(not line.is_default for line in lines)
        words = ngettext(
            "{count} limit is the unit's own", "{count} limits are the unit's own", own
        )
        all_default = _("All limits are as the program was shipped")
        self._title.show_words(_("Limits"), words.format(count=own) if own else all_default)
        self._table.selectRow(self._model.row_of("" if picked is None else picked.name))

    def _picked(self) -> LimitLine | None:
        return self._model.limit(self._table.currentIndex().row())

    def _lay_out(self) -> None:
        page = page_column(self, self._title, self._fixed)
        page.addWidget(table_card(self._table, self._model, _WIDTHS, self), 1)
        page.addWidget(
            picked_card(
                self._about,
                self._history,
                {"reset_limit": self._reset, "change_limit": self._change},
                self,
            )
        )

    def _wire(self) -> None:
        self._presenter.listed.connect(self.show_lines)
        self._presenter.changed.connect(self._toast.say)
        self._table.selectionModel().currentRowChanged.connect(self._on_picked)
        self._table.opened.connect(self._on_opened)
        self._change.clicked.connect(self._on_change)
        self._reset.clicked.connect(self._on_reset)

    @Slot(QModelIndex, QModelIndex)
    def _on_picked(self, _now: QModelIndex, _before: QModelIndex) -> None:
        line = self._picked()
        if line is None:
            return
        rules = ngettext("rule {codes}", "rules {codes}", len(line.rules))
        possible = _("possible {range}").format(range=line.possible)
        self._about.set_words(
            f"{line.label}: {possible}; {rules.format(codes=', '.join(line.rules))}"
        )
        self._history.set_words(_history_words(line))
        self._show_buttons(line)

    def _show_buttons(self, line: LimitLine) -> None:
        why = self._presenter.why_fixed
        for button, waits in (
            (self._change, why),
            (self._reset, why or (_("It is the default") if line.is_default else "")),
        ):
            if waits:
                button.lock(waits)
            else:
                button.unlock()

    @Slot(QModelIndex)
    def _on_opened(self, _index: QModelIndex) -> None:
        self._on_change()

    @Slot()
    def _on_change(self) -> None:
        self._ask(to_default=False)

    @Slot()
    def _on_reset(self) -> None:
        self._ask(to_default=True)

    def _ask(self, *, to_default: bool) -> None:
        line = self._picked()
        if line is None or self._presenter.why_fixed or self._dialog is not None:
            return
        self._dialog = LimitDialog(line, self._host, to_default=to_default)
        self._dialog.given.connect(self._presenter.change)
        self._presenter.refused.connect(self._dialog.refuse)
        self._presenter.changed.connect(self._dialog.take)
        self._dialog.closed.connect(self._on_closed)
        self._dialog.open()

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None


def _history_words(line: LimitLine) -> str:
    if line.last is None:
        return _("Never changed; {default} is what the program was shipped with.").format(
            default=f"{line.default} {line.unit}".rstrip()
        )
    return _("{name}, {time}: {why}").format(
        name=line.last.by, time=wording.moment(line.last.at), why=line.last.why
    )
