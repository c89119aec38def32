"""Asks for another value of a limit and the reason; what is refused stays with its sentence."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from plexlog.services.limits import LimitLine
from ui.forms.fields import LineField
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.dialog import DialogFrame
from ui.widgets.painting import Words


class LimitDialog(DialogFrame):
    """`given(name, text, why)`: an empty text stands for the default."""

    given = Signal(str, str, str)

    def __init__(self, line: LimitLine, host: QWidget, *, to_default: bool = False) -> None:
        super().__init__(line.label, host, _("Close"))
        self.setObjectName("limit_dialog")
        self._name = line.name
        self._to_default = to_default
        possible = _("possible {range}").format(range=line.possible)
        self._value = LineField(
            "limit_value", _("New value"), possible, self.panel, height="touch"
        )
        self._why = LineField("limit_why", _("Reason"), "", self.panel, height="touch")
        self._refused = Words("", "labelBold", "stopInk", self.panel).wrapped()
        self._later = ActionButton(_("Leave it"), key="Esc", parent=self.panel)
        self._give = ActionButton(_("Change"), key="Enter", kind=Kind.PRIMARY, parent=self.panel)
        self._fill(line)
        self._wire()

    @property
    def value(self) -> LineField:
        """The box for the value; hidden where it goes back to the default."""
        return self._value

    @property
    def why(self) -> LineField:
        """The box for the reason."""
        return self._why

    @property
    def refusal(self) -> str:
        """Why the limit stays as it is."""
        return self._refused.text()

    @Slot(str)
    def refuse(self, sentence: str) -> None:
        """Say why the limit stays as it is."""
        self._refused.set_words(sentence)
        self._value.select_all() if not self._to_default else self._why.focus_box()

    @Slot(str)
    def take(self, _words: str) -> None:
        """It was kept."""
        self.finish()

    def _fill(self, line: LimitLine) -> None:
        unit = f" {line.unit}" if line.unit else ""
        words = _("Now {value}{unit}; the default is {default}{unit}.")
        if self._to_default:
            words = _("Now {value}{unit}; it goes back to the default, {default}{unit}.")
        told = words.format(value=line.value, default=line.default, unit=unit)
        self._value.set_text(line.value)
        self._value.setVisible(not self._to_default)
        self._refused.setMinimumHeight(18)
        self.body.setSpacing(8)
        for part in (
            Words(told, "body", parent=self.panel).wrapped(),
            self._value,
            self._why,
            self._refused,
        ):
            self.body.addWidget(part)
        self.set_note(_("Sessions that were started keep the limits of their start."))
        self.add_button(self._later)
        self.add_button(self._give)

    def _wire(self) -> None:
        self._later.clicked.connect(self.close_later)
        self._give.clicked.connect(self._on_given)
        self._value.submitted.connect(self._why.focus_box)
        self._why.submitted.connect(self._on_given)

    @Slot()
    def _on_given(self) -> None:
        text = self._value.text().strip()
        if not (text or self._to_default):
            self.refuse(_("Type the new value."))
            return
        self.given.emit(self._name, "" if self._to_default else text, self._why.text())
