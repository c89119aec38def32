"""All windows of whoever is signed in: the one with the board, and one for each further chair.

A session opens in the window at hand while no other one runs; from then on each has its own, with
its banner, its letter and its colour, and the times of the others stand in the rail.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, Signal, Slot

from plexlog.domain.steps import Step
from plexlog.services.clock_watch import ClockWatch
from plexlog.services.desk import Desk
from plexlog.services.neighbours import Neighbour, run_clocks, running_lines, running_sessions
from plexlog.services.open_session import SessionView
from ui.session.session_screen import SessionScreen
from ui.settings.checking import Checking
from ui.settings.exporting import Exporting
from ui.shell.backing_up import BackingUp
from ui.shell.chair import Chair, next_chair
from ui.shell.frame import Frame
from ui.shell.history_words import history_entry
from ui.shell.neighbour_words import neighbour_view, timer_view
from ui.shell.outside import Outside
from ui.shell.page_openers import Opened
from ui.shell.status_line import StatusEntry
from ui.shell.window import Window
from ui.shell.window_mark import INVENTED
from ui.today.today_screen import TodayScreen
from ui.widgets.timer_rows import TimerView


@dataclass(frozen=True)
class Left:
    """What somebody had open when another one took over."""

    sessions: tuple[str, ...] = ()
    letters: Mapping[str, Chair] = field(default_factory=dict)


class Chairs(QObject):
    """`Chairs(frame, desk, outside)`, then `start(at)`; `main` is the window with the board."""

    opened = Signal(object)  # the Frame of one more window
    changed = Signal()  # another window, or none any more
    refreshed = Signal()  # time has passed, or a session began or ended

    def __init__(
        self,
        frame: Frame,
        desk: Desk,
        outside: Outside,
        left: Left | None = None,
    ) -> None:
        """`left` is what whoever was signed in before had open."""
        super().__init__(frame)
        self._desk = desk
        self._outside = outside
        self._left = left or Left()
        self._letters: dict[str, Chair] = dict(self._left.letters)  # by session
        self._has_started = False
        self._clocks: dict[str, ClockWatch] = {}  # of the runs, by session
        self._former: list[Chair] = []  # of sessions that ended, the longest gone first
        self._more: dict[str, Window] = {}  # by session
        if desk.store.unit().is_demonstration:
            frame.show_mark(frame.mark or INVENTED)
        self.checking = Checking(desk, outside.long_tasks, self)
        self.exporting = Exporting(desk, outside.long_tasks, outside.export_work, self)
        self.main = Window(frame, desk, outside, self)
        self.backing_up = BackingUp(desk, outside.tasks, self)
        self.backing_up.told.connect(self._tell_backup)
        self.backing_up.said.connect(self.main.say)
        self.backing_up.made.connect(self.checking.look_at_new)
        self.checking.told.connect(self._tell_history)
        self.exporting.said.connect(self.main.say)
        frame.session_wanted.connect(self._bring_run)
        self.main.pulse.refresh_wanted.connect(self.refresh)
        self.main.page_opened.connect(self._on_page_opened)
        self.main.step_shown.connect(self.refresh)
        self.main.page_gone.connect(self._on_page_gone)

    @property
    def letters(self) -> Mapping[str, Chair]:
        """The letter of each session that runs or is open."""
        return dict(self._letters)

    @property
    def windows(self) -> tuple[Window, ...]:
        """All of them, the one with the board first."""
        return (self.main, *self._more.values())

    def start(self, at: Opened | None = None) -> None:
        """Begin at the board, or where somebody else left off, in as many windows."""
        self.main.start(at)
        for session_key in self._left.sessions:
            self._open_own(session_key)
        self._has_started = True  # all have their windows: no letter is given up before
        self.backing_up.start()
        self.checking.start()
        self._on_page_opened("")

    def as_left(self) -> Left:
        """The sessions that have a window of their own, and all letters."""
        return Left(tuple(self._more), self.letters)

    def close(self) -> None:
        """Close every window but the frame of the first."""
        self.backing_up.stop()
        self.checking.close()
        self.exporting.close()
        for session_key in list(self._more):
            self._drop(session_key)
        self.main.frame.session_wanted.disconnect(self._bring_run)
        self.main.frame.rail.neighbours.show_neighbours(())
        self.main.frame.banner.set_chair(None)
        self.main.frame.status.set_backup(StatusEntry(""))
        self.main.frame.status.set_history(StatusEntry(""))
        self.main.close()
        self.main.deleteLater()

    def keep_typed(self) -> None:
        """Put on file what is typed anywhere."""
        for window in self.windows:
            window.keep_typed()

    def leads(self, window: Window, where: Opened) -> bool:
        """True where another window shows it, which is then in front."""
        if where.kind != "session":
            if window is self.main:
                return False
            self._raise(self.main)
            self.main.open(where)
            return True
        holder = self._more.get(where.key) or self._holder(where.key)
        if holder is window:
            return False
        if holder is None and window is self.main and not self._other_runs(where.key):
            return False
        self.bring(where.key)
        return True

    @Slot(str)
    def bring(self, session_key: str) -> None:
        """Bring the window of a session to the front; it is opened where there is none."""
        holder = self._holder(session_key)
        if holder is None:
            holder = self._open_own(session_key)
        else:
            holder.refresh()  # the record went on while nobody looked here
        self._raise(holder)
        self.refresh()

    @Slot(str)
    def _bring_run(self, session_key: str) -> None:
        """Bring the run of a session to the front: the rail told of that."""
        self.bring(session_key)
        screen = self._screens().get(session_key)
        if screen is not None and screen.step is not Step.RUN:
            screen.show_step(Step.RUN.value)
            screen.focus_first()

    @Slot()
    def refresh(self) -> None:
        """Show in each window the sessions that run and whose run is not in sight there."""
        if not self._has_started:
            return
        lines = running_lines(self._desk)
        screens = self._screens()
        shown = [_session_of(window) for window in self.windows]
        self._letter({one.session_key for one in lines} | {key for key in shown if key})
        # a session whose run every window shows needs no times beside it
        in_sight = [_run_in_sight(window) for window in self.windows]
        beside = [one for one in lines if any(key != one.session_key for key in in_sight)]
        self._clocks = run_clocks(self._desk, lines, self._clocks)
        running = running_sessions(self._desk, beside, _views(screens), self._clocks)
        for window in self.windows:
            own = _session_of(window)
            mark = self._letters.get(own) if len(self._letters) > 1 else None
            window.frame.banner.set_chair(mark)
            others = [one for one in running if one.session_key != _run_in_sight(window)]
            window.frame.rail.neighbours.show_neighbours(
                [neighbour_view(one, self._letters[one.session_key]) for one in others]
            )
        self._remind(one for one in running if one.session_key not in screens)
        self.refreshed.emit()

    def _screens(self) -> dict[str, SessionScreen]:
        """The sessions that are open in a window, by key: each rings by itself."""
        pages = {_session_of(window): window.page for window in self.windows}
        return {key: page for key, page in pages.items() if isinstance(page, SessionScreen)}

    def _remind(self, unseen: Iterable[Neighbour]) -> None:
        """Ring for what runs without a page of its own."""
        for one in unseen:
            if self._outside.watches.of(one.session_key).look(one).sounds:
                self._outside.ring()

    def timers(self) -> tuple[TimerView, ...]:
        """The times of all sessions that run, without a name: for a locked window."""
        lines = running_lines(self._desk)
        running = running_sessions(self._desk, lines, _views(self._screens()), self._clocks)
        is_alone = len(running) == 1
        return tuple(
            timer_view(one, None if is_alone else self._letters.get(one.session_key))
            for one in running
        )

    def _letter(self, sessions: set[str]) -> None:
        """A letter stays with its session as long as that runs or is open.

        It is not the next patient's then: whoever still has the last one in mind would take one
        for the other. Only when all colours were worn does the longest unused come again.
        """
        for gone in sorted(self._letters.keys() - sessions):
            self._former.append(self._letters.pop(gone))
        for session_key in sorted(sessions - self._letters.keys()):
            chair = next_chair(set(self._letters.values()), self._former)
            self._former = [one for one in self._former if one != chair]
            self._letters[session_key] = chair

    def _holder(self, session_key: str) -> Window | None:
        at = Opened("session", session_key)
        return next((one for one in self._holding() if one.opened == at), None)

    def _holding(self) -> Iterator[Window]:
        return (window for window in self.windows if window.page is not None)

    def _other_runs(self, session_key: str) -> bool:
        return any(one.session_key != session_key for one in running_lines(self._desk))

    def _open_own(self, session_key: str) -> Window:
        frame = Frame()
        first = self.main.frame
        frame.show_mark(first.mark)
        frame.theme_toggled.connect(first.theme_toggled)
        frame.lock_requested.connect(first.lock_requested)
        frame.session_wanted.connect(self._bring_run)
        frame.closed.connect(self._on_frame_closed)
        window = Window(frame, self._desk, self._outside, self)
        window.page_gone.connect(self._on_page_gone)
        window.step_shown.connect(self.refresh)
        self._more[session_key] = window
        window.start(Opened("session", session_key))
        frame.status.set_backup(self.backing_up.entry)
        frame.status.set_history(history_entry(self.checking))
        frame.setMinimumSize(first.minimumSize())
        frame.resize(first.size())
        frame.move(first.x() + 32 * len(self._more), first.y() + 32 * len(self._more))
        frame.show()
        self.opened.emit(frame)
        self.changed.emit()
        return window

    @staticmethod
    def _raise(window: Window) -> None:
        frame = window.frame
        frame.setWindowState(frame.windowState() & ~Qt.WindowState.WindowMinimized)
        frame.show()
        frame.raise_()
        frame.activateWindow()

    @Slot(object)
    def _on_frame_closed(self, frame: Frame) -> None:
        for session_key, window in list(self._more.items()):
            if window.frame is frame:
                self._drop(session_key)
        self.refresh()

    @Slot(object, str)
    def _on_page_gone(self, window: Window, why: str) -> None:
        """What a window shows is on file no more: back to the board, and say so there."""
        if window is self.main:
            window.open_today()
        else:
            window.frame.close()
        self.main.say(why, "triangle-alert")

    @Slot(str)
    def _on_page_opened(self, _kind: str) -> None:
        if isinstance(self.main.page, TodayScreen):
            self.main.page.backup_wanted.connect(self.backing_up.make)
        self._tell_backup()
        self.refresh()

    @Slot()
    def _tell_backup(self) -> None:
        """Every window says when the last backup was made, the board that it is overdue."""
        for window in self.windows:
            window.frame.status.set_backup(self.backing_up.entry)
        if isinstance(self.main.page, TodayScreen):
            self.main.page.show_overdue_backup(self.backing_up.overdue)

    @Slot()
    def _tell_history(self) -> None:
        """Every window says whether the history holds."""
        for window in self.windows:
            window.frame.status.set_history(history_entry(self.checking))

    def _drop(self, session_key: str) -> None:
        window = self._more.pop(session_key)
        window.close()
        window.frame.hide()
        window.frame.deleteLater()
        self.changed.emit()


def _session_of(window: Window) -> str:
    """The key of the session a window shows; "" for none."""
    return window.opened.key if window.opened.kind == "session" else ""


def _run_in_sight(window: Window) -> str:
    """The key of the session whose run a window shows; "" where it shows another step or page."""
    page = window.page
    is_run = isinstance(page, SessionScreen) and page.step is Step.RUN
    return _session_of(window) if is_run else ""


def _views(screens: Mapping[str, SessionScreen]) -> dict[str, SessionView]:
    """What the pages of running sessions show, at the present time."""
    views = {key: screen.moved_on() for key, screen in screens.items()}
    return {key: view for key, view in views.items() if view.is_running}
