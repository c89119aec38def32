"""A row that was pasted from the machine says so in print; a typed one says nothing."""

from __future__ import annotations

from dataclasses import replace

from plexlog.domain.words_run import TakenFrom
from plexlog.reports.session_summary import SummaryInput
from tests.reports.cases import told, with_session


def test_a_pasted_row_is_marked_in_the_notes_of_the_run(facts: SummaryInput) -> None:
    first, *others = facts.session.readings or ()
    pasted = replace(first, taken_from=TakenFrom.MACHINE_EXPORT)

    text = told(with_session(facts, readings=(pasted, *others)), "Run")

    assert text.count("pasted from the machine's export") == 1
    assert f"{first.at.clock}: pasted from the machine's export" in text
