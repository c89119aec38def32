"""The bags of a run: used ones of one lot together, the one that hangs, the way to the next."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Bag, Session
from plexlog.services.bag_ledger import laid_along
from ui.session.bag_words import bag_source, fluid_name, short_name
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Card
from ui.widgets.painting import NO_PEN, Run, paint_runs
from ui.widgets.theme import worn_theme

SHOWN = 3
_GAP = 12
_SIDES = 10
_LEAST_LOT = 40  # pixels; of less nobody knows a lot again


class Stage(enum.Enum):
    """Where a bag stands."""

    USED = "used"
    HANGS = "hangs"
    AT_HAND = "at hand"


@dataclass(frozen=True, slots=True)
class BagGroup:
    """Bags shown as one: name, how much was given of what they hold, lot and expiry."""

    name: str
    short: str  # where the name has no room
    amount: str
    detail: str
    share: float
    stage: Stage
    place: int  # in the order in which they were hung


def bag_groups(session: Session, replaced_ml: float | None) -> list[BagGroup]:
    """The bags that are shown first, in the order they were hung, used ones of one lot as one."""
    bags = sorted(session.bags or (), key=_started)
    laid = laid_along([bag for bag in bags if _stage(bag) is not Stage.AT_HAND], replaced_ml)
    groups = [
        (stage, place, list(members))
        for place, ((_lot, stage), members) in enumerate(groupby(bags, key=_sort))
    ]
    first = sorted(groups, key=lambda one: _rank(one[0], one[1]))[:SHOWN]
    return [
        _group(members, laid, stage, place)
        for stage, place, members in sorted(first, key=itemgetter(1))
    ]


def _started(bag: Bag) -> tuple[bool, str]:
    """At hand comes last."""
    at = bag.started_at
    return (_stage(bag) is Stage.AT_HAND, "" if at is None else at.utc.isoformat())


def _stage(bag: Bag) -> Stage:
    if bag.given_ml is not None or bag.ended_at is not None:
        return Stage.USED
    return Stage.AT_HAND if bag.started_at is None else Stage.HANGS


def _sort(bag: Bag) -> tuple[str, Stage]:
    return (f"{bag.fluid} {bag.lot or bag.din}", _stage(bag))


def _group(
    members: list[Bag], laid: Mapping[str, float | None], stage: Stage, place: int
) -> BagGroup:
    first = members[0]
    size = sum(float(bag.volume_ml) for bag in members)
    amounts = [laid.get(bag.id, 0.0) for bag in members]
    known = [amount for amount in amounts if amount is not None]
    given = sum(known) if len(known) == len(amounts) else None
    times = f"  ×{len(members)}" if len(members) > 1 else ""
    return BagGroup(
        name=fluid_name(first) + times,
        short=short_name(first) + times,
        amount=wording.with_unit(_amount(members, given, stage), "mL"),
        detail=bag_source(first),
        share=0.0 if not size or given is None else given / size,
        stage=stage,
        place=place,
    )


def _amount(members: list[Bag], given: float | None, stage: Stage) -> str:
    """What bags gave: as recorded; rounded where the machine's total is laid along them."""
    whole = wording.plain(sum(bag.volume_ml for bag in members))
    if stage is Stage.AT_HAND:
        return f"0 / {whole}"
    told = [bag.given_ml for bag in members if bag.given_ml is not None]
    amount = wording.plain(sum(told)) if len(told) == len(members) else wording.number(given)
    return amount if stage is Stage.USED else f"{amount} / {whole}"


class _BagView(QWidget):
    """One group, painted; what has no room in full is told short, and never cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group: BagGroup | None = None
        self.setFixedHeight(52)
        self.hide()  # without a group it takes no room from the others

    def show_group(self, group: BagGroup | None) -> None:
        if group == self._group:
            return
        self._group = group
        self.setVisible(group is not None)
        if group is not None:
            self.setAccessibleName(f"{group.name}, {group.amount}, {group.detail}")
            self.setToolTip(self.accessibleName())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._group is None:
            return
        painter = QPainter(self)
        width = self.width() - 12
        amount = Run(self._group.amount, "labelBold", "ink")
        name = Run(self._group.name, "labelBold", "ink")
        if name.width + 8 + amount.width > width:
            name = Run(self._group.short, "labelBold", "ink")
        paint_runs(painter, 0, 17, (name,))
        paint_runs(painter, width - amount.width, 17, (amount,))
        detail = detail_that_fits(self._group.detail, width)
        paint_runs(painter, 0, 36, (Run(detail, "hint", "ink2"),))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(NO_PEN)
        painter.setBrush(worn_theme().colour("line"))
        painter.drawRoundedRect(QRect(0, 46, width, 4), 2, 2)
        painter.setBrush(worn_theme().colour("chartRemoved"))
        painter.drawRoundedRect(QRect(0, 46, int(width * self._group.share), 4), 2, 2)
        painter.end()


def detail_that_fits(detail: str, room: int) -> str:
    """Lot and expiry; of a lot that is too long its two ends, and the expiry whole."""
    if Run(detail, "hint").width <= room:
        return detail
    source, dot, expiry = detail.rpartition("  ·  ")
    if not dot:
        source, expiry = expiry, ""
    left = room - Run(f"{dot}{expiry}", "hint").width
    metrics = QFontMetrics(worn_theme().font("hint"))
    short = metrics.elidedText(source, Qt.TextElideMode.ElideMiddle, max(left, 0))
    return f"{short}{dot}{expiry}" if left > _LEAST_LOT else expiry or short


def _needed(group: BagGroup) -> int:
    """The least width at which nothing of a group is cut."""
    first = Run(group.short, "labelBold").width + 8 + Run(group.amount, "labelBold").width
    return max(first, Run(group.detail, "hint").width) + 12


class BagStrip(Card):
    """The strip under the grid; `bag_wanted` when the next one is to be hung."""

    bag_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._views = [_BagView(self) for _place in range(SHOWN)]
        self._groups: list[BagGroup] = []
        self.scan = ActionButton(_("Scan a bag"), "scan-barcode", "F7", parent=self)
        self._lay_out()
        self.scan.clicked.connect(self.bag_wanted)

    def show_groups(self, groups: Sequence[BagGroup]) -> None:
        """Show what hangs, what is at hand and what was used last, as far as there is room."""
        self._groups = list(groups)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        shown = self._that_fit()
        for place, view in enumerate(self._views):
            view.show_group(shown[place] if place < len(shown) else None)

    def _that_fit(self) -> list[BagGroup]:
        """As many groups as have room uncut, what hangs first of all."""
        room = self.width() - 2 * _SIDES - self.scan.sizeHint().width() - _GAP
        ranked = sorted(self._groups, key=lambda group: _rank(group.stage, group.place))
        for count in range(min(SHOWN, len(ranked)), 1, -1):
            chosen = ranked[:count]
            each = (room - (count - 1) * _GAP) // count
            if all(_needed(group) <= each for group in chosen):
                return [group for group in self._groups if group in chosen]
        return ranked[:1]

    def _lay_out(self) -> None:
        self.set_padding(_SIDES, 3, 3)
        self.setFixedHeight(60)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        for view in self._views:
            row.addWidget(view, 1)
        row.addStretch(0)
        row.addWidget(self.scan, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)


def _rank(stage: Stage, place: int) -> tuple[int, int]:
    """What hangs, then the next at hand, then what was used last."""
    order = {Stage.HANGS: 0, Stage.AT_HAND: 1, Stage.USED: 2}
    return (order[stage], -place)
