"""The self-test: whether this computer calculates as was published, on screen and on paper."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.services.selftest import SelfTest
from ui.forms.table_view import LineTable
from ui.settings.listing import page_column
from ui.settings.selftest_presenter import SelfTestPresenter
from ui.settings.selftest_table import SelfTestTable
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Card, PageTitle
from ui.widgets.icons import IconMark
from ui.widgets.painting import Words
from ui.widgets.paper_buttons import PaperButtons
from ui.widgets.pdf_view import PdfView
from ui.widgets.severity import LOOKS
from ui.widgets.theme import worn_theme
from ui.widgets.toast import Toast

_WIDTHS = (200, 235, 110, 92, 92, 78, 90, 150)
_MARK = 22
_ABOUT = 40


class SelfTestPage(QWidget):
    """A head line with the verdict, the examples below; the same as it will be printed."""

    def __init__(self, presenter: SelfTestPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        presenter.setParent(self)
        words = _("Every formula, with published inputs and results")
        self._title = PageTitle(_("Self-test"), words, self)
        self._mark = IconMark("", "ink2", _MARK, self)
        self._verdict = Words("", "section", parent=self).wrapped()
        self._again = ActionButton(_("Run again"), "history", parent=self)
        self._turn = ActionButton(_("Show as printed"), "file-text", parent=self)
        self._out = PaperButtons(self, presenter, (_("Save the self-test"), "save_selftest"))
        self._preview = self._out.preview
        self._model = SelfTestTable(self)
        self._table = LineTable(_("Examples"), self)
        self._about = Words("", "label", "ink2", self).wrapped()
        self._sides = QStackedWidget(self)
        self._toast = Toast(self)
        self._lay_out()
        self._wire()
        presenter.run()

    @property
    def verdict(self) -> str:
        """What the head line says."""
        return self._verdict.text()

    @property
    def told(self) -> str:
        """What is said of the example that is picked."""
        return self._about.text()

    @property
    def table(self) -> LineTable:
        """The table of the examples."""
        return self._table

    @property
    def preview(self) -> PdfView:
        """What will be printed."""
        return self._preview

    @property
    def is_as_printed(self) -> bool:
        """Whether the preview is shown instead of the table."""
        return self._sides.currentIndex() == 1

    @property
    def _buttons(self) -> tuple[ActionButton, ...]:
        return (self._again, self._turn, *self._out.both)

    def _lay_out(self) -> None:
        gap = worn_theme().size("gap")
        self._again.setObjectName("run_again")
        self._turn.setObjectName("turn")
        for button in self._buttons:
            button.set_height("admin")
        page = page_column(self, self._title, *self._buttons)
        page.addWidget(self._lay_out_verdict(gap))
        page.addWidget(self._lay_out_sides(), 1)

    def _lay_out_verdict(self, gap: int) -> Card:
        card = Card(parent=self)
        card.setFixedHeight(52)
        row = QHBoxLayout()
        row.setSpacing(gap)
        row.addWidget(self._mark)
        row.addWidget(self._verdict, 1)
        card.body.addLayout(row)
        return card

    def _lay_out_sides(self) -> Card:
        self._table.setModel(self._model)
        self._table.set_widths(_WIDTHS)
        self._table.set_row_height(worn_theme().size("row"))
        sheet = QWidget(self._sides)
        rows = QVBoxLayout(sheet)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._table, 1)
        rows.addWidget(self._about)
        self._about.setMinimumHeight(_ABOUT)
        self._sides.addWidget(sheet)
        self._sides.addWidget(self._preview)
        card = Card(parent=self)
        card.set_padding(8, 8, 8)
        card.body.addWidget(self._sides, 1)
        return card

    def _wire(self) -> None:
        self._presenter.started.connect(self._on_started)
        self._presenter.worked.connect(self._on_worked)
        self._presenter.printed.connect(self._on_printed)
        self._presenter.saved.connect(self._on_saved)
        self._presenter.failed.connect(self._on_failed)
        self._table.selectionModel().currentRowChanged.connect(self._on_picked)
        self._again.clicked.connect(self._presenter.run)
        self._turn.clicked.connect(self._on_turn)
        self._out.chosen.connect(self._presenter.save)
        self._out.failed.connect(self._toast.say)

    def _tell(self, words: str, severity: str) -> None:
        look = LOOKS[severity]
        self._mark.show_icon(look.icon, look.ink)
        self._verdict.set_words(words, look.ink)

    @Slot()
    def _on_started(self) -> None:
        self._tell(_("The formulas are being worked…"), "not-assessed")
        for button in self._buttons:
            button.lock(_("Waits for the self-test"))

    @Slot(object)
    def _on_worked(self, test: SelfTest) -> None:
        self._model.show_lines(test.lines)
        self._table.selectRow(0)
        count = len(test.checks)
        if test.failed:
            words = _("{failed} of {count} DIFFER. Do not use this program; tell its makers.")
            self._tell(words.format(failed=test.failed, count=count), "stop")
        else:
            self._tell(_("All {count} agree with what was published").format(count=count), "ok")

    @Slot(QModelIndex, QModelIndex)
    def _on_picked(self, now: QModelIndex, _before: QModelIndex) -> None:
        line = self._model.line(now.row())
        if line is None:
            return
        words = _("{formula}: {inputs}. Source: {source}")
        self._about.set_words(
            words.format(formula=line.formula, inputs=line.inputs, source=line.source)
        )

    @Slot(object)
    def _on_printed(self, pdf: bytes) -> None:
        self._preview.show_pdf(pdf, _("The self-test as it will be printed"))
        for button in self._buttons:
            button.unlock()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._tell(sentence, "stop")
        self._again.unlock()

    @Slot()
    def _on_turn(self) -> None:
        to_paper = not self.is_as_printed
        self._sides.setCurrentIndex(int(to_paper))
        self._turn.set_text(
            _("Show as table") if to_paper else _("Show as printed"),
            "list-checks" if to_paper else "file-text",
        )

    @Slot(str)
    def _on_saved(self, name: str) -> None:
        self._toast.say(_("Saved as {name}").format(name=name))
