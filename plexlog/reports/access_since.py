"""What was told of an access after a session was signed; the session stays as it was sealed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plexlog.domain import wording
from plexlog.domain.access_told import corrected, told_in
from plexlog.domain.records import AccessDevice
from plexlog.domain.unit import DeviceChange
from plexlog.reports.summary_input import SummaryInput


@dataclass(frozen=True, slots=True)
class Told:
    """One telling in words."""

    words: str
    change: DeviceChange
    is_correction: bool  # of what was on record, not only more of it

    @property
    def signed(self) -> str:
        """Who told it, when, and why."""
        why = f"; reason: {self.change.why}" if self.change.why else ""
        return f"{self.change.by}, {wording.moment(self.change.at)}{why}"


def tellings(before: AccessDevice, changes: Iterator[DeviceChange]) -> Iterator[Told]:
    """What each version says beside the one before it."""
    for one in changes:
        if words := told_in(before, one.device):
            yield Told(words, one, bool(corrected(before, one.device)))
        before = one.device


def told_since(facts: SummaryInput) -> tuple[Told, ...]:
    """What was told of the access of a signed session since; of one that is open nothing."""
    signed = facts.course.access_of(facts.session)
    if signed is None or not facts.is_signed:
        return ()
    later: list[DeviceChange] = []
    for one in facts.device_changes:
        if one.device.id == signed.id:
            later = [] if one.device == signed else [*later, one]
    return tuple(tellings(signed, iter(later)))


def access_now(facts: SummaryInput) -> AccessDevice | None:
    """The access of the session as it is on record by now."""
    device = facts.course.access_of(facts.session)
    if device is None:
        return None
    told = [one.device for one in facts.device_changes if one.device.id == device.id]
    return told[-1] if told else device


def lines_now(facts: SummaryInput) -> tuple[AccessDevice, ...]:
    """The central lines that are in when it is printed, also those placed after the session."""
    known = {one.id: one for one in facts.course.access_devices or ()}
    last = {one.device.id: one for one in facts.device_changes}
    known |= {key: one.device for key, one in last.items()}
    mistaken = {key for key, one in last.items() if one.is_taken_back}
    today = facts.printed_at.day
    return tuple(
        one
        for one in known.values()
        if one.id not in mistaken
        and one.kind.is_central_line
        and (one.removed_on is None or one.removed_on > today)
    )
