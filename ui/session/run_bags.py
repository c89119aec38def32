"""The bags of a run: used ones of one lot together, the one that hangs, the way to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from itertools import groupby

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.records import Bag, Session
from plexlog.services.bag_ledger import laid_along
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Card
from ui.widgets.painting import NO_PEN, Run, paint_runs
from ui.widgets.theme import worn_theme

SHOWN = 3


@dataclass(frozen=True, slots=True)
class BagGroup:
    """Bags shown as one: name, how much was given of what they hold, lot and expiry."""

    name: str
    amount: str
    detail: str
    share: float


def bag_groups(session: Session, replaced_ml: float | None) -> list[BagGroup]:
    """The bags in the order they were hung, used ones of one lot as one."""
    bags = sorted(session.bags or (), key=_started)
    laid = laid_along(bags, replaced_ml)
    return [
        _group(list(members), laid, is_used=is_used)
        for (_lot, is_used), members in groupby(bags, key=_sort)
    ]


def _started(bag: Bag) -> str:
    return "" if bag.started_at is None else bag.started_at.utc.isoformat()


def _sort(bag: Bag) -> tuple[str, bool]:
    is_used = bag.given_ml is not None or bag.ended_at is not None
    return (f"{bag.fluid} {bag.lot or bag.din}", is_used)


def _group(members: list[Bag], laid: Mapping[str, float | None], *, is_used: bool) -> BagGroup:
    first = members[0]
    size = sum(float(bag.volume_ml) for bag in members)
    amounts = [laid[bag.id] for bag in members]
    known = [amount for amount in amounts if amount is not None]
    given = sum(known) if len(known) == len(amounts) else None
    amount = _amount(members, given)
    whole = wording.plain(sum(bag.volume_ml for bag in members))
    name = fluid_name(first)
    return BagGroup(
        name=f"{name}  ×{len(members)}" if len(members) > 1 else name,
        amount=wording.with_unit(amount if is_used else f"{amount} / {whole}", "mL"),
        detail=bag_source(first),
        share=0.0 if not size or given is None else given / size,
    )


def _amount(members: list[Bag], given: float | None) -> str:
    """What bags gave: as recorded; rounded where the machine's total is laid along them."""
    told = [bag.given_ml for bag in members if bag.given_ml is not None]
    return wording.plain(sum(told)) if len(told) == len(members) else wording.number(given)


def fluid_name(bag: Bag) -> str:
    """A fluid with its concentration, as on the bag."""
    label = wording.sentence(bag.fluid.label)
    percent = bag.concentration_percent
    return label if percent is None else f"{label} {wording.plain(percent)} %"


def bag_source(bag: Bag) -> str:
    """Where a bag comes from: donation number or lot, and expiry."""
    source = bag.din or bag.lot
    parts = [] if source is None else [f"{'DIN' if bag.din else 'lot'} {source}"]
    if bag.expires_on is not None:
        parts.append(_("exp {day}").format(day=f"{bag.expires_on:%Y-%m}"))
    return "  ·  ".join(parts) or _("no lot recorded")


class _BagView(QWidget):
    """One group, painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group: BagGroup | None = None
        self.setFixedHeight(52)

    def show_group(self, group: BagGroup | None) -> None:
        self._group = group
        self.setVisible(group is not None)
        if group is not None:
            self.setAccessibleName(f"{group.name}, {group.amount}, {group.detail}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._group is None:
            return
        painter = QPainter(self)
        width = self.width() - 12
        name = Run(self._group.name, "labelBold", "ink")
        amount = Run(self._group.amount, "labelBold", "ink")
        painter.save()
        painter.setClipRect(QRect(0, 0, width - amount.width - 8, 52))
        paint_runs(painter, 0, 17, (name,))
        painter.restore()
        paint_runs(painter, width - amount.width, 17, (amount,))
        paint_runs(painter, 0, 36, (Run(self._group.detail, "hint", "ink2"),))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(NO_PEN)
        painter.setBrush(worn_theme().colour("line"))
        painter.drawRoundedRect(QRect(0, 46, width, 4), 2, 2)
        painter.setBrush(worn_theme().colour("chartRemoved"))
        painter.drawRoundedRect(QRect(0, 46, int(width * self._group.share), 4), 2, 2)
        painter.end()


class BagStrip(Card):
    """The strip under the grid; `bag_wanted` when the next one is to be hung."""

    bag_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._views = [_BagView(self) for _place in range(SHOWN)]
        self.scan = ActionButton(_("Hang a bag"), "scan-barcode", "F7", parent=self)
        self._lay_out()
        self.scan.clicked.connect(self.bag_wanted)

    def show_groups(self, groups: Sequence[BagGroup]) -> None:
        """Show the last groups; the bag that hangs is always among them."""
        shown = list(groups[-SHOWN:])
        for place, view in enumerate(self._views):
            view.show_group(shown[place] if place < len(shown) else None)

    def _lay_out(self) -> None:
        self.set_padding(14, 3, 3)
        self.setFixedHeight(60)
        row = QHBoxLayout()
        row.setSpacing(12)
        for view in self._views:
            row.addWidget(view, 1)
        row.addStretch(0)
        row.addWidget(self.scan, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
