"""What came after the signature, and the three acts that may still come."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.roles import Act, may, refusal
from plexlog.domain.said import ADDENDUM, AMENDED, of_meaning, replaced, said_with
from plexlog.domain.unit import Signature, StaffMember
from plexlog.services.after_signing import why_not_countersigned
from ui.session.step_columns import ScrollCard
from ui.widgets.buttons import ActionButton
from ui.widgets.painting import Words
from ui.widgets.theme import worn_theme


def later_words(signatures: tuple[Signature, ...]) -> tuple[tuple[str, str], ...]:
    """Head and text of each amendment and addendum, amendments first."""
    told = []
    gone = replaced(of_meaning(signatures, AMENDED))
    for meaning, head in ((AMENDED, _("Amendment")), (ADDENDUM, _("Addendum"))):
        given = of_meaning(signatures, meaning)
        for number, one in enumerate(given, start=1):
            title = _("{head} {number} of {count}  ·  {name}, {at}").format(
                head=head,
                number=number,
                count=len(given),
                name=one.name,
                at=wording.moment(one.at),
            )
            words = said_with(one).words
            if one.key in gone:
                words = _("{words} This value was amended again: the last one holds.").format(
                    words=words
                )
            told.append((title, words))
    return tuple(told)


class LaterCard(QWidget):
    """`show_signatures(signatures, me)`; hidden until the session is signed."""

    countersign_wanted = Signal()
    addendum_wanted = Signal()
    amendment_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = ScrollCard(_("After the signature"), parent=self)
        self._nothing = Words(_("Nothing was added."), "label", "ink2", self._card.inside)
        self._told: tuple[tuple[str, str], ...] = ()
        self._parts: list[Words] = []
        self._countersign = ActionButton(_("Countersign"), "pen-line", parent=self)
        self._addendum = ActionButton(_("Addendum"), "plus", parent=self)
        self._amend = ActionButton(_("Amend a value"), "pencil", parent=self)
        self._lay_out()
        self._wire()

    @property
    def words(self) -> tuple[str, ...]:
        """What is told, line by line."""
        return tuple(part.text() for part in self._parts)

    def show_signatures(self, signatures: tuple[Signature, ...], me: StaffMember) -> None:
        """Show what was added, and which acts are open to whoever is signed in."""
        told = later_words(signatures)
        self._nothing.setVisible(not told)
        if told != self._told:
            self._told = told
            self._show(told)
        why_not = why_not_countersigned(signatures, me.key)
        if not may(me, Act.COUNTERSIGN):
            why_not = refusal(Act.COUNTERSIGN)
        if why_not:
            self._countersign.lock(why_not)
        elif self._countersign.is_locked:
            self._countersign.unlock()

    def _show(self, told: tuple[tuple[str, str], ...]) -> None:
        for part in self._parts:
            self._card.remove(part)
        self._parts = []
        for head, text in told:
            for words, font in ((head, "labelBold"), (text, "body")):
                part = Words(words, font, "ink", self._card.inside).wrapped()
                self._card.add(part)
                self._parts.append(part)

    def _lay_out(self) -> None:
        gap = worn_theme().size("gap")
        self._card.add(self._nothing)
        for button, name in (
            (self._countersign, "countersign"),
            (self._addendum, "add_addendum"),
            (self._amend, "amend_value"),
        ):
            button.setObjectName(name)
        pair = QHBoxLayout()
        pair.setSpacing(gap)
        pair.addWidget(self._addendum, 1)
        pair.addWidget(self._amend, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(self._card, 1)
        column.addWidget(self._countersign)
        column.addLayout(pair)

    def _wire(self) -> None:
        self._countersign.clicked.connect(self.countersign_wanted)
        self._addendum.clicked.connect(self.addendum_wanted)
        self._amend.clicked.connect(self.amendment_wanted)
