"""Back-entry: a session that was kept on paper is taken in afterwards, and marked as such.

Nothing here is timed by the wall clock; who enters it stands beside whose sheet it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plexlog.domain import wording
from plexlog.domain.errors import Refusal, RefusedError, UnreadableError
from plexlog.domain.moments import Moment
from plexlog.domain.paper_clock import told_times
from plexlog.domain.records import FromPaper
from plexlog.domain.roles import Act
from plexlog.domain.sheet import is_sheet, sheet_id
from plexlog.services.observed import LONGEST
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.permission import needs
from plexlog.services.recording import RUN_LISTS
from plexlog.services.times import read_time_on

START, NURSE, REASON, SHEET = "started_at", "nurse", "reason", "sheet"


def why_not_from_paper(view: SessionView) -> str:
    """Why a session cannot be entered from paper; empty where it can, or is already."""
    if view.is_signed:
        return "the session is signed"
    if view.session.started_at is not None and view.session.paper is None:
        return "the session is recorded at the bedside"
    return ""


@needs(Act.SESSION)
def tell_paper(session: OpenSession, texts: Mapping[str, str]) -> FromPaper:
    """Begin a session from paper with its true start, or correct what was told of the sheet.

    `texts` has `started_at`, `nurse`, `reason` and `sheet`. Raises RefusedError, which names what
    is wrong; nothing is changed then.
    """
    view = session.view()
    why_not = why_not_from_paper(view)
    if why_not:
        raise RefusedError([Refusal("", why_not)])
    told = {code: texts.get(code, "").strip() for code in (START, NURSE, REASON, SHEET)}
    start, wrong = _start(view, told[START])
    wrong += _wrong(view, told)
    if start is not None:
        wrong += _misplaced(view, start)
    if wrong:
        raise RefusedError(wrong)
    before = view.session.paper
    paper = FromPaper(
        nurse=told[NURSE],
        reason=told[REASON],
        by=session.desk.me if before is None else before.by,
        at=session.desk.now() if before is None else before.at,
        sheet=sheet_id(view.course, view.session) if told[SHEET] else None,
    )
    store = session.desk.store
    with session.writing("entered from paper" if before is None else "told anew of the sheet"):
        store.set_session(session.key, {"started_at": start, "paper": paper})
        if before is None:
            store.open_lists(session.key, RUN_LISTS)
    session.touch()
    return paper


def refuse_misplaced(session: OpenSession, start: Moment) -> None:
    """Refuse another start of a session from paper that cannot be. Raises RefusedError."""
    view = session.view()
    wrong = list(_misplaced(view, start)) if view.session.paper is not None else []
    if wrong:
        raise RefusedError(wrong)


def _start(view: SessionView, text: str) -> tuple[Moment | None, list[Refusal]]:
    """The start that was typed; with its day, where the day for which it was planned is over."""
    if not text:
        return None, [Refusal(START, "type day and time of the start, as 2026-11-20 14:05")]
    try:
        planned = view.session.planned_at
        return read_time_on(text, view.now, None if planned is None else planned.day), []
    except UnreadableError as unreadable:
        return None, [Refusal(START, str(unreadable))]


def _wrong(view: SessionView, told: Mapping[str, str]) -> list[Refusal]:
    wrong = []
    if not told[NURSE]:
        wrong.append(Refusal(NURSE, "needs the name of the nurse at the bedside"))
    if not told[REASON]:
        wrong.append(Refusal(REASON, "needs a reason in a few words"))
    own = sheet_id(view.course, view.session)
    if told[SHEET] and not is_sheet(told[SHEET], own):
        words = f"this session’s sheet is {own}; leave it empty for a blank sheet"
        wrong.append(Refusal(SHEET, words))
    return wrong


def _misplaced(view: SessionView, start: Moment) -> Iterator[Refusal]:
    """A start that the rows, the end or the other sessions of the course do not allow."""
    now = view.session
    first = min((at for at in told_times(now) if at != now.started_at), default=None)
    if now.paper is not None and first is not None and start > first:
        yield Refusal(START, f"must not be after what stands on record at {wording.moment(first)}")
    if now.ended_at is not None and now.ended_at > start + LONGEST:
        yield Refusal(
            START, f"lies more than a day before the end at {wording.moment(now.ended_at)}"
        )
    for other in view.course.sessions or ():
        last = other.ended_at or other.started_at
        if other.number < now.number and last is not None and start < last:
            yield Refusal(START, f"must not be before session {other.number} ended")
        begun = other.started_at
        if other.number > now.number and begun is not None and start > begun:
            yield Refusal(START, f"must not be after session {other.number} began")
