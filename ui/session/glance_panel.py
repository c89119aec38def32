"""The right column of a step: numbers, ways to its findings, and what last time offers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.services.last_time import Offer
from ui.session.glance_view import FindingCount, GlanceLine
from ui.session.step_columns import ScrollCard
from ui.widgets.cards import Heading
from ui.widgets.finding import FindingCard, FindingView, in_order
from ui.widgets.glance import GlanceLink, GlanceRow, OfferRow
from ui.widgets.painting import Words

_MOST_ROWS = 9  # more stand closer together, so that findings still are seen below


class GlancePanel(ScrollCard):
    """`show_lines`, `show_counts`, `show_findings`, `show_offers`: each redraws what changed."""

    followed = Signal(str)  # severity of the findings to show
    finding_answered = Signal(str, str)  # key of the finding, key of the act
    offer_taken = Signal(str)  # key of the offer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("At a glance"), 16, parent)
        self._shown: dict[str, object] = {}
        self._shown_cards: list[FindingCard] = []
        self._lines = _part(self.inside)
        self._waiting = Words("", "label", "ink2", self.inside).wrapped()
        self._findings = _part(self.inside)
        self._cards = _part(self.inside, 8)
        self._offers = _part(self.inside, 4)
        self._findings_heading = Heading(_("Findings"), "", self.inside)
        self._offers_heading = Heading("", "", self.inside)
        self._lay_out()

    @property
    def cards(self) -> tuple[FindingCard, ...]:
        """The findings that are shown here, in their order."""
        return tuple(self._shown_cards)

    def show_lines(self, lines: Sequence[GlanceLine], waiting: str) -> None:
        """Show the numbers, and what they wait for."""
        self._waiting.set_words(waiting)
        self._waiting.setVisible(bool(waiting))
        if self._is_new("lines", tuple(lines)):
            rows = [GlanceRow(line.label, line.value, line.unit, self._lines) for line in lines]
            close = [row.set_close() for row in rows] if len(rows) > _MOST_ROWS else rows
            _refill(self._lines, close)

    def show_counts(self, counts: Sequence[FindingCount]) -> None:
        """Show how many findings there are, each a way to the first of them."""
        self._findings_heading.setVisible(bool(counts))
        if self._is_new("counts", tuple(counts)):
            links = [GlanceLink(one.severity, one.words, one.severity) for one in counts]
            for link, one in zip(links, counts, strict=True):
                link.setObjectName(f"findings_{one.severity}")
                link.followed.connect(self.followed)
            _refill(self._findings, links)

    def show_findings(self, views: Sequence[FindingView]) -> None:
        """Show the findings that stand nowhere else."""
        if self._is_new("findings", tuple(views)):
            cards = [FindingCard(view, self._cards) for view in in_order(views)]
            for card in cards:
                card.answered.connect(self.finding_answered)
            self._shown_cards = cards
            _refill(self._cards, cards)

    def show_offers(self, heading: str, offers: Sequence[Offer]) -> None:
        """Offer what the last session recorded."""
        self._offers_heading.show_text(heading)
        self._offers_heading.setVisible(bool(offers))
        if self._is_new("offers", tuple(offers)):
            rows = [OfferRow(one.key, one.what, one.detail, _("Use")) for one in offers]
            for row, one in zip(rows, offers, strict=True):
                row.setObjectName(f"offer_{one.key}")
                row.used.connect(self.offer_taken)
            _refill(self._offers, rows)

    @Slot(str)
    def show_card(self, key: str) -> None:
        """Scroll to a finding and put the focus on its first answer."""
        for card in self.cards:
            if card.view.key == key:
                self.reveal(card)
                for stop in card.stops[:1]:
                    stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_new(self, what: str, shown: object) -> bool:
        if self._shown.get(what) == shown:
            return False
        self._shown[what] = shown
        return True

    def _lay_out(self) -> None:
        self._waiting.setContentsMargins(0, 8, 0, 0)
        for heading in (self._findings_heading, self._offers_heading):
            heading.setContentsMargins(0, 10, 0, 2)
            heading.setFixedHeight(36)
        for part in (
            self._lines,
            self._waiting,
            self._findings_heading,
            self._findings,
            self._cards,
            self._offers_heading,
            self._offers,
        ):
            self.add(part)


def _part(parent: QWidget, spacing: int = 0) -> QWidget:
    part = QWidget(parent)
    rows = QVBoxLayout(part)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(spacing)
    return part


def _refill(part: QWidget, rows: Sequence[QWidget]) -> None:
    layout = part.layout()
    if layout is None:
        return
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for row in rows:
        layout.addWidget(row)
        row.show()
