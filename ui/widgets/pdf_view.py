"""A PDF held in memory, shown page under page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView


class PdfView(QWidget):
    """Shows PDF bytes: `show_pdf(data, spoken)`. The bytes never touch the disk.

    QtPdf is loaded at the first preview, not before.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = QByteArray()
        self._buffer = QBuffer(self)
        self._document: QPdfDocument | None = None
        self._view: QPdfView | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)

    @property
    def page_count(self) -> int:
        """How many pages are shown, 0 for none."""
        return self._document.pageCount() if self._document is not None else 0

    @property
    def document(self) -> QPdfDocument | None:
        """The document, for printing; None where none is shown."""
        return self._document if self.page_count else None

    def clear(self) -> None:
        """Show nothing, until another document is shown."""
        if self._document is not None:
            self._document.close()

    def show_pdf(self, data: bytes, spoken: str = "") -> None:
        """Show another document from its first page."""
        document = self._prepared(spoken)
        document.close()
        self._buffer.close()
        self._data = QByteArray(data)
        self._buffer.setData(self._data)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(self._buffer)

    def _prepared(self, spoken: str) -> QPdfDocument:
        from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - not before the first preview
        from PySide6.QtPdfWidgets import QPdfView  # noqa: PLC0415

        if self._document is None or self._view is None:
            self._document = QPdfDocument(self)
            self._view = QPdfView(self)
            self._view.setPageMode(QPdfView.PageMode.MultiPage)
            self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            self._view.setDocument(self._document)
            self._rows.addWidget(self._view)
            self.setFocusProxy(self._view)
        self._view.setAccessibleName(spoken)
        return self._document
