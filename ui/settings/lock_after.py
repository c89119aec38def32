"""After how many minutes without a touch this workstation locks."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.settings.tools import SetupTools
from ui.settings.workstation import LONGEST_IDLE_MIN
from ui.widgets.box import BoxLabels
from ui.widgets.cards import Card
from ui.widgets.field_box import FieldBox
from ui.widgets.painting import Words

_WIDTH = 260


class LockAfter(Card):
    """One field; what is typed holds at once and is remembered by this workstation alone."""

    def __init__(self, tools: SetupTools, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._tools = tools
        reach = _("1 to {most}, or 0 for never").format(most=LONGEST_IDLE_MIN)
        labels = BoxLabels(
            code="lock_after_min", label=_("Lock after"), unit=_("min"), range=reach
        )
        self.box = FieldBox(labels, self)
        told = _("Nobody touched keyboard, mouse or screen for so long: this workstation locks.")
        row = QHBoxLayout()
        row.addWidget(Words(told, "label", "ink2", self).wrapped(), 1)
        row.addWidget(self.box)
        self.box.setFixedWidth(_WIDTH)
        self.body.addLayout(row)
        self.box.keep(str(tools.lock_after()))
        self.box.entered.connect(self._on_entered)

    @Slot(str, str)
    def _on_entered(self, _code: str, text: str) -> None:
        if not text.isdecimal() or int(text) > LONGEST_IDLE_MIN:
            self.box.refuse(_("whole minutes, 0 to {most}").format(most=LONGEST_IDLE_MIN))
            return
        self._tools.set_lock_after(int(text))
        self.box.keep(str(int(text)))
