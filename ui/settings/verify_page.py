"""Verification: how far it is, what it found and where, and when everything was last checked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.progress import Step
from plexlog.domain.unit import Problem
from plexlog.domain.verified import Verified
from ui.forms.table_view import LineTable
from ui.settings.listing import FOOT, page_column, table_card
from ui.settings.verify_presenter import VerifyPresenter
from ui.settings.verify_table import VerifyTable
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Card, PageTitle
from ui.widgets.icons import IconMark
from ui.widgets.painting import Words
from ui.widgets.pdf_print import PdfPrinting
from ui.widgets.pdf_view import PdfView
from ui.widgets.progress_line import ProgressLine
from ui.widgets.severity import LOOKS
from ui.widgets.theme import worn_theme
from ui.widgets.toast import Toast

_WIDTHS = (300, 250, 260, 220)
_MARK = 22
_HEAD = 108


class VerifyPage(QWidget):
    """The verdict with its bar, the table of what is wrong, and the picked one in full."""

    def __init__(self, presenter: VerifyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        presenter.setParent(self)
        self._title = PageTitle(_("Verification"), "", self)
        self._mark = IconMark("", "ink2", _MARK, self)
        self._verdict = Words("", "section", parent=self).wrapped()
        self._last = Words("", "label", "ink2", self).wrapped()
        self._line = ProgressLine(self)
        self._all = ActionButton(
            _("Check everything"), "shield-check", kind=Kind.PRIMARY, parent=self
        )
        self._new = ActionButton(_("Check what is new"), "history", parent=self)
        self._stop = ActionButton(_("Stop"), "x", "Esc", parent=self)
        self._copy = ActionButton(_("Copy"), "copy", "Ctrl Shift C", parent=self)
        self._print = ActionButton(_("Print"), "printer", "Ctrl P", parent=self)
        self._model = VerifyTable(self)
        self._table = LineTable(_("What was found"), self)
        self._about = Words("", "label", "ink2", self).wrapped()
        self._paper = PdfView(self)
        self._printing = PdfPrinting(self)
        self._toast = Toast(self)
        self._lay_out()
        self._wire()
        presenter.refresh()

    @property
    def told(self) -> tuple[str, str, str]:
        """The verdict, when everything was last checked, and the picked one in full."""
        return self._verdict.text(), self._last.text(), self._about.text()

    @property
    def table(self) -> LineTable:
        """The table of what is wrong."""
        return self._table

    @property
    def line(self) -> ProgressLine:
        """How far it is."""
        return self._line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._stop.is_locked:
            self.presenter.stop()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        gap = worn_theme().size("gap")
        self._paper.hide()
        buttons: list[ActionButton] = [getattr(self, f"_{name}") for name in _NAMES]
        for part, name in zip(buttons, _NAMES.values(), strict=True):
            part.setObjectName(name)
            part.set_height("admin")
        page = page_column(self, self._title, *buttons)
        page.addWidget(self._lay_out_verdict(gap))
        page.addWidget(table_card(self._table, self._model, _WIDTHS, self), 1)
        foot = Card(parent=self)
        foot.setMinimumHeight(FOOT)
        self._about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        foot.body.addWidget(self._about)
        page.addWidget(foot)

    def _lay_out_verdict(self, gap: int) -> Card:
        card = Card(parent=self)
        card.setMinimumHeight(_HEAD)  # more where a long path is told
        row = QHBoxLayout()
        row.setSpacing(gap)
        row.addWidget(self._mark)
        row.addWidget(self._verdict, 1)
        card.body.addLayout(row)
        card.body.addWidget(self._last)
        card.body.addWidget(self._line)
        return card

    def _wire(self) -> None:
        self.presenter.begun.connect(self._on_begun)
        self.presenter.stepped.connect(self._line.show_step)
        self.presenter.ended.connect(self._on_ended)
        self.presenter.printed.connect(self._on_printed)
        self.presenter.failed.connect(self._on_failed)
        self._table.selectionModel().currentRowChanged.connect(self._on_picked)
        self._all.clicked.connect(self.presenter.check_all)
        self._new.clicked.connect(self.presenter.check_new)
        self._stop.clicked.connect(self.presenter.stop)
        self._copy.clicked.connect(self._on_copy)
        self._print.clicked.connect(self.presenter.print)
        self._printing.failed.connect(self._on_failed)

    def _tell(self, words: str, severity: str) -> None:
        look = LOOKS[severity]
        self._mark.show_icon(look.icon, look.ink)
        self._verdict.set_words(words, look.ink)

    @Slot(str, str)
    def _on_begun(self, words: str, last: str) -> None:
        self._tell(words, "not-assessed")
        self._last.set_words(last)
        self._about.set_words("")
        self._line.show()
        for button in (self._all, self._new, self._copy, self._print):
            button.lock(_("Wait for what is under way"))
        self._stop.unlock()
        self._stop.setFocus()

    @Slot(object, str, str)
    def _on_ended(self, verified: Verified | None, words: str, last: str) -> None:
        problems = () if verified is None else tuple(verified.problems)
        is_good = verified is not None and not problems and words == verified.sentence
        lines = () if verified is None else verified.lines
        good = "ok" if all(one.is_looked_into for one in lines) else "notice"
        self._tell(words, "stop" if problems else good if is_good else "not-assessed")
        self._last.set_words(last)
        self._line.show_step(Step())
        self._line.hide()
        self._model.show_lines(lines)
        self._table.selectRow(0)
        if not lines:
            self._about.set_words(_("Nothing is wrong.") if is_good else "")
        self._all.unlock()
        self._new.unlock()
        self._stop.lock(_("Nothing is under way"))
        none = _("Nothing was checked yet")
        for button in (self._copy, self._print):
            button.unlock() if verified is not None else button.lock(none)

    @Slot(QModelIndex, QModelIndex)
    def _on_picked(self, now: QModelIndex, _before: QModelIndex) -> None:
        one: Problem | None = self._model.line(now.row())
        self._about.set_words("" if one is None else one.sentence)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.presenter.text)
        self._toast.say(_("Copied"))

    @Slot(object)
    def _on_printed(self, pdf: bytes) -> None:
        self._paper.show_pdf(pdf, _("The verification as it will be printed"))
        self._printing.ask(self._paper.document)

    @Slot(str)
    def _on_failed(self, words: str) -> None:
        self._toast.say(words, "triangle-alert")


_NAMES = {
    "copy": "copy_findings",
    "print": "print_findings",
    "stop": "stop_checking",
    "new": "check_new",
    "all": "check_all",
}
