"""The columns of a row of the run, in the order of a template."""

from __future__ import annotations

from plexlog.domain.catalogue import CATALOGUE, DIASTOLIC, PULSE, SYSTOLIC
from plexlog.domain.facts import RowTemplateFact
from plexlog.domain.run_row import GROUPS, fields_of_columns


def test_both_pressures_share_a_column_where_the_systolic_one_stands() -> None:
    template = RowTemplateFact(
        code="own",
        label="Own",
        source="s",
        columns=("pulse_per_min", "systolic_mmhg", "diastolic_mmhg"),
    )

    assert fields_of_columns(template, CATALOGUE) == ((PULSE,), (SYSTOLIC, DIASTOLIC))


def test_without_a_template_the_groups_stand_one_after_the_other() -> None:
    assert fields_of_columns(None, CATALOGUE) == tuple(one for group in GROUPS for one in group)
