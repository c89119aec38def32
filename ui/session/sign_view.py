"""What is missing or unusual before signing, as few lines that lead to where it is mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.findings import NotAssessed, Phase
from plexlog.domain.language import gettext as _
from plexlog.domain.steps import PHASES, Gap, Step
from plexlog.services.open_session import SessionView

_ORDER = ("stop", "ask", "notice", "not-assessed")


@dataclass(frozen=True, slots=True)
class SignLine:
    """One line: the step it leads to, a head in a few words, what it is about, its severity."""

    step: str
    head: str
    detail: str
    severity: str

    @property
    def words(self) -> str:
        """Head and detail, for a screen reader."""
        return f"{self.head}: {self.detail}" if self.detail else self.head


def sign_lines(view: SessionView) -> tuple[SignLine, ...]:
    """Hardest first: what holds, what is open a step, what was overridden, what was not judged."""
    lines = [*_gaps(view), *_overridden(view), *_not_assessed(view)]
    return tuple(sorted(lines, key=lambda line: _ORDER.index(line.severity)))


def _gaps(view: SessionView) -> Iterator[SignLine]:
    for state in view.steps:
        if state.step is Step.SIGN:
            continue
        holding = [gap for gap in state.gaps if gap.holds]
        others = [gap for gap in state.gaps if not gap.holds]
        step = state.step
        if holding:
            head = _("{step} holds signing").format(step=step.label)
            yield SignLine(step.value, head, _listed(holding), "stop")
        if others:
            head = _("{step}: {count} not answered").format(step=step.label, count=len(others))
            yield SignLine(step.value, head, _listed(others), "ask")


def _listed(gaps: Sequence[Gap]) -> str:
    first, *rest = [gap.label for gap in gaps]
    return "; ".join([first, *(wording.spoken(label) for label in rest)])


def _overridden(view: SessionView) -> Iterator[SignLine]:
    for phase, verdict in view.verdicts.items():
        for finding in verdict.findings:
            given = finding.override
            if given is not None:
                head = _("Answered by {name} {time}").format(name=given.by, time=given.at.clock)
                yield SignLine(_step_of(phase), head, finding.what, "notice")


def _not_assessed(view: SessionView) -> Iterator[SignLine]:
    for phase, verdict in view.verdicts.items():
        found = verdict.not_assessed
        if found:
            step = Step(_step_of(phase))
            count = wording.counted(len(found), _("rule"), _("rules"))
            head = _("{step}: {count} not assessed").format(step=step.label, count=count)
            detail = _("missing: {names}").format(names=_missing(found))
            yield SignLine(step.value, head, detail, "not-assessed")


def _missing(found: Sequence[NotAssessed]) -> str:
    codes = dict.fromkeys(code for one in found for code in one.missing)
    return "; ".join(dict.fromkeys(_label(code) for code in codes))


def _label(code: str) -> str:
    if code in CATALOGUE:
        return wording.spoken(CATALOGUE[code].label)
    return wording.words_of(code)


def _step_of(phase: Phase) -> str:
    found = [step for step, its in PHASES.items() if its is phase]
    return (found[0] if found else Step.ASSESS).value
