"""A line that is taken out for an infection: told once, it stands with both, day for day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from plexlog.domain import wording
from plexlog.domain.errors import Refusal, RefusedError, UnreadableError
from plexlog.domain.records import AccessDevice, Reaction
from plexlog.services.accesses import removal_misfit
from plexlog.services.open_session import OpenSession

REASON = "infection"
PLACE = "line_removed_on"
OTHER_DAY = "the infection tells of another day"
PUT_BACK = "the infection tells of no removal any more"


@dataclass(frozen=True, slots=True)
class _Telling:
    """What an infection tells of the removal of its line: another day than before."""

    device: AccessDevice  # as it is on record
    before: date | None
    day: date | None

    @property
    def is_told_elsewhere(self) -> bool:
        """Whether the access was removed on a day that this infection does not know of."""
        return self.device.removed_on not in (None, self.before)

    @property
    def removed(self) -> AccessDevice:
        """The access as it is by what is told."""
        reason = None if self.day is None else self.device.removal_reason or REASON
        return replace(self.device, removed_on=self.day, removal_reason=reason)

    @property
    def why(self) -> str:
        """Why what is on record changes; empty where nothing stood."""
        if self.device.removed_on is None:
            return ""
        return PUT_BACK if self.day is None else OTHER_DAY


def see_removal(session: OpenSession, told: Reaction) -> None:
    """Raises UnreadableError where the record of the access contradicts what is told."""
    telling = _telling(session, told)
    if telling is not None and (why_not := _why_not(session, telling)):
        raise UnreadableError(why_not)


def follow_removal(session: OpenSession, told: Reaction) -> None:
    """Keep with the access what its infection tells; called before that is kept itself.

    Raises RefusedError where the record of the access contradicts it.
    """
    telling = _telling(session, told)
    if telling is None:
        return
    if why_not := _why_not(session, telling):
        raise RefusedError([Refusal(PLACE, why_not)])
    course_key = session.view().line.course_key
    session.desk.store.put_device(course_key, telling.removed, telling.why)
    session.touch_course()


def _why_not(session: OpenSession, telling: _Telling) -> str:
    if telling.is_told_elsewhere:
        day = wording.day(telling.device.removed_on)
        return f"the access is on record as removed on {day}; correct it on the course's page"
    return removal_misfit(session.desk, session.view().course, telling.removed)


def _telling(session: OpenSession, told: Reaction) -> _Telling | None:
    """None where nothing is told that the access does not say already, or it is no line."""
    infection = told.infection
    on_file = {one.key: one for one in session.view().session.reactions or ()}.get(told.key)
    known = None if on_file is None else on_file.infection
    before = None if known is None else known.line_removed_on
    if infection is None or infection.line_removed_on == before:
        return None
    session.touch_course()  # the access as it is on file by now
    device = session.view().course.device(infection.access_device_id)
    if device is None or not device.kind.is_central_line:
        return None
    telling = _Telling(device=device, before=before, day=infection.line_removed_on)
    is_said = telling.day == device.removed_on
    is_gone = telling.day is None and telling.is_told_elsewhere
    return None if is_said or is_gone else telling
