"""Has a second person check a bag or drug at the bedside, by their own password."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain import wording
from plexlog.domain.errors import PlexlogError, RefusedError
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Bag, DrugGiven
from plexlog.services.second_check import checkers, second_check
from ui.session.bag_words import bag_source, fluid_name
from ui.session.fact_rows import FactRow
from ui.session.hosting import dialog_host
from ui.session.person_dialog import LOGIN, PASSWORD, PersonDialog, colleague, secret
from ui.session.proving import Proof, Prover
from ui.session.session_presenter import SessionPresenter
from ui.session.tools import SessionTools


class SecondCheckAct(QObject):
    """`open(part)`; `said(words)` once it is on record."""

    said = Signal(str)

    def __init__(self, presenter: SessionPresenter, tools: SessionTools, page: QWidget) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._tools = tools
        self._page = page
        self._part: Bag | DrugGiven | None = None
        self._login = ""
        self._dialog: PersonDialog | None = None
        self._prover = Prover(tools.tasks, self)
        self._prover.proven.connect(self._on_proven)
        self._prover.refused.connect(self._on_refused)

    def open(self, part: Bag | DrugGiven) -> None:
        """Show what is to be checked; whoever checks it types their own password."""
        staff = checkers(self._presenter.session, part)
        if not staff:
            self._presenter.failed.emit(_("Not checked: nobody else is on the staff."))
            return
        if self._dialog is not None:
            return
        self._part = part
        title = _("Check by a second person")
        dialog = PersonDialog(title, _("To be checked"), _("Checked"), dialog_host(self._page))
        dialog.show_rows([*self._patient(), *_facts(part)])
        dialog.ask(
            _("Compare every line with the label and the patient; then sign with your password."),
            colleague(_("Who checks it too"), staff, dialog.panel),
            secret(PASSWORD, _("Password of who checks it"), dialog.panel),
        )
        dialog.given.connect(self._on_given)
        dialog.closed.connect(self._on_closed)
        self._prover.busy_changed.connect(dialog.show_busy)
        self._dialog = dialog
        dialog.open()

    def _patient(self) -> list[FactRow]:
        patient = self._presenter.view().course.patient
        group = patient.blood_group
        told = [
            FactRow(_("Patient"), wording.patient_name(patient)),
            FactRow(_("Born"), wording.day(patient.birth_date)),
            FactRow(_("Record number"), patient.record_number),
        ]
        if group is not None:
            told.append(FactRow(_("Patient's group"), group.abo.label))
        return told

    @Slot(object)
    def _on_given(self, texts: dict[str, str]) -> None:
        if self._dialog is None:
            return
        if not texts[LOGIN]:
            self._dialog.refuse("", _("Choose who checks it."))
        elif not texts[PASSWORD]:
            self._dialog.refuse(PASSWORD, _("type the password"))
        else:
            self._login = texts[LOGIN]
            opens = partial(self._tools.unlock, self._login, texts[PASSWORD])
            self._prover.prove([Proof(PASSWORD, opens)])

    @Slot(object)
    def _on_proven(self, _opened: list[object]) -> None:
        if self._dialog is None or self._part is None:
            return
        session = self._presenter.session
        checker = next(one for one in checkers(session, self._part) if one.login == self._login)
        try:
            second_check(session, self._part, checker)
        except RefusedError as refused:
            self._dialog.refuse("", refused.refusals[0].reason)
            return
        except PlexlogError as error:
            self._dialog.refuse("", str(error))
            return
        self._dialog.finish()
        self._presenter.tell_kept()
        self.said.emit(_("Checked by {name}, on record").format(name=checker.name))

    @Slot(str, str)
    def _on_refused(self, place: str, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.refuse(place, sentence)

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = self._part = None


def _facts(part: Bag | DrugGiven) -> list[FactRow]:
    if isinstance(part, Bag):
        size = wording.with_unit(wording.plain(part.volume_ml), "mL")
        rows = [
            FactRow(_("Bag"), f"{fluid_name(part)}, {size}"),
            FactRow(_("Label"), bag_source(part)),
            FactRow(_("Its group"), _group(part)),
            FactRow(_("Hung by"), f"{part.by or ''} {wording.clock(part.started_at)}".strip()),
        ]
    else:
        route = "" if part.route is None else part.route.label
        rows = [
            FactRow(_("Drug"), part.drug),
            FactRow(_("Dose"), ", ".join(text for text in (part.dose, route) if text)),
            FactRow(_("Lot"), part.lot or ""),
            FactRow(_("Given by"), f"{part.by or ''} {part.at.clock}".strip()),
        ]
    return [row for row in rows if row.words]


def _group(bag: Bag) -> str:
    rhd = "" if bag.rhd is None else f" RhD {bag.rhd.label}"
    return "" if bag.abo is None else f"{bag.abo.label}{rhd}"
