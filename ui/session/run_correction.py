"""Corrects a kept row: one value or its time, or the row taken back; always with a reason."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain import wording
from plexlog.domain.entry import Entry
from plexlog.domain.errors import PlexlogError, RefusedError, UnreadableError
from plexlog.domain.fields import Place
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Reading
from plexlog.services import corrections
from plexlog.services.observed import read_observed
from ui.session.entry_dialog import Ask, EntryDialog, ReasonDialog
from ui.session.run_presenter import TIME
from ui.session.session_presenter import SessionPresenter
from ui.widgets.box import BoxLabels
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.choices import Option


class CorrectionDialog(EntryDialog):
    """Which value, what is right, and why. An unlikely value is asked about once."""

    take_back_wanted = Signal()

    def __init__(self, row: Reading, options: list[Option], code: str, host: QWidget) -> None:
        title = _("Correct the row of {time}").format(time=row.at.clock)
        asks = [
            Ask(labels=BoxLabels(code="what", label=_("What")), options=options, text=code),
            Ask(labels=BoxLabels(code="text", label=_("Right is"))),
            Ask(labels=BoxLabels(code="why", label=_("Why, in a few words")), wide=True),
        ]
        super().__init__(title, _("Correct"), asks, host, "pencil")
        self.set_note(_("What stood before stays in the history."))
        self._back = ActionButton(_("Take the row back"), "", "", Kind.DANGER, self)
        self._back.setObjectName("take_back")
        self.head.addWidget(self._back)
        self._back.clicked.connect(self.take_back_wanted)

    def show_value(self, text: str, unit: str) -> None:
        """Show what stands there now."""
        now = wording.with_unit(text or wording.MISSING, unit)
        self.boxes["text"].show_last(_("now {value}").format(value=now))

    def start_at_value(self) -> None:
        """Put the cursor where the right value is typed."""
        self.boxes["text"].setFocus()


class RowCorrection(QObject):
    """Opens the dialog for a kept row and keeps what it is given; one at a time."""

    corrected = Signal()
    closed = Signal()  # the dialog is gone, whatever became of it

    def __init__(self, presenter: SessionPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._row: Reading | None = None
        self._dialog: CorrectionDialog | None = None
        self._host: QWidget | None = None
        self._asked = ("", "")  # code and text that were asked about

    def open(self, row: Reading, code: str, host: QWidget) -> None:
        """Ask what is right about a row."""
        if self._dialog is not None:
            return
        self._row, self._host, self._asked = row, host, ("", "")
        self._dialog = CorrectionDialog(row, self._options(), code, host)
        self._dialog.given.connect(self._on_given)
        self._dialog.changed.connect(self._on_changed)
        self._dialog.take_back_wanted.connect(self._on_take_back)
        self._dialog.closed.connect(self._on_closed)
        self._show_value(code)
        self._dialog.open()
        self._dialog.start_at_value()

    def _options(self) -> list[Option]:
        fields = self._presenter.session.desk.catalogue.at(Place.READING)
        return [
            Option(TIME, _("Time of the row")),
            *(Option(one.code, one.label) for one in fields),
        ]

    def _show_value(self, code: str) -> None:
        if self._dialog is None or self._row is None:
            return
        if code == TIME:
            self._dialog.show_value(self._row.at.clock, "")
            return
        declared = self._presenter.session.desk.catalogue[code]
        measured = self._row.values.get(code)
        text = "" if measured is None else wording.quantity(declared, measured)
        self._dialog.show_value(text, declared.shown_unit)

    @Slot(str, str)
    def _on_changed(self, code: str, text: str) -> None:
        if code == "what":
            self._show_value(text)

    @Slot(object)
    def _on_given(self, texts: dict[str, str]) -> None:
        if self._dialog is None or self._row is None:
            return
        try:
            entry = self._correct(self._row, texts)
        except UnreadableError as unreadable:
            self._dialog.show_refusal("text", str(unreadable))
        except RefusedError as refused:
            for one in refused.refusals:
                self._dialog.show_refusal(one.place, one.reason)
        except PlexlogError as error:
            self._dialog.show_refusal("", str(error))
        else:
            self._settle(entry)

    def _correct(self, row: Reading, texts: dict[str, str]) -> Entry | None:
        session, code = self._presenter.session, texts["what"]
        if code == TIME:
            at = read_observed(session, texts["text"])
            corrections.correct_time(session, row, at, texts["why"])
            return None
        is_sure = self._asked == (code, texts["text"])
        return corrections.correct_reading(
            session, row, code, texts["text"], texts["why"], is_sure=is_sure
        )

    def _settle(self, entry: Entry | None) -> None:
        if self._dialog is None:
            return
        if entry is not None and entry.is_refused:
            self._dialog.show_refusal("text", entry.message)
            return
        if entry is not None and entry.is_question and self._asked != (entry.code, entry.text):
            self._asked = (entry.code, entry.text)
            again = _("{what}. If it is right, press Correct once more.")
            self._dialog.ask_again("text", again.format(what=entry.message))
            return
        self._done()

    def _done(self) -> None:
        if self._dialog is not None:
            self._dialog.finish()
        self._presenter.tell_kept()
        self.corrected.emit()

    @Slot()
    def _on_take_back(self) -> None:
        """Ask why the whole row is taken back."""
        if self._dialog is None or self._row is None or self._host is None:
            return
        row, host = self._row, self._host
        self._dialog.finish()
        title = _("Take the row of {time} back").format(time=row.at.clock)
        dialog = ReasonDialog(
            row.key, title, _("Take it back"), host, self._presenter.session.desk.me
        )
        dialog.reasoned.connect(self._on_taken_back)
        self._row = row
        dialog.open()

    @Slot(str, str)
    def _on_taken_back(self, _key: str, why: str) -> None:
        row = self._row
        if row is None:
            return

        def verb() -> None:
            corrections.take_back_row(self._presenter.session, row, why)

        if self._presenter.attempt(verb):
            self.corrected.emit()

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None
        self.closed.emit()
