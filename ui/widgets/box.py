"""The labelled box around an input: label and range above, last value or trouble below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.box_frame import LEFT, BoxFrame, BoxState, ValueEdit
from ui.widgets.dialog import is_covered
from ui.widgets.icons import paint_icon
from ui.widgets.painting import Run, middle_baseline, paint_runs, runs_width
from ui.widgets.theme import worn_theme

__all__ = ["BoxFrame", "BoxLabels", "BoxState", "LabelledBox", "Remark", "ValueEdit"]

_HEAD = 20
_FOOT = 18
_ICON = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxLabels:
    """The fixed words of an input."""

    code: str
    label: str
    unit: str = ""
    range: str = ""  # "plausible 35 to 160"
    help: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Words under the box, such as "late, entered 14:50"."""

    words: str
    icon: str = ""
    ink: str = "ink2"


class _HeadLine(QWidget):
    """Label at the left, range at the right."""

    def __init__(self, labels: BoxLabels, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Run(labels.label, "labelBold", "ink2")
        self._range = Run(labels.range, "hint", "ink2")
        self.setFixedHeight(_HEAD)

    def show_range(self, words: str) -> None:
        self._range = Run(words, "hint", "ink2")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._label.width + 12 + self._range.width, _HEAD)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._label.width, _HEAD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        baseline = middle_baseline(self.rect(), "label")
        end = paint_runs(painter, 0, baseline, (self._label,))
        left = self.width() - self._range.width
        if left >= end + 8:  # else the range stays in the tooltip and in what is read out
            paint_runs(painter, left, baseline, (self._range,))
        painter.end()


