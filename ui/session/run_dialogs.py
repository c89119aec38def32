"""The dialogs of the run in which several things are kept as one act: bag, drug, saline, note."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.errors import PlexlogError, RefusedError
from plexlog.domain.language import gettext as _
from plexlog.domain.records import DrugGiven, SalineBolus
from plexlog.services import run_records
from plexlog.services.drugs_by_protocol import DrugPick, drug_picks, give_pick
from plexlog.services.given_questions import QuestionedError
from plexlog.services.observed import clock_shown, typed_observed
from ui.session.bag_dialog import BagDialog
from ui.session.bag_presenter import BagPresenter
from ui.session.drug_dialog import DrugDialog, bolus_dialog
from ui.session.entry_dialog import Ask, EntryDialog
from ui.session.hosting import dialog_host
from ui.session.scan_catcher import ScanCatcher
from ui.session.session_presenter import SessionPresenter
from ui.widgets.box import BoxLabels
from ui.widgets.dialog import DialogFrame


def note_dialog(host: QWidget) -> EntryDialog:
    """Asks for a line of text."""
    return EntryDialog(
        _("Note"),
        _("Add it"),
        [Ask(labels=BoxLabels(code="note", label=_("What happened")), wide=True)],
        host,
        "notebook-pen",
    )


class RunDialogs(QObject):
    """Opens the dialogs and keeps what they are given; one at a time."""

    opened = Signal(object)  # the EntryDialog
    kept = Signal(str)  # what was kept, for the status line
    given_wanted = Signal()  # the list of bags and drugs so far, instead of the dialog

    def __init__(self, presenter: SessionPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._dialog: EntryDialog | None = None
        self._keep: Callable[[dict[str, str]], object] | None = None
        self._said = ""
        self._picks: tuple[DrugPick, ...] = ()
        self._asked: frozenset[str] = frozenset()  # codes of what was asked of the drug or saline
        if isinstance(parent, QWidget):
            clock = presenter.session.desk.clock
            self.catcher = ScanCatcher(clock.monotonic, parent)
            self.catcher.scanned.connect(self._on_scanned)
            self._page = parent

    @property
    def is_open(self) -> bool:
        """Whether a dialog is shown."""
        return self._dialog is not None

    def ask_bag(self, host: QWidget) -> None:
        """Ask for the next bag."""
        if self._dialog is not None:
            return
        own = BagPresenter(self._presenter)
        dialog = BagDialog(own, clock_shown(self._presenter.session), host)
        own.setParent(dialog)
        own.hung.connect(self._on_hung)
        self._show(dialog)

    def ask_drug(self, host: QWidget) -> None:
        """Ask for a drug that was given."""
        if self._dialog is not None:
            return
        session = self._presenter.session
        self._picks = () if session.is_from_paper else drug_picks(session)
        dialog = DrugDialog(self._picks, clock_shown(session), host)
        dialog.bolus.clicked.connect(self._on_bolus_wanted)
        dialog.pick_wanted.connect(self._on_pick)
        self._open(dialog, self._give, _("Drug on record"))

    def ask_ordered(self, host: QWidget, texts: Mapping[str, str]) -> None:
        """Ask for a drug as it is ordered: filled in, to be looked over and recorded."""
        dialog = DrugDialog((), clock_shown(self._presenter.session), host)
        dialog.bolus.hide()
        dialog.so_far.hide()
        dialog.fill_in(texts)
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
        clock = clock_shown(self._presenter.session)
        self._open(bolus_dialog(clock, host), self._give_bolus, _("Saline on record"))

    @Slot()
    def _on_given_wanted(self) -> None:
        """The list instead of the dialog; what was typed is offered again."""
        if self._dialog is not None:
            self._dialog.close_later()
        self.given_wanted.emit()

    def _open(
        self, dialog: EntryDialog, keep: Callable[[dict[str, str]], object], said: str
    ) -> None:
        if self._dialog is not None:
            dialog.deleteLater()
            return
        self._keep, self._said = keep, said
        dialog.given.connect(self._on_given)
        self._show(dialog)

    def _show(self, dialog: EntryDialog) -> None:
        self._dialog = dialog
        dialog.closed.connect(self._on_closed)
        if isinstance(dialog, BagDialog | DrugDialog):
            dialog.so_far.clicked.connect(self._on_given_wanted)
        dialog.open()
        self.opened.emit(dialog)

    @Slot()
    def _on_hung(self) -> None:
        self._presenter.tell_kept()
        self.kept.emit(_("Bag on record"))

    @Slot(str)
    def _on_pick(self, key: str) -> None:
        """Record a quick pick as given now."""
        pick = next(one for one in self._picks if one.key == key)

        def keep(_texts: dict[str, str]) -> object:
            return give_pick(self._presenter.session, pick, self._answers())

        self._keep, self._said = keep, f"{pick.drug}, {pick.dose}: {_('on record')}"
        self._on_given({})

    @Slot(str)
    def _on_scanned(self, text: str) -> None:
        """A scan came in: into the dialog that takes scans; it opens one where none is open."""
        dialog = self._dialog
        if isinstance(dialog, BagDialog | DrugDialog):
            dialog.take_scan(text)
            return
        host = dialog_host(self._page)
        if any(one.isVisible() for one in host.findChildren(DialogFrame)):
            self._presenter.failed.emit(
                _("A scan came while something else was asked, and was not taken. Scan it again.")
            )
        elif not self._presenter.view().is_running:
            self._presenter.failed.emit(
                _("Scanned, and nothing was taken: bags are hung while the run is under way.")
            )
        else:
            self.ask_bag(host)
            self._on_scanned(text)

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
        except QuestionedError as questioned:
            self._asked |= {one.code for one in questioned.questions}
            dialog.ask_why(str(questioned), questioned.severity)
        except PlexlogError as error:
            dialog.show_refusal("", str(error))
        else:
            dialog.finish()
            self._presenter.tell_kept()
            self.kept.emit(self._said)

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = self._keep = None
        self._asked = frozenset()

    def _give(self, texts: dict[str, str]) -> object:
        session = self._presenter.session
        drug = typed_observed(session, DrugGiven, texts)
        return run_records.give_drug(session, drug, self._answers())

    def _answers(self) -> dict[str, str]:
        """The reason typed in the dialog, to each thing that was asked there."""
        why = "" if self._dialog is None else self._dialog.why()
        return dict.fromkeys(self._asked, why)

    def _note(self, texts: dict[str, str]) -> None:
        run_records.add_note(self._presenter.session, texts["note"])

    def _give_bolus(self, texts: dict[str, str]) -> object:
        session = self._presenter.session
        bolus = typed_observed(session, SalineBolus, texts)
        return run_records.give_bolus(
            session, bolus.volume_ml, bolus.reason or "", bolus.at, self._answers()
        )
