"""What opens over the run besides the dialogs that record one act: pause, end, correction."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.records import Reading
from plexlog.services.open_session import SessionView
from ui.session.hosting import dialog_host
from ui.session.paper_dialogs import PaperActs
from ui.session.run_columns import COLUMNS, Column
from ui.session.run_correction import RowCorrection
from ui.session.run_end import EndDialog
from ui.session.run_more import MoreDialog, more_fields
from ui.session.run_pause import PauseDialog
from ui.session.run_presenter import RunPresenter
from ui.session.session_presenter import SessionPresenter


class RunOverlays(QObject):
    """Each opens at most once, over the page it belongs to."""

    said = Signal(str)  # what was done, for the status line
    correction_closed = Signal()
    paste_wanted = Signal()  # values of the machine's export, instead of a row that is typed

    def __init__(
        self, presenter: SessionPresenter, row_presenter: RunPresenter, page: QWidget
    ) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._row_presenter = row_presenter
        self._page = page
        self._correction = RowCorrection(presenter, self)
        self._paper = PaperActs(presenter, page)
        self._more: MoreDialog | None = None
        self._columns = COLUMNS
        self._pause: PauseDialog | None = None
        self._end: EndDialog | None = None
        self._resumed_at = -math.inf  # by the clock that never jumps
        self._correction.corrected.connect(self._on_corrected)
        self._correction.closed.connect(self.correction_closed)
        self._paper.said.connect(self.said)

    def show_view(self, view: SessionView) -> None:
        """Show the session as it is now in what is open."""
        if self._more is not None:
            self._more.show_view(view)
        if self._pause is not None and not view.is_paused:
            self._pause.finish()  # the run goes on: nothing may say that it stands still

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """What has a column is not asked for under More."""
        self._columns = columns

    @Slot()
    def pause_or_resume(self) -> None:
        """Note at once that the exchange stands still, then ask why; or that it goes on."""
        if self._presenter.session.is_from_paper:
            self._paper.ask_pause()
            return
        clock = self._presenter.session.desk.clock
        if self._presenter.view().is_paused:
            self._presenter.resume()
            self._resumed_at = clock.monotonic()
            return
        if clock.monotonic() - self._resumed_at < QApplication.doubleClickInterval() / 1000:
            return  # the second press of two in haste: the first has resumed the run
        self._presenter.pause("")
        if self._pause is not None or not self._presenter.view().is_paused:
            return
        since = self._presenter.session.desk.now().clock
        self._pause = PauseDialog(since, dialog_host(self._page))
        self._pause.reasoned.connect(self._row_presenter.tell_pause)
        self._pause.closed.connect(self._on_pause_told)
        self._pause.open()

    @Slot()
    def ask_end(self) -> None:
        """Ask before the run is ended."""
        if self._presenter.session.is_from_paper:
            self._paper.ask_end()
            return
        if self._end is not None:
            return
        self._end = EndDialog(self._presenter.view(), dialog_host(self._page))
        self._end.ended.connect(self._presenter.end_run)
        self._end.closed.connect(self._on_end_closed)
        self._end.open()

    @Slot()
    def open_more(self) -> None:
        """Open the quantities without a column, for the open row."""
        if self._more is not None:
            return
        catalogue = self._presenter.session.desk.catalogue
        fields = more_fields(catalogue, self._columns)
        self._more = MoreDialog(fields, dialog_host(self._page))
        self._more.entered.connect(self._row_presenter.enter)
        self._more.confirmed.connect(self._row_presenter.confirm)
        self._more.let_go.connect(self._row_presenter.let_go)
        self._more.closed.connect(self._on_more_closed)
        self._more.paste.clicked.connect(self._on_paste_wanted)
        self._row_presenter.cell_made.connect(self._more.show_cell)
        self._row_presenter.text_put_back.connect(self._more.put_back)
        self._more.show_view(self._presenter.view())
        self._more.open()
        self._row_presenter.put_back(self._more.codes)

    @Slot(object, str)
    def correct(self, row: Reading, code: str) -> None:
        """Ask what is right about a kept row, unless the session is signed."""
        if not self._presenter.view().is_signed:
            self._correction.open(row, code, dialog_host(self._page))

    @Slot()
    def _on_paste_wanted(self) -> None:
        if self._more is not None and self._more.form.is_settled:
            self._more.finish()
            self.paste_wanted.emit()

    @Slot()
    def _on_pause_told(self) -> None:
        self._pause = None

    @Slot()
    def _on_end_closed(self) -> None:
        self._end = None

    @Slot()
    def _on_more_closed(self) -> None:
        self._more = None

    @Slot()
    def _on_corrected(self) -> None:
        self.said.emit(_("Corrected; the history keeps what stood before"))
