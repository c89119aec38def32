"""A drop-down with its label above it, as high as a field beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.choices import ChoiceBox, Option
from ui.widgets.painting import Words

_HEAD = 20
_FOOT = 18  # the line under a field, kept free here


class ChoiceField(QWidget):
    """`ChoiceField(code, label, options)`; `entered(code, key)`, `chosen`, `set_chosen(key)`."""

    entered = Signal(str, str)  # code of the field, key of the option

    def __init__(
        self, code: str, label: str, options: Sequence[Option], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box = ChoiceBox(code, label, options, self)
        self._label = Words(label, "labelBold", "ink2", self)
        self._lay_out()
        self.box.entered.connect(self.entered)

    @property
    def chosen(self) -> str:
        """The key that is chosen, "" for none."""
        return self.box.chosen

    def set_chosen(self, key: str) -> None:
        """Show what the record holds without telling it."""
        self.box.set_chosen(key)

    def _lay_out(self) -> None:
        self.setFocusProxy(self.box)
        self._label.setFixedHeight(_HEAD)
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        rows.addWidget(self._label)
        rows.addWidget(self.box)
        rows.addSpacing(_FOOT)
