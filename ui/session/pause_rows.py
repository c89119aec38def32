"""Pauses whose reason nobody has given: each with the way to give it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.records import Pause
from plexlog.services.open_session import SessionView
from plexlog.services.run_records import tell_pause
from ui.session.hosting import dialog_host
from ui.session.run_pause import PauseDialog
from ui.session.session_presenter import SessionPresenter
from ui.widgets.cards import Heading
from ui.widgets.glance import OfferRow


class PauseRows(QWidget):
    """A row for each of them; hidden while there is none."""

    opened = Signal(object)  # the PauseDialog

    def __init__(self, presenter: SessionPresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._shown: tuple[Pause, ...] = ()
        self._rows: list[OfferRow] = []
        self._dialog: PauseDialog | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(Heading(_("Pauses"), parent=self))

    def show_view(self, view: SessionView) -> None:
        """Show the pauses without a reason."""
        shown = tuple(one for one in view.session.pauses or () if one.reason is None)
        self.setVisible(bool(shown))
        if shown == self._shown:
            return
        self._shown = shown
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = [
            OfferRow(one.key, _times(one), _("no reason yet"), _("Give it"), self) for one in shown
        ]
        for row in self._rows:
            row.used.connect(self._on_wanted)
            self._column.addWidget(row)

    @Slot(str)
    def _on_wanted(self, key: str) -> None:
        pause = next((one for one in self._shown if one.key == key), None)
        if pause is None or self._dialog is not None:
            return
        self._dialog = PauseDialog(pause.start.clock, dialog_host(self))
        self._dialog.reasoned.connect(partial(self._tell, pause))
        self._dialog.closed.connect(self._on_closed)
        self._dialog.open()
        self.opened.emit(self._dialog)

    def _tell(self, pause: Pause, reason: str) -> None:
        self._presenter.attempt(
            partial(tell_pause, self._presenter.session, reason, pause_key=pause.key)
        )

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None


def _times(pause: Pause) -> str:
    if pause.end is None:
        return _("Paused since {time}").format(time=pause.start.clock)
    return _("Paused {start} to {end}").format(start=pause.start.clock, end=pause.end.clock)
