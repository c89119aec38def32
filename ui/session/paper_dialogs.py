"""The dialogs of a session from paper: whose sheet it is, pauses with both times, the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.errors import PlexlogError, Refusal, RefusedError, UnreadableError
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.services import reaction_effect, recording
from plexlog.services.back_entry import NURSE, REASON, SHEET, START, tell_paper
from plexlog.services.observed import read_observed
from plexlog.services.open_session import SessionView
from plexlog.services.reaction_deeds import reason_of
from plexlog.services.reaction_effect import stopping
from ui.session.entry_dialog import Ask, EntryDialog
from ui.session.hosting import dialog_host
from ui.session.session_presenter import SessionPresenter
from ui.widgets.box import BoxLabels

FROM, TO, WHY, END = "from", "to", "reason", "ended_at"


def _ask(code: str, label: str, reach: str = "", *, text: str = "", wide: bool = False) -> Ask:
    return Ask(labels=BoxLabels(code=code, label=label, range=reach), text=text, wide=wide)


def sheet_dialog(view: SessionView, host: QWidget) -> EntryDialog:
    """Asks whose sheet it is, when it began, why it was kept on paper."""
    paper, start = view.session.paper, view.session.started_at
    planned = view.session.planned_at
    began = f"{start.day} {start.clock}" if start else ""
    reach = _("day and time, as {example}").format(example="2026-11-20 14:05")
    if planned is not None and planned.day < view.now.day:
        reach = _("day and time; it was planned for {day}").format(day=planned.day)
    asks = [
        _ask(START, _("Start of the run, as on the paper"), reach, text=began, wide=True),
        _ask(
            NURSE,
            _("Nurse at the bedside, whose handwriting it is"),
            text=_of(paper, NURSE),
            wide=True,
        ),
        _ask(REASON, _("Why it was kept on paper"), text=_of(paper, REASON), wide=True),
        _ask(
            SHEET,
            _("Number of the sheet"),
            _("as it is printed on the sheet; empty for a blank one"),
            text=_of(paper, SHEET),
            wide=True,
        ),
    ]
    act = _("Begin to enter it") if paper is None else _("Correct it")
    dialog = EntryDialog(_("From paper"), act, asks, host, "file-text")
    dialog.setObjectName("from_paper_dialog")
    dialog.set_note(_("It is marked on screen, in summary and report; nothing is due or late."))
    return dialog


def _of(paper: object, code: str) -> str:
    return getattr(paper, code, None) or ""


def pause_dialog(host: QWidget) -> EntryDialog:
    """Asks for a pause that is over."""
    asks = [
        _ask(FROM, _("Stood still from"), _("as on the paper")),
        _ask(TO, _("to"), _("as on the paper")),
        _ask(WHY, _("Why"), wide=True),
    ]
    return EntryDialog(_("Pause, from paper"), _("Record it"), asks, host, "pause")


def end_dialog(view: SessionView, host: QWidget) -> EntryDialog:
    """Asks when the run ended; a reaction that stopped it is named as the reason."""
    asks = [_ask(END, _("End of the run"), _("as on the paper"), wide=True)]
    dialog = EntryDialog(_("End of the run, from paper"), _("End it"), asks, host, "square")
    reaction = stopping(view)
    if reaction is not None:
        why = _("It ends because of the {reaction}; the close can tell another reason.")
        dialog.set_note(why.format(reaction=reason_of(reaction)))
    return dialog


class PaperActs(QObject):
    """Opens one of the dialogs at a time, over its page, and keeps what it is given."""

    said = Signal(str)  # what was kept, for the status line

    def __init__(self, presenter: SessionPresenter, page: QWidget) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._page = page
        self._dialog: EntryDialog | None = None
        self._keep: Callable[[dict[str, str]], object] | None = None
        self._said = ""

    @Slot()
    def ask_sheet(self) -> None:
        """Begin to enter the session from paper, or correct what was told of the sheet."""
        host = dialog_host(self._page)
        dialog = sheet_dialog(self._presenter.view(), host)
        self._open(dialog, self._tell_sheet, _("From paper: every time is that of the sheet"))

    @Slot()
    def ask_pause(self) -> None:
        """Ask for a pause with both its times."""
        self._open(pause_dialog(dialog_host(self._page)), self._tell_pause, _("Pause on record"))

    @Slot()
    def ask_end(self) -> None:
        """Ask when the run ended."""
        dialog = end_dialog(self._presenter.view(), dialog_host(self._page))
        self._open(dialog, self._tell_end, _("End on record"))

    def _open(
        self, dialog: EntryDialog, keep: Callable[[dict[str, str]], object], said: str
    ) -> None:
        if self._dialog is not None:
            dialog.deleteLater()
            return
        self._dialog, self._keep, self._said = dialog, keep, said
        dialog.given.connect(self._on_given)
        dialog.closed.connect(self._on_closed)
        dialog.open()

    @Slot(object)
    def _on_given(self, texts: dict[str, str]) -> None:
        dialog, keep = self._dialog, self._keep
        if dialog is None or keep is None:
            return
        try:
            keep(texts)
        except RefusedError as refused:
            for one in reversed(refused.refusals):
                dialog.show_refusal(one.place, one.reason)
        except PlexlogError as error:
            dialog.show_refusal("", str(error))
        else:
            dialog.finish()
            self._presenter.tell_kept()
            self.said.emit(self._said)

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = self._keep = None

    def _tell_sheet(self, texts: dict[str, str]) -> None:
        tell_paper(self._presenter.session, texts)

    def _tell_pause(self, texts: dict[str, str]) -> None:
        start, end = self._time(texts, FROM), self._time(texts, TO)
        recording.tell_whole_pause(self._presenter.session, start, end, texts[WHY])

    def _tell_end(self, texts: dict[str, str]) -> None:
        session, at = self._presenter.session, self._time(texts, END)
        reaction = stopping(session.view())
        if reaction is None:
            recording.end_run(session, at)
        else:
            reaction_effect.end_because_of(session, reaction, at)

    def _time(self, texts: dict[str, str], place: str) -> Moment:
        try:
            return read_observed(self._presenter.session, texts[place])
        except UnreadableError as unreadable:
            raise RefusedError([Refusal(place, str(unreadable))]) from None
