"""Says that the plan holds as many sessions as were ordered: one more is for the order to say."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.dialog import DialogFrame
from ui.widgets.painting import Words


class FullPlanDialog(DialogFrame):
    """Leads to the change of the order, or to nothing."""

    change_wanted = Signal()

    def __init__(self, why: str, host: QWidget) -> None:
        super().__init__(_("Plan one more session"), host, _("Close"))
        self.setObjectName("full_dialog")
        self._change = ActionButton(
            _("Change the order"), key="Enter", kind=Kind.PRIMARY, parent=self.panel
        )
        self._change.setObjectName("change_for_more")  # made first: Enter goes on
        self._later = ActionButton(_("Later"), key="Esc", parent=self.panel)
        words = Words(f"{wording.sentence(why)}.", "body", parent=self.panel).wrapped()
        self.body.addWidget(words)
        self.add_button(self._later)
        self.add_button(self._change)
        self._later.clicked.connect(self.close_later)
        self._change.clicked.connect(self._on_change)

    @Slot()
    def _on_change(self) -> None:
        self.finish()
        self.change_wanted.emit()
