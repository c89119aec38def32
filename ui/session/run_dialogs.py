"""The dialogs of the run in which several things are kept as one act: bag, drug, saline, note."""

from __future__ import annotations

from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.errors import PlexlogError, RefusedError
from plexlog.domain.facts import FluidFact
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, DrugGiven, SalineBolus
from plexlog.domain.words import Route
from plexlog.services import run_records
from plexlog.services.typed_record import typed_record
from ui.session.entry_dialog import Ask, EntryDialog
from ui.session.session_presenter import SessionPresenter
from ui.widgets.box import BoxLabels
from ui.widgets.buttons import ActionButton
from ui.widgets.choices import Option

_ABO = [Option(group, group) for group in ("A", "B", "AB", "O")]


def _labels(code: str, label: str, unit: str = "", reach: str = "") -> BoxLabels:
    return BoxLabels(code=code, label=label, unit=unit, range=reach)


def bag_dialog(fluids: tuple[FluidFact, ...], host: QWidget) -> EntryDialog:
    """Asks for what stands on a bag."""
    options = [Option(fact.code, fact.label) for fact in fluids]
    return EntryDialog(
        _("Hang a bag"),
        _("Hang it"),
        [
            Ask(labels=_labels("fact", _("Fluid")), options=options, wide=True),
            Ask(labels=_labels("volume_ml", _("Volume"), "mL")),
            Ask(labels=_labels("expires_on", _("Expiry"), "", "2028-04-30")),
            Ask(labels=_labels("lot", _("Lot"))),
            Ask(labels=_labels("product", _("Product"))),
            Ask(labels=_labels("din", _("Donation number of plasma"), "", "13 characters")),
            Ask(labels=_labels("din_check", _("Its check character"))),
            Ask(
                labels=_labels("abo", _("ABO group of plasma")),
                options=_ABO,
                as_row=True,
                wide=True,
            ),
        ],
        host,
        "scan-barcode",
    )


def drug_dialog(now: Moment, host: QWidget) -> EntryDialog:
    """Asks for a drug with its dose, route and time."""
    routes = [Option(route.value, route.label) for route in Route]
    return EntryDialog(
        _("Drug given"),
        _("Record it"),
        [
            Ask(labels=_labels("drug", _("Drug"), "", _("with its strength")), wide=True),
            Ask(labels=_labels("dose", _("Dose"), "", _("such as 10 mL or 2 mg"))),
            Ask(labels=_labels("at", _("Time"), "", _("not in the future")), text=now.clock),
            Ask(labels=_labels("route", _("Route")), options=routes, as_row=True, wide=True),
            Ask(labels=_labels("volume_ml", _("Volume"), "mL", _("counts in the balance"))),
            Ask(labels=_labels("lot", _("Lot"))),
            Ask(labels=_labels("reason", _("Why")), wide=True),
        ],
        host,
        "syringe",
    )


def note_dialog(host: QWidget) -> EntryDialog:
    """Asks for a line of text."""
    return EntryDialog(
        _("Note"),
        _("Add it"),
        [Ask(labels=_labels("note", _("What happened")), wide=True)],
        host,
        "notebook-pen",
    )


def bolus_dialog(now: Moment, host: QWidget) -> EntryDialog:
    """Asks for saline given at once."""
    return EntryDialog(
        _("Saline bolus"),
        _("Record it"),
        [
            Ask(labels=_labels("volume_ml", _("Volume"), "mL", _("counts in the balance"))),
            Ask(labels=_labels("at", _("Time"), "", _("not in the future")), text=now.clock),
            Ask(labels=_labels("reason", _("Why")), wide=True),
        ],
        host,
        "droplets",
    )


class RunDialogs(QObject):
    """Opens the dialogs and keeps what they are given; one at a time."""

    opened = Signal(object)  # the EntryDialog
    kept = Signal(str)  # what was kept, for the toast

    def __init__(self, presenter: SessionPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._dialog: EntryDialog | None = None
        self._keep: Callable[[dict[str, str]], object] | None = None
        self._said = ""

    @property
    def is_open(self) -> bool:
        """Whether a dialog is shown."""
        return self._dialog is not None

    def ask_bag(self, host: QWidget) -> None:
        """Ask for the next bag."""
        fluids = self._presenter.session.desk.knowledge.fluids
        self._open(bag_dialog(fluids, host), self._hang, _("Bag on record"))

    def ask_drug(self, host: QWidget) -> None:
        """Ask for a drug that was given."""
        now = self._presenter.session.desk.now()
        dialog = drug_dialog(now, host)
        bolus = ActionButton(_("Saline bolus"), "droplets", parent=dialog)
        bolus.setObjectName("bolus")
        dialog.head.addWidget(bolus)
        bolus.clicked.connect(self._on_bolus_wanted)
        self._open(dialog, self._give, _("Drug on record"))

    def ask_note(self, host: QWidget) -> None:
        """Ask for a note."""
        self._open(note_dialog(host), self._note, _("Note on record"))

    @Slot()
    def _on_bolus_wanted(self) -> None:
        """Saline instead of a drug: the one dialog gives way to the other."""
        host = None if self._dialog is None else self._dialog.parentWidget()
        if self._dialog is None or host is None:
            return
        self._dialog.finish()
        now = self._presenter.session.desk.now()
        self._open(bolus_dialog(now, host), self._give_bolus, _("Saline on record"))

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
        self.opened.emit(dialog)

    @Slot(object)
    def _on_given(self, texts: dict[str, str]) -> None:
        if self._dialog is None or self._keep is None:
            return
        dialog, keep = self._dialog, self._keep
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
            self.kept.emit(self._said)

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = self._keep = None

    def _hang(self, texts: dict[str, str]) -> object:
        session = self._presenter.session
        facts = {fact.code: fact for fact in session.desk.knowledge.fluids}
        chosen = facts.get(texts.pop("fact"))
        fluid = "" if chosen is None else chosen.fluid
        percent = "" if chosen is None else chosen.concentration_percent
        given = texts | {"fluid": fluid, "concentration_percent": percent, "id": "new"}
        return run_records.hang_bag(session, typed_record(Bag, given, session.desk.now()))

    def _give(self, texts: dict[str, str]) -> object:
        session = self._presenter.session
        drug = typed_record(DrugGiven, texts, session.desk.now())
        return run_records.give_drug(session, drug)

    def _note(self, texts: dict[str, str]) -> None:
        run_records.add_note(self._presenter.session, texts["note"])

    def _give_bolus(self, texts: dict[str, str]) -> object:
        session = self._presenter.session
        bolus = typed_record(SalineBolus, texts, session.desk.now())
        return run_records.give_bolus(session, bolus.volume_ml, bolus.reason or "", bolus.at)
