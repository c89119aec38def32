"""Locking a lumen: what reads as a slip is asked about before it is on record."""

from __future__ import annotations

from plexlog.domain.findings import Finding
from plexlog.domain.records import Lock
from plexlog.services import recording
from plexlog.services.given_questions import lock_questions
from plexlog.services.open_session import OpenSession
from plexlog.services.run_records import NO_ANSWERS, Answers, answer_asked, refuse_unanswered


def lock_lumen(session: OpenSession, lock: Lock, answers: Answers = NO_ANSWERS) -> None:
    """Record what a lumen was locked with; a second time changes the first.

    Raises QuestionedError where something is asked that `answers` (code to reason) leave open.
    """
    view = session.view()
    asked: tuple[Finding, ...] = lock_questions(view.course, view.session, lock, view.access)
    refuse_unanswered(asked, answers)
    with session.writing():
        answer_asked(session, asked, answers)
        recording.keep_lock(session, lock)
