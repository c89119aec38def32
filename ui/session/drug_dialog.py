"""The dialogs of drugs and saline: quick picks recorded with one tap, or typed in full."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.words import Route
from plexlog.services.drugs_by_protocol import DrugPick
from plexlog.services.scanning import ScanError, pack_from_scan
from ui.session.entry_dialog import Ask, EntryDialog
from ui.widgets.box import BoxLabels
from ui.widgets.buttons import ActionButton
from ui.widgets.choices import Option
from ui.widgets.glance import OfferRow
from ui.widgets.painting import Words

WIDE = (1016, 0)
_COLUMNS = 2


def _labels(code: str, label: str, unit: str = "", reach: str = "") -> BoxLabels:
    return BoxLabels(code=code, label=label, unit=unit, range=reach)


def _asks(clock: str) -> list[Ask]:
    routes = [Option(route.value, route.label) for route in Route]
    return [
        Ask(labels=_labels("drug", _("Drug"), "", _("with its strength")), span=2),
        Ask(labels=_labels("dose", _("Dose"), "", _("such as 10 mL or 2 mg"))),
        Ask(labels=_labels("route", _("Route")), options=routes, as_row=True, wide=True),
        Ask(labels=_labels("at", _("Time"), "", _("not in the future")), text=clock),
        Ask(labels=_labels("volume_ml", _("Volume"), "mL", _("counts in the balance"))),
        Ask(labels=_labels("lot", _("Lot"))),
        Ask(labels=_labels("expires_on", _("Expiry"), "", "2028-04-30")),
        Ask(labels=_labels("reason", _("Why")), span=2),
    ]


class DrugDialog(EntryDialog):
    """`pick_wanted(key)` for a quick pick: recorded as given now; `given(texts)` when typed."""

    columns = 3
    pick_wanted = Signal(str)

    def __init__(self, picks: Sequence[DrugPick], clock: str, host: QWidget) -> None:
        super().__init__(_("Drug given"), _("Record it"), _asks(clock), host, "syringe")
        self.bolus = ActionButton(_("Saline bolus"), "droplets", parent=self)
        self.bolus.setObjectName("bolus")
        self.head.addWidget(self.bolus)
        self.so_far = ActionButton(_("So far"), "history", parent=self)
        self.so_far.setObjectName("so_far")
        self.head.addWidget(self.so_far)
        self.set_size(*WIDE)
        self._lay_out_picks(picks)

    @Slot(str)
    def take_scan(self, text: str) -> None:
        """Take lot and expiry from the pack."""
        try:
            self.fill_in(pack_from_scan(text))
        except ScanError as wrong:
            self.show_refusal("", str(wrong))

    def _lay_out_picks(self, picks: Sequence[DrugPick]) -> None:
        """What is ordered, and apart from it what nobody ordered."""
        apart = (
            (_("Ordered: one tap records it with the time"), [p for p in picks if p.is_ordered]),
            (_("Of the unit's list, not ordered"), [p for p in picks if not p.is_ordered]),
        )
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.setContentsMargins(0, 0, 0, 8)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        rows: list[QWidget] = []
        for heading, group in apart:
            if group:
                words = Words(heading, "labelBold", "ink2", self)
                grid.addWidget(words, grid.rowCount(), 0, 1, _COLUMNS)
                rows += self._add_group(grid, group)
        if rows:
            self.body.insertLayout(0, grid)
            self.lead_with(*rows)

    def _add_group(self, grid: QGridLayout, picks: Sequence[DrugPick]) -> list[QWidget]:
        first = grid.rowCount()
        rows: list[QWidget] = []
        for place, pick in enumerate(picks):
            what = f"{pick.drug}, {pick.dose}, {pick.route.label}"
            row = OfferRow(pick.key, what, pick.detail, _("Give"), self)
            row.setObjectName(f"pick_{pick.key}")
            row.used.connect(self._on_pick)
            grid.addWidget(row, first + place // _COLUMNS, place % _COLUMNS)
            rows.append(row)
        return rows

    @Slot(str)
    def _on_pick(self, key: str) -> None:
        if self.is_open:  # a second tap on what is recorded already
            self.pick_wanted.emit(key)


def bolus_dialog(clock: str, host: QWidget) -> EntryDialog:
    """Asks for saline given at once."""
    return EntryDialog(
        _("Saline bolus"),
        _("Record it"),
        [
            Ask(labels=_labels("volume_ml", _("Volume"), "mL", _("counts in the balance"))),
            Ask(labels=_labels("at", _("Time"), "", _("not in the future")), text=clock),
            Ask(labels=_labels("reason", _("Why")), wide=True),
        ],
        host,
        "droplets",
    )
