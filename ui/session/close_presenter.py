"""What the close of a session corrects besides its fields: amounts of bags, start and end."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.errors import PlexlogError, RefusedError, UnreadableError
from plexlog.domain.language import gettext as _
from plexlog.services import corrections
from plexlog.services.bag_ledger import tell_by_machine, tell_given, tell_wasted
from plexlog.services.observed import read_observed
from ui.session.session_presenter import SessionPresenter

START = "started_at"
END = "ended_at"
NOT_WRITTEN = _("not written yet; press Enter or Tab to try again")


class ClosePresenter(QObject):
    """Presenter of the fifth step."""

    bag_refused = Signal(str, str)  # id of the bag, why the amount was refused
    waste_refused = Signal(str, str)  # id of the bag, why what was wasted was refused
    time_made = Signal(str, str)  # code of the time, the time as it stands now
    time_refused = Signal(str, str)  # code of the time, why it was refused

    def __init__(self, presenter: SessionPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter

    @Slot(str, str)
    def tell_given(self, bag_id: str, text: str) -> None:
        """Take how much of a bag was given."""
        try:
            tell_given(self._presenter.session, bag_id, text)
        except RefusedError as refused:
            self.bag_refused.emit(bag_id, refused.refusals[0].reason)
        except PlexlogError as error:
            self._presenter.failed.emit(str(error))
            self.bag_refused.emit(bag_id, NOT_WRITTEN)
        else:
            self._presenter.tell_kept()

    @Slot(str, str)
    def tell_wasted(self, bag_id: str, text: str) -> None:
        """Take how much of a bag was thrown away."""
        try:
            tell_wasted(self._presenter.session, bag_id, text)
        except RefusedError as refused:
            self.waste_refused.emit(bag_id, refused.refusals[0].reason)
        except PlexlogError as error:
            self._presenter.failed.emit(str(error))
            self.waste_refused.emit(bag_id, NOT_WRITTEN)
        else:
            self._presenter.tell_kept()

    @Slot()
    def tell_by_machine(self) -> None:
        """Every bag still to be told gave what the machine leaves for it."""

        def verb() -> None:
            tell_by_machine(self._presenter.session)

        self._presenter.attempt(verb)

    @Slot(str, str)
    def set_time(self, code: str, text: str) -> None:
        """Take when the run was started or ended."""
        session = self._presenter.session
        correct = {START: corrections.correct_start, END: corrections.correct_end}[code]
        try:
            at = read_observed(session, text)
            correct(session, at)
        except UnreadableError as unreadable:
            self.time_refused.emit(code, str(unreadable))
        except RefusedError as refused:
            self.time_refused.emit(code, refused.refusals[0].reason)
        except PlexlogError as error:
            self._presenter.failed.emit(str(error))
        else:
            self.time_made.emit(code, at.clock)
            self._presenter.tell_kept()

    @Slot()
    def resume(self) -> None:
        """The run was ended by mistake."""

        def verb() -> None:
            corrections.resume_ended_run(self._presenter.session)

        if self._presenter.attempt(verb):
            self._presenter.step_wanted.emit("run")
