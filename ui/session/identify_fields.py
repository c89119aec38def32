"""Identifiers read off the patient: record number, birth date, and one more of choice."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.services.open_session import SessionView
from ui.session.identify_view import (
    BIRTH_DATE,
    RECORD_NUMBER,
    identifiers_read,
    identity_words,
    other_kinds,
)
from ui.session.reading_order import focus_on
from ui.session.value_boxes import LONGEST_FOOT, WhyLine, is_at_rest
from ui.widgets.box import BoxLabels
from ui.widgets.cards import Heading
from ui.widgets.choices import ChoiceBox
from ui.widgets.field_box import FieldBox
from ui.widgets.painting import Words

OTHER = "other-identifier"


class IdentifierFields(QWidget):
    """`show_view(view)`, `refuse(kind, words)`; `read(dict of kind to text)` when one is left.

    A scanner types and presses Enter: that is the same as typing. What is refused stays as read.
    """

    read = Signal(object)  # dict[str, str]

    def __init__(self, view: SessionView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Heading(_("Two identifiers"), "", self)
        self._help = Words(
            _("Scan or type what the wristband and the patient say, not what stands here."),
            "label",
            "ink2",
            self,
        ).wrapped()
        self.number = self._box(RECORD_NUMBER, _("Record number"))
        self.birth_date = self._box(BIRTH_DATE, _("Birth date"), _("1984-03-09 or 19840309"))
        self.kind = ChoiceBox(
            "identifier-kind", _("Which other identifier"), other_kinds(view), self
        )
        self.kind.set_chosen("family-name")
        self.other = self._box(OTHER, _("Or another identifier"))
        self._why = WhyLine(self)
        self._lay_out()
        self.kind.entered.connect(self._on_kind_chosen)

    def show_view(self, view: SessionView) -> None:
        """Show what was read; what is being typed stays."""
        read = identifiers_read(view)
        others = [kind for kind in read if kind not in (RECORD_NUMBER, BIRTH_DATE)]
        if others and not self.other.text():
            self.kind.set_chosen(others[0])
        remark = identity_words(view)
        for kind, box in self._boxes().items():
            if is_at_rest(box, box.edit):
                waits = kind not in read and bool(box.text())
                if not waits:
                    box.keep(read.get(kind, ""))
                if kind in read:
                    box.confirm(remark)

    def refuse(self, kind: str, words: str) -> None:
        """Say beside the field that it is not this patient's."""
        box = self._boxes().get(kind)
        if box is None:
            return
        is_long = len(words) > LONGEST_FOOT
        box.refuse(_("not this patient’s") if is_long else words)
        box.edit.selectAll()  # the next scan takes its place; whatever comes is compared again
        self._why.say(words)

    def focus_first(self) -> None:
        """Put the cursor into the first field that is still blank."""
        boxes = (self.number, self.birth_date)
        focus_on(next((box for box in boxes if not box.text()), self.number))

    def _boxes(self) -> dict[str, FieldBox]:
        return {
            RECORD_NUMBER: self.number,
            BIRTH_DATE: self.birth_date,
            self.kind.chosen: self.other,
        }

    def _box(self, code: str, label: str, hint: str = "") -> FieldBox:
        box = FieldBox(BoxLabels(code=code, label=label, range=hint), self)
        box.entered.connect(self._on_entered)
        return box

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self._heading)
        rows.addWidget(self._help)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.number, 0, 0)
        grid.addWidget(self.birth_date, 0, 1)
        grid.addWidget(self.kind, 1, 0)
        grid.addWidget(self.other, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        rows.addLayout(grid)
        rows.addWidget(self._why)

    def _tell(self) -> None:
        self._why.say("")
        boxes = self._boxes()
        for box in boxes.values():
            box.settle()
        self.read.emit({kind: box.text() for kind, box in boxes.items()})

    @Slot(str, str)
    def _on_entered(self, _code: str, _text: str) -> None:
        self._tell()

    @Slot(str, str)
    def _on_kind_chosen(self, _code: str, _kind: str) -> None:
        if self.other.text():
            self._tell()
