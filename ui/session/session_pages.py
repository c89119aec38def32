"""Makes the pages of the six steps around one session."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from plexlog.domain.steps import Step
from ui.session.assess_page import AssessPage
from ui.session.close_page import ClosePage
from ui.session.identify_page import IdentifyPage
from ui.session.plan_page import PlanPage
from ui.session.run_page import RunPage
from ui.session.session_presenter import SessionPresenter
from ui.session.session_screen import PageMaker, SessionScreen
from ui.session.sign_page import SignPage
from ui.session.tools import SessionTools
from ui.session.vitals_reminder import VitalsReminder


def session_pages(
    presenter: SessionPresenter, tools: SessionTools, reminder: VitalsReminder
) -> Mapping[Step, PageMaker]:
    """What makes the page of each step."""
    return {
        Step.IDENTIFY: partial(IdentifyPage, presenter),
        Step.ASSESS: partial(AssessPage, presenter),
        Step.PLAN: partial(PlanPage, presenter),
        Step.RUN: partial(RunPage, presenter, tools, reminder),
        Step.CLOSE: partial(ClosePage, presenter),
        Step.SIGN: partial(SignPage, presenter, tools),
    }


def session_screen(
    presenter: SessionPresenter, tools: SessionTools, parent: QWidget | None = None
) -> SessionScreen:
    """The screen of a session with all its pages."""
    reminder = VitalsReminder(presenter, tools)
    pages = session_pages(presenter, tools, reminder)
    return SessionScreen(presenter, pages, reminder, parent)
