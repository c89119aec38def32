"""The rulebook: every rule and every threshold as tables for readers.

Writes text only; `docs/rules.md` is made from it and a contract test keeps it fresh.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

from plexlog.clinical.rules import (
    BEFORE_RULES,
    CLOSE_RULES,
    ORDER_RULES,
    RUN_RULES,
    Rule,
    Thresholds,
)
from plexlog.clinical.rules.limits import LIMITS
from plexlog.domain.findings import Finding, Phase

_OPENING = """\
# Rules

Every finding, as `plexlog/clinical/rules` declares it. Written by `python3 dev.py docs`; do not
edit.

| Severity | Means | How one goes on |
| --- | --- | --- |
| refuse | must never happen | not at all: it is not accepted |
| stop | must not go on | an override by name and reason, printed on the summary |
| ask | probably wrong, or needs a decision | one explicit answer |
| notice | worth knowing | nothing to do |

A rule with a missing input says *not assessed*, and what is missing. A missing input is never
zero and never normal. Findings stand in the order of these tables. The examples are invented.
"""
_THRESHOLDS = """\
Defaults, for the unit's medical director to change in Setup, or with `plexlog limits set`. Each
change has its reason and makes a new version of them all. A session keeps the version that was in
force when its run was started, or when it was imported."""
_CHAPTERS: tuple[tuple[str, Sequence[Rule[Any]]], ...] = (
    ("The order", ORDER_RULES),
    ("Before the session", BEFORE_RULES),
    ("The run", RUN_RULES),
    ("The close", CLOSE_RULES),
)


def rules_markdown(
    examples: Mapping[tuple[Phase, str], Finding], thresholds: Thresholds | None = None
) -> str:
    """The rulebook in Markdown, with an invented case of each rule by phase and code."""
    chapters = [_chapter(title, rules, examples) for title, rules in _CHAPTERS]
    return "\n".join([_OPENING, *chapters, _limits(thresholds or Thresholds())])


def rule_sentences() -> Mapping[str, str]:
    """What each rule does, in a sentence, by code."""
    return {rule.code: _sentence(rule) for _title, rules in _CHAPTERS for rule in rules}


def _chapter(
    title: str, rules: Sequence[Rule[Any]], examples: Mapping[tuple[Phase, str], Finding]
) -> str:
    headings = ("Code", "Severity", "What it does", "Says, for example", "What to do", "Source")
    rows = []
    for rule in rules:
        said = examples[rule.phase, rule.code]
        what = f"{said.what}. {said.why}" if said.why else f"{said.what}."
        row = (f"`{rule.code}`", _severity(rule), _sentence(rule), what, said.do, rule.source)
        rows.append(row)
    return f"## {title}\n\n{_table(headings, rows)}"


def _severity(rule: Rule[Any]) -> str:
    """How hard it is, and whether the answer to it must say why."""
    return f"{rule.severity.word}, reason" if rule.needs_reason else rule.severity.word


def _sentence(rule: Rule[Any]) -> str:
    """The first line of the rule's own docstring."""
    return (inspect.getdoc(rule.function) or "").partition("\n")[0]


def _limits(thresholds: Thresholds) -> str:
    headings = ("Threshold", "Default", "Unit", "In Setup", "Possible", "Rules")
    rows = [
        (
            f"`{limit.name}`",
            f"{getattr(thresholds, limit.name):g}",
            limit.field.shown_unit,
            limit.field.label,
            str(limit.field.possible),
            ", ".join(f"`{code}`" for code in limit.rules),
        )
        for limit in LIMITS.values()
    ]
    return f"## Thresholds\n\n{_THRESHOLDS}\n\n{_table(headings, rows)}"


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"
