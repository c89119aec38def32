"""The columns of a run are those of its machine."""

from __future__ import annotations

import pytest

from plexlog.domain.facts import MachineFact, RowTemplateFact
from plexlog.domain.records import Machine
from plexlog.domain.words import MachineKind
from plexlog.services.desk import Knowledge
from plexlog.services.open_session import OpenSession
from plexlog.services.row_template import template_of

CENTRIFUGE = RowTemplateFact(
    code="centrifuge", label="C", source="s", kinds=("centrifugal",), columns=("inlet_ml",)
)
OWN = RowTemplateFact(code="own", label="O", source="s", columns=("removed_ml",))
MACHINE = MachineFact(
    code="m", label="M", source="s", model="Own 1", kind="centrifugal", row_template="own"
)


@pytest.fixture
def knowledge(session: OpenSession, monkeypatch: pytest.MonkeyPatch) -> Knowledge:
    known = session.desk.knowledge
    templates = {one.code: one for one in (CENTRIFUGE, OWN)}
    monkeypatch.setitem(known.__dict__, "row_templates", templates)
    monkeypatch.setitem(known.__dict__, "machines", (MACHINE,))
    return known


@pytest.mark.parametrize(
    ("machine", "wanted"),
    [
        (Machine(model="Own 1", kind=MachineKind.CENTRIFUGAL), OWN),
        (Machine(model="Another", kind=MachineKind.CENTRIFUGAL), CENTRIFUGE),
        (Machine(model="Another", kind=MachineKind.MEMBRANE), None),
        (None, CENTRIFUGE),
    ],
)
def test_a_machine_has_its_own_columns_or_those_of_its_kind(
    knowledge: Knowledge, machine: Machine | None, wanted: RowTemplateFact | None
) -> None:
    assert template_of(knowledge, machine) == wanted


def test_a_unit_without_templates_has_none(
    session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(session.desk.knowledge.__dict__, "row_templates", {})

    assert template_of(session.desk.knowledge, None) is None
