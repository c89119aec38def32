"""Printing a PDF that is shown: the system's print dialog, then each page as a picture.

QtPrintSupport is loaded when somebody prints, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QWidget

from plexlog.domain.language import gettext as _

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

DPI = 200  # sharp enough for 7 pt text, small enough for the spooler
_KEEP = Qt.AspectRatioMode.KeepAspectRatio


class PdfPrinting(QObject):
    """`ask(document)` opens the print dialog; `printed` when the pages went to the printer."""

    printed = Signal()
    failed = Signal(str)  # a sentence: nothing went to the printer

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._document: QPdfDocument | None = None
        self._dialog: QPrintDialog | None = None

    def ask(self, document: QPdfDocument | None) -> None:
        """Let the person choose a printer, then print; nothing to print asks nothing."""
        if document is None:
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - when printing

        self._document = document
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setResolution(DPI)
        self._dialog = QPrintDialog(printer, self._window)
        self._dialog.accepted.connect(self._on_accepted)
        QDialog.open(self._dialog)  # the dialog's own takes a receiver

    @Slot()
    def _on_accepted(self) -> None:
        if self._dialog is not None and self._document is not None:
            if print_pages(self._document, self._dialog.printer()):
                self.printed.emit()
            else:
                self.failed.emit(_("The printer took nothing. Choose another, or save the PDF."))


def print_pages(document: QPdfDocument, printer: QPrinter) -> bool:
    """Send every page to a printer, each on a sheet of its own; whether it took any."""
    painter = QPainter()
    if not document.pageCount() or not painter.begin(printer):
        return False
    sheet = painter.viewport().size()
    for number in range(document.pageCount()):
        if number:
            printer.newPage()
        fitted = document.pagePointSize(number).toSize().scaled(sheet, _KEEP)
        painter.drawImage(0, 0, document.render(number, QSize(fitted)))
    return painter.end()
