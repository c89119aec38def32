"""Findings of an order as cards."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext as _

from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding
from ui.widgets.buttons import Kind
from ui.widgets.finding import FindingAct, FindingView


def finding_views(findings: Iterable[Finding]) -> list[FindingView]:
    """The cards of the findings."""
    return [_view(finding) for finding in findings]


def _view(finding: Finding) -> FindingView:
    given = finding.override
    is_stop = finding.severity >= Severity.STOP
    acts: tuple[FindingAct, ...] = ()
    if finding.is_open:
        act = FindingAct("override", _("Override"), Kind.DANGER)
        acts = (act if is_stop else FindingAct("answer", _("Answer")),)
    outcome = ""
    if given is not None:
        outcome = _("OVERRIDDEN") if is_stop else _("ANSWERED")
    return FindingView(
        key=finding.code,
        severity=finding.severity.word,
        what=finding.what,
        why=finding.why,
        do=finding.do,
        source=finding.source,
        acts=acts,
        outcome=outcome,
        answer="" if given is None else f"{given.by}: {given.reason}",
    )
