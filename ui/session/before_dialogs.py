"""The dialogs before the start in which several things are kept as one act."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain import wording
from plexlog.domain.errors import PlexlogError, RefusedError
from plexlog.domain.language import gettext as _
from plexlog.domain.words import ConsentKind
from plexlog.domain.words_before import DelayReason
from plexlog.services import before_start
from plexlog.services.open_session import OpenSession
from ui.session.entry_dialog import Ask, EntryDialog
from ui.session.hosting import dialog_host
from ui.session.session_presenter import SessionPresenter
from ui.widgets.box import BoxLabels
from ui.widgets.choices import Option

Keep = Callable[[OpenSession, Mapping[str, str]], None]


def _labels(code: str, label: str, unit: str = "", reach: str = "") -> BoxLabels:
    return BoxLabels(code=code, label=label, unit=unit, range=reach)


class BeforeDialogs(QObject):
    """Opens one dialog at a time over a page, and keeps what it is given."""

    def __init__(self, presenter: SessionPresenter, page: QWidget) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._page = page
        self._dialog: EntryDialog | None = None
        self._keep: Keep | None = None

    @Slot()
    def ask_drug_after(self) -> None:
        """Ask for a drug to be given after the exchange."""
        asks = [
            Ask(labels=_labels("drug", _("Drug")), wide=True),
            Ask(labels=_labels("dose", _("Dose"))),
            Ask(labels=_labels("hold_until", _("Hold until"), "", _("day and time, or time"))),
            Ask(labels=_labels("next_dose_at", _("Next dose at"), "", _("day and time"))),
            Ask(labels=_labels("note", _("Note"))),
        ]
        self._open(_("Drug to give after"), asks, before_start.add_drug_after)
        if self._dialog is not None:
            self._dialog.changed.connect(self._on_drug_typed)

    @Slot()
    def ask_delay(self) -> None:
        """Ask how long the session waited, and why."""
        reasons = [Option(one.value, wording.sentence(one.label)) for one in DelayReason]
        asks = [
            Ask(labels=_labels("reason", _("Waiting for")), options=reasons),
            Ask(labels=_labels("minutes", _("How long"), "min", "1–1440")),
            Ask(labels=_labels("note", _("Note")), wide=True),
        ]
        self._open(_("Waiting"), asks, before_start.add_delay)

    @Slot()
    def ask_lesson(self) -> None:
        """Ask what was taught and what the patient said back."""
        asks = [
            Ask(labels=_labels("topic", _("Topic")), wide=True),
            Ask(labels=_labels("answer", _("Said back by the patient")), wide=True),
        ]
        self._open(_("Teaching"), asks, before_start.add_lesson)

    @Slot()
    def ask_consent(self) -> None:
        """Ask for a consent."""
        kinds = [Option(one.value, wording.sentence(one.label)) for one in ConsentKind]
        today = wording.day(self._presenter.session.desk.now().day)
        asks = [
            Ask(labels=_labels("kind", _("Consent to")), options=kinds, as_row=True, wide=True),
            Ask(labels=_labels("given_on", _("Given on"), "", today)),
            Ask(labels=_labels("valid_until", _("Valid until"), "", _("blank: no end"))),
            Ask(labels=_labels("taken_by", _("Taken by"))),
            Ask(labels=_labels("x_plexlog_scope", _("What it covers"))),
            Ask(labels=_labels("language", _("Language"))),
            Ask(labels=_labels("form_version", _("Version of the form"))),
        ]
        self._open(_("Consent"), asks, before_start.add_consent)

    def _open(self, title: str, asks: list[Ask], keep: Keep) -> None:
        if self._dialog is not None:
            return
        self._dialog = EntryDialog(title, _("Record it"), asks, dialog_host(self._page))
        self._keep = keep
        self._dialog.given.connect(self._on_given)
        self._dialog.closed.connect(self._on_closed)
        self._dialog.open()

    @Slot(str, str)
    def _on_drug_typed(self, code: str, text: str) -> None:
        """Say what the unit's list says of the drug."""
        if self._dialog is not None and code == "drug":
            drugs = self._presenter.session.desk.knowledge.drugs
            self._dialog.set_note(before_start.advice_for(drugs, text))

    @Slot(object)
    def _on_given(self, texts: dict[str, str]) -> None:
        if self._dialog is None or self._keep is None:
            return
        dialog = self._dialog
        try:
            self._keep(self._presenter.session, texts)
        except RefusedError as refused:
            for one in reversed(refused.refusals):
                dialog.show_refusal(one.place, one.reason)
        except PlexlogError as error:
            dialog.show_refusal("", str(error))
        else:
            dialog.finish()
            self._presenter.tell_kept()

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = self._keep = None
