"""The lane of findings: in order, scrolling alone, its head keeping the count."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext
from ui.widgets.cards import Card
from ui.widgets.finding import FindingCard, FindingView, in_order
from ui.widgets.painting import Words
from ui.widgets.scroll import ScrollColumn
from ui.widgets.tab_anchor import TabAnchor

_WIDTH = 300
_LEAST_WIDTH = 272
_ANY_WIDTH = 16_777_215  # Qt's own word for no limit


class FindingLane(Card):
    """300 wide. `show_findings(views)` sorts; `answered(key, act)`; `show_finding(key)` scrolls.

    A finding of which only the words have changed keeps its card, and with it focus and place.
    """

    answered = Signal(str, str)  # key of the finding, key of the act

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Findings"), "", parent)
        self.heading.set_bold_note()
        self._anchor = TabAnchor(self)
        self._cards: dict[str, FindingCard] = {}
        self._scroll = ScrollColumn(_("Findings"), self)
        self._empty = Words(_("No finding."), "label", "ink2", self._scroll.inside)
        self._lay_out()

    @property
    def cards(self) -> tuple[FindingCard, ...]:
        """The cards in their order."""
        return tuple(self._cards.values())

    def show_findings(self, views: Sequence[FindingView]) -> None:
        """Show these findings and no others."""
        ordered = in_order(views)
        if [view.key for view in ordered] == [*self._cards] and all(
            card.view == view or card.take(view)
            for card, view in zip(self._cards.values(), ordered, strict=True)
        ):
            self._count()
            return
        former = self._cards
        self._cards = {}
        for place, view in enumerate(ordered):
            card = former.get(view.key)
            if card is None or not (card.view == view or card.take(view)):
                card = FindingCard(view, self._scroll.inside)
                card.answered.connect(self.answered)
            else:
                del former[view.key]
            self._cards[view.key] = card
            self._scroll.column.insertWidget(place, card)
            card.show()
        self._anchor.lead([part for card in self._cards.values() for part in card.stops])
        for card in former.values():
            self._let_go(card)
        self._empty.setVisible(not views)
        self._count()

    def show_finding(self, key: str) -> None:
        """Scroll to a finding and put the focus on its first answer."""
        card = self._cards.get(key)
        if card is not None:
            self._scroll.ensureWidgetVisible(card)
            card.take_focus()

    def giving_way(self) -> FindingLane:
        """The same lane, less wide where the page has no room."""
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        return self

    def fill(self, is_wide: bool) -> None:  # noqa: FBT001 - as setVisible
        """Take all the width there is, or the 300 of a lane."""
        self.setFixedWidth(_WIDTH)
        if is_wide:
            self.setMaximumWidth(_ANY_WIDTH)
        ways = QSizePolicy.Policy
        self.setSizePolicy(ways.Expanding if is_wide else ways.Fixed, ways.Expanding)

    def _let_go(self, card: FindingCard) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and card.isAncestorOf(focused):
            self._scroll.setFocus()  # an answered finding must not throw the focus across the page
        self._scroll.column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _count(self) -> None:
        count = sum(1 for card in self._cards.values() if card.view.is_open)
        words = ngettext("{count} to answer", "{count} to answer", count).format(count=count)
        self.heading.show_note(words if count else "", "askInk")
        self.setAccessibleDescription(words)

    def _lay_out(self) -> None:
        self.setFixedWidth(_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_padding(10, 10, 10)
        self.heading.setContentsMargins(3, 0, 3, 0)
        self._scroll.column.setSpacing(8)
        self._empty.setContentsMargins(3, 0, 3, 0)
        self._scroll.add(self._empty)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.body.addSpacing(8)
        self.body.addWidget(self._scroll, 1)
