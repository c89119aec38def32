"""The stage of the demonstration: a new unit, a clock that can be moved, a camera."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from plexlog.domain.moments import Moment
from plexlog.services.open_session import SessionView
from ui.app import Program
from ui.demo.hands import Hands, LostError
from ui.session.run_chart import RunChartView
from ui.session.session_screen import SessionScreen
from ui.tasks import InlineTasks
from ui.widgets.checklist import ChecklistItemView, Mark
from ui.widgets.pdf_view import PdfView
from ui.widgets.theme import Look

SIZE = (1366, 768)
MOST_ITEMS = 40
RECORD = "demonstration.plexlog"
SUMMARY = "session-summary.pdf"
START_HOUR = 8
PREVIEW_SAMPLE = (200, 200)
EDGE = 12  # of the sample, where at night the dark window shows beside the paper
INK = 100  # darker than paper and the grey around it


class StageClock:
    """Begins at eight in the morning of the day before, so that nothing lies in the future."""

    def __init__(self, start: Moment | None = None) -> None:
        yesterday = datetime.now().astimezone() - timedelta(days=1)
        eight = yesterday.replace(hour=START_HOUR, minute=0, second=0, microsecond=0)
        self._now = start or Moment.of(eight)
        self._seconds = 0.0

    def now(self) -> Moment:
        """The time on stage."""
        return self._now

    def monotonic(self) -> float:
        """Seconds on stage since the beginning."""
        return self._seconds

    def go_on(self, minutes: float) -> None:
        """Let time pass."""
        self._now = self._now + timedelta(minutes=minutes)
        self._seconds += minutes * 60


@dataclass(frozen=True, slots=True)
class Camera:
    """How large the window is for its pictures, and whether each is taken at night too."""

    size: tuple[int, int] = SIZE
    is_out_at_night: bool = False


class Stage:
    """The real window around a record of its own, and hands to work it."""

    def __init__(
        self,
        folder: Path,
        look: Look,
        clock: StageClock | None = None,
        camera: Camera | None = None,
    ) -> None:
        self.folder = folder
        self._camera = camera or Camera()
        self._look = look
        self.clock = clock or StageClock()
        self.path = folder / RECORD
        self.program = Program(self.path, clock=self.clock, tasks=InlineTasks())
        self.hands = Hands(self.program.frame)
        self._shots = 0
        self.summary = folder / SUMMARY

    def open(self) -> None:
        """Show the window."""
        self.program.frame.resize(*self._camera.size)
        self.program.start()
        self.program.frame.activateWindow()
        self.hands.settle()

    def is_shown(self, name: str) -> bool:
        """Whether a part of that object name can be seen."""
        part = self.program.frame.findChild(QWidget, name)
        return part is not None and part.isVisible()

    def let_time_pass(self, minutes: float) -> None:
        """Move the clock on and let the pages see it."""
        self.clock.go_on(minutes)
        if self.program.window is not None:
            self.program.window.tick()
        self.hands.settle()

    def picture(self, name: str, window: QWidget | None = None) -> Path:
        """Keep a picture of the window, or of another one, as it is once its chart is drawn."""
        self.hands.settle()
        self.hands.wait_for(self._are_charts_drawn, "the chart")
        QApplication.sendPostedEvents()
        self._shots += 1
        path = self.folder / f"{self._shots:02d}-{name}.png"
        (window or self.program.frame).grab().save(str(path))
        if self._camera.is_out_at_night:
            has_preview = self.is_preview_drawn()
            self._look.fix("dark")
            self.hands.settle()
            self.hands.wait_for(self._are_charts_drawn, "the chart")
            if has_preview:
                self.hands.wait_for(self.is_preview_drawn, "the preview")
            dark = path.with_stem(f"{path.stem}-dark")
            (window or self.program.frame).grab().save(str(dark))
            self._look.fix("light")
            self.hands.settle()
        return path

    def was_taken(self, name: str) -> bool:
        """Whether there is a picture of that name already."""
        return any(self.folder.glob(f"[0-9][0-9]-{name}.png"))

    def _are_charts_drawn(self) -> bool:
        charts = self.program.frame.findChildren(RunChartView)
        return not any(chart.is_waiting for chart in charts)

    def step(self) -> SessionView:
        """The session that is open, as its pages show it."""
        page = self.program.page
        if not isinstance(page, SessionScreen):
            raise LostError("no session is open")
        return page.view

    def is_signed(self) -> bool:
        """Whether the open session bears a signature."""
        return self.step().is_signed

    def answer_checklist(self) -> None:
        """Answer every open item of the step with Done, by the key D."""
        for _item in range(MOST_ITEMS):
            if not any(row.view.mark is Mark.OPEN for row in self._checklist()):
                return
            self.hands.reach("Done")
            self.hands.press(Qt.Key.Key_D)
        raise LostError("the checklist has no end")

    def _checklist(self) -> list[ChecklistItemView]:
        found = self.program.page.findChildren(ChecklistItemView)
        return [row for row in found if row.isVisible()]

    def is_preview_drawn(self) -> bool:
        """Whether the pages of the summary can be seen; they are drawn beside the window."""
        view = self.program.page.findChild(PdfView)
        if view is None or not view.isVisible() or not view.page_count:
            return False
        image = view.grab().toImage().scaled(*PREVIEW_SAMPLE)
        rows, columns = range(image.height()), range(EDGE, image.width() - EDGE)
        return any(image.pixelColor(x, y).lightness() < INK for x in columns for y in rows)

    def show_dark(self, name: str) -> None:
        """A picture of the same page at night; the camera may have taken it by itself."""
        if self._camera.is_out_at_night:
            return
        self._look.fix("dark")
        self.picture(name)
        self._look.fix("light")
        self.hands.settle()

    def close(self) -> None:
        """Close record and window."""
        self.program.close()
        self.hands.settle()
