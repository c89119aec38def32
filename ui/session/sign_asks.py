"""What still waits for an answer before the signature, each to be answered in its place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plexlog.domain.findings import Finding
from plexlog.domain.language import gettext as _
from plexlog.services.open_session import SessionView
from plexlog.services.signing import unanswered
from ui.forms.finding_views import ANSWER, OVERRIDE, REACTION, finding_view
from ui.session.checklist_view import finding_key
from ui.widgets.finding import FindingAct, FindingCard, FindingView
from ui.widgets.theme import worn_theme


def ask_view(finding: Finding) -> FindingView:
    """The card of a finding at the signature; one that wants a reason says so."""
    shown = finding_view(finding)
    acts = tuple(one for one in shown.acts if one.key != REACTION)
    if finding.is_open and finding.needs_reason and all(one.key != OVERRIDE for one in acts):
        acts = (FindingAct(ANSWER, _("Answer with a reason")),)
    return replace(shown, key=finding_key(finding), acts=acts)


class SignAsks(QWidget):
    """`show_view(view)`; `answered(key, act)`; hidden while nothing waits."""

    answered = Signal(str, str)  # key of the finding, key of the act

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[FindingCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(worn_theme().size("gap"))

    def show_view(self, view: SessionView) -> None:
        """Show what is not answered yet; nothing of a signed session."""
        waiting = () if view.is_signed else unanswered(view)
        wanted = [ask_view(one) for one in waiting]
        self.setVisible(bool(wanted))
        if [card.view for card in self._cards] == wanted:
            return
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [FindingCard(one, self) for one in wanted]
        for card in self._cards:
            card.answered.connect(self.answered)
            self._column.addWidget(card)
            card.show()