class FootLine(QWidget):
    """Last value at the left, remark at the right; where both do not fit, the remark alone.

    A remark that is longer than a line goes on in a second one.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last = Run("", "hint", "ink2")
        self._remark = Remark("")
        self.setFixedHeight(_FOOT)

    @property
    def remark(self) -> Remark:
        """What is remarked."""
        return self._remark

    def show_last(self, words: str) -> None:
        """Show the last value with its date."""
        self._last = Run(words, "hint", "ink2")
        self._tell()

    def show_remark(self, remark: Remark) -> None:
        """Remark something; empty words for nothing."""
        self._remark = remark
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_room()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        icon_room = _ICON + 4 if self._remark.icon else 0
        first, *rest = _in_lines(self._remark.words, self.width() - icon_room)
        runs = (Run(first, "hint", self._remark.ink),)
        wide = runs_width(runs) + icon_room
        fits = self._last.width + 12 + wide <= self.width() and not rest
        line = QRect(0, 0, self.width(), _FOOT)
        baseline = middle_baseline(line, "hint")
        left = 0
        if not self._remark.words or fits:
            paint_runs(painter, 0, baseline, (self._last,))
            left = self.width() - wide
        if self._remark.icon:
            paint_icon(painter, QRect(left, 2, _ICON, _ICON), self._remark.icon, self._remark.ink)
        paint_runs(painter, left + icon_room, baseline, runs)
        for words in rest:
            more = (Run(words, "hint", self._remark.ink),)
            paint_runs(painter, icon_room, baseline + _FOOT, more)
        painter.end()

    def _tell(self) -> None:
        parts = (self._last.text, self._remark.words)
        self.setToolTip("\n".join(part for part in parts if part))
        self._take_room()
        self.update()

    def _take_room(self) -> None:
        icon_room = _ICON + 4 if self._remark.icon else 0
        lines = _in_lines(self._remark.words, self.width() - icon_room)
        if self.height() != len(lines) * _FOOT:
            self.setFixedHeight(len(lines) * _FOOT)


def _in_lines(words: str, room: int) -> list[str]:
    """Words in one line or two; the second is shortened where even that is too little."""
    if Run(words, "hint").width <= room:
        return [words]
    first, rest = "", words
    for word in words.split():
        if Run(f"{first} {word}".strip(), "hint").width > room:
            break
        first = f"{first} {word}".strip()
        rest = rest.strip()[len(word) :]
    return [first, _shortened(rest.strip(), room)] if first else [_shortened(words, room)]


def _shortened(words: str, room: int) -> str:
    """Words that fit; what stands last, such as the time, is kept, the middle is cut."""
    if Run(words, "hint").width <= room:
        return words
    head, dot, tail = words.rpartition(" · ")
    metrics = QFontMetrics(worn_theme().font("hint"))
    mode = Qt.TextElideMode.ElideRight
    end = f"{dot}{tail}" if dot else ""
    left = room - Run(end, "hint").width
    return metrics.elidedText(head if dot else words, mode, left) + end


class LabelledBox(QWidget):
    """What every boxed input shares: label, range, box, last value, and its states.

    `show_last(words)`, `show_range(words)`, `ask()`, `refuse(words)`, `confirm(words)`,
    `late(words)`, `settle()` (no trouble any more), `set_read_only()`. A refused text stays, and
    brings the cursor back once, so that it is seen; left again as it is it lets go, and stands
    refused. Esc takes it back.
    """

    entered = Signal(str, str)  # code, text as typed; only when it has changed
    given_up = Signal(str)  # code; Esc brought the kept text back

    def __init__(self, labels: BoxLabels, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = labels
        self._last = ""
        self._range = labels.range
        self._edits: list[ValueEdit] = []
        self._refused: ValueEdit | None = None
        self._brought_back = ""  # the refused text for which the cursor was brought back
        self._head = _HeadLine(labels, self)
        self.frame = BoxFrame(labels.unit, self)
        self._foot = FootLine(self)
        self._rows = QVBoxLayout(self)
        self._lay_out()
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(0)
        self._back.timeout.connect(self._go_back)

    @property
    def code(self) -> str:
        """The code of the field."""
        return self._labels.code

    @property
    def state(self) -> BoxState:
        """Where the input stands."""
        return self.frame.state

    @property
    def remark(self) -> str:
        """What stands under the box besides the last value."""
        return self._foot.remark.words

    def show_last(self, words: str) -> None:
        """Show the last value with its date, such as "last 61.2 kg, 2026-11-18"."""
        self._last = words
        self._foot.show_last(words)
        self._describe()

    def show_range(self, words: str) -> None:
        """Show another range."""
        self._range = words
        self._head.show_range(words)
        self._describe()

    def ask(self) -> None:
        """The value is asked about; the finding stands below."""
        self.frame.set_state(BoxState.ASKED)
        self._remark(Remark(""))

    def confirm(self, words: str) -> None:
        """The value was asked about and is right: "yes, that is right 13:14"."""
        self.frame.set_state(BoxState.PLAIN)
        self._remark(Remark(words, "check", "okInk"))

    def late(self, words: str) -> None:
        """The value was entered late: "late, entered 14:50"."""
        self.frame.set_state(BoxState.PLAIN)
        self._remark(Remark(words, "clock"))

    def settle(self) -> None:
        """The value is kept and nothing is to be said."""
        if any(one.is_unwritten for one in self._edits):
            return
        self.frame.set_state(BoxState.PLAIN)
        self._remark(Remark(""))

    def leave_on_esc(self) -> None:
        """Let Esc leave the dialog around, which keeps what is typed, instead of emptying this."""
        for edit in self._edits:
            edit.leaves_on_esc = True

    def set_read_only(self, words: str = "") -> None:
        """Show the value without a box, and where it is on record."""
        self.frame.set_state(BoxState.READ_ONLY)
        self._set_left(0)
        self._remark(Remark(words))

    def set_writable(self) -> None:
        """Show the value in its box again."""
        if self.state is BoxState.READ_ONLY:
            self._set_left(LEFT)
            self.settle()

    def _set_left(self, left: int) -> None:
        self.frame.row.setContentsMargins(left, 3, self.frame.row.contentsMargins().right(), 3)

    def _refuse(self, words: str, edit: ValueEdit) -> None:
        self.frame.set_state(BoxState.REFUSED)
        self._remark(Remark(words, "ban", "stopInk"))
        edit.hold()
        self._refused = edit
        if edit.text() != self._brought_back:
            self._brought_back = edit.text()
            self._back.start()  # after Qt has finished moving the focus

    def _remark(self, remark: Remark) -> None:
        self._foot.show_remark(remark)
        self._describe()

    def _make_edit(self, code: str, label: str) -> ValueEdit:
        edit = ValueEdit(self.frame)
        edit.setObjectName(code)
        edit.setAccessibleName(spoken_name(label, self._labels.unit))
        edit.given_up.connect(self._on_given_up)
        edit.not_written.connect(self._on_not_written)
        self._edits.append(edit)
        return edit

    @Slot()
    def _go_back(self) -> None:
        is_refused = self._refused is not None and self.state is BoxState.REFUSED
        if self._refused is None or not is_refused or is_covered(self):
            return
        if not self._may_leave(self._refused):
            self._refused.setFocus()

    def _may_leave(self, _refused: ValueEdit) -> bool:
        """Whether the cursor may stay where it went from a refused line."""
        return False

    @Slot()
    def _on_not_written(self) -> None:
        edit = next(one for one in self._edits if one.is_unwritten)
        self._refuse(_("Not written yet: press Enter"), edit)

    @Slot()
    def _on_given_up(self) -> None:
        self._brought_back = ""
        self.settle()
        self.given_up.emit(self.code)

    def _describe(self) -> None:
        parts = (self._range, self._last, self._foot.remark.words, self._labels.help)
        words = ", ".join(part for part in parts if part)
        for edit in self._edits:
            edit.setAccessibleDescription(words)
            edit.setToolTip("\n".join(part for part in (self._range, self._labels.help) if part))

    def _lay_out(self) -> None:
        self.setObjectName(f"box_{self._labels.code}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(3)
        for part in (self._head, self.frame, self._foot):
            self._rows.addWidget(part)


def spoken_name(label: str, unit: str) -> str:
    """The accessible name of an input: its label with its unit."""
    return _("{label} in {unit}").format(label=label, unit=unit) if unit else label
