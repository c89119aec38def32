"""Locks as quick picks: the ordered one first, no heparin where it must not be."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from plexlog.domain.facts import LockFact
from plexlog.domain.records import CatheterLock, History
from plexlog.domain.words import LockAgent
from plexlog.services.desk import Desk
from plexlog.services.lock_picks import lock_picks
from plexlog.services.open_session import OpenSession
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE

FACTS = (
    LockFact(
        code="heparin",
        label="Heparin",
        source="s",
        agent="heparin",
        strengths=("1000 IU/mL", "5000 IU/mL"),
        use="u",
    ),
    LockFact(
        code="taurolidine",
        label="Taurolidine citrate",
        source="s",
        agent="taurolidine-citrate",
        strengths=("taurolidine 1.35 % with citrate 4 %",),
        use="u",
    ),
    LockFact(code="saline", label="Saline", source="s", agent="sodium-chloride-0-9", use="u"),
)


def opened(
    clock: FakeClock, lock: CatheterLock | None, histories: tuple[History, ...] = ()
) -> OpenSession:
    store = FakeStore(facts=FACTS)
    course = replace(
        COURSE,
        order=replace(COURSE.order, catheter_lock=lock),
        patient=replace(COURSE.patient, histories=histories),
    )
    key = store.sessions_of(store.add_course(course))[0].session_key
    return OpenSession(Desk(store, clock, FakeSigner()), key)


def test_the_ordered_lock_comes_first_and_stands_once(clock: FakeClock) -> None:
    ordered = CatheterLock(agent=LockAgent.HEPARIN, heparin_iu_ml=Decimal(1000))

    picks = lock_picks(opened(clock, ordered))

    assert [pick.label for pick in picks] == [
        "Heparin 1000 IU/mL",
        "Heparin 5000 IU/mL",
        "Taurolidine citrate 4 %",
        "Saline",
    ]
    assert [pick.is_ordered for pick in picks] == [True, False, False, False]
    assert picks[2].citrate_percent == "4"


def test_an_order_may_name_citrate_or_no_strength(clock: FakeClock) -> None:
    citrate = CatheterLock(agent=LockAgent.TRISODIUM_CITRATE, citrate_percent=Decimal(4))

    assert lock_picks(opened(clock, citrate))[0].label == "Trisodium citrate 4 %"
    plain = CatheterLock(agent=LockAgent.ALTEPLASE)
    assert lock_picks(opened(clock, plain))[0].label == "Alteplase"


def test_without_an_order_nothing_is_called_ordered(clock: FakeClock) -> None:
    assert not any(pick.is_ordered for pick in lock_picks(opened(clock, None)))


def test_heparin_is_not_offered_after_hit(clock: FakeClock) -> None:
    ordered = CatheterLock(agent=LockAgent.HEPARIN, heparin_iu_ml=Decimal(1000))
    hit = (History(kind="hit"),)

    agents = {pick.agent for pick in lock_picks(opened(clock, ordered, hit))}

    assert LockAgent.HEPARIN not in agents
