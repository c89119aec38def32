"""The one next act of a run, named in a sentence with its reason, and what comes after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from plexlog.clinical.calcium import calcium_plan_words, is_asked_for, is_calcium_given
from plexlog.clinical.plans import planned_calcium
from plexlog.domain import wording
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase
from plexlog.domain.records import Bag
from plexlog.domain.steps import PAUSES, Step
from plexlog.services.act import Act, Deed
from plexlog.services.close_waits import waits_for
from plexlog.services.findings_together import together
from plexlog.services.fluids_ahead import bags_left_ml, fluids_ahead
from plexlog.services.open_session import SessionView
from plexlog.services.ordered_drugs import open_words
from plexlog.services.reaction_deeds import reason_of
from plexlog.services.reaction_effect import stopping
from plexlog.services.second_check import to_check

__all__ = ["Act", "Deed", "acts", "bags_left_ml", "pressing_first", "then"]

LOW_BAG_ML = 50.0  # so little left: hang the next one
SWITCH_AHEAD_ML = 500.0  # plasma this near is named: it has to be thawed and checked
SOON_MIN = 2.0  # vitals due within this are the next act
_MOST_THEN = 3
_WHY_PAUSED = "reason of the pause: asked for at the close"
FROM_PAPER = "From paper: enter each row with its time, then end the run with its time"

# What was measured in the patient comes before what the machine's totals say.
OF_THE_PATIENT = frozenset(
    {
        "systolic-low",
        "systolic-fell",
        "oxygen-low",
        "temperature-rose",
        "fever",
        "ionised-calcium-low",
    }
)


def acts(view: SessionView) -> list[Act]:
    """What is to be done now, most pressing first; never empty."""
    sources = _SOURCES if view.session.paper is None else _OF_PAPER
    found = [act for source in sources for act in source(view)]
    return found or [_nothing(view)]


def then(view: SessionView, listed: Sequence[Act]) -> tuple[str, ...]:
    """In short what follows the first act: what else is to be done, then what comes next."""
    words = [act.brief for act in listed[1:] if act.brief]
    deeds, said = {act.deed for act in listed}, listed[0].sentence
    coming = (brief for brief, deed in _coming(view) if deed not in deeds and brief not in said)
    return tuple(dict.fromkeys([*words, *coming]))[:_MOST_THEN]


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
        waiting = open_words(view)
        first = f"; before it {waiting}, ordered and not on record" if waiting else ""
        yield Act(deed=Deed.START, sentence=f"Start the run as soon as blood flows{first}")


def _clock(view: SessionView) -> Iterator[Act]:
    if view.clock_jump is not None and view.is_running:
        yield Act(deed=Deed.CLOCK, sentence=view.clock_jump.sentence, brief="clock was set")


def _stopped(view: SessionView) -> Iterator[Act]:
    """A run that a reaction stopped is ended, not resumed."""
    reaction = stopping(view)
    if reaction is not None:
        yield Act(
            deed=Deed.END,
            sentence=f"Stopped for the {reason_of(reaction)}: end the run",
            subject=reaction.id,
            brief="end the run",
        )


def _paused(view: SessionView) -> Iterator[Act]:
    if view.is_running and view.is_paused and stopping(view) is None:
        minutes = wording.number(view.running.paused_minutes)
        yield Act(
            deed=Deed.RESUME,
            sentence=f"Resume when mended: paused {minutes} min",
            brief="resume",
        )


def _why_paused(view: SessionView) -> Iterator[Act]:
    """A pause whose reason was put off is named while it lasts; the close asks for it."""
    is_untold = any(gap.key == PAUSES for gap in view.state(Step.CLOSE).gaps)
    if view.is_running and view.is_paused and is_untold:
        yield Act(deed=Deed.NOTHING, sentence=_WHY_PAUSED, brief=_WHY_PAUSED)


def pressing_first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of a run in the order in which they are to be answered."""
    return sorted(findings, key=lambda one: (-one.severity, one.code not in OF_THE_PATIENT))


def _findings(view: SessionView) -> Iterator[Act]:
    if not view.is_running:
        return
    asked = [one for one in together(view.findings(Phase.RUN)) if _waits(one)]
    for finding in pressing_first(asked):
        clock = finding.at[-1].clock if finding.at else ""
        at = f" at {clock}" if clock and clock not in finding.what else ""
        yield Act(
            deed=Deed.ANSWER,
            sentence=f"Answer: {finding.what}{at}",
            subject=finding.code,
            brief=f"answer {wording.words_of(finding.code)}",
        )


def _waits(finding: Finding) -> bool:
    return finding.is_open and finding.severity >= Severity.ASK


def _vitals(view: SessionView) -> Iterator[Act]:
    due = view.running.vitals
    if not view.is_running or due is None:
        return
    late = view.running.minutes_late or 0.0
    ahead = due.due_at.minutes_since(view.now)
    sentence = f"Take vitals: due {due.due_at.clock}"
    if late >= max(due.wait_minutes, 1):
        sentence += f", a whole interval missed, {wording.number(int(late))} min late"
    elif late >= 1:
        sentence += f", {wording.number(int(late))} min late"
    elif ahead > SOON_MIN:
        return
    yield Act(deed=Deed.VITALS, sentence=sentence, brief=f"vitals {due.due_at.clock}")


