"""What comes after the signature: countersigning, an addendum, an amendment, each by password."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.entry import Entry
from plexlog.domain.errors import PlexlogError, RefusedError
from plexlog.domain.language import gettext as _
from plexlog.services import after_signing
from plexlog.services.amended_values import SignedValue
from ui.session.entry_dialog import Ask, EntryDialog
from ui.session.session_presenter import SessionPresenter
from ui.session.sign_presenter import SignPresenter
from ui.widgets.box import BoxLabels
from ui.widgets.choices import Option

Texts = dict[str, str]


class LaterActs(QObject):
    """Opens the dialog of an act and signs what it is given; one at a time."""

    signed = Signal()

    def __init__(
        self, presenter: SessionPresenter, own: SignPresenter, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._own = own
        self._dialog: EntryDialog | None = None
        self._check: Callable[[Texts], object] = _nothing_to_check
        self._sign: Callable[[Texts], object] = _nothing_to_check
        self._texts: Texts = {}
        self._asked = ("", "")  # value and text of an amendment that were asked about

    def countersign(self, host: QWidget) -> None:
        """Ask for the password of who has reviewed the session."""
        self._check, self._sign = _nothing_to_check, self._countersign
        note = _("I, {name}, have reviewed this session as it was signed.")
        self._open(_("Countersign"), _("Countersign"), [], note, host)

    def add_addendum(self, host: QWidget) -> None:
        """Ask for a text and the reason for it."""
        self._check, self._sign = self._see_addendum, self._add_addendum
        asks = [
            Ask(labels=BoxLabels(code="text", label=_("Addendum")), wide=True),
            Ask(labels=BoxLabels(code="why", label=_("Why it is added now")), wide=True),
        ]
        note = _("Signed by {name}; the record itself stays as it was signed.")
        self._open(_("Addendum to the signed session"), _("Sign addendum"), asks, note, host)

    def amend_value(self, host: QWidget) -> None:
        """Ask which value was recorded wrongly, what it should be, and why."""
        self._check, self._sign = self._see_amendment, self._amend
        self._asked = ("", "")
        values = self._values()
        options = [Option(one.key, one.label) for one in values]
        first = values[0].key if values else ""
        asks = [
            Ask(
                labels=BoxLabels(code="what", label=_("What was recorded wrongly")),
                options=options,
                text=first,
                wide=True,
            ),
            Ask(labels=BoxLabels(code="text", label=_("It should be")), wide=True),
            Ask(labels=BoxLabels(code="why", label=_("Why, in a few words")), wide=True),
        ]
        note = _("Signed by {name}; the signed value and its figures stay beside it.")
        self._open(_("Amend a signed value"), _("Sign amendment"), asks, note, host)
        self._show_value(first)

    def _open(self, title: str, act: str, asks: list[Ask], note: str, host: QWidget) -> None:
        if self._dialog is not None:
            return
        labels = BoxLabels(code="later_password", label=_("Password, once more"))
        password = Ask(labels=labels, wide=True, is_hidden=True)
        dialog = self._dialog = EntryDialog(title, act, [*asks, password], host, "pen-line")
        dialog.set_note(note.format(name=self._presenter.session.desk.me))
        dialog.given.connect(self._on_given)
        dialog.changed.connect(self._on_changed)
        dialog.closed.connect(self._on_closed)
        dialog.open()

    @Slot(str, str)
    def _on_changed(self, code: str, text: str) -> None:
        if code == "what":
            self._show_value(text)

    def _show_value(self, key: str) -> None:
        """Show what was signed beside the field for what it should be."""
        found = [one for one in self._values() if one.key == key]
        if self._dialog is not None and found:
            self._dialog.boxes["text"].show_last(
                _("signed as {value}").format(value=found[0].text)
            )

    def _values(self) -> tuple[SignedValue, ...]:
        return after_signing.signed_values(self._presenter.session)

    @Slot(object)
    def _on_given(self, texts: Texts) -> None:
        """See what was typed first; then make sure of the person."""
        self._texts = texts
        if self._told(lambda: self._check(texts)):
            self._own.prove(texts["later_password"], self._proven, self._refuse_password)

    def _proven(self) -> None:
        if self._dialog is not None and self._told(lambda: self._sign(self._texts)):
            self._dialog.finish()
            self._presenter.tell_kept()
            self.signed.emit()

    def _refuse_password(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.show_refusal("later_password", sentence)

    def _told(self, act: Callable[[], object]) -> bool:
        """Whether something could be done; what was refused stands beside its field."""
        if self._dialog is None:
            return False
        try:
            return act() is not False
        except RefusedError as refused:
            for one in refused.refusals:
                self._dialog.show_refusal(one.place, one.reason)
        except PlexlogError as error:
            self._dialog.show_refusal("", str(error))
        return False

    def _countersign(self, _texts: Texts) -> None:
        after_signing.countersign(self._presenter.session)

    def _see_addendum(self, texts: Texts) -> None:
        after_signing.see_addendum(texts["text"], texts["why"])

    def _add_addendum(self, texts: Texts) -> None:
        after_signing.add_addendum(self._presenter.session, texts["text"], texts["why"])

    def _see_amendment(self, texts: Texts) -> bool:
        session = self._presenter.session
        entry = after_signing.see_amendment(session, texts["what"], texts["text"], texts["why"])
        return self._is_to_be_signed(entry, texts)

    def _is_to_be_signed(self, entry: Entry, texts: Texts) -> bool:
        """Whether a value is possible, and likely or stood by."""
        if self._dialog is None:
            return False
        asked = (texts["what"], texts["text"])
        if entry.is_refused:
            self._dialog.show_refusal("text", entry.message)
            return False
        if entry.is_question and self._asked != asked:
            self._asked = asked
            again = _("{what}. If it is right, sign once more.")
            self._dialog.ask_again("text", again.format(what=entry.message))
            return False
        return True

    def _amend(self, texts: Texts) -> None:
        after_signing.amend_value(
            self._presenter.session, texts["what"], texts["text"], texts["why"], is_sure=True
        )

    @Slot()
    def _on_closed(self) -> None:
        self._dialog, self._texts = None, {}


def _nothing_to_check(_texts: Texts) -> bool:
    return True
