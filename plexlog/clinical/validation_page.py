"""The page of validation in Markdown: worked examples, and predictions beside measurements.

Writes text only; `docs/validation.md` is made from it and a contract test keeps it fresh.
"""

from __future__ import annotations

from collections.abc import Sequence

from plexlog.clinical.selftest import Check, run_selftest, said
from plexlog.clinical.validation import (
    CLAIM_FACTOR,
    CLAIM_POINTS,
    MEASUREMENTS,
    Measurement,
)
from plexlog.clinical.validation_gaps import NOT_CLAIMED

_OPENING = f"""\
# Validation

What the formulas give for published inputs, and what the models of a course predict beside what
was measured in patients. Written by `python3 dev.py docs`; do not edit. A unit can work the
examples on its own computer with `plexlog selftest`.

## Predicted and measured

IgG, IgM and IgA by two compartments, fibrinogen by one that recovers, each session at once. The
models claim to come within {CLAIM_POINTS:g} percentage points and a factor of {CLAIM_FACTOR:g};
*misses* stands where they do not. They leave out refill during a session, drugs, bleeding, loss of
protein, and slower breakdown of IgG where it is low. Where a range was published, the difference
is from its nearer end.
"""
_NOT_CLAIMED = """\
## Not predicted

Measurements that no model here makes a claim on.
"""
_EXAMPLES = """\
## Worked examples

Each formula with published inputs; the tolerance is that of the published figure.
"""


def validation_markdown() -> str:
    """The page."""
    measured = _table(
        ("Measurement", "Published", "Predicted", "Difference", "Verdict", "Note", "Source"),
        [_measured(one) for one in MEASUREMENTS],
    )
    hits = sum(one.is_hit for one in MEASUREMENTS)
    counted = f"{hits} of {len(MEASUREMENTS)} agree.\n"
    unclaimed = _table(
        ("Measurement", "Why not", "Source"),
        [(one.what, one.why, one.source) for one in NOT_CLAIMED],
    )
    return "\n".join(
        [
            _OPENING,
            counted,
            measured,
            _NOT_CLAIMED,
            unclaimed,
            _EXAMPLES,
            worked_examples(run_selftest()),
        ]
    )


def worked_examples(checks: Sequence[Check]) -> str:
    """Checks as a table."""
    return _table(
        ("Formula", "Inputs", "Expected", "Got", "Unit", "Verdict", "Source"),
        [_worked(check) for check in checks],
    )


def _measured(one: Measurement) -> tuple[str, ...]:
    low, high = one.published
    published = f"{low:.1f} %" if low == high else f"{low:.1f} to {high:.1f} %"
    verdict = "agrees" if one.is_hit else "**misses**"
    return (
        one.what,
        published,
        f"{one.predict():.1f} %",
        f"{one.difference:+.1f}",
        verdict,
        one.note,
        one.source,
    )


def _worked(check: Check) -> tuple[str, ...]:
    verdict = "ok" if check.passed else "**failed**"
    results = (said(check.expected), said(check.got))
    return (check.formula, check.inputs, *results, check.unit, verdict, check.source)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"
