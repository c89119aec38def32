"""Body systems before a session: each attested anew by name and time; nothing is taken over.

"No change" says that somebody looked and found what was found before; what that was is shown, and
stays in the session in which it was told.
"""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.records import SystemFinding
from plexlog.domain.words_before import BodySystem, SystemState
from plexlog.services import recording
from plexlog.services.open_session import OpenSession, SessionView


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemLine:
    """One body system: as attested today, and as it was last told in words."""

    system: BodySystem
    today: SystemFinding | None
    last: SystemFinding | None
    last_number: int | None  # of the session in which it was told


def system_lines(view: SessionView) -> tuple[SystemLine, ...]:
    """All body systems in their order."""
    today = {one.system: one for one in view.session.systems or ()}
    return tuple(_line(view, system, today.get(system)) for system in BodySystem)


def _line(view: SessionView, system: BodySystem, today: SystemFinding | None) -> SystemLine:
    told = [
        (one, session.number)
        for session in view.course.sessions or ()
        if session.number < view.session.number
        for one in session.systems or ()
        if one.system is system and one.state is not SystemState.NO_CHANGE
    ]
    last, number = told[-1] if told else (None, None)
    return SystemLine(system=system, today=today, last=last, last_number=number)


def attest(
    session: OpenSession, system: BodySystem, state: SystemState | None, note: str = ""
) -> None:
    """Attest how a system is today; None takes it back.

    Raises RefusedError for a finding without words, and for no change from nothing.
    """
    view = session.view()
    line = next(one for one in system_lines(view) if one.system is system)
    if state is SystemState.FINDING and not note.strip():
        raise RefusedError([Refusal(f"system.{system}", "say in a few words what was found")])
    if state is SystemState.NO_CHANGE and line.last is None:
        reason = "no earlier session says how it was; look and tell"
        raise RefusedError([Refusal(f"system.{system}", reason)])
    others = [one for one in view.session.systems or () if one.system is not system]
    if state is not None:
        others.append(
            SystemFinding(
                system=system,
                state=state,
                note=note.strip() or None,
                by=session.desk.me,
                at=session.desk.now(),
            )
        )
    order = list(BodySystem)
    kept = sorted(others, key=lambda one: order.index(one.system))
    recording.set_facts(session, {"systems": tuple(kept) or None})
