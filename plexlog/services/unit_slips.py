"""Likely slips of unit where a height, a weight or a haematocrit is typed: named, and asked about.

An impossible value stays refused and says what it looks like; a possible one becomes a question.
Nothing is corrected here, and nothing is calculated from what a person has not stood by.
"""

from __future__ import annotations

from dataclasses import replace

from plexlog.clinical.slips import Slip, Typed, likely_slips
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.entry import Entry
from plexlog.domain.errors import UnreadableError
from plexlog.domain.fields import Severity, read_number
from plexlog.services.observed import day_of
from plexlog.services.open_session import OpenSession

OF_THE_BODY = frozenset({"height_cm", "weight_kg", "hematocrit_percent"})
HIGHEST = 1_000_000  # beyond it a number is no slip of unit


def with_unit_slip(entry: Entry, session: OpenSession) -> Entry:
    """The entry, of a quantity `OF_THE_BODY`, with the slip that it looks like, if there is one.

    A weight that `weight-jump` holds against the last one is left to that rule: asked once.
    """
    slip = _slip_of(entry, session)
    if slip is None:
        return entry
    words = f"{entry.message}; {slip_words(slip)}" if entry.message else slip_words(slip)
    severity = Severity.REFUSE if entry.is_refused else Severity.ASK
    return replace(entry, severity=severity, message=words)


def slip_words(slip: Slip) -> str:
    """What a value looks like and what was then meant, to stand behind a semicolon."""
    declared = CATALOGUE[slip.quantity]
    sentence = slip.sentence[:1].lower() + slip.sentence[1:].removesuffix(".")
    return f"{sentence}, {slip.meant:.{declared.decimals}f} {declared.shown_unit} being meant"


def height_words(text: str, age_years: int | None = None) -> str:
    """What a typed height looks like; empty: nothing but a height."""
    slips = likely_slips(Typed(height_cm=_number(text), age_years=age_years))
    return slip_words(slips[0]) if slips else ""


def _slip_of(entry: Entry, session: OpenSession) -> Slip | None:
    volumes, number = session.view().figures.volumes, _number(entry.text)
    known: dict[str, Typed] = {
        "height_cm": Typed(height_cm=number, age_years=volumes.age_years),
        "weight_kg": Typed(
            weight_kg=number, height_cm=volumes.height_cm, age_years=volumes.age_years
        ),
        "hematocrit_percent": Typed(hematocrit_percent=number),
    }
    is_weight = entry.code == "weight_kg" and not entry.is_refused
    if is_weight and _is_held_against_the_last(session):
        return None
    slips = likely_slips(known[entry.code])
    return next((slip for slip in slips if slip.quantity == entry.code), None)


def _is_held_against_the_last(session: OpenSession) -> bool:
    """Whether the last session is near enough for its weight to be compared by the rules."""
    last = session.view().previous
    if last is None or last.started_at is None or "weight_kg" not in (last.before or {}):
        return False
    hours = (day_of(session) or session.desk.now()).hours_since(last.started_at)
    return hours <= 24 * session.desk.knowledge.rule_facts.thresholds.weight_jump_days


def _number(text: str) -> float | None:
    """What was typed as a number; None where it is none that could be a slip of unit."""
    try:
        value = float(read_number(text))
    except UnreadableError:
        return None
    return value if 0 <= value <= HIGHEST else None
