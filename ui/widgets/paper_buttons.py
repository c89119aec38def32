"""A paper that is shown, with Save and Print: the preview, the buttons, what each asks."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton
from ui.widgets.pdf_print import PdfPrinting
from ui.widgets.pdf_view import PdfView
from ui.widgets.save_dialog import Saving


class Named(Protocol):
    """What knows the name of the file."""

    @property
    def file_name(self) -> str:
        """A name for the file."""
        ...


class PaperButtons(QObject):
    """`save`, `print` and `preview` are for the page to place; the questions are asked here."""

    chosen = Signal(str)  # the path to save to
    printed = Signal()
    failed = Signal(str)  # a sentence: nothing went to the printer

    def __init__(self, page: QWidget, named: Named, asking: tuple[str, str]) -> None:
        """For a page; `asking` is title and object name of the question where to."""
        super().__init__(page)
        self._named = named
        self._title, self._name = asking
        self.save = ActionButton(_("Save PDF"), "save", "Ctrl S", parent=page)
        self.save.setObjectName("save_pdf")
        self.print = ActionButton(_("Print"), "printer", "Ctrl P", parent=page)
        self.print.setObjectName("print_pdf")
        self.preview = PdfView(page)
        self._saving = Saving(page)
        self._printing = PdfPrinting(page)
        self.save.clicked.connect(self._on_save)
        self.print.clicked.connect(self._on_print)
        self._saving.chosen.connect(self.chosen)
        self._printing.printed.connect(self.printed)
        self._printing.failed.connect(self.failed)

    @property
    def both(self) -> tuple[ActionButton, ActionButton]:
        """Save and Print, in this order."""
        return self.save, self.print

    @Slot()
    def _on_save(self) -> None:
        self._saving.ask(self._title, self._named.file_name, self._name)

    @Slot()
    def _on_print(self) -> None:
        self._printing.ask(self.preview.document)
