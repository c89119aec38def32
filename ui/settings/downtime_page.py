"""Sheets for downtime: which one, the pages as they will be printed, Save and Print."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.forms.fields import PickField
from ui.settings.downtime_presenter import BLANK, SIZES, DowntimePresenter
from ui.widgets.cards import Card, PageTitle
from ui.widgets.painting import Words
from ui.widgets.paper_buttons import PaperButtons
from ui.widgets.pdf_view import PdfView
from ui.widgets.theme import worn_theme
from ui.widgets.toast import Toast

_HOW = _(
    "Print the sheets of the day before a planned downtime, and keep blank ones at the machine. "
    "Afterwards open the session, step Identify, From paper, and enter it with its true times."
)


class DowntimePage(QWidget):
    """The sheet and its paper at the top, the pages below."""

    def __init__(self, presenter: DowntimePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        presenter.setParent(self)
        self._title = PageTitle(_("Downtime"), _("Flow sheets to write on by hand"), self)
        self._out = PaperButtons(self, presenter, (_("Save the sheet"), "save_sheet"))
        self._preview = self._out.preview
        self.sheet = PickField("sheet", _("Sheet"), presenter.choices(), parent=self)
        self.paper = PickField("paper", _("Paper"), SIZES, parent=self)
        self.paper.set_text(presenter.paper)
        self._told = Words(_HOW, "label", "ink2", self).wrapped()
        self._toast = Toast(self)
        self._lay_out()
        self._wire()
        presenter.choose(BLANK, self.paper.text())

    @property
    def preview(self) -> PdfView:
        """What will be printed."""
        return self._preview

    @property
    def told(self) -> str:
        """What stands above the pages: how it goes, or why it does not."""
        return self._told.text()

    def _lay_out(self) -> None:
        gap = worn_theme().size("gap")
        self._title.setFixedHeight(48)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(gap)
        head = QHBoxLayout()
        head.setSpacing(gap)
        head.addWidget(self._title, 1)
        for button in self._out.both:
            button.set_height("admin")
            head.addWidget(button)
        page.addLayout(head)
        picks = QHBoxLayout()
        picks.setSpacing(gap)
        picks.addWidget(self.sheet, 4)
        picks.addWidget(self.paper, 1)
        page.addLayout(picks)
        page.addWidget(self._told)
        card = Card(parent=self)
        card.set_padding(8, 8, 8)
        card.body.addWidget(self._preview, 1)
        page.addWidget(card, 1)

    def _wire(self) -> None:
        for field in (self.sheet, self.paper):
            field.entered.connect(self._on_chosen)
        self._presenter.printed.connect(self._on_printed)
        self._presenter.saved.connect(self._on_saved)
        self._presenter.failed.connect(self._on_failed)
        self._out.printed.connect(self._presenter.note_print)
        self._out.failed.connect(self._on_failed)
        self._out.chosen.connect(self._presenter.save)

    @Slot(str, str)
    def _on_chosen(self, _code: str, _text: str) -> None:
        self._presenter.choose(self.sheet.text(), self.paper.text())

    @Slot(object)
    def _on_printed(self, pdf: bytes) -> None:
        self._told.set_words(_HOW, "ink2")
        self._preview.show_pdf(pdf, _("The sheet as it will be printed"))

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._told.set_words(sentence, "stopInk")

    @Slot(str)
    def _on_saved(self, name: str) -> None:
        self._toast.say(_("Saved as {name}").format(name=name))
