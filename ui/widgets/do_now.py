"""The one next act of the run, as a sentence with its reason and its button."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.painting import Box, Run, middle_baseline, paint_box, paint_runs, runs_width
from ui.widgets.theme import worn_theme

_PAD = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """One act with its reason, what follows, and the button that does it."""

    sentence: str
    then: str = ""
    button: str = ""
    key: str = ""
    icon: str = ""


class _ActWords(QWidget):
    """The sentence: 20 bold on one line, else smaller on two; never cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act = ActView(sentence="")
        self._quiet = True
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def show_act(self, act: ActView, *, quiet: bool) -> None:
        self._act, self._quiet = act, quiet
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = _PAD
        if not self._quiet:
            head = Run(_("DO NOW"), "hintBold", "primary")
            baseline = middle_baseline(self.rect(), "hintBold")
            left = paint_runs(painter, left, baseline, (head,)) + 14
        then = self._then_runs()
        room = self.width() - left - 24 - runs_width(then)
        if self._fits("act", room):
            baseline = middle_baseline(self.rect(), "act")
            paint_runs(painter, left, baseline, (Run(self._act.sentence, self._role()),))
        elif room >= self.width() // 2:
            self._paint_wrapped(painter, QRect(left, 0, room, self.height()))
        else:
            then = ()
            self._paint_wrapped(painter, QRect(left, 0, self.width() - left - 13, self.height()))
        baseline = middle_baseline(self.rect(), "label")
        paint_runs(painter, self.width() - runs_width(then) - 13, baseline, then)
        painter.end()

    def _role(self) -> str:
        return "section" if self._quiet else "act"

    def _fits(self, role: str, room: int) -> bool:
        metrics = QFontMetrics(worn_theme().font(role))
        return metrics.horizontalAdvance(self._act.sentence) <= room

    def _paint_wrapped(self, painter: QPainter, within: QRect) -> None:
        painter.setFont(worn_theme().font("section"))
        painter.setPen(worn_theme().colour("ink"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(within, int(flags), self._act.sentence)

    def _then_runs(self) -> tuple[Run, ...]:
        if not self._act.then:
            return ()
        return (Run(_("then"), "label", "ink2"), Run(self._act.then, "labelBold", "ink2", 8))


class DoNowLine(QWidget):
    """52 high. `show_act(ActView)` for something to do, `show_quiet(words)` for nothing.

    `acted` tells that the button or its key was pressed.
    """

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = True
        self._shown = ActView(sentence="")
        self._words = _ActWords(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 4, 4, 4)
        self._row.setSpacing(0)
        self._row.addWidget(self._words, 1)
        self._button: ActionButton | None = None
        self.setFixedHeight(worn_theme().size("doNow"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def button(self) -> ActionButton | None:
        """The button of the act, None where there is nothing to do."""
        return self._button

    def show_act(self, act: ActView) -> None:
        """Say what to do now."""
        self._show(act, quiet=False)
        then = _("then {what}").format(what=act.then) if act.then else ""
        spoken = _("Do now: {sentence}").format(sentence=act.sentence)
        self.setAccessibleName(", ".join(part for part in (spoken, then) if part))

    def show_quiet(self, words: str, then: str = "") -> None:
        """Say what comes next, such as "Next: vitals at 14:36", and what after that."""
        self._show(ActView(sentence=words, then=then), quiet=True)
        after = _("then {what}").format(what=then) if then else ""
        self.setAccessibleName(", ".join(part for part in (words, after) if part))

    def sizeHint(self) -> QSize:
        return QSize(640, worn_theme().size("doNow"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        loud = Box("primaryTint", "primary", 2, 8)
        paint_box(painter, self.rect(), Box(radius=8) if self._quiet else loud)
        painter.end()

    def _show(self, act: ActView, *, quiet: bool) -> None:
        if (act, quiet) == (self._shown, self._quiet):
            return
        if quiet != self._quiet:
            self.update()  # the frame is another one; the words paint themselves
        self._shown, self._quiet = act, quiet
        self._words.show_act(act, quiet=quiet)
        self.setToolTip(act.then)
        self._show_button(act)

    def _show_button(self, act: ActView) -> None:
        shown = self._button
        if shown is not None and (shown.text(), shown.key) == (act.button, act.key):
            return  # the same act goes on: the focus stays where it is
        if shown is not None:
            self._row.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
            self._button = None
        if act.button:
            self._button = ActionButton(act.button, act.icon, act.key, Kind.PRIMARY, self)
            self._button.clicked.connect(self.acted)
            self._row.addWidget(self._button)
            self._button.show()
