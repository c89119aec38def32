"""Asks why the exchange stands still; the pause itself is on record already."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dialog import DialogFrame
from ui.widgets.painting import Words

_COLUMNS = 3
_REASONS = {
    "alarm": _("Alarm"),
    "access": _("Access"),
    "clot": _("Clot"),
    "line": _("Line or pump"),
    "patient": _("Patient"),
    "toilet": _("Toilet"),
    "reaction": _("Reaction"),
    "bag change": _("Bag change"),
    "other": _("Other"),
}


class PauseDialog(DialogFrame):
    """One tap answers: `reasoned(why)`; put off, the pause stays without a reason."""

    reasoned = Signal(str)

    def __init__(self, since: str, host: QWidget) -> None:
        super().__init__(_("Paused at {time}: why?").format(time=since), host)
        options = [Option(why, word) for why, word in _REASONS.items()]
        self._why = ChoiceRow("pause_reason", "", options, _COLUMNS, self)
        self._why.setAccessibleName(_("Why the exchange stands still"))
        told = Words(_("The pause is on record; the run time stands still."), "label", "ink2")
        self._unsaid = ActionButton(_("Reason not recorded"), "", "Esc", parent=self)
        self._unsaid.setObjectName("pause_unsaid")
        self.body.addWidget(told)
        self.body.addSpacing(8)
        self.body.addWidget(self._why)
        self.add_button(self._unsaid)
        self._why.entered.connect(self._on_chosen)
        self._unsaid.clicked.connect(self.close_later)

    @Slot(str, str)
    def _on_chosen(self, _code: str, why: str) -> None:
        if self.is_open:
            self.finish()
            self.reasoned.emit(why)
