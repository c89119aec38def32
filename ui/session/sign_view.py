"""What is missing or unusual before signing, as lines that lead to where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from plexlog.domain import wording
from plexlog.domain.findings import Phase
from plexlog.domain.steps import PHASES, Step
from plexlog.services.open_session import SessionView

Line = tuple[str, str, str]  # step and key, words, severity


def sign_lines(view: SessionView) -> tuple[Line, ...]:
    """Hardest first: what holds, what is open, what is missing, what could not be judged."""
    lines = [*_gaps(view), *_overridden(view), *_not_assessed(view)]
    order = {"stop": 0, "ask": 1, "notice": 2, "not-assessed": 3}
    return tuple(sorted(lines, key=lambda line: order.get(line[2], len(order))))


def _gaps(view: SessionView) -> Iterator[Line]:
    for state in view.steps:
        if state.step is Step.SIGN:
            continue
        for gap in state.gaps:
            severity = "stop" if gap.holds else "ask"
            words = _("{step}: {what}").format(step=state.step.label, what=gap.label)
            yield f"{state.step.value}.{gap.key}", words, severity


def _overridden(view: SessionView) -> Iterator[Line]:
    for phase, verdict in view.verdicts.items():
        for finding in verdict.findings:
            if finding.override is not None:
                words = _("Overridden by {name}: {what}").format(
                    name=finding.override.by, what=finding.what
                )
                yield f"{_step_of(phase)}.{finding.code}", words, "notice"


def _not_assessed(view: SessionView) -> Iterator[Line]:
    for phase, verdict in view.verdicts.items():
        for one in verdict.not_assessed:
            missing = wording.listed(wording.words_of(code) for code in one.missing)
            words = _("Not assessed: {what} (missing: {missing})").format(
                what=wording.words_of(one.code), missing=missing.replace("_", " ")
            )
            yield f"{_step_of(phase)}.{one.code}", words, "not-assessed"


def _step_of(phase: Phase) -> str:
    found = [step for step, its in PHASES.items() if its is phase]
    return (found[0] if found else Step.ASSESS).value
