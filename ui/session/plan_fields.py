"""The boxes of the plan: typed blood volume, what differs, machine, set and supplies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.services.open_session import SessionView
from plexlog.services.plan_entry import plan_texts
from ui.session.value_boxes import WhyLine, foot_words, is_at_rest
from ui.widgets.box import BoxLabels
from ui.widgets.cards import Heading
from ui.widgets.field_box import FieldBox
from ui.widgets.theme import worn_theme


class PlanFields(QWidget):
    """Boxes in rows under a heading: `PlanFields(title, rows of labels)`.

    `entered(field, text)` when one is left; `refuse(field, words)` says why it cannot stay.
    """

    entered = Signal(str, str)  # name of the field, text

    def __init__(
        self,
        title: str,
        rows: Sequence[Sequence[BoxLabels]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._boxes: dict[str, FieldBox] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 10 if title else 0, 0, 2)
        self.column.setSpacing(6)
        if title:
            self.column.addWidget(Heading(title, "", self))
        for row in rows:
            self.column.addLayout(self._make_row(row))
        self.why = WhyLine(self)
        self.column.addWidget(self.why)

    def box(self, field: str) -> FieldBox:
        """The box of a field. Raises KeyError."""
        return self._boxes[field]

    def texts(self) -> dict[str, str]:
        """What stands in the boxes."""
        return {field: box.text() for field, box in self._boxes.items()}

    def show_view(self, view: SessionView) -> None:
        """Show what the record holds; what is being typed stays."""
        self.show_texts(plan_texts(view))

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Show these texts where nothing is being typed or refused."""
        for field, box in self._boxes.items():
            if is_at_rest(box, box.edit):
                box.keep(texts.get(field, ""))

    @Slot(str, str)
    def refuse(self, field: str, words: str) -> None:
        """Refuse what was typed; the text and the cursor stay."""
        if field in self._boxes:
            self._boxes[field].refuse(foot_words(words))
            self.why.say(words)

    def _make_row(self, labels: Sequence[BoxLabels]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(worn_theme().size("fieldGap"))
        for one in labels:
            box = FieldBox(one, self)
            box.entered.connect(self._on_entered)
            self._boxes[one.code] = box
            row.addWidget(box, 1)
        return row

    @Slot(str, str)
    def _on_entered(self, field: str, text: str) -> None:
        box = self._boxes[field]
        box.settle()
        box.edit.set_kept(text)
        self.why.say("")
        self.entered.emit(field, text)


def volume_labels() -> list[list[BoxLabels]]:
    """A typed blood volume with its reason."""
    return [
        [
            BoxLabels(code="volume.value_ml", label=_("Blood volume"), unit="mL"),
            BoxLabels(code="volume.reason", label=_("Why it is typed")),
        ]
    ]


def difference_labels() -> list[list[BoxLabels]]:
    """What a session may do otherwise than ordered; the reason comes first."""
    return [
        [BoxLabels(code="plan.reason", label=_("Why this session differs from the order"))],
        [
            BoxLabels(code="plan.plasma_volumes", label=_("Plasma volumes"), range="0.2–4"),
            BoxLabels(code="plan.balance_percent", label=_("Balance"), unit="%", range="70–130"),
            BoxLabels(code="plan.inlet_ac_ratio", label=_("Ratio"), unit=": 1", range="4–30"),
        ],
    ]


def set_labels() -> list[list[BoxLabels]]:
    """The set."""
    return [
        [
            BoxLabels(code="set.name", label=_("Set")),
            BoxLabels(code="set.extracorporeal_volume_ml", label=_("Circuit volume"), unit="mL"),
        ],
        [
            BoxLabels(code="set.lot", label=_("Lot of the set"), range=_("scan or type")),
            BoxLabels(code="set.expires_on", label=_("Expiry of the set"), range="2027-03-31"),
        ],
    ]


def supply_labels() -> list[list[BoxLabels]]:
    """Anticoagulant and saline."""
    return [
        [
            BoxLabels(code="anticoagulant.lot", label=_("Lot of the anticoagulant")),
            BoxLabels(code="anticoagulant.expires_on", label=_("Anticoagulant expiry")),
        ],
        [
            BoxLabels(code="sodium-chloride-0-9.lot", label=_("Lot of the saline")),
            BoxLabels(
                code="sodium-chloride-0-9.expires_on", label=_("Saline expiry"), range="2027-03-31"
            ),
        ],
    ]


def machine_labels() -> list[list[BoxLabels]]:
    """What is asked of a machine besides its model: serial number and the days of its register."""
    return [
        [BoxLabels(code="machine.serial", label=_("Serial number"))],
        [
            BoxLabels(code="machine.maintenance_due_on", label=_("Maintenance due")),
            BoxLabels(code="machine.electrical_check_due_on", label=_("Electrical check due")),
        ],
        [
            BoxLabels(code="machine.alarms_tested_on", label=_("Alarms tested on")),
            BoxLabels(code="machine.cleaned_on", label=_("Cleaned on")),
        ],
    ]
