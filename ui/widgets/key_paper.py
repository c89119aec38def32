"""The recovery key on paper: its groups, what it is for, and the printing of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPageLayout, QPainter
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

COLUMNS = 3  # nine groups make a square
_HEAD, _KEY, _TEXT = 14, 20, 11  # sizes in points
_NOT_TAKEN = _("The printer took nothing. Choose another, or write the key down.")


class KeyPrinter(QObject):
    """Asks for a printer and prints the key; `printed` once it was sent."""

    printed = Signal()
    failed = Signal(str)  # a sentence: nothing went to the printer

    def __init__(self, unit: str, key: str, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._unit, self._key = unit, key
        self._dialog: QPrintDialog | None = None

    @Slot()
    def ask(self) -> None:
        """Ask for the printer."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - first print

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._dialog = QPrintDialog(printer, self._page)
        self._dialog.accepted.connect(self._on_printer_chosen)
        self._dialog.show()

    @Slot()
    def _on_printer_chosen(self) -> None:
        if self._dialog is None:
            return
        if print_key(self._dialog.printer(), self._unit, self._key, self._page.font()):
            self.printed.emit()
        else:
            self.failed.emit(_NOT_TAKEN)


def print_key(printer: QPrinter, unit: str, key: str, font: QFont) -> bool:
    """Send the key with what it is for to a printer; whether it took it."""
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    inch = printer.resolution()
    sheet = painter.viewport()
    room = QRect(inch // 2, inch // 2, sheet.width() - inch, sheet.height() - inch)
    for size, words, apart in _parts(unit, key):
        written = QFont(font)
        written.setPointSize(size)
        painter.setFont(written)
        flags = Qt.TextFlag.TextWordWrap
        box = painter.boundingRect(room, flags, words)
        painter.drawText(box, flags, words)
        room.setTop(box.bottom() + int(apart * inch))
    return painter.end()


def _parts(unit: str, key: str) -> Iterator[tuple[int, str, float]]:
    """Size, words, and inches below them."""
    yield _HEAD, unit, 0.1
    yield _HEAD, _("PlexLog recovery key"), 0.3
    for line in _lines(key):
        yield _KEY, line, 0.15
    yield (
        _TEXT,
        _(
            "It opens the record when every password is lost. Keep it under lock, apart from the "
            "computer."
        ),
        0.3,
    )
    yield _TEXT, _("Printed on ____________________  by ____________________"), 0.0


def groups_of(key: str) -> list[str]:
    """The groups of the key; one without hyphens or spaces is cut into fours."""
    parts = key.replace("-", " ").split()
    if len(parts) > 1:
        return parts
    return [key[start : start + 4] for start in range(0, len(key), 4)]


def _lines(key: str) -> list[str]:
    groups = groups_of(key)
    return [" ".join(groups[at : at + COLUMNS]) for at in range(0, len(groups), COLUMNS)]
