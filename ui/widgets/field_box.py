"""Fields with a box: one value with its unit, or a blood pressure as a pair."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.box import BoxLabels, BoxState, LabelledBox
from ui.widgets.painting import Run, middle_baseline, paint_runs


class FieldBox(LabelledBox):
    """One value: `FieldBox(BoxLabels(code="weight", label="Weight", unit="kg", range="..."))`.

    `entered(code, text)` comes when the field is left or Enter is pressed, and only when the text
    has changed. Then call `keep(text)` for what is on record, or `refuse(words)`: the text stays
    and the cursor goes back to it. `edit` is the line itself, for focus and tab order.
    """

    def __init__(self, labels: BoxLabels, parent: QWidget | None = None) -> None:
        super().__init__(labels, parent)
        self.edit = self._make_edit(labels.code, labels.label)
        self.frame.add_edit(self.edit)
        self.setFocusProxy(self.edit)
        self._describe()
        self.edit.left_changed.connect(self._on_left_changed)

    def text(self) -> str:
        """What stands in the field."""
        return self.edit.text().strip()

    def keep(self, text: str) -> None:
        """Show what the record holds; settles the field unless it is read only."""
        self.edit.set_kept(text)
        if self.state is not BoxState.READ_ONLY:
            self.settle()

    def refuse(self, words: str) -> None:
        """Refuse what was typed and say what is possible; the text and the cursor stay."""
        self._refuse(words, self.edit)

    @Slot(str)
    def _on_left_changed(self, text: str) -> None:
        self.entered.emit(self.code, text)


class _Slash(QWidget):
    """The stroke between the two pressures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = Run("/", "field", "ink2")
        self.setFixedWidth(self._run.width + 8)

    def sizeHint(self) -> QSize:
        return QSize(self._run.width + 8, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_runs(painter, 4, middle_baseline(self.rect(), "field"), (self._run,))
        painter.end()


class PressureBox(LabelledBox):
    """A pressure pair in one box, "138 / 82 mmHg".

    `PressureBox(labels, diastolic_code)`; `labels.code` is the systolic one. Tab or "/" goes from
    the one to the other. `entered(code, text)` comes for each by itself; answer with
    `keep(systolic, diastolic)` or `refuse(code, words)`.
    """

    def __init__(
        self, labels: BoxLabels, diastolic_code: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(labels, parent)
        self._diastolic_code = diastolic_code
        systolic = _("{label}, systolic").format(label=labels.label)
        diastolic = _("{label}, diastolic").format(label=labels.label)
        self.systolic = self._make_edit(labels.code, systolic)
        self.diastolic = self._make_edit(diastolic_code, diastolic)
        self.systolic.setFixedWidth(Run("888", "value").width + 6)
        self.systolic.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.frame.add_edit(self.systolic, 0)
        self.frame.row.addWidget(_Slash(self.frame))
        self.frame.add_edit(self.diastolic)
        self.setFocusProxy(self.systolic)
        self._describe()
        self._wire()

    def keep(self, systolic: str, diastolic: str) -> None:
        """Show what the record holds; a number that is still refused stays as it was typed."""
        self.systolic.set_kept(systolic)
        self.diastolic.set_kept(diastolic)
        if self.state is not BoxState.READ_ONLY:
            self.settle()

    def refuse(self, code: str, words: str) -> None:
        """Refuse one of the two; its text and the cursor stay."""
        self._refuse(words, self.diastolic if code == self._diastolic_code else self.systolic)

    def _wire(self) -> None:
        self.systolic.left_changed.connect(self._on_systolic)
        self.diastolic.left_changed.connect(self._on_diastolic)
        self.systolic.slash_moves_on = True
        self.systolic.slash_typed.connect(self._on_slash)

    @Slot(str)
    def _on_systolic(self, text: str) -> None:
        self.entered.emit(self.code, text)

    @Slot(str)
    def _on_diastolic(self, text: str) -> None:
        self.entered.emit(self._diastolic_code, text)

    @Slot()
    def _on_slash(self) -> None:
        self.diastolic.setFocus(Qt.FocusReason.TabFocusReason)
        self.diastolic.selectAll()
