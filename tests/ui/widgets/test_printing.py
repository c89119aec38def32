"""A report goes to the printer page by page; here the printer writes a PDF file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from ui.widgets.pdf_print import print_pages


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

    print_pages(two_pages, printer)

    pages = PdfReader(tmp_path / "printed.pdf").pages
    assert len(pages) == two_pages.pageCount() == 2
    assert all(len(page.images) == 1 for page in pages)
    two_pages.deleteLater()
