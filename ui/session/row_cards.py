"""The cards of the open row in the lane: what of it is refused, asked about or unusual."""

from __future__ import annotations

from collections.abc import Iterable

from plexlog.domain.entry import Entry
from plexlog.domain.fields import Catalogue, Severity
from plexlog.domain.language import gettext as _
from ui.session.run_presenter import TIME
from ui.widgets.finding import FindingAct, FindingView

GO = "go"
_OF_ROW = "row."  # as the keys of its cards begin


def row_cards(entries: Iterable[Entry], catalogue: Catalogue) -> list[FindingView]:
    """A card for each; none of them is a finding of the record yet."""
    return [_card(entry, _label(entry.code, catalogue)) for entry in entries]


def code_of_card(key: str) -> str:
    """The code of the cell that a card of the open row is about; "" for any other card."""
    return key.removeprefix(_OF_ROW) if key.startswith(_OF_ROW) else ""


def _label(code: str, catalogue: Catalogue) -> str:
    return _("Time of the row") if code == TIME else catalogue[code].label


def _card(entry: Entry, label: str) -> FindingView:
    severity = entry.severity or Severity.NOTICE
    waits = severity >= Severity.ASK
    do = {
        Severity.ASK: _("Correct it, or press Enter in it where it is right."),
        Severity.REFUSE: _("Correct it, or take it back with Esc."),
    }
    return FindingView(
        key=f"{_OF_ROW}{entry.code}",
        severity=severity.word,
        what=f"{label} {entry.text.strip()}: {entry.message}",
        mark=_("this row, not recorded") if waits else _("this row"),
        do=do.get(severity, ""),
        acts=(FindingAct(GO, _("Go to it")),) if waits else (),
    )
