"""The button that opens the demonstration; pressed twice, it opens it once."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton, Kind

_OPENS_MS = 5000  # it takes until its window is seen


class DemoButton(ActionButton):
    """`clicked` asks for the demonstration; then it waits until that can be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Look around in a demonstration unit"), "eye", kind=Kind.BARE, parent=parent
        )
        self.setObjectName("demonstration")
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_OPENS_MS)
        self._waiting.timeout.connect(self.unlock)
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.lock(_("The demonstration is being opened."))
        self._waiting.start()
