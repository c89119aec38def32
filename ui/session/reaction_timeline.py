"""A reaction in order of time, as its dialog shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.facts import ActionFact
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.domain.records import Reaction
from ui.session.reaction_tell import vitals_words
from ui.widgets.cards import Heading
from ui.widgets.painting import Words


class TimeLine(QWidget):
    """What happened, in order: onset, vitals, steps, deeds, outcome."""

    def __init__(self, actions: Mapping[str, ActionFact], parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self._words = Words("", "label", "ink", self).wrapped()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(Heading(_("What happened"), parent=self))
        rows.addWidget(self._words)

    def show_reaction(self, reaction: Reaction) -> None:
        """Show a reaction from onset to outcome."""
        told = sorted(self._told(reaction), key=lambda one: one[0].utc)
        self._words.set_words("\n".join(f"{at.clock}   {text}" for at, text in told))

    def _told(self, reaction: Reaction) -> Iterator[tuple[Moment, str]]:
        yield reaction.onset_at, _("onset, {kind}").format(kind=reaction.kind.label)
        for taken in reaction.vitals or ():
            yield taken.at, vitals_words(taken)
        for step in reaction.steps or ():
            yield step.at, step.step
        for deed in reaction.actions or ():
            known = self._actions.get(deed.action)
            label = wording.words_of(deed.action) if known is None else known.label
            if deed.at is not None:
                yield deed.at, f"{label}{f' ({deed.detail})' if deed.detail else ''}"
        if reaction.outcome is not None and reaction.outcome_at is not None:
            yield reaction.outcome_at, reaction.outcome.label
