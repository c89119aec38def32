"""What a flow sheet for paper is made of; nothing is looked up elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plexlog.domain.facts import ChecklistItem, GradeFact, ReactionFact
from plexlog.domain.fields import NumberField
from plexlog.domain.moments import Moment
from plexlog.reports.summary_input import SummaryInput

Pairs = tuple[tuple[str, str], ...]  # label and text


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOf:
    """The session that a sheet is printed for."""

    summary: SummaryInput
    order: Pairs  # what is planned today, as the Plan step words it
    volumes: Pairs = ()  # blood and plasma volume, and the target
    volumes_by: str = ""  # by what they were calculated
    last: Mapping[str, str] = field(default_factory=dict)  # code of a quantity to its last value
    fetch: Pairs = ()  # each fluid with the bags to fetch, as the Plan step has them
    scale: str = ""  # the ordered response scale
    alerts: tuple[str, ...] = ()  # earlier reactions
    sheet: str = ""  # the number of the sheet
    session_name: str = ""  # as the command line names the session


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetInput:
    """A sheet: blank, or of one session."""

    unit_name: str
    version: str
    printed_at: Moment
    checklist: tuple[ChecklistItem, ...]
    reactions: tuple[ReactionFact, ...]
    grades: tuple[GradeFact, ...]
    limits: Pairs  # of the unit, for the run
    columns: tuple[tuple[NumberField, ...], ...]  # of a row of the run, as on the screen
    of: SheetOf | None = None
