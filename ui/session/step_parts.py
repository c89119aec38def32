"""What Identify, Assess and Plan have in common: checklist, at a glance, and their wiring."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain import wording
from plexlog.domain.steps import Step
from plexlog.services.lab_offers import PREFIX, take_lab
from plexlog.services.last_time import take_offer
from plexlog.services.open_session import SessionView
from ui.session.answering import answer
from ui.session.checklist_panel import ChecklistPanel
from ui.session.checklist_view import (
    answered_words,
    finding_key,
    findings_of,
    item_of_finding,
    item_views,
    lane_findings,
)
from ui.session.glance_panel import GlancePanel
from ui.session.glance_view import (
    finding_counts,
    glance_lines,
    offers_heading,
    offers_of,
    waiting_words,
)
from ui.session.session_presenter import SessionPresenter


class StepParts(QObject):
    """The left and the right column of a step before the run, and what they do."""

    def __init__(self, presenter: SessionPresenter, step: Step, page: QWidget) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._step = step
        self._page = page
        self.checklist = ChecklistPanel(page)
        self.glance = GlancePanel(page)
        self._wire()

    def show_view(self, view: SessionView) -> None:
        """Show both columns as the record has them."""
        self.checklist.show_items(item_views(view, self._step), answered_words(view, self._step))
        knowledge = self._presenter.session.desk.knowledge
        waiting = "" if self._step is Step.IDENTIFY else waiting_words(view)
        self.glance.show_lines(glance_lines(view, knowledge, self._step), waiting)
        self.glance.show_counts(finding_counts(view, self._step))
        self.glance.show_findings(lane_findings(view, self._step))
        self.glance.show_offers(offers_heading(view, self._step), offers_of(view, self._step))

    @Slot(str, str)
    def answer_finding(self, code: str, act: str) -> None:
        """Answer a finding; a stop, and what wants a reason, by name and reason."""
        view = self._presenter.view()
        finding = next(one for one in findings_of(view, self._step) if finding_key(one) == code)
        answer(self._presenter, finding, act, self._page)

    @Slot(str)
    def _on_followed(self, severity: str) -> None:
        """Go to the first open finding of a severity."""
        found = [
            one
            for one in findings_of(self._presenter.view(), self._step)
            if one.severity.word == severity
        ]
        for one in [*(one for one in found if one.is_open), *found][:1]:
            item = item_of_finding(self._presenter.view(), self._step, finding_key(one))
            if item:
                self.checklist.show_item(item)
            else:
                self.glance.show_card(finding_key(one))

    @Slot(str)
    def _on_offer_taken(self, key: str) -> None:
        take = take_lab if key.startswith(PREFIX) else take_offer

        def verb() -> None:
            take(self._presenter.session, key)

        self._presenter.attempt(verb, key)

    @Slot(str, str)
    def _on_refused(self, place: str, reason: str) -> None:
        """Say why an item was not answered so."""
        codes = {item.view.code for item in self.checklist.items}
        if place in codes and self._page.isVisible():
            self._presenter.failed.emit(wording.sentence(reason))

    def _wire(self) -> None:
        self._presenter.refused.connect(self._on_refused)
        self.checklist.answered.connect(self._presenter.answer)
        self.checklist.finding_answered.connect(self.answer_finding)
        self.glance.finding_answered.connect(self.answer_finding)
        self.glance.followed.connect(self._on_followed)
        self.glance.offer_taken.connect(self._on_offer_taken)
