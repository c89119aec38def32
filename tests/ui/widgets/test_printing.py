"""A report goes to the printer page by page; here the printer writes a PDF file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6 import QtPrintSupport
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from ui.widgets.key_paper import KeyPrinter
from ui.widgets.pdf_print import PdfPrinting, print_pages


@pytest.fixture
def two_pages(tmp_path: Path, qapp: QApplication) -> QPdfDocument:
    made = BytesIO()
    canvas = Canvas(made, pagesize=(300, 400))
    for words in ("first", "second"):
        canvas.drawString(40, 200, words)
        canvas.showPage()
    canvas.save()
    place = tmp_path / "report.pdf"
    place.write_bytes(made.getvalue())
    document = QPdfDocument(qapp)
    document.load(str(place))
    return document


def test_every_page_comes_on_a_sheet_of_its_own(two_pages: QPdfDocument, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    assert print_pages(two_pages, printer)

    pages = PdfReader(tmp_path / "printed.pdf").pages
    assert len(pages) == two_pages.pageCount() == 2
    assert all(len(page.images) == 1 for page in pages)
    two_pages.deleteLater()


def test_a_document_closed_meanwhile_is_not_told_as_printed(
    two_pages: QPdfDocument, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    two_pages.close()

    assert not print_pages(two_pages, printer)
    assert not (tmp_path / "printed.pdf").exists()
    two_pages.deleteLater()


class Chosen(QDialog):
    """The question for a printer, answered with one that writes a file."""

    file = ""

    def __init__(self, printer: QPrinter, parent: QWidget) -> None:
        super().__init__(parent)
        self._printer = printer
        printer.setOutputFileName(self.file)

    def printer(self) -> QPrinter:
        return self._printer


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_not_told_as_printed(
    two_pages: QPdfDocument, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QtPrintSupport, "QPrintDialog", Chosen)
    window = QWidget()
    qtbot.addWidget(window)
    printing = PdfPrinting(window)
    told: list[str] = []
    printing.printed.connect(lambda: told.append("printed"))
    printing.failed.connect(told.append)

    printing.ask(None)
    for folder in ("no folder/", ""):
        monkeypatch.setattr(Chosen, "file", str(tmp_path / f"{folder}printed.pdf"))
        printing.ask(two_pages)
        window.findChildren(Chosen)[-1].accept()

    assert told == ["The printer took nothing. Choose another, or save the PDF.", "printed"]
    two_pages.deleteLater()


KEY = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJJJ"


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_the_recovery_key_comes_with_what_it_is_for(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QtPrintSupport, "QPrintDialog", Chosen)
    window = QWidget()
    qtbot.addWidget(window)
    unit = "Apheresis Unit of the University Hospital of Musterstadt, Department of Neurology, 3 b"
    printing = KeyPrinter(unit, KEY, window)
    told: list[str] = []
    printing.printed.connect(lambda: told.append("printed"))
    printing.failed.connect(told.append)

    for folder in ("no folder/", ""):
        monkeypatch.setattr(Chosen, "file", str(tmp_path / f"{folder}key.pdf"))
        printing.ask()
        window.findChildren(Chosen)[-1].accept()

    assert told == ["The printer took nothing. Choose another, or write the key down.", "printed"]
    (page,) = PdfReader(tmp_path / "key.pdf").pages
    text = " ".join(page.extract_text().split())
    for words in (unit, "PlexLog recovery key", "AAAA BBBB CCCC", "Keep it under lock"):
        assert words in text
