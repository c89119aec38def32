"""Every "going on, because": who overrode which finding, when, of whom and why.

A finding that is overridden in nearly every session warns of nothing any more: it is named, so
that whoever looks after the limits can look at its limit. How often a finding was seen and heeded
is not on record, so the share is one of the sessions that were begun.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from plexlog.clinical.rulebook import rule_sentences
from plexlog.domain.overridden import Often, Overridden
from plexlog.services.desk import Desk

HEADINGS = (
    "at",
    "finding",
    "what_it_does",
    "reason",
    "by",
    "patient",
    "record_number",
    "course",
    "session",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverridePage:
    """What was overridden in a time, and how often each finding was."""

    lines: tuple[Overridden, ...]
    often: tuple[Often, ...]  # the most frequent first

    @property
    def mostly(self) -> tuple[Often, ...]:
        """Those overridden in more than nine of ten sessions."""
        return tuple(one for one in self.often if one.is_mostly)


def overrides(desk: Desk, text: str = "", since: date | None = None) -> OverridePage:
    """Those since a day that hold every word of a text; the counts are of all since then."""
    found = desk.store.overridden(since)
    words = text.casefold().split()
    lines = tuple(one for one in found if all(word in _searched(one) for word in words))
    return OverridePage(lines=lines, often=_often(found, desk.store.sessions_begun(since)))


def finding_words(code: str) -> str:
    """What a rule does, in words; its code where no rule of that name is known any more."""
    return _sentences().get(code) or code.replace("-", " ")


def often_words(one: Often) -> str:
    """How often a finding was overridden, as a sentence."""
    return (
        f"{finding_words(one.finding).rstrip('.')}: overridden in {one.sessions} of "
        f"{one.begun} sessions that were begun."
    )


def overrides_csv(lines: Sequence[Overridden]) -> str:
    """The same as CSV, one line each; it names patients."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    for one in lines:
        session = "" if one.session_number is None else str(one.session_number)
        what = finding_words(one.finding)
        cells = (one.at.text, one.finding, what, one.reason, one.by, one.patient)
        writer.writerow(map(_safe, (*cells, one.record_number, one.course_id, session)))
    return text.getvalue()


@cache
def _sentences() -> Mapping[str, str]:
    return rule_sentences()


def _safe(cell: str) -> str:
    """No cell is read as a formula by a spreadsheet."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _searched(one: Overridden) -> str:
    told = (one.finding, finding_words(one.finding), one.reason, one.by, one.patient)
    return " ".join((*told, one.record_number, one.course_id)).casefold()


def _often(found: Sequence[Overridden], begun: int) -> tuple[Often, ...]:
    sessions: dict[str, set[str]] = defaultdict(set)
    counts: dict[str, int] = defaultdict(int)
    for one in found:
        counts[one.finding] += 1
        if one.session_key:
            sessions[one.finding].add(one.session_key)
    often = [
        Often(finding=code, overridden=count, sessions=len(sessions[code]), begun=begun)
        for code, count in counts.items()
    ]
    return tuple(sorted(often, key=lambda one: (-one.overridden, one.finding)))
