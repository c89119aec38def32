"""What is typed and chosen about a reaction, read and put in its place; nothing is kept here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from plexlog.domain import wording
from plexlog.domain.errors import UnreadableError
from plexlog.domain.fields import read_number
from plexlog.domain.moments import Moment
from plexlog.domain.records import Clotting, Culture, Infection, Reaction
from plexlog.domain.words import (
    ClotLocation,
    Grade,
    InfectionSource,
    Relation,
)
from plexlog.services import events_followed
from plexlog.services.open_session import SessionView
from plexlog.services.times import read_day, read_time

CHOICES: Mapping[str, Callable[[str], Any]] = {
    "grade": Grade,
    "relation": Relation,
    "bag_id": str,
}  # choices that are simply kept
RESULT = "result_"  # the result of a culture by its place
MOST_SCORE = 10
_CLOTTING = ("blood_lost_ml", "lumen")


def choose(view: SessionView, reaction: Reaction, code: str, key: str) -> Reaction:
    """The reaction with a choice taken. Raises UnreadableError where another comes first."""
    if code in CHOICES:
        kept: dict[str, Any] = {code: CHOICES[code](key)}
        return replace(reaction, **kept)
    if code == "source":
        source = InfectionSource(key)
        before = reaction.infection or Infection(source=source)
        infection = replace(before, source=source)
        return replace(
            reaction, infection=events_followed.with_what_is_known(view, reaction, infection)
        )
    if code == "location":
        location = ClotLocation(key)
        clot = replace(reaction.clotting or Clotting(location=location), location=location)
        return replace(reaction, clotting=events_followed.as_it_was(view, reaction, clot))
    clot = _clot(reaction)
    if code == "clot_action":
        return replace(reaction, clotting=replace(clot, action=key))
    return replace(reaction, clotting=_rinsed(view, clot, is_back=key == "yes"))


def _rinsed(view: SessionView, clot: Clotting, *, is_back: bool) -> Clotting:
    """Whether the blood went back; where it did not, what was lost, unless somebody said it."""
    worked = events_followed.blood_lost(view.session).value
    lost = clot.blood_lost_ml
    if is_back:
        lost = None if lost == worked else lost
    elif lost is None:
        lost = worked
    return replace(clot, not_rinsed_back=not is_back, blood_lost_ml=lost)


def refreshed(view: SessionView, reaction: Reaction) -> Reaction:
    """The reaction with what the run has told since: how far the temperature rose."""
    if reaction.infection is None:
        return reaction
    infection = events_followed.with_rise(view.session, reaction.infection)
    return replace(reaction, infection=infection)


def sign(reaction: Reaction, name: str, *, is_there: bool) -> Reaction:
    """The reaction with a sign of infection ticked or not. Raises UnreadableError."""
    infection = _infection(reaction)
    others = tuple(one for one in infection.signs or () if one != name)
    signs = (*others, name) if is_there else others
    return replace(reaction, infection=replace(infection, signs=signs))


def symptom(reaction: Reaction, name: str, *, is_there: bool) -> Reaction:
    """The reaction with a symptom ticked or not."""
    others = tuple(one for one in reaction.symptoms or () if one != name)
    return replace(reaction, symptoms=(*others, name) if is_there else others)


def enter(
    reaction: Reaction, code: str, text: str, now: Moment, near: Moment | None = None
) -> Reaction:
    """The reaction with what was typed; `near` is the day of a sheet of paper.

    Raises UnreadableError with what would be possible.
    """
    if code in ("onset_at", "outcome_at"):
        told: dict[str, Any] = {code: read_time(text, now, near)}
        if near is not None and told[code] < near:
            raise UnreadableError(f"lies before the start at {wording.moment(near)}")
        return _in_order(replace(reaction, **told), code)
    if code == "note":
        return replace(reaction, note=text or None)
    if code == "symptom":
        return symptom(reaction, text, is_there=True) if text else reaction
    if code in _CLOTTING:
        return replace(reaction, clotting=_clot_told(_clot(reaction), code, text))
    changed = _infection_told(_infection(reaction), code, text, now)
    if code == "culture" and near is not None and changed.cultures:
        *others, last = changed.cultures  # a sheet says no time of it
        changed = replace(changed, cultures=(*others, replace(last, taken_at=None)))
    return replace(reaction, infection=changed)


def _in_order(reaction: Reaction, code: str) -> Reaction:
    """The reaction, which does not end before it began. Raises UnreadableError."""
    onset, ended = reaction.onset_at, reaction.outcome_at
    if ended is None or ended >= onset:
        return reaction
    if code == "outcome_at":
        words = f"{wording.clock_on(ended, onset.day)} lies before the onset at {onset.clock}"
    else:
        words = f"{wording.clock_on(onset, ended.day)} lies after the outcome at {ended.clock}"
    raise UnreadableError(words)


def _clot(reaction: Reaction) -> Clotting:
    if reaction.clotting is None:
        raise UnreadableError("Say first where the clot was.")
    return reaction.clotting


def _infection(reaction: Reaction) -> Infection:
    if reaction.infection is None:
        raise UnreadableError("Say first where the infection is suspected.")
    return reaction.infection


def _clot_told(clot: Clotting, code: str, text: str) -> Clotting:
    if code == "lumen":
        return replace(clot, lumen=text or None)
    amount: Decimal | None = read_number(text) if text else None
    if amount is not None and amount < 0:
        raise UnreadableError("must not be below 0")
    return replace(clot, blood_lost_ml=amount)


def _infection_told(infection: Infection, code: str, text: str, now: Moment) -> Infection:
    if code.startswith(RESULT):
        cultures = list(infection.cultures or ())
        place = int(code.removeprefix(RESULT))
        cultures[place] = replace(cultures[place], result=text or None)
        return replace(infection, cultures=tuple(cultures))
    match code:
        case "culture":
            taken = Culture(site=text, taken_at=now)
            cultures = [*(infection.cultures or ()), *((taken,) if text else ())]
            return replace(infection, cultures=tuple(cultures))
        case "catheter_days":
            return replace(
                infection,
                catheter_days=_whole(
                    text, 1, "must be a whole number; it starts at 1, the day of insertion"
                ),
            )
        case "exit_site_score":
            possible = f"must be a whole number from 0 to {MOST_SCORE}; empty: not scored"
            score = _whole(text, 0, possible)
            if score is not None and score > MOST_SCORE:
                raise UnreadableError(possible)
            return replace(infection, exit_site_score=score)
        case "line_removed_on":
            return replace(infection, line_removed_on=_past_day(text, now))
        case _:
            told: dict[str, Any] = {code: text or None}
            return replace(infection, **told)


def _past_day(text: str, now: Moment) -> date | None:
    if not text:
        return None
    day = read_day(text)
    if day > now.day:
        raise UnreadableError(f"{day} lies in the future; today is {now.day}")
    return day


def _whole(text: str, least: int, wording: str) -> int | None:
    """A whole number that is not less than this. Raises UnreadableError with what is possible."""
    if not text:
        return None
    try:
        number = read_number(text)
    except UnreadableError:
        raise UnreadableError(wording) from None
    if number != number.to_integral_value() or number < least:
        raise UnreadableError(wording)
    return int(number)