def _target(view: SessionView) -> Iterator[Act]:
    if view.is_running and view.running.is_target_reached and stopping(view) is None:
        volumes = wording.plasma_volumes(view.running.plasma_volumes)
        yield Act(
            deed=Deed.END,
            sentence=f"Target reached, {volumes} PV: end the run",
            brief="end the run",
        )


def _bags(view: SessionView) -> Iterator[Act]:
    if not view.is_running:
        return
    ahead = fluids_ahead(view)
    left, label = ahead.left_ml, ahead.next_label
    if not view.session.bags:
        what = label or "of replacement fluid"
        yield Act(deed=Deed.BAG, sentence=f"Hang the first bag: {what}", brief="hang a bag")
    elif ahead.to_switch_ml is not None and ahead.to_switch_ml <= LOW_BAG_ML:
        so_far = wording.millilitres(view.running.replaced_ml)
        sentence = f"Switch to plasma: hang {label}, {so_far} replaced so far"
        yield Act(deed=Deed.BAG, sentence=sentence, brief=f"hang {label}")
    elif left is not None and left <= LOW_BAG_ML and not ahead.is_enough:
        what, shown = label or "the next bag", wording.millilitres(max(left, 0.0))
        yield Act(deed=Deed.BAG, sentence=f"Hang {what}: {shown} left", brief=f"hang {what}")


def _second_checks(view: SessionView) -> Iterator[Act]:
    """What the unit has two people check waits before anything that can wait."""
    for part in to_check(view):
        if isinstance(part, Bag):
            what = f"{part.fluid.label} {part.din or part.lot or ''}".strip()
        else:
            what = part.drug
        yield Act(
            deed=Deed.CHECK,
            sentence=f"Have a second person check {what}",
            subject=part.key,
            brief=f"second check of {what}",
        )


def _reactions(view: SessionView) -> Iterator[Act]:
    for reaction in view.session.reactions or ():
        if reaction.outcome is None:
            yield Act(
                deed=Deed.REACTION,
                sentence=f"Follow the {reaction.kind.label} reaction of {reaction.onset_at.clock}",
                subject=reaction.id,
                brief=f"follow the {reaction.kind.label} reaction",
            )


def _after(view: SessionView) -> Iterator[Act]:
    """After the end: the close, and then the signature."""
    ended = view.session.ended_at
    if ended is None or view.is_signed:
        return
    holding, waiting = view.state(Step.CLOSE).holding, waits_for(view)
    if holding:
        count = wording.counted(len(holding), "thing")
        sentence = f"Run ended {ended.clock}: go to Close, {count} to tell"
        yield Act(deed=Deed.CLOSE, sentence=sentence, subject=Step.CLOSE.value, brief="close")
    elif waiting is not None:
        what = wording.spoken(waiting.label)
        sentence = f"Run ended {ended.clock}: tell {what}, plasma removed waits for it"
        yield Act(deed=Deed.CLOSE, sentence=sentence, subject=Step.CLOSE.value, brief=what)
    else:
        sentence = f"Run ended {ended.clock} and closed: go to Sign"
        yield Act(deed=Deed.CLOSE, sentence=sentence, subject=Step.SIGN.value, brief="sign")


def _nothing(view: SessionView) -> Act:
    if view.is_signed:
        return Act(deed=Deed.NOTHING, sentence="Signed: nothing to do here")
    if view.session.paper is not None:
        return Act(deed=Deed.NOTHING, sentence=FROM_PAPER)
    coming = next(iter(_coming(view)), None)
    if coming is None:
        return Act(deed=Deed.NOTHING, sentence="Nothing to do now")
    return Act(deed=Deed.NOTHING, sentence=f"Next: {coming[0]}")


def _coming(view: SessionView) -> Iterator[tuple[str, Deed]]:
    """What comes next in a run, nearest first as far as it can be said."""
    if not view.is_running or view.session.paper is not None:
        return
    if calcium := _calcium_words(view):
        yield f"calcium, {calcium}", Deed.NOTHING
    due = view.running.vitals
    if due is not None:
        yield f"vitals at {due.due_at.clock}", Deed.VITALS
    ahead = fluids_ahead(view)
    if ahead.to_switch_ml is not None and LOW_BAG_ML < ahead.to_switch_ml <= SWITCH_AHEAD_ML:
        yield f"switch to plasma in {wording.millilitres(ahead.to_switch_ml)}", Deed.BAG
    elif ahead.left_ml is not None and ahead.left_ml > LOW_BAG_ML and not ahead.is_enough:
        what = ahead.next_label or "next bag"
        yield f"{what} in {wording.millilitres(ahead.left_ml)}", Deed.BAG
    left = view.running.minutes_left
    if left:
        yield f"target in ~{wording.hours_minutes(left)}", Deed.END


def _calcium_words(view: SessionView) -> str:
    """A plan of calcium that names no amount by litre, until some is on record as given."""
    plan = planned_calcium(view.course, view.session)
    if plan is None or not is_asked_for(plan) or plan.ml_per_l_replaced:
        return ""
    return "" if is_calcium_given(view.session, plan) else calcium_plan_words(plan)


_SOURCES: tuple[Callable[[SessionView], Iterator[Act]], ...] = (
    _prepare,
    _start,
    _clock,
    _stopped,
    _reactions,  # also while the run stands still for it
    _paused,
    _second_checks,
    _findings,
    _vitals,
    _bags,
    _target,
    _why_paused,
    _after,
)

# a sheet tells what was done, and nothing is due; its rows come before the end of its run
_OF_PAPER = (_reactions, _findings, _stopped, _after)
