"""The vascular access of a session over time: days in place, dressing, scores, what was before."""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.domain import wording
from plexlog.domain.records import AccessDevice
from plexlog.services.last_time import device_words
from plexlog.services.open_session import SessionView


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLine:
    """What is known of the access over time; None where it is not recorded."""

    days: int | None  # since insertion, the first day counts as one
    dressing_days: int | None
    last_score: tuple[int, int] | None  # session number, exit-site score
    earlier: tuple[str, ...]  # accesses that were removed, in words


def access_line(view: SessionView) -> AccessLine:
    """The access of the session over time."""
    used = view.access
    inserted = None if used is None else used.inserted_on
    until = (None if used is None else used.removed_on) or view.now.day
    dressing = _dressing(view)
    return AccessLine(
        days=None if inserted is None else max((until - inserted).days + 1, 1),
        dressing_days=dressing,
        last_score=_last_score(view),
        earlier=tuple(
            _removed(one) for one in view.course.access_devices or () if one.removed_on is not None
        ),
    )


def _dressing(view: SessionView) -> int | None:
    """Days since the dressing of this access was changed, by the latest session that says so."""
    told = [
        session.access_check.dressing_changed_on
        for session in view.course.sessions or ()
        if session.number <= view.session.number
        and session.access_check is not None
        and session.access_check.dressing_changed_on is not None
        and view.course.access_of(session) == view.access
    ]
    return (view.now.day - max(told)).days if told else None


def _last_score(view: SessionView) -> tuple[int, int] | None:
    told = [
        (session.number, session.access_check.exit_site_score)
        for session in view.course.sessions or ()
        if session.number < view.session.number
        and session.access_check is not None
        and session.access_check.exit_site_score is not None
        and view.course.access_of(session) == view.access
    ]
    return told[-1] if told else None


def _removed(device: AccessDevice) -> str:
    reason = f": {device.removal_reason}" if device.removal_reason else ""
    since = f"{wording.day(device.inserted_on)} to " if device.inserted_on is not None else "to "
    return f"{device_words(device)}, {since}{wording.day(device.removed_on)}{reason}"
