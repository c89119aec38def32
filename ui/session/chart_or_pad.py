"""The place above the grid: the chart, or the number pad while a finger types."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ui.session.run_row import OpenRow
from ui.widgets.number_pad import NumberPad
from ui.widgets.shown_stack import ShownStack


class ChartOrPad(ShownStack):
    """The pad comes for a touch in the row or by its key, and types into the row."""

    def __init__(
        self, chart: QWidget, pad: NumberPad, row: OpenRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._chart = chart
        self._pad = pad
        self._row = row
        self.addWidget(chart)
        self.addWidget(pad)
        row.pad_wanted.connect(self.show_pad)
        row.pad_switched.connect(self.switch)
        row.field_changed.connect(pad.show_field)
        pad.typed.connect(row.take_key)
        pad.acted.connect(self._on_acted)

    @property
    def shows_pad(self) -> bool:
        """Whether a finger types now."""
        return self.currentWidget() is self._pad

    @Slot()
    def show_pad(self) -> None:
        """Show the pad; the cursor is in the row from now on."""
        self.setCurrentWidget(self._pad)
        if not self._row.has_cursor:
            self._row.focus_vitals()

    @Slot()
    def show_chart(self) -> None:
        """Give the chart its place back."""
        self.setCurrentWidget(self._chart)

    @Slot()
    def switch(self) -> None:
        """Show the one that is not shown."""
        if self.shows_pad:
            self.show_chart()
        else:
            self.show_pad()

    @Slot(str)
    def _on_acted(self, name: str) -> None:
        if name == "hide":
            self.show_chart()
        else:
            self._row.take_act(name)
