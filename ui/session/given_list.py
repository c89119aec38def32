"""Bags and drugs of a session so far: each can be checked by a second person, or taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Bag, DrugGiven, SalineBolus
from plexlog.services.open_session import SessionView
from plexlog.services.run_records import take_back
from plexlog.services.second_check import to_check
from ui.session.bag_words import bag_source, fluid_name
from ui.session.entry_dialog import ReasonDialog
from ui.session.hosting import dialog_host
from ui.session.second_check_act import SecondCheckAct
from ui.session.session_presenter import SessionPresenter
from ui.session.step_columns import ScrollCard
from ui.session.tools import SessionTools
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Hairline
from ui.widgets.chip import Chip
from ui.widgets.dialog import REACTION, DialogFrame
from ui.widgets.painting import Words

GIVEN_KEY = "Ctrl+G"
Part = Bag | DrugGiven | SalineBolus


@dataclass(frozen=True, slots=True)
class GivenLine:
    """One bag, drug or bolus as the list shows it."""

    part: Part
    words: str
    detail: str
    waits: bool  # for a second person
    is_checked: bool


def given_lines(view: SessionView) -> tuple[GivenLine, ...]:
    """Everything that was hung or given, the latest first."""
    session = view.session
    waiting = {part.key for part in to_check(view)}
    parts: list[Part] = [
        *(session.bags or ()),
        *(session.drugs_given or ()),
        *(session.saline_boluses or ()),
    ]
    parts.sort(key=_when, reverse=True)
    return tuple(_line(part, waits=part.key in waiting) for part in parts)


def _when(part: Part) -> str:
    at = part.started_at if isinstance(part, Bag) else part.at
    return "" if at is None else at.utc.isoformat()


def _line(part: Part, *, waits: bool) -> GivenLine:
    checker = None if isinstance(part, SalineBolus) else part.cosigned_by
    told = [_source(part), part.by or "", "" if checker is None else _("checked by ") + checker]
    return GivenLine(
        part=part,
        words=_words(part),
        detail="  ·  ".join(one for one in told if one),
        waits=waits,
        is_checked=checker is not None,
    )


def _words(part: Part) -> str:
    if isinstance(part, Bag):
        size = wording.with_unit(wording.plain(part.volume_ml), "mL")
        hung = _("at hand") if part.started_at is None else part.started_at.clock
        return f"{hung}  {fluid_name(part)}, {size}"
    if isinstance(part, DrugGiven):
        return f"{part.at.clock}  {part.drug}, {part.dose}"
    size = wording.with_unit(wording.plain(part.volume_ml), "mL")
    return f"{part.at.clock}  {_('Saline bolus')}, {size}"


def _source(part: Part) -> str:
    if isinstance(part, Bag):
        return bag_source(part)
    if isinstance(part, DrugGiven):
        return "" if part.lot is None else f"lot {part.lot}"
    return part.reason or ""


class GivenDialog(DialogFrame):
    """`check_wanted(key)` and `back_wanted(key)` for one of the lines."""

    check_wanted = Signal(str)
    back_wanted = Signal(str)

    def __init__(self, lines: Sequence[GivenLine], host: QWidget) -> None:
        super().__init__(_("Bags and drugs so far"), host)
        self.set_size(*REACTION)
        self._card = ScrollCard(_("The latest first"), parent=self.panel)
        self._done = ActionButton(_("Done"), "check", "Esc", Kind.PRIMARY, self.panel)
        self.body.addWidget(self._card, 1)
        self.add_button(self._done)
        self._done.clicked.connect(self.close_later)
        if not lines:
            none = Words(_("Nothing was hung or given so far."), "label", "ink2")
            self._card.add(none)
        for line in lines:
            self._card.add(self._row(line))
        self.set_note(_("What is taken back stays in the history, with the reason."))

    def _row(self, line: GivenLine) -> QWidget:
        row = QWidget(self._card.inside)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(line.words, "strong", "ink", row).wrapped())
        words.addWidget(Words(line.detail, "hint", "ink2", row).wrapped())
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addLayout(words, 1)
        if line.waits:
            across.addWidget(Chip(_("second check"), "ask", parent=row))
        if not line.is_checked and not isinstance(line.part, SalineBolus):
            across.addWidget(self._button(line, "check", _("Second check"), row))
        across.addWidget(self._button(line, "back", _("Take back"), row))
        rows = QVBoxLayout(row)
        rows.setContentsMargins(0, 6, 0, 0)
        rows.addLayout(across)
        rows.addWidget(Hairline(row))
        return row

    def _button(self, line: GivenLine, act: str, word: str, row: QWidget) -> ActionButton:
        button = ActionButton(word, parent=row)
        button.setObjectName(f"{act}_{line.part.key}")
        button.setAccessibleName(f"{word}: {line.words}")
        button.clicked.connect(self._on_act)
        return button

    @Slot()
    def _on_act(self) -> None:
        act, _dash, key = self.sender().objectName().partition("_")
        (self.check_wanted if act == "check" else self.back_wanted).emit(key)


class GivenActs(QObject):
    """Opens the list and does what is asked of a line; one dialog at a time."""

    said = Signal(str)

    def __init__(self, presenter: SessionPresenter, tools: SessionTools, page: QWidget) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._page = page
        self._dialog: GivenDialog | None = None
        self._second = SecondCheckAct(presenter, tools, page)
        self._second.said.connect(self.said)

    @Slot()
    def open(self) -> None:
        """Show what was hung and given so far."""
        if self._dialog is not None or self._presenter.view().is_signed:
            return
        lines = given_lines(self._presenter.view())
        self._dialog = GivenDialog(lines, dialog_host(self._page))
        self._dialog.check_wanted.connect(self.check)
        self._dialog.back_wanted.connect(self._on_back_wanted)
        self._dialog.closed.connect(self._on_closed)
        self._dialog.open()

    @Slot(str)
    def check(self, key: str) -> None:
        """Have a bag or drug checked by a second person."""
        self._close()
        part = self._part(key)
        if part is not None and not isinstance(part, SalineBolus):
            self._second.open(part)

    @Slot(str)
    def _on_back_wanted(self, key: str) -> None:
        self._close()
        part = self._part(key)
        if part is None:
            return
        title = _("Take back: {what}").format(what=_words(part))
        person = self._presenter.session.desk.me
        dialog = ReasonDialog(key, title, _("Take it back"), dialog_host(self._page), person)
        dialog.reasoned.connect(self._on_reasoned)
        dialog.open()

    @Slot(str, str)
    def _on_reasoned(self, key: str, why: str) -> None:
        part = self._part(key)
        if part is None:
            return

        def verb() -> None:
            take_back(self._presenter.session, part, why)

        if self._presenter.attempt(verb):
            self.said.emit(_("Taken back; the history keeps it"))

    def _part(self, key: str) -> Part | None:
        lines = given_lines(self._presenter.view())
        return next((line.part for line in lines if line.part.key == key), None)

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.finish()

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None
