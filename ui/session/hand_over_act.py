"""Hands a session over at the bedside: the card, both passwords, and who works on afterwards."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.errors import PlexlogError, RefusedError
from plexlog.domain.language import gettext as _
from plexlog.domain.records import HandedOn
from plexlog.services.hand_over import hand_over, hand_over_card, takers, why_not_now
from plexlog.services.ports import Opened
from ui.forms.fields import LineField
from ui.session.fact_rows import FactRow
from ui.session.hosting import dialog_host
from ui.session.person_dialog import LOGIN, NOTE, OWN, PASSWORD, PersonDialog, colleague, secret
from ui.session.proving import Proof, Prover
from ui.session.session_presenter import SessionPresenter
from ui.session.tools import SessionTools


class HandOverAct(QObject):
    """One dialog at a time, over the page it belongs to."""

    def __init__(self, presenter: SessionPresenter, tools: SessionTools, page: QWidget) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._tools = tools
        self._page = page
        self._dialog: PersonDialog | None = None
        self._texts: dict[str, str] = {}
        self._card: tuple[HandedOn, ...] = ()  # as both read it
        self._prover = Prover(tools.tasks, self)
        self._prover.proven.connect(self._on_proven)
        self._prover.refused.connect(self._on_refused)

    @Slot()
    def open(self) -> None:
        """Show the card as the record has it now, or say what is in the way."""
        view = self._presenter.session.clock_moved()
        staff = takers(self._presenter.session)
        why = why_not_now(view) or ("" if staff else _("nobody else is on the staff"))
        if why:
            self._presenter.failed.emit(_("Not handed over: {why}.").format(why=why))
            return
        if self._dialog is not None:
            return
        me = self._presenter.session.desk.me
        dialog = PersonDialog(
            _("Hand over"), _("Hand-over card"), _("Hand over"), dialog_host(self._page)
        )
        self._card = hand_over_card(view)
        dialog.show_rows([FactRow(one.about, one.words) for one in self._card])
        dialog.ask(
            _("Go through the card together; then each of you signs with the password."),
            secret(OWN, _("Password of {name}, who hands over").format(name=me), dialog.panel),
            colleague(_("Who takes over"), staff, dialog.panel),
            secret(PASSWORD, _("Password of who takes over"), dialog.panel),
            LineField(NOTE, _("What else is to be known"), parent=dialog.panel, height="touch"),
        )
        dialog.given.connect(self._on_given)
        dialog.closed.connect(self._on_closed)
        self._prover.busy_changed.connect(dialog.show_busy)
        self._dialog = dialog
        dialog.open()

    @Slot(object)
    def _on_given(self, texts: dict[str, str]) -> None:
        if self._dialog is None:
            return
        if not texts[LOGIN]:
            self._dialog.refuse("", _("Choose who takes over."))
            return
        empty = next((code for code in (OWN, PASSWORD) if not texts[code]), "")
        if empty:
            self._dialog.refuse(empty, _("type the password"))
            return
        self._texts = texts
        self._prover.prove(
            (
                Proof(OWN, partial(self._tools.prove, texts[OWN])),
                Proof(PASSWORD, partial(self._tools.unlock, texts[LOGIN], texts[PASSWORD])),
            )
        )

    @Slot(object)
    def _on_proven(self, opened: list[object]) -> None:
        dialog, texts = self._dialog, self._texts
        self._texts = {}
        if dialog is None:
            return
        session = self._presenter.session
        taker = next(one for one in takers(session) if one.login == texts[LOGIN])
        try:
            signer = cast("Opened", opened[-1]).signer
            hand_over(session, taker, texts[NOTE], card=self._card, signer=signer)
        except RefusedError as refused:
            dialog.refuse("", refused.refusals[0].reason)
            return
        except PlexlogError as error:
            dialog.refuse("", str(error))
            return
        dialog.finish()
        self._presenter.tell_kept()
        self._tools.take_over(taker.login, opened[-1])

    @Slot(str, str)
    def _on_refused(self, place: str, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.refuse(place, sentence)

    @Slot()
    def _on_closed(self) -> None:
        self._dialog, self._texts = None, {}
