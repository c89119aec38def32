"""The one next act of a run, named in a sentence with its reason."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plexlog.domain import wording
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase
from plexlog.domain.records import Bag, Session
from plexlog.domain.steps import Step
from plexlog.services.open_session import SessionView

LOW_BAG_ML = 50.0  # so little left: fetch the next one
SOON_MIN = 2.0  # vitals due within this are the next act


class Deed(enum.StrEnum):
    """What the button beside the sentence does."""

    NOTHING = ""
    PREPARE = "prepare"
    START = "start"
    RESUME = "resume"
    ANSWER = "answer"
    VITALS = "vitals"
    BAG = "bag"
    REACTION = "reaction"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act as a sentence, and the deed that goes with it."""

    deed: Deed
    sentence: str
    subject: str = ""  # id or code the deed is about

    @property
    def is_urgent(self) -> bool:
        """Whether it is to be done now, not merely next."""
        return self.deed is not Deed.NOTHING


def acts(view: SessionView) -> list[Act]:
    """What is to be done now, most pressing first; never empty."""
    found = [act for source in _SOURCES for act in source(view)]
    return found or [_nothing(view)]


def bags_left_ml(session: Session, replaced_ml: float | None) -> float | None:
    """What is left in the bags that were hung, by the replaced total."""
    bags = [bag for bag in session.bags or () if bag.started_at is not None or bag.given_ml]
    if not bags or replaced_ml is None:
        return None
    return sum(_holds(bag) for bag in bags) - replaced_ml


def _holds(bag: Bag) -> float:
    return float(bag.volume_ml if bag.given_ml is None else bag.given_ml)


def _prepare(view: SessionView) -> Iterator[Act]:
    """What holds an earlier step is done before the run is started."""
    if view.session.started_at is not None or view.is_signed:
        return
    for step in (Step.IDENTIFY, Step.ASSESS, Step.PLAN):
        holding = view.state(step).holding
        if holding:
            more = f" and {len(holding) - 1} more" if len(holding) > 1 else ""
            sentence = f"Before the start: {holding[0].label}{more}"
            yield Act(deed=Deed.PREPARE, sentence=sentence, subject=step.value)
            return


def _start(view: SessionView) -> Iterator[Act]:
    if view.session.started_at is None and not view.is_signed and not any(_prepare(view)):
        yield Act(deed=Deed.START, sentence="Start the run as soon as blood flows")


def _paused(view: SessionView) -> Iterator[Act]:
    if view.is_running and view.is_paused:
        minutes = wording.number(view.running.paused_minutes)
        yield Act(deed=Deed.RESUME, sentence=f"Resume when mended: paused {minutes} min")


def _findings(view: SessionView) -> Iterator[Act]:
    if not view.is_running:
        return
    asked = [one for one in view.findings(Phase.RUN) if _waits(one)]
    for finding in sorted(asked, key=lambda one: -one.severity):
        clock = finding.at[-1].clock if finding.at else ""
        at = f" at {clock}" if clock and clock not in finding.what else ""
        yield Act(deed=Deed.ANSWER, sentence=f"Answer: {finding.what}{at}", subject=finding.code)


def _waits(finding: Finding) -> bool:
    return finding.is_open and finding.severity >= Severity.ASK


def _vitals(view: SessionView) -> Iterator[Act]:
    due = view.running.vitals
    if not view.is_running or due is None:
        return
    late = view.running.minutes_late or 0.0
    ahead = due.due_at.minutes_since(view.now)
    if late >= 1:
        minutes = wording.number(int(late))
        yield Act(
            deed=Deed.VITALS, sentence=f"Take vitals: due {due.due_at.clock}, {minutes} min late"
        )
    elif ahead <= SOON_MIN:
        yield Act(deed=Deed.VITALS, sentence=f"Take vitals: due {due.due_at.clock}")


def _target(view: SessionView) -> Iterator[Act]:
    share = view.running.percent_of_target
    if view.is_running and share is not None and share >= 100:  # noqa: PLR2004 - per cent
        volumes = wording.plasma_volumes(view.running.plasma_volumes)
        yield Act(deed=Deed.END, sentence=f"Target reached, {volumes} PV: end the run")


def _bags(view: SessionView) -> Iterator[Act]:
    if not view.is_running:
        return
    left = bags_left_ml(view.session, view.running.replaced_ml)
    if not view.session.bags:
        yield Act(deed=Deed.BAG, sentence="Hang the first bag of replacement fluid")
    elif left is not None and left <= LOW_BAG_ML:
        shown = wording.millilitres(max(left, 0.0))
        yield Act(deed=Deed.BAG, sentence=f"Hang the next bag: {shown} left")


def _reactions(view: SessionView) -> Iterator[Act]:
    for reaction in view.session.reactions or ():
        if reaction.outcome is None:
            yield Act(
                deed=Deed.REACTION,
                sentence=f"Follow the {reaction.kind.label} reaction of {reaction.onset_at.clock}",
                subject=reaction.id,
            )


def _nothing(view: SessionView) -> Act:
    due = view.running.vitals
    if not view.is_running or due is None:
        return Act(deed=Deed.NOTHING, sentence="Nothing to do here")
    return Act(deed=Deed.NOTHING, sentence=f"Next: vitals at {due.due_at.clock}")


_SOURCES: tuple[Callable[[SessionView], Iterator[Act]], ...] = (
    _prepare,
    _start,
    _paused,
    _findings,
    _vitals,
    _bags,
    _target,
    _reactions,
)
