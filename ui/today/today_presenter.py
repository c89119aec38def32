"""The board of today and the search for a patient, kept current."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.searching import MOST_SUGGESTED
from plexlog.services.board import todays_board
from plexlog.services.desk import Desk
from plexlog.services.follow_ups import DueFollowUp
from ui.today.follow_up_presenter import FollowUpPresenter


class TodayPresenter(QObject):
    """Presenter of the board."""

    board_changed = Signal(object)  # the new Board
    found = Signal(object)  # PatientLines that answer the search, as a tuple

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    @Slot()
    def refresh(self) -> None:
        """Show the board as it is now."""
        self.board_changed.emit(todays_board(self._desk))

    @Slot(str)
    def search(self, text: str) -> None:
        """Find patients by any part of name, number or birth date."""
        most = MOST_SUGGESTED + 1  # one more, to know whether there are more
        lines = self._desk.store.patients(text, most) if text.strip() else ()
        self.found.emit(tuple(lines))

    def follow_up(self, due: DueFollowUp) -> FollowUpPresenter:
        """The presenter of one call."""
        return FollowUpPresenter(self._desk, due)
