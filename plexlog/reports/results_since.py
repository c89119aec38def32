"""Laboratory results that were entered, changed or taken back after a session was signed.

They are no part of what was signed; what stood there then is printed as it stood.
"""

from __future__ import annotations

from collections.abc import Iterator

from plexlog.clinical.gap_words import draw_words
from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.records import LabResult
from plexlog.domain.shapes import Measured
from plexlog.domain.unit import ResultChange
from plexlog.reports.summary_input import SummaryInput


def corrections(facts: SummaryInput) -> Iterator[str]:
    """Each change of a result that was on record when the session was signed, with who and why."""
    later = {one.row_key for one in facts.results_since if not one.is_correction}
    for one in facts.results_since:
        if one.is_correction and one.row_key not in later:
            yield f"{change_words(one, facts.session.number)} ({_told(one)})"


def changes(facts: SummaryInput) -> Iterator[str]:
    """Each change of any result, of those that were entered since too."""
    for one in facts.results_since:
        if one.is_correction:
            yield f"{change_words(one, facts.session.number)} ({_told(one)})"


def entered(facts: SummaryInput) -> Iterator[tuple[LabResult, ResultChange]]:
    """The results that were entered since as they are now, with who told them first and when."""
    last = {one.row_key: one.new for one in facts.results_since}
    for one in facts.results_since:
        result = last[one.row_key]
        if not one.is_correction and result is not None:
            yield result, one


def change_words(change: ResultChange, number: int) -> str:
    """`IgG 7.7 g/L (was 11.2 g/L), taken 2026-11-21 06:40, before session 2`."""
    old, new = change.old, change.new
    assert old is not None  # noqa: S101 - only of what stood there
    label = CATALOGUE[old.quantity].label
    if new is None:
        return f"{label} {', '.join(_parts(old, number))}: taken back"
    pairs = zip(_parts(new, number), _parts(old, number), strict=True)
    told = (now if now == was else f"{now} (was {was})" for now, was in pairs)
    return f"{label} {', '.join(told)}"


def _parts(result: LabResult, number: int) -> tuple[str, str, str]:
    value = wording.quantity_with_unit(CATALOGUE[result.quantity], Measured(value=result.value))
    timing = result.timing.label if result.timing else "draw not stated"
    drawn = draw_words(result.timing, number) or timing
    return value, f"taken {wording.moment(result.taken_at)}", drawn


def _told(change: ResultChange) -> str:
    why = f"; reason: {change.why}" if change.why else ""
    return f"{change.by}, {wording.moment(change.at)}{why}"
