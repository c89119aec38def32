"""Findings as cards word them, on the page of an order and in a session alike."""

from __future__ import annotations

from collections.abc import Iterable

from plexlog.domain import wording
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, NotAssessed, Phase
from plexlog.domain.language import gettext as _
from plexlog.domain.steps import PRE_MEDICATION_OPEN
from ui.widgets.buttons import Kind
from ui.widgets.finding import FindingAct, FindingView

OVERRIDE = "override"
SEEN = "seen"
ANSWER = "answer"
REACTION = "reaction"


def finding_views(findings: Iterable[Finding]) -> list[FindingView]:
    """The cards of some findings."""
    return [finding_view(finding) for finding in findings]


def finding_view(finding: Finding) -> FindingView:
    """One finding as a card; an answered one says who, when and why."""
    given = finding.override
    answer = "" if given is None else f"{given.by} {given.at.clock}: {given.reason}"
    return FindingView(
        key=finding.code,
        severity=finding.severity.word,
        what=finding.what,
        mark=finding.at[-1].clock if finding.at else "",
        why=finding.why,
        do=finding.do,
        source=finding.source,
        acts=() if not finding.is_open else _acts(finding),
        outcome=_outcome(finding),
        answer=answer,
    )


def _outcome(finding: Finding) -> str:
    if finding.override is None:
        return ""
    return _("OVERRIDDEN") if finding.severity >= Severity.STOP else _("ANSWERED")


def _acts(finding: Finding) -> tuple[FindingAct, ...]:
    if finding.severity is Severity.REFUSE:
        return ()  # what is not possible is corrected, not overridden
    if finding.severity >= Severity.STOP:
        return (FindingAct(OVERRIDE, _("Override"), Kind.DANGER),)
    if finding.phase is Phase.ORDER:  # always with a reason, which stays with the order
        return (FindingAct(ANSWER, _("Answer")),)
    if finding.code == PRE_MEDICATION_OPEN:
        return (FindingAct(SEEN, _("Not given, because")),)
    seen = FindingAct(SEEN, _("Seen, going on"))
    if finding.phase is Phase.RUN:
        return (seen, FindingAct(REACTION, _("Reaction")))
    return (seen,)


def not_assessed_view(missing: NotAssessed, labels: dict[str, str]) -> FindingView:
    """A rule that could not be judged, as a card."""
    names = wording.listed(labels.get(code, wording.words_of(code)) for code in missing.missing)
    return FindingView(
        key=missing.code,
        severity="not-assessed",
        what=wording.sentence(wording.words_of(missing.code)),
        mark=missing.code,
        why=_("Missing: {names}.").format(names=names),
    )
