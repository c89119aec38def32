"""Locks of a lumen as quick picks: as ordered first, then what the unit locks with.

Heparin is not offered after heparin-induced thrombocytopenia or with an allergy to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plexlog.clinical.rules.heparin import heparin_answer
from plexlog.clinical.rules.rule import Raised
from plexlog.domain import wording
from plexlog.domain.facts import LockFact
from plexlog.domain.words import LockAgent
from plexlog.services.open_session import OpenSession, SessionView

_HEPARIN = re.compile(r"([0-9]+) IU/mL")
_CITRATE = re.compile(r"(?:.*citrate )?([0-9.]+) %")


@dataclass(frozen=True, slots=True, kw_only=True)
class LockPick:
    """An agent with its strength, as texts by the keys of a lock."""

    key: str
    label: str
    agent: LockAgent
    citrate_percent: str = ""
    heparin_iu_ml: str = ""
    use: str = ""
    is_ordered: bool = False


def lock_picks(session: OpenSession) -> tuple[LockPick, ...]:
    """What a lumen can be locked with, the ordered lock first."""
    view = session.view()
    answer = heparin_answer(view.course.patient, "", ("lock",))
    has_heparin = not isinstance(answer, Raised)
    picks = [*_ordered(view), *_of_unit(session.desk.knowledge.locks)]
    first: dict[tuple[LockAgent, str, str], LockPick] = {}
    for pick in picks:
        if has_heparin or pick.agent is not LockAgent.HEPARIN:
            first.setdefault((pick.agent, pick.citrate_percent, pick.heparin_iu_ml), pick)
    return tuple(first.values())


def _ordered(view: SessionView) -> Iterator[LockPick]:
    lock = view.course.order.catheter_lock
    if lock is None:
        return
    citrate = "" if lock.citrate_percent is None else f"{lock.citrate_percent:f}"
    heparin = "" if lock.heparin_iu_ml is None else f"{lock.heparin_iu_ml:f}"
    strength = f" {citrate} %" if citrate else f" {heparin} IU/mL" if heparin else ""
    yield LockPick(
        key="as-ordered",
        label=wording.sentence(lock.agent.label) + strength,
        agent=lock.agent,
        citrate_percent=citrate,
        heparin_iu_ml=heparin,
        use="as ordered",
        is_ordered=True,
    )


def _of_unit(facts: tuple[LockFact, ...]) -> Iterator[LockPick]:
    for fact in facts:
        for place, strength in enumerate(fact.strengths or ("",)):
            heparin, citrate = _HEPARIN.fullmatch(strength), _CITRATE.fullmatch(strength)
            yield LockPick(
                key=f"{fact.code}-{place}",
                label=_label(fact.label, heparin, citrate),
                agent=LockAgent(fact.agent),
                citrate_percent="" if citrate is None else f"{Decimal(citrate[1]):f}",
                heparin_iu_ml="" if heparin is None else heparin[1],
                use=fact.use,
            )


def _label(agent: str, heparin: re.Match[str] | None, citrate: re.Match[str] | None) -> str:
    if heparin is not None:
        return f"{agent} {heparin[1]} IU/mL"
    return agent if citrate is None else f"{agent} {citrate[1]} %"
