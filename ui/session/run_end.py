"""Asks before a run is ended, with what stands on record at that moment."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain import wording
from plexlog.domain.findings import Phase
from plexlog.domain.language import gettext as _
from plexlog.services.open_session import SessionView
from plexlog.services.reaction_deeds import reason_of
from plexlog.services.reaction_effect import stopping
from ui.session.fact_rows import FactRow, FactRows
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.dialog import DialogFrame


def end_facts(view: SessionView) -> tuple[FactRow, ...]:
    """What was removed of the target, how long it took, what is still open, what stopped it."""
    running = view.running
    minutes = running.elapsed_minutes
    rows = [
        FactRow(_("Plasma removed"), _removed(view)),
        FactRow(
            _("Elapsed"),
            wording.MISSING if minutes is None else f"{wording.elapsed(minutes)} h:min",
        ),
    ]
    opened = still_open(view)
    rows.append(FactRow(_("Still open"), "\n".join(opened) if opened else _("nothing")))
    stopped_by = stopping(view)
    if stopped_by is not None:
        rows.append(FactRow(_("Why it ends"), wording.sentence(reason_of(stopped_by))))
    return tuple(rows)


def _removed(view: SessionView) -> str:
    running = view.running
    removed, target = running.patient_plasma_removed_ml, running.target_ml
    words = _("{removed}, target {target}").format(
        removed=_("no figure yet") if removed is None else wording.millilitres(removed),
        target=_("not known") if target is None else wording.millilitres(target),
    )
    share = running.percent_of_target
    return words if share is None else f"{words}, {wording.percent(share)}"


def still_open(view: SessionView) -> list[str]:
    """What waits for somebody while the run is under way, a line each."""
    lines = []
    row = view.open_row
    if row is not None and row.values:
        lines.append(_("the row of {time} is not kept yet").format(time=row.at.clock))
    lines += [
        _("the {kind} reaction of {time}").format(kind=one.kind.label, time=one.onset_at.clock)
        for one in view.session.reactions or ()
        if one.outcome is None
    ]
    lines += [one.what for one in view.findings(Phase.RUN) if one.is_open]
    return lines


class EndDialog(DialogFrame):
    """`ended(reaction)` when it is meant; put off, the run goes on and nothing has changed.

    A reaction that stopped the run is offered as the reason; "" stands for another one.
    """

    ended = Signal(str)

    def __init__(self, view: SessionView, host: QWidget) -> None:
        super().__init__(_("End the run?"), host, _("The run goes on"))
        facts = FactRows("", parent=self.panel)
        facts.show_rows(end_facts(view))
        self.body.addWidget(facts)
        self._stay = ActionButton(_("The run goes on"), "", "Esc", parent=self)
        self._stay.setObjectName("end_not_yet")
        self._stopped_by = stopping(view)
        self.add_button(self._stay)
        if self._stopped_by is not None:
            self._other = ActionButton(_("Another reason"), "", "", parent=self)
            self._other.setAccessibleName(_("End it for another reason"))
            self._other.setObjectName("end_run_otherwise")
            self._other.clicked.connect(self._on_other)
            self.add_button(self._other)
        self._end = ActionButton(_("End it now"), "square", "", Kind.PRIMARY, self)
        self._end.setObjectName("end_run_now")
        self.add_button(self._end)
        self._stay.clicked.connect(self.close_later)
        self._end.clicked.connect(self._on_end)

    @Slot()
    def _on_end(self) -> None:
        self._tell("" if self._stopped_by is None else self._stopped_by.id)

    @Slot()
    def _on_other(self) -> None:
        self._tell("")

    def _tell(self, reaction_id: str) -> None:
        if self.is_open:
            self.finish()
            self.ended.emit(reaction_id)
