"""The session on the screen: six steps, one page each, free to go back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.domain.steps import END, Gap, Step, StepState
from plexlog.services.open_session import SessionView
from ui.session.entry_dialog import ReasonDialog
from ui.session.hosting import dialog_host
from ui.session.message_line import MessageLine
from ui.session.run_table import ReadingsTable
from ui.session.session_presenter import SessionPresenter
from ui.session.value_story import ValueStories
from ui.session.vitals_reminder import VitalsReminder
from ui.widgets.box_frame import ValueEdit
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.shown_stack import ShownStack
from ui.widgets.theme import worn_theme

PageMaker: TypeAlias = Callable[[QWidget], QWidget]  # given the parent of the page
TICK_MS = 5_000
_MOST_NAMED = 4
_CROWDED = 3  # so many buttons of a page take the room of Back and Next; the steps go there too


@dataclass(frozen=True, slots=True)
class StepMark:
    """One step as the bar of steps shows it; `missing` counts what is still to answer."""

    step: Step
    is_done: bool
    is_here: bool
    missing: int


class SessionScreen(QWidget):
    """Hosts the pages of the steps, each made when it is first shown and kept from then on.

    Which step is open at first, the record says.

    The bar of steps is the frame's: it is given `marks()` whenever `steps_changed` comes, and
    `bar`, the row of buttons at its right; its choices come to `show_step(key)`.
    """

    steps_changed = Signal()  # marks() says something else now
    step_shown = Signal(str)  # the step whose page is shown now
    said = Signal(str)  # what was just done, for the status line

    def __init__(
        self,
        presenter: SessionPresenter,
        makers: Mapping[Step, PageMaker],
        reminder: VitalsReminder,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._makers = makers
        self._reminder = reminder
        self._pages: dict[Step, QWidget] = {}
        self._view = presenter.view()
        self._step = self._view.open_step
        self._stack = ShownStack(self)
        self._message = MessageLine(self)
        self.bar = StepBar(self)
        reminder.button.setParent(self)
        reminder.button.hide()  # until the bar shows it
        self._stories = ValueStories(presenter, self)
        self._back_key = QShortcut(QKeySequence(Qt.Modifier.ALT | Qt.Key.Key_Left), self)
        self._back_key.setWhatsThis(_("The step before"))
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._lay_out()
        self._wire()
        self._tick_while_running()
        self.show_step(self._step.value)

    @property
    def step(self) -> Step:
        """The step whose page is shown."""
        return self._step

    @property
    def view(self) -> SessionView:
        """The session as it is shown."""
        return self._view

    def moved_on(self) -> SessionView:
        """The session at the present time."""
        return self._presenter.session.clock_moved()

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        return self._pages[self._step]

    @property
    def message(self) -> str:
        """The sentence of the message line; empty where there is none."""
        return self._message.words

    def marks(self) -> tuple[StepMark, ...]:
        """The steps for the bar; what lies ahead of all work shows no count yet."""
        reached = max(list(Step).index(self._step), list(Step).index(self._view.open_step))
        return tuple(
            StepMark(
                step=state.step,
                is_done=state.is_done,
                is_here=state.step is self._step,
                missing=self._missing(state) if place <= reached else 0,
            )
            for place, state in enumerate(self._view.steps)
        )

    def _missing(self, state: StepState) -> int:
        """How much can be answered now: nobody has to end a run that goes on."""
        if self._view.is_signed:
            return 0
        goes_on = self._view.is_running and self._view.session.paper is None
        return sum(not (goes_on and gap.key == END) for gap in state.gaps)

    def hasHeightForWidth(self) -> bool:
        """Its columns scroll, each alone: a page never asks for the height of all its words."""
        return False

    @Slot(str)
    def show_step(self, key: str) -> None:
        """Show the page of a step; every step can be looked at."""
        page = self._page_of(Step(key))
        self._step = Step(key)
        show = getattr(page, "show_view", None)
        if callable(show):
            show(self._view)
        self._stack.setCurrentWidget(page)
        self._show_bar()
        self.steps_changed.emit()
        self.step_shown.emit(key)

    def _page_of(self, step: Step) -> QWidget:
        """The page of a step, as it was left; made if it was never shown."""
        page = self._pages.get(step)
        if page is None:
            page = self._pages[step] = self._makers[step](self._stack)
            self._stack.addWidget(page)
            for table in page.findChildren(ReadingsTable):
                self._stories.take(table)
        return page

    def tell_story(self, where: str) -> None:
        """Open the story of a value by its address."""
        self._stories.tell(where)

    def focus_first(self) -> None:
        """Put the cursor where work goes on, if the page says where that is."""
        focus = getattr(self.page, "focus_first", None)
        if callable(focus):
            focus()

    @Slot()
    def go_back(self) -> None:
        """Show the step before."""
        self._go(-1)

    @Slot()
    def go_on(self) -> None:
        """Show the step after, unless something holds this one."""
        if not self._view.state(self._step).holding:
            self._go(+1)

    def _go(self, by: int) -> None:
        steps = list(Step)
        place = steps.index(self._step) + by
        if 0 <= place < len(steps):
            self.show_step(steps[place].value)
            self.focus_first()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._message)
        rows.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self._presenter.view_changed.connect(self._on_view_changed)
        self._presenter.clock_moved.connect(self._on_clock_moved)
        self._presenter.failed.connect(self._on_failed)
        self._presenter.said.connect(self.said)
        self._presenter.kept.connect(self._on_kept)
        self._presenter.step_wanted.connect(self._on_step_wanted)
        self._reminder.said.connect(self.said)
        self._reminder.call_changed.connect(self._show_bar)
        self._timer.timeout.connect(self._presenter.tick)
        self._back_key.activated.connect(self.go_back)
        self.bar.back.clicked.connect(self.go_back)
        self.bar.next.clicked.connect(self.go_on)

    @Slot(str)
    def _on_failed(self, words: str) -> None:
        """Nothing was recorded: what was told stays where it was typed, to be told again."""
        self._message.say(words)
        host = dialog_host(self)
        for dialog in host.findChildren(ReasonDialog):
            dialog.show_refusal("", words)
        for edit in host.findChildren(ValueEdit):
            edit.hold_unwritten()

    @Slot(object)
    def _on_view_changed(self, view: SessionView) -> None:
        """Only the page that is seen is drawn; the others are when they are shown."""
        self._view = view
        show = getattr(self.page, "show_view", None)
        if callable(show):
            show(view)
        self._tick_while_running()
        self._show_bar()
        self.steps_changed.emit()

    def _tick_while_running(self) -> None:
        if self._view.is_running != self._timer.isActive():
            (self._timer.start if self._view.is_running else self._timer.stop)()

    @Slot(object)
    def _on_clock_moved(self, view: SessionView) -> None:
        self._view = view
        moved = getattr(self.page, "clock_moved", None)
        if callable(moved):
            moved(view)

    @Slot(object)
    def _on_kept(self, _at: Moment) -> None:
        self._message.clear()

    @Slot(str)
    def _on_step_wanted(self, key: str) -> None:
        self.show_step(key)
        self.focus_first()

    @Slot()
    def _show_bar(self) -> None:
        buttons = getattr(self.page, "bar_buttons", None)
        own = tuple(buttons()) if callable(buttons) else ()
        if self._step is not Step.RUN and self._reminder.is_calling:
            own = (*own, self._reminder.button)  # heard here too, it is silenced here too
        self.bar.show_step(self._step, self._view.state(self._step).holding, own)
        if getattr(self.page, "leads_on", False):
            self.bar.next.set_kind(Kind.SECONDARY)


class StepBar(QWidget):
    """Back, what the page brings, and the next step, which is locked while something holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = ActionButton(_("Back"), "arrow-left", parent=self)
        self.next = ActionButton("", "arrow-right", parent=self)
        self._own: tuple[QPushButton, ...] = ()
        self._row = QHBoxLayout(self)
        self._lay_out()

    def show_step(self, step: Step, holding: Sequence[Gap], own: Sequence[QPushButton]) -> None:
        """Show the buttons of a step; what holds it is named in the tooltip."""
        steps = list(Step)
        place = steps.index(step)
        has_room = len(own) < _CROWDED
        if not has_room:
            for button in own:
                if isinstance(button, ActionButton):
                    button.set_tight()
        if has_room:  # what goes makes room for what comes; the window never grows between
            self._show_own(tuple(own))
        self.back.setVisible(place > 0 and has_room)
        self.next.setVisible(place + 1 < len(steps) and has_room)
        if place + 1 < len(steps):
            self.next.set_text(steps[place + 1].label)
        if holding:
            self.next.lock(holding_words(holding))
        elif self.next.is_locked:
            self.next.unlock()
        self.next.set_kind(Kind.SECONDARY if holding or _has_primary(own) else Kind.PRIMARY)
        self._show_own(tuple(own))

    def _show_own(self, own: tuple[QPushButton, ...]) -> None:
        if own == self._own:
            return
        for button in self._own:
            self._row.removeWidget(button)
            if button not in own:
                button.hide()  # what stays keeps the cursor
        for place, button in enumerate(own, start=1):
            self._row.insertWidget(place, button)
            button.show()
        self._own = own

    def _lay_out(self) -> None:
        self.back.set_tip(_("The step before (Alt+Left)"))
        self.back.setObjectName("step_back")
        self.next.setObjectName("step_next")
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(worn_theme().size("gap"))
        self._row.addWidget(self.back)
        self._row.addWidget(self.next)
        self.next.setShortcut(Qt.Modifier.ALT | Qt.Key.Key_Right)
        self.next.set_tip(_("The next step (Alt+Right)"))


def _has_primary(buttons: Sequence[QPushButton]) -> bool:
    """Whether the page brings what is to be done next itself; there is one primary button."""
    return any(isinstance(one, ActionButton) and one.kind is Kind.PRIMARY for one in buttons)


def holding_words(holding: Sequence[Gap]) -> str:
    """What holds a step, each named once; of many the first, and how many more."""
    labels = list(dict.fromkeys(gap.label for gap in holding))
    named = labels[:_MOST_NAMED]
    more = len(labels) - len(named)
    if more:
        named.append(wording.counted(more, _("more"), _("more")))
    return _("Waits for: {what}").format(what="; ".join(named))
