"""The open row of a run: typed cell by cell, on disk cell by cell, counted when it is kept."""

from __future__ import annotations

from collections.abc import Container, Iterable

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain import wording
from plexlog.domain.entry import Entry, entry_of
from plexlog.domain.errors import PlexlogError, RefusedError, UnreadableError
from plexlog.domain.fields import NumberField, Place, Severity
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.domain.records import Reading
from plexlog.domain.wording import listed
from plexlog.services import recording, run_records
from plexlog.services.desk import Desk
from plexlog.services.drafts import drop_typed, form_name, keep_typed, kept_draft
from plexlog.services.entry_checks import doubted_totals
from plexlog.services.observed import clock_shown, observed_at, read_observed
from ui.session.session_presenter import SessionPresenter, not_written, told

TIME = "at"  # the cell with the time of the row


class RunPresenter(QObject):
    """Presenter of the open row."""

    cell_made = Signal(str, object)  # code of the cell, its Entry
    time_made = Signal(str, str)  # the time as it stands now, why another was refused
    row_kept = Signal()  # the row counts; the next one is open
    nothing_to_keep = Signal(str)  # a sentence: the row is empty, or a cell is refused
    findings_changed = Signal()  # what is refused or asked about in the row is not what it was
    text_put_back = Signal(str, str)  # code, a text that was refused or asked about when one left

    def __init__(self, presenter: SessionPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._time: Moment | None = None  # of the open row, as set by hand
        self._unsettled: dict[str, Entry] = {}  # by code: refused, or asked and not answered
        self._refused_time: Entry | None = None
        self.under_more: frozenset[str] = frozenset()  # codes that have no cell

    @property
    def columns(self) -> tuple[NumberField, ...]:
        """Every quantity that a row can take, in the catalogue's order."""
        return self._presenter.session.desk.catalogue.at(Place.READING)

    def findings(self) -> tuple[Entry, ...]:
        """What of the open row is refused, asked about or unusual; nothing where none can be."""
        if not self._presenter.view().is_running:
            return ()
        row = self._row()
        values = {} if row is None else row.values
        unusual = [
            entry_of(self._desk.catalogue[code], measured)
            for code, measured in values.items()
            if measured.flag is Severity.NOTICE and code not in self._unsettled
        ]
        time = () if self._refused_time is None else (self._refused_time,)
        return (*time, *self._unsettled.values(), *unusual)

    def time_shown(self) -> str:
        """The time of the open row: its own, one set by hand, or now while nothing is in it."""
        row = self._row()
        is_begun = row is not None and bool(row.values or self._unsettled)
        at = row.at if row is not None and is_begun else self._time
        return at.clock if at is not None else clock_shown(self._presenter.session)

    @Slot(str, str)
    def enter(self, code: str, text: str) -> None:
        """Take what was typed into a cell."""
        self._enter(code, text, is_new=bool(text.strip()))

    @Slot(str, str)
    def confirm(self, code: str, text: str) -> None:
        """The person stands by an unlikely value."""
        self._enter(code, text, is_sure=True)

    def put_back(self, codes: Container[str]) -> None:
        """Ask again about what was typed into these cells and neither recorded nor taken back."""
        row = self._row()
        if row is None or self._presenter.view().is_signed:
            return
        draft = kept_draft(self._desk, _form(row))
        if draft is None:
            return
        self._time = row.at if TIME in draft.texts else None
        waiting = {code: text for code, text in draft.texts.items() if code != TIME}
        left = {code: _left(code, text) for code, text in waiting.items()}
        self._unsettled = {**left, **self._unsettled}  # until it is asked about again
        for code, text in waiting.items():
            if code in codes:
                self.text_put_back.emit(code, text)
                self._enter(code, text)

    def _enter(self, code: str, text: str, *, is_sure: bool = False, is_new: bool = False) -> None:
        if code == TIME:
            self._set_time(text)
            return
        if not text.strip() and self._row() is None:
            self._settle(code, Entry(code=code, text=text), is_kept=True)
            return
        try:
            row = self._row_to_type_in(is_new=is_new)
            entry = recording.enter_cell(self._presenter.session, row, code, text, is_sure=is_sure)
        except PlexlogError as error:
            self._presenter.failed.emit(wording.sentence(told(error)))
            self._settle(code, not_written(code, text, error), is_kept=False)
            return
        is_kept = is_sure or not (entry.is_refused or entry.is_question)
        self._settle(code, entry, is_kept=is_kept)
        if is_kept:
            self._look_again()
            self._presenter.tell_kept()

    def _look_again(self) -> None:
        """Ask about totals that do not fit what stands beside them by now; let go what fits."""
        for one in doubted_totals(self._presenter.view()):
            waiting = self._unsettled.get(one.code)
            is_same = waiting is None or waiting.text == one.text
            if is_same and one.is_question != (waiting is not None):
                self._settle(one.code, one, is_kept=not one.is_question)

    def _settle(self, code: str, entry: Entry, *, is_kept: bool) -> None:
        before = self._unsettled.get(code)
        if is_kept:
            self._unsettled.pop(code, None)
        else:
            self._unsettled[code] = entry
        self._keep_typed()
        self.cell_made.emit(code, entry)
        if before != self._unsettled.get(code):
            self.findings_changed.emit()

    def _set_time(self, text: str) -> None:
        session = self._presenter.session
        try:
            at = read_observed(session, text)
            recording.refuse_outside_run(session, at)
        except UnreadableError as unreadable:
            self._refuse_time(text, str(unreadable))
            return
        except RefusedError as refused:
            self._refuse_time(text, refused.refusals[0].reason)
            return
        row = self._row()
        if row is not None and not self._presenter.attempt(
            lambda: recording.move_row(session, row, at)
        ):
            self._refuse_time(text, _("Not written yet. Press Enter or Tab to try again."))
            return
        self._refused_time = None
        self._time = at
        self._keep_typed()
        self.time_made.emit(at.clock, "")
        self.findings_changed.emit()

    def _refuse_time(self, text: str, reason: str) -> None:
        """The row waits until its time is right or taken back: it must not get another one."""
        self._refused_time = Entry(code=TIME, text=text, severity=Severity.REFUSE, message=reason)
        self.time_made.emit(text, reason)
        self.findings_changed.emit()

    @Slot()
    def keep(self) -> None:
        """Keep the row; from now on it counts, and the next one is open."""
        row = self._row()
        if self._unsettled or self._refused_time is not None:
            self.nothing_to_keep.emit(self._not_kept())
        elif row is None or not row.values:
            self.nothing_to_keep.emit(_("Not kept: nothing has been entered in this row."))
        elif self._presenter.attempt(lambda: self._keep(row)):
            self.row_kept.emit()

    def _not_kept(self) -> str:
        """Why the row waits; what has no cell is named with where it is asked about."""
        labels = [
            self._desk.catalogue[code].label for code in self._unsettled if code in self.under_more
        ]
        if not labels:
            return _("Not kept yet.")
        return _("Not kept yet. Under More (F3): {what}.").format(what=listed(labels))

    def _keep(self, row: Reading) -> None:
        with self._presenter.session.writing():
            recording.keep_row(self._presenter.session, row)
            drop_typed(self._desk, _form(row))
        self._time = None  # before the page shows the next row, which is of now

    @Slot(str)
    def tell_pause(self, reason: str) -> None:
        """Say why the exchange stands still."""
        self._presenter.attempt(lambda: run_records.tell_pause(self._presenter.session, reason))

    @Slot(object)
    def let_go(self, codes: Iterable[str]) -> None:
        """Forget what was refused or asked about: its text is gone."""
        for code in codes:
            self._unsettled.pop(code, None)
            if code == TIME:
                self._refused_time = None
        self._look_again()  # what is on record is still asked about
        self._keep_typed()
        self.findings_changed.emit()

    def _keep_typed(self) -> None:
        """Put on file what is not on record: texts that wait, and a time set by hand."""
        row = self._row()
        if row is None:
            return
        by_hand = {} if self._time is None else {TIME: row.at.clock}
        try:
            waiting = {code: entry.text for code, entry in self._unsettled.items()}
            keep_typed(self._desk, _form(row), {**by_hand, **waiting}, {})
        except PlexlogError as error:
            self._presenter.failed.emit(str(error))

    @property
    def _desk(self) -> Desk:
        return self._presenter.session.desk

    def _row(self) -> Reading | None:
        return self._presenter.view().open_row

    def _row_to_type_in(self, *, is_new: bool) -> Reading:
        """The open row, or one that begins now; one that holds nothing begins anew."""
        session = self._presenter.session
        row = self._row()
        at = self._time or self._row_time(row)
        if row is None:
            return recording.begin_row(session, at)
        is_older = row.at.to_minute() != at.to_minute()
        if is_new and is_older and not row.values:
            return recording.move_row(session, row, at)
        return row

    def _row_time(self, row: Reading | None) -> Moment:
        """Now; from paper what the row has, for a row is never begun without its time there."""
        session = self._presenter.session
        is_begun = row is not None and session.is_from_paper
        return observed_at(session, row.at if row is not None and is_begun else None)


def _left(code: str, text: str) -> Entry:
    """What was left without an answer; its cell asks again, and so does More once it is open."""
    return Entry(code=code, text=text, severity=Severity.ASK, message=_("not answered yet"))


def _form(row: Reading) -> str:
    """The name under which what is typed into a row and not on record is kept."""
    return form_name("row", row.key)
