"""The quantities of a row of the run, in the order of the screen; paper has the same columns."""

from __future__ import annotations

from plexlog.domain.catalogue import (
    ANTICOAGULANT,
    DIASTOLIC,
    INLET,
    INLET_FLOW,
    IONISED_CALCIUM,
    PULSE,
    REMOVED,
    REPLACED,
    SPO2,
    SYSTOLIC,
    TEMPERATURE,
)
from plexlog.domain.facts import RowTemplateFact
from plexlog.domain.fields import Catalogue, NumberField

PRESSURE = "BP"  # the heading of the column that takes both pressures
GROUPS: tuple[tuple[tuple[NumberField, ...], ...], ...] = (
    ((SYSTOLIC, DIASTOLIC), (PULSE,), (SPO2,), (TEMPERATURE,)),
    ((INLET,), (ANTICOAGULANT,), (REMOVED,), (REPLACED,), (INLET_FLOW,)),
    ((IONISED_CALCIUM,),),
)  # by what a column takes; the groups stand apart


def fields_of_columns(
    template: RowTemplateFact | None, catalogue: Catalogue
) -> tuple[tuple[NumberField, ...], ...]:
    """By what each column of a template takes, in its order; both pressures share one."""
    if template is None:
        return tuple(column for group in GROUPS for column in group)
    return tuple(
        (SYSTOLIC, DIASTOLIC) if code == SYSTOLIC.code else (catalogue[code],)
        for code in template.columns
        if code != DIASTOLIC.code
    )
