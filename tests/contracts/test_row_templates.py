"""What holds for every template of the run's columns."""

from __future__ import annotations

import pytest

from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.facts import MachineFact, RowTemplateFact
from plexlog.domain.fields import Place
from plexlog.domain.words import MachineKind
from tests.contracts.seeded import of


@pytest.mark.parametrize("row", of(RowTemplateFact), ids=lambda row: row.code)
def test_a_row_template_shows_quantities_of_a_reading_and_has_room(row: RowTemplateFact) -> None:
    known = {declared.code for declared in CATALOGUE.at(Place.READING)}

    assert set(row.columns) <= known
    assert len(set(row.columns)) == len(row.columns) <= 12
    assert set(row.group_starts) <= set(row.columns)
    assert {"systolic_mmhg", "diastolic_mmhg", "removed_ml", "replaced_ml"} <= set(row.columns)


def test_each_kind_of_machine_has_one_row_template() -> None:
    kinds = [kind for row in of(RowTemplateFact) for kind in row.kinds]

    assert sorted(kinds) == sorted(one.value for one in MachineKind)


def test_a_machine_names_a_row_template_that_there_is() -> None:
    known = {row.code for row in of(RowTemplateFact)}

    assert {row.row_template for row in of(MachineFact)} <= {"", *known}
