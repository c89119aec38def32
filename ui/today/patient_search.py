"""The search field of the board: patients as one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.unit import PatientLine
from ui.forms.person import sex_sign
from ui.forms.search_box import Found, SearchBox
from ui.widgets.icons import paint_icon
from ui.widgets.painting import Box, Run, middle_baseline, paint_box, paint_runs

_KEY = "Ctrl+K"


class PatientSearch(SearchBox):
    """Finds a patient by any part of name, record number or birth date."""

    patient_chosen = Signal(str)  # patient key

    def __init__(self, parent: QWidget) -> None:
        words = _("Find a patient: name, record number or birth date")
        super().__init__(words, parent, parent)
        self.setObjectName("patient_search")
        self.setPlaceholderText(words)
        self.setToolTip(f"{words} ({_KEY})")
        self.setTextMargins(30, 0, 76, 0)
        self.chosen.connect(self.patient_chosen)
        called = QShortcut(QKeySequence(_KEY), parent)
        called.setWhatsThis(_("Find a patient"))
        called.activated.connect(self._on_called)

    @Slot(object)
    def show_patients(self, lines: Sequence[PatientLine]) -> None:
        """Show who answers the search."""
        self.show_found([Found(line.patient_key, line_words(line)) for line in lines])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        paint_icon(painter, QRect(13, (self.height() - 18) // 2, 18, 18), "search", "ink2")
        key = Run(_KEY.replace("+", " "), "hintBold", "ink2")
        at = QRect(self.width() - key.width - 26, (self.height() - 22) // 2, key.width + 16, 22)
        paint_box(painter, at, Box("sunken", "line", 1, 4))
        paint_runs(painter, at.left() + 8, middle_baseline(at, "hintBold"), (key,))
        painter.end()

    @Slot()
    def _on_called(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()


def line_words(line: PatientLine) -> str:
    """A patient in one line: who, when born, which number."""
    person = " ".join(part for part in (sex_sign(line.sex), line.birth_date) if part)
    name = f"{wording.in_capitals(line.family_name)}, {line.given_name}"
    return f"{name}    {person}    {_('MRN')} {line.record_number}"
