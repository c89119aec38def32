"""Values of the machine from the clipboard: what becomes of each row is seen before it is kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from plexlog.domain import wording
from plexlog.domain.errors import PlexlogError, RefusedError
from plexlog.domain.language import gettext as _
from plexlog.services.pasted_values import Pasted, PastedRow, keep_pasted, read_pasted
from ui.session.fact_rows import FactRow, FactRows
from ui.session.hosting import dialog_host
from ui.session.session_presenter import SessionPresenter
from ui.session.step_columns import ScrollCard
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.dialog import REACTION, DialogFrame
from ui.widgets.painting import Words

PASTE_KEY = "Ctrl+Shift+V"


class PasteDialog(DialogFrame):
    """`keep_wanted` for the rows that can be kept, `read_wanted` to look at the clipboard anew."""

    keep_wanted = Signal()
    read_wanted = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(_("Values from the machine's export"), host)
        self.set_size(*REACTION)
        self._words = Words("", "label", "ink2", self.panel).wrapped()
        self._card = ScrollCard(_("What becomes of each row"), parent=self.panel)
        heads = (_("time"), _("values, or why not"), "")
        self._rows = FactRows("", heads, self._card.inside)
        self._read = ActionButton(_("Read the clipboard"), "copy", parent=self.panel)
        self._later = ActionButton(_("Not now"), "", "Esc", parent=self.panel)
        self._keep = ActionButton(_("Keep"), "check", "", Kind.PRIMARY, self.panel)
        self._lay_out_paste()
        self._read.clicked.connect(self.read_wanted)
        self._keep.clicked.connect(self.keep_wanted)
        self._later.clicked.connect(self.close_later)

    @property
    def words(self) -> str:
        """What is said above the rows."""
        return self._words.text()

    @property
    def rows(self) -> tuple[FactRow, ...]:
        """The rows as they are shown."""
        return self._rows.rows

    def show_pasted(self, pasted: Pasted) -> None:
        """Show each row, and which columns were left out."""
        left = [f"{one.heading}: {one.why_not}" for one in pasted.columns if one.why_not]
        count, of = len(pasted.taken), len(pasted.rows)
        words = _("{count} of {of} rows can be kept.").format(count=count, of=of)
        if left:
            words += " " + _("Columns left out: {left}.").format(left="; ".join(left))
        self._words.set_words(words, "ink2")
        self._rows.show_rows([_fact(row, pasted) for row in pasted.rows])
        if count:
            self._keep.unlock()
            self._keep.set_text(_("Keep {count}").format(count=wording.counted(count, "row")))
        else:
            self._keep.lock(_("No row can be kept."))

    def refuse(self, sentence: str) -> None:
        """Say why nothing can be kept."""
        self._words.set_words(sentence, "stopInk")
        self._rows.show_rows([])
        self._keep.lock(sentence)

    def tell(self, sentence: str) -> None:
        """Say why nothing was kept just now; the same rows can be kept once that is over."""
        self._words.set_words(sentence, "stopInk")

    def _lay_out_paste(self) -> None:
        self._read.setObjectName("read_clipboard")
        self._keep.setObjectName("dialog_keep")
        self._card.add(self._rows)
        self.body.setSpacing(8)
        self.body.addWidget(self._words)
        self.body.addWidget(self._card, 1)
        self.set_note(_("Nothing on record is overwritten; rows are marked as the machine's."))
        for button in (self._read, self._later, self._keep):
            self.add_button(button)


def _fact(row: PastedRow, pasted: Pasted) -> FactRow:
    told = [
        f"{one.declared.heading} {wording.quantity_with_unit(one.declared, row.values[code])}"
        for one in pasted.columns
        if one.declared is not None and (code := one.declared.code) in row.values
    ]
    if row.why_not:
        return FactRow(row.time, wording.sentence(row.why_not), "", _("not taken"))
    return FactRow(row.time, ", ".join(told), _("can be kept"))


class PasteAct(QObject):
    """Opens the dialog over the page it belongs to; `said(words)` once rows are on record."""

    said = Signal(str)

    def __init__(self, presenter: SessionPresenter, page: QWidget) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._page = page
        self._pasted: Pasted | None = None
        self._dialog: PasteDialog | None = None

    @Slot()
    def open(self) -> None:
        """Read what was copied, and show it."""
        if self._dialog is not None or not self._presenter.view().is_running:
            return
        self._dialog = PasteDialog(dialog_host(self._page))
        self._dialog.read_wanted.connect(self._read)
        self._dialog.keep_wanted.connect(self._on_keep)
        self._dialog.closed.connect(self._on_closed)
        self._read()
        self._dialog.open()

    @Slot()
    def _read(self) -> None:
        if self._dialog is None:
            return
        try:
            text = QGuiApplication.clipboard().text()
            self._pasted = read_pasted(self._presenter.session, text)
        except PlexlogError as error:
            self._pasted = None
            self._dialog.refuse(str(error))
            return
        self._dialog.show_pasted(self._pasted)

    @Slot()
    def _on_keep(self) -> None:
        if self._dialog is None or self._pasted is None:
            return
        try:
            count = keep_pasted(self._presenter.session, self._pasted)
        except RefusedError as refused:
            self._dialog.refuse(wording.sentence(refused.refusals[0].reason))
            return
        except PlexlogError as error:
            self._dialog.tell(str(error))
            return
        self._dialog.finish()
        self._presenter.tell_kept()
        rows = wording.counted(count, "row")
        self.said.emit(_("{rows} of the machine on record").format(rows=rows))

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = self._pasted = None
