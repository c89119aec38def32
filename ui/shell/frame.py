"""The frame around every page: rail, banner, stepper, pages, status line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from plexlog.domain.language import gettext as _
from ui.shell.banner import PatientBanner, PatientView
from ui.shell.rail import Place, Rail
from ui.shell.status_line import StatusLine
from ui.shell.stepper import Stepper
from ui.shell.window_mark import WindowMark

_AROUND = 24  # pixels around the part with the focus


class Frame(QMainWindow):
    """The window. It knows no service: it is told what to show and says what was asked for.

    `Frame(places)` shows only those places. Pages go in by `add_page(page)` and are shown by
    `show_page(page)`. `banner`, `stepper` (hidden until `show_stepper`) and `status` are set
    directly; dialogs and toasts take `page_area` as host, so that banner and status stay clear.
    """

    place_chosen = Signal(str)  # key of the place
    theme_toggled = Signal()
    lock_requested = Signal()
    session_wanted = Signal(str)  # another running session, by its key
    closing = Signal()  # the person closes the window; it can still be read
    closed = Signal(object)  # this frame

    def __init__(self, places: Sequence[Place] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark: WindowMark | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        body = QWidget(self)
        self.rail = Rail(places, body)
        self.banner = PatientBanner(body)
        self.page_area = QWidget(body)
        self.stepper = Stepper(self.page_area)
        self.scrolling = QScrollArea(self.page_area)
        self.pages = QStackedWidget(self.scrolling)
        self.status = StatusLine(body)
        self._lay_out(body)
        self._wire()

    @property
    def mark(self) -> str:
        """What is said of the whole window; empty for one that keeps a unit's record."""
        return "" if self._mark is None else self._mark.words

    def show_mark(self, words: str) -> None:
        """Say over everything, and in the title, what this window is; empty says nothing."""
        if words and self._mark is None:
            self._mark = WindowMark(self)
            self.setMenuWidget(self._mark)
            self.setWindowTitle(self.windowTitle())
        if self._mark is not None:
            self._mark.say(words)

    def setWindowTitle(self, title: str) -> None:
        """Qt's own, with the mark before it."""
        marked = title if self._mark is None else _("DEMONSTRATION – {title}").format(title=title)
        super().setWindowTitle(marked)

    def set_places(self, places: Sequence[Place]) -> None:
        """Show these places in the rail."""
        self.rail.set_places(places)

    def set_place(self, key: str) -> None:
        """Mark where the person is."""
        self.rail.set_place(key)

    def set_person(self, name: str, role: str) -> None:
        """Show who is signed in."""
        self.rail.set_person(name, role)

    def set_patient(self, patient: PatientView | None) -> None:
        """Show whose record is open, or that none is."""
        self.banner.set_patient(patient)

    def show_stepper(self, shown: bool) -> None:  # noqa: FBT001 - as setVisible
        """Show or hide the bar of steps."""
        self.stepper.setVisible(shown)

    def add_page(self, page: QWidget) -> None:
        """Take a page in without showing it."""
        self.pages.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show a page, taking it in where it is new."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.scrolling.verticalScrollBar().setValue(0)  # where the page before it was left

    def drop_page(self, page: QWidget) -> None:
        """Let go of a page and all it holds."""
        self.pages.removeWidget(page)
        page.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
        self.closed.emit(self)

    def _lay_out(self, body: QWidget) -> None:
        self.setCentralWidget(body)
        body.setProperty("fill", "page")
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        column.addWidget(self.banner)
        column.addWidget(self.page_area, 1)
        column.addWidget(self.status)
        inside = QVBoxLayout(self.page_area)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.stepper)
        inside.addWidget(self._scrolled(), 1)
        self.stepper.hide()
        self.resize(1366, 768)

    def _scrolled(self) -> QScrollArea:
        """Where the window is too small, the page scrolls whole; banner and status stay."""
        self.pages.setProperty("fill", "none")
        self.scrolling.setWidget(self.pages)
        self.scrolling.setWidgetResizable(True)
        self.scrolling.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scrolling.setAccessibleName(_("Page"))
        return self.scrolling

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Where the page scrolls, the part with the focus is brought into sight."""
        self._bring(now)
        self._settling.start()  # a page that was just opened is laid out only now

    @Slot()
    def _on_settled(self) -> None:
        self._bring(self.focusWidget())

    def _bring(self, now: QWidget | None) -> None:
        bars = (self.scrolling.verticalScrollBar(), self.scrolling.horizontalScrollBar())
        scrolls = any(bar.maximum() for bar in bars)
        if now is not None and scrolls and self.pages.isAncestorOf(now):
            part = now.rect()
            # of a large part its upper half is enough: a page that opens shows its title
            part.setHeight(min(part.height(), self.scrolling.viewport().height() // 2))
            middle = now.mapTo(self.pages, part.center())
            # ensureWidgetVisible would look at the text cursor alone
            wide, high = part.width() // 2 + _AROUND, part.height() // 2 + _AROUND
            self.scrolling.ensureVisible(middle.x(), middle.y(), wide, high)

    @Slot(int, int)
    def _on_range_changed(self, _least: int, _most: int) -> None:
        """The window was made smaller: what was in work stays in sight."""
        self._bring(self.focusWidget())

    def _wire(self) -> None:
        for bar in (self.scrolling.verticalScrollBar(), self.scrolling.horizontalScrollBar()):
            bar.rangeChanged.connect(self._on_range_changed)
        self._settling.timeout.connect(self._on_settled)
        focus = QApplication.instance()
        if isinstance(focus, QApplication):
            focus.focusChanged.connect(self._on_focus_changed)
        self.rail.place_chosen.connect(self.place_chosen)
        self.rail.theme_toggled.connect(self.theme_toggled)
        self.rail.lock_requested.connect(self.lock_requested)
        self.rail.neighbours.wanted.connect(self.session_wanted)
