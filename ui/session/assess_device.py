"""The access as an object over time: lumens, catheter days, exit-site score, dressing, a note."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.services.access_line import access_line
from plexlog.services.last_time import device_words
from plexlog.services.open_session import SessionView
from ui.session.fact_rows import FactRow, FactRows
from ui.session.value_boxes import FormRow, foot_words, is_at_rest
from ui.widgets.box import BoxLabels
from ui.widgets.field_box import FieldBox

SCORE = "exit_site_score"
DRESSING = "dressing_changed_on"
NOTE = "note"
SCORE_HELP = "swelling, crust, redness, pain and secretion, each 0 to 2"


class AccessDevicePart(QWidget):
    """`show_view(view)`, `refuse(place, words)`; `entered(field, text)`."""

    entered = Signal(str, str)  # field, text

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = FactRows(_("The access over time"), parent=self)
        self._boxes = {
            SCORE: self._box(SCORE, _("Exit-site score"), "0–10", SCORE_HELP),
            DRESSING: self._box(DRESSING, _("Dressing changed on"), "", ""),
            NOTE: self._box(NOTE, _("What is seen at the access"), _("in your words"), ""),
        }
        self._boxes[NOTE].edit.setObjectName("access_note")
        self._row = FormRow((self._boxes[SCORE], self._boxes[DRESSING]), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._line)
        column.addWidget(self._row)
        column.addWidget(self._boxes[NOTE])

    def show_view(self, view: SessionView) -> None:
        """Show the access with its days, and what was told of it today."""
        self._line.show_rows(line_rows(view))
        check = view.session.access_check
        score = None if check is None else check.exit_site_score
        changed = None if check is None else check.dressing_changed_on
        texts = {
            SCORE: "" if score is None else str(score),
            DRESSING: "" if changed is None else wording.day(changed),
            NOTE: "" if check is None else check.note or "",
        }
        last = access_line(view)
        self._boxes[SCORE].show_last(_last_score(last.last_score))
        for field, box in self._boxes.items():
            if is_at_rest(box, box.edit):
                box.keep(texts[field])

    @Slot(str, str)
    def refuse(self, place: str, words: str) -> None:
        """Refuse what was typed; it stays."""
        if place in self._boxes:
            self._boxes[place].refuse(foot_words(words))
            self._row.why.say(words)

    def _box(self, code: str, label: str, reach: str, told: str) -> FieldBox:
        box = FieldBox(BoxLabels(code=code, label=label, range=reach, help=told), self)
        box.entered.connect(self._on_entered)
        return box

    @Slot(str, str)
    def _on_entered(self, field: str, text: str) -> None:
        box = self._boxes[field]
        box.settle()
        box.edit.set_kept(text)
        self._row.why.say("")
        self.entered.emit(field, text)


def _last_score(told: tuple[int, int] | None) -> str:
    if told is None:
        return ""
    return _("last {score}, session {number}").format(score=told[1], number=told[0])


def line_rows(view: SessionView) -> tuple[FactRow, ...]:
    """The access in use, its lumens, days in place, dressing and earlier accesses."""
    line = access_line(view)
    if view.access is None:
        return (FactRow(_("Access"), _("none chosen")),)
    rows = [FactRow(_("Access"), wording.sentence(device_words(view.access)))]
    if view.access.lumens:
        names = ", ".join(lumen.name for lumen in view.access.lumens)
        rows.append(FactRow(_("Lumens"), names))
    if line.days is not None:
        since = wording.day(view.access.inserted_on)
        days = wording.counted(line.days, _("day"), _("days"))
        rows.append(FactRow(_("In place"), f"{days}, {since}"))
    if line.dressing_days is not None:
        old = wording.counted(line.dressing_days, _("day"), _("days"))
        rows.append(FactRow(_("Dressing"), _("{days} old").format(days=old)))
    return (*rows, *(FactRow(_("Earlier"), words) for words in line.earlier))
