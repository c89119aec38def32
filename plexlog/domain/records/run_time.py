"""The time and aim of a run: vitals left out, the plan changed, symptoms asked for.

These are keys of our own in the course document; absent is not recorded.
"""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.domain.moments import Moment
from plexlog.domain.records.order import Minutes, PlasmaVolumes
from plexlog.domain.shapes import FreeWord, Name, Record, Text


@dataclass(frozen=True, kw_only=True)
class VitalsSkip(Record):
    """Vitals of the programme that were not taken, and why; the next wait begins at `at`."""

    due_at: Moment
    at: Moment
    reason: Text
    by: Name | None = None


@dataclass(frozen=True, kw_only=True)
class PlanChange(Record):
    """What was planned before a change in the run and what since; who ordered it, when and why.

    Only what was changed is filled: the target, the programme of vitals, or both.
    """

    at: Moment
    plasma_volumes_before: PlasmaVolumes | None = None
    plasma_volumes: PlasmaVolumes | None = None
    vitals_programme_before_min: tuple[Minutes, ...] | None = None
    vitals_programme_min: tuple[Minutes, ...] | None = None
    ordered_by: Name | None = None
    reason: Text
    by: Name | None = None
    entered_at: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class SymptomNoted(Record):
    """A symptom the patient told of, or `none` when asked; one tap, with its time."""

    symptom: FreeWord
    at: Moment
    by: Name | None = None
