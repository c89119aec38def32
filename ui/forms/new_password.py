"""The box for a new password: it says how strong it is while it is typed, in words."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.passwords import strength
from plexlog.domain.unit import SHORTEST_PASSWORD
from ui.forms.fields import LineField


class NewPasswordField(LineField):
    """Dots, the least length at the label, and the strength under the box."""

    def __init__(self, code: str, label: str, parent: QWidget | None = None) -> None:
        least = _("at least {count} characters").format(count=SHORTEST_PASSWORD)
        super().__init__(code, label, least, parent, height="touch")
        self.hide_text()
        self.edited.connect(self._on_typed)

    @Slot(str)
    def _on_typed(self, _code: str) -> None:
        self.show_note(strength(self.text()), "ink2")
