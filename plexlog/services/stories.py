"""The story of a value: what stood there before, who changed it, when and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plexlog.domain import wording
from plexlog.domain.changes import Change, ValueChange
from plexlog.domain.fields import NumberField, Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import Reading
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession

TIME = "at"  # the time of a row, which has a story as its values do


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """One change of a value, in words; a dash where nothing stood."""

    old: str
    new: str
    who: str
    at: Moment  # when it was changed, in the zone of this workstation
    station: str
    why: str
    observed: Moment | None  # for when it holds
    entered: Moment | None  # as the entry itself says


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is told of one value, the newest change first."""

    of: str
    lines: tuple[StoryLine, ...]


def story_of_value(
    session: OpenSession, place: Place, code: str, row: Reading | None = None
) -> Story:
    """The story of a measured value; of a row of the run, or of its time.

    Raises KeyError for a quantity that the catalogue does not know.
    """
    desk = session.desk
    if row is not None and code == TIME:
        return Story(of="Time of the row", lines=_time_lines(desk, row))
    declared = desk.catalogue[code]
    changes = desk.store.value_changes(session.key, place, code, row.key if row else "")
    at = None if row is None else row.at
    lines = [_value_line(desk, declared, one, at) for one in changes if _says_more(one)]
    return Story(of=declared.label, lines=tuple(reversed(lines)))


def here(desk: Desk, at: Moment) -> Moment:
    """A time of the history in the zone of this workstation."""
    return Moment.of(at.instant.astimezone(desk.clock.now().instant.tzinfo))


def _says_more(one: ValueChange) -> bool:
    """Whether the value, or the time for which it holds, is another than before."""
    if one.old is None or one.new is None:
        return one.old is not one.new
    before = (one.old.value, one.old.taken_at, one.old.answered)
    return before != (one.new.value, one.new.taken_at, one.new.answered)


def _value_line(
    desk: Desk, declared: NumberField, one: ValueChange, row_at: Moment | None
) -> StoryLine:
    told = one.new or one.old
    taken_at = None if told is None else told.taken_at
    withdrawn = "" if one.new is not None else one.change.new["withdrawn_why"]
    return StoryLine(
        old=wording.quantity_with_unit(declared, one.old),
        new=wording.quantity_with_unit(declared, one.new),
        who=one.change.name,
        at=here(desk, one.change.at),
        station=one.change.station,
        why=_reasons((one.change.why, withdrawn, one.new.answered if one.new else "")),
        observed=taken_at or row_at,
        entered=one.new.entered_at if one.new else None,
    )


def _time_lines(desk: Desk, row: Reading) -> tuple[StoryLine, ...]:
    changes = desk.store.row_changes("reading", row.key)
    lines = [_time_line(desk, one) for one in changes if one.old.get(TIME) != one.new[TIME]]
    return tuple(reversed(lines))


def _time_line(desk: Desk, one: Change) -> StoryLine:
    before = one.old.get(TIME)
    return StoryLine(
        old=wording.MISSING if before is None else wording.moment(Moment.parse(before)),
        new=wording.moment(Moment.parse(one.new[TIME])),
        who=one.name,
        at=here(desk, one.at),
        station=one.station,
        why=one.why,
        observed=None,
        entered=None,
    )


def _reasons(parts: Iterable[str | None]) -> str:
    """What was given as a reason, each once."""
    return "; ".join(dict.fromkeys(part for part in parts if part))
