"""The recovery key on paper: its groups, and the printing of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPageLayout, QPainter
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _

COLUMNS = 3  # nine groups make a square


class KeyPrinter(QObject):
    """Asks for a printer and prints the key; `printed` once it was sent."""

    printed = Signal()

    def __init__(self, unit: str, key: str, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._text = (unit, _("PlexLog recovery key"), *_lines(key))

    @Slot()
    def ask(self) -> None:
        """Ask for the printer."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - first print

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(self._printer, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._on_printer_chosen)
        dialog.show()

    @Slot()
    def _on_printer_chosen(self) -> None:
        self._printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        painter = QPainter(self._printer)
        inch = self._printer.resolution()
        for number, line in enumerate(self._text):
            font = QFont(self._page.font())
            font.setPointSize(20 if number > 1 else 14)
            painter.setFont(font)
            painter.drawText(inch // 2, inch + number * inch // 2, line)
        painter.end()
        self.printed.emit()


def groups_of(key: str) -> list[str]:
    """The groups of the key; one without hyphens or spaces is cut into fours."""
    parts = key.replace("-", " ").split()
    if len(parts) > 1:
        return parts
    return [key[start : start + 4] for start in range(0, len(key), 4)]


def _lines(key: str) -> list[str]:
    groups = groups_of(key)
    return [" ".join(groups[at : at + COLUMNS]) for at in range(0, len(groups), COLUMNS)]
