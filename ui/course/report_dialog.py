"""The paper of a course before it is printed: the real PDF, with Save and Print beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.words import PhysicianTextKind
from ui.course.report_presenter import LETTER, REPORT, SUMMARIES, ReportPresenter
from ui.forms.text_area import TextArea
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.choices import CheckRow, ChoiceRow, Option
from ui.widgets.dialog import DialogFrame
from ui.widgets.painting import Words
from ui.widgets.pdf_print import PdfPrinting
from ui.widgets.pdf_view import PdfView
from ui.widgets.save_dialog import Saving

SIZE = (1240, 900)
_FILL_IN = _(
    "The unit has set no telephone number (Setup, Papers). The letter has lines for it: fill them "
    "in by hand before you give it."
)
_LEFT = 340


class ReportDialog(DialogFrame):
    """At the left what is printed and a physician's words, at the right the pages."""

    def __init__(self, presenter: ReportPresenter, host: QWidget) -> None:
        super().__init__(_("Report"), host)
        self.setObjectName("report_dialog")
        self._presenter = presenter
        presenter.setParent(self)
        kinds = [
            Option(REPORT, _("Course report")),
            Option(SUMMARIES, _("Session summaries")),
            Option(LETTER, _letter_words(presenter.letter_number)),
        ]
        self.kind = ChoiceRow("kind", _("What is printed"), kinds, 1, self)
        self.named = CheckRow("with_name", _("Name of the patient in the file name"), "", self)
        self.words = {
            PhysicianTextKind.NARRATIVE: TextArea(
                "narrative", _("In the physician’s own words"), parent=self
            ),
            PhysicianTextKind.RECOMMENDATIONS: TextArea(
                "recommendations", _("Recommendations"), parent=self
            ),
        }
        self._fill_in = Words(_FILL_IN, "label", "askInk", self).wrapped()
        self._said = Words("", "labelBold", "ink", self).wrapped()
        self.preview = PdfView(self)
        self._wanted: Callable[[], None] | None = None  # once the pages are laid out
        self._printing = PdfPrinting(self)
        self._pdf_file = Saving(self)
        self._text_file = Saving(self)
        self._copy = ActionButton(_("Copy as text"), "copy", "Ctrl B", parent=self)
        self._text = ActionButton(_("Save text"), "file-text", "Ctrl T", parent=self)
        self._save = ActionButton(_("Save PDF"), "save", "Ctrl S", parent=self)
        self._print = ActionButton(_("Print"), "printer", "Ctrl P", Kind.PRIMARY, self)
        self._done = ActionButton(_("Done"), "", "Esc", parent=self)
        self._lay_out_parts()
        self._wire()
        self.kind.set_chosen(REPORT)
        presenter.choose("kind", REPORT)

    @property
    def said(self) -> str:
        """What was said last: that it is saved, or why it is not."""
        return self._said.text()

    @property
    def fill_in(self) -> str:
        """What has to be filled in by hand before the paper is given; empty for nothing."""
        return "" if self._fill_in.isHidden() else self._fill_in.text()

    def _lay_out_parts(self) -> None:
        self.set_size(*SIZE)
        self._save.setObjectName("save_report")
        self._print.setObjectName("print_report")
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.kind)
        left.addWidget(self.named)
        self._fill_in.hide()
        left.addWidget(self._fill_in)
        for kind, area in self.words.items():
            area.set_text(self._presenter.words_of(kind.value))
            area.setVisible(self._presenter.may_write)
            left.addWidget(area, 1)
        left.addWidget(self._said)
        left.addStretch(0)
        holder = QWidget(self)
        holder.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        holder.setFixedWidth(_LEFT)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(holder)
        row.addWidget(self.preview, 1)
        self.body.addLayout(row, 1)
        self._copy.setObjectName("copy_text")
        self._text.setObjectName("save_text")
        for button in (self._done, self._copy, self._text, self._save, self._print):
            self.add_button(button)

    def _wire(self) -> None:
        self.kind.entered.connect(self._presenter.choose)
        for area in self.words.values():
            area.entered.connect(self._presenter.write)
        self.kind.entered.connect(self._on_kind)
        self._copy.clicked.connect(self._presenter.copy)
        self._text.clicked.connect(self._on_save_text)
        self._text_file.chosen.connect(self._presenter.save_text)
        self._presenter.copied.connect(self._on_copied)
        self._save.clicked.connect(self._on_save)
        self._print.clicked.connect(self._on_print)
        self._printing.printed.connect(self._presenter.note_print)
        self._printing.failed.connect(self._on_failed)
        self._done.clicked.connect(self.close_later)
        self._pdf_file.chosen.connect(self._presenter.save)
        self._presenter.drawing.connect(self._on_drawing)
        self._presenter.printed.connect(self._on_printed)
        self._presenter.saved.connect(self._on_saved)
        self._presenter.failed.connect(self._on_failed)

    @Slot()
    def _on_drawing(self) -> None:
        """No page stands here that is not the paper asked for."""
        self._wanted = None
        self.preview.clear()
        self._said.set_words(_("Laying out the pages …"))

    @Slot(object)
    def _on_printed(self, pdf: bytes) -> None:
        self._said.set_words("")
        self.preview.show_pdf(pdf, _("Preview of what will be printed"))
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted()

    def _when_laid_out(self, act: Callable[[], None]) -> None:
        """Act on the pages with the words as they stand in their boxes, once they are there."""
        for kind, area in self.words.items():
            if not area.isHidden() and not self._presenter.write(kind.value, area.text()):
                return  # nothing goes out without the words that were typed for it
        if self._presenter.is_drawing:
            self._wanted = act
        else:
            act()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._wanted = None
        self._said.set_words(sentence, "stopInk")

    @Slot(str)
    def _on_saved(self, name: str) -> None:
        self._said.set_words(_("Saved as {name}").format(name=name), "okInk")

    @Slot(str, str)
    def _on_kind(self, _code: str, kind: str) -> None:
        """A letter without a telephone number is told before it is printed."""
        self._fill_in.setVisible(kind == LETTER and self._presenter.lacks_telephone)
        for button in (self._copy, self._text):
            button.setVisible(kind != LETTER)
        for area in self.words.values():
            area.setVisible(kind != LETTER and self._presenter.may_write)

    @Slot()
    def _on_copied(self) -> None:
        self._said.set_words(_("Copied for the hospital’s record"), "okInk")

    @Slot()
    def _on_save(self) -> None:
        self._when_laid_out(self._ask_where)

    def _ask_where(self) -> None:
        self._pdf_file.ask(_("Save the report"), self._file_name("pdf"), "save_file")

    @Slot()
    def _on_save_text(self) -> None:
        title = _("Save the text for the hospital’s record")
        self._text_file.ask(title, self._file_name("txt"), "save_file")

    def _file_name(self, ending: str) -> str:
        return self._presenter.file_name(with_name=self.named.isChecked(), ending=ending)

    @Slot()
    def _on_print(self) -> None:
        self._when_laid_out(self._ask_printer)

    def _ask_printer(self) -> None:
        self._printing.ask(self.preview.document)


def _letter_words(number: int | None) -> str:
    words = _("Patient’s letter")
    if number is None:
        return words
    return _("{letter}, session {number}").format(letter=words, number=number)
