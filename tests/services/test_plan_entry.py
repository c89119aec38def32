"""What is typed on the plan page changes its own field; what the page does not show stays."""

from __future__ import annotations

from plexlog.domain.records import Supply
from plexlog.domain.words import SupplyKind
from plexlog.services import plan_entry, planning, recording
from plexlog.services.open_session import OpenSession

FIRST_LOT = Supply(kind=SupplyKind.ANTICOAGULANT, product="ACD-A", lot="A1")
SALINE = Supply(kind=SupplyKind.SALINE, lot="N1")
SECOND_LOT = Supply(kind=SupplyKind.ANTICOAGULANT, product="ACD-A", lot="A2")


def imported(session: OpenSession, *supplies: Supply) -> None:
    recording.set_facts(session, {"supplies": supplies})


def lots(session: OpenSession) -> list[str | None]:
    return [one.lot for one in session.view().session.supplies or ()]


def test_a_second_lot_stays_when_the_first_is_typed(session: OpenSession) -> None:
    imported(session, FIRST_LOT, SALINE, SECOND_LOT)

    plan_entry.enter(session, "anticoagulant.lot", "A9")

    assert lots(session) == ["A9", "N1", "A2"]


def test_a_second_lot_stays_when_the_first_is_taken_back(session: OpenSession) -> None:
    imported(session, SALINE, FIRST_LOT, SECOND_LOT)

    plan_entry.enter(session, "anticoagulant.lot", "")

    assert lots(session) == ["N1", "A2"]
    assert planning.supply_of(session.view(), SupplyKind.ANTICOAGULANT) == SECOND_LOT


def test_the_first_lot_of_a_kind_joins_the_others(session: OpenSession) -> None:
    imported(session, SALINE)

    plan_entry.enter(session, "anticoagulant.lot", "A1")

    assert lots(session) == ["N1", "A1"]
