"""The unit's limits: as they are now, and how one is changed.

Only a physician or a manager may, and never without a reason. Sessions that were started keep the
limits they were judged by.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from plexlog.clinical.rules.limits import GROUPS, LIMITS, Limit, changed, moved, number_of
from plexlog.clinical.rules.thresholds import Thresholds
from plexlog.domain.errors import PlexlogError
from plexlog.domain.findings import Phase
from plexlog.domain.roles import Act, may, who_may
from plexlog.domain.unit import LimitChange
from plexlog.services.desk import Desk

LONGEST_REASON = 200  # a sentence or two, seen whole wherever the limit is


class LimitRefusedError(PlexlogError):
    """A limit stays as it was; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitLine:
    """One limit as lists show it; numbers are written as people read them."""

    name: str
    phase: Phase
    label: str
    value: str
    unit: str
    default: str
    possible: str
    rules: tuple[str, ...]  # codes of the rules that go by it
    last: LimitChange | None  # None where nobody has ever changed it

    @property
    def is_default(self) -> bool:
        """Whether it is as the program was shipped."""
        return self.value == self.default


def limit_lines(desk: Desk) -> tuple[LimitLine, ...]:
    """All limits, by phase."""
    thresholds = desk.knowledge.rule_facts.thresholds
    last = {change.name: change for change in desk.store.limit_changes()}
    return tuple(
        _line(phase, limit, thresholds, last.get(limit.name))
        for phase, group in GROUPS.items()
        for limit in group
    )


def _line(
    phase: Phase, limit: Limit, thresholds: Thresholds, last: LimitChange | None
) -> LimitLine:
    declared = limit.field
    return LimitLine(
        name=limit.name,
        phase=phase,
        label=declared.label,
        value=declared.format(number_of(getattr(thresholds, limit.name))),
        unit=declared.shown_unit,
        default=declared.format(limit.default),
        possible=f"{declared.possible} {declared.shown_unit}".rstrip(),
        rules=limit.rules,
        last=last,
    )


def own_limits(thresholds: Thresholds) -> tuple[dict[str, str], ...]:
    """Label, value and default of each limit that is not as the program was shipped."""
    return tuple(
        {
            "label": limit.field.label,
            "value": limit.said(number_of(getattr(thresholds, limit.name))),
            "default": limit.said(limit.default),
        }
        for limit in changed(thresholds)
    )


def why_not_changeable(desk: Desk) -> str:
    """Why whoever is signed in may not change limits; empty where they may."""
    if may(desk.store.me, Act.LIMITS):
        return ""
    return f"Only {who_may(Act.LIMITS)} changes limits. You can read them here."


def change_limit(desk: Desk, name: str, text: str, why: str) -> None:
    """Change one limit, with a reason. Raises LimitRefusedError or ImpossibleValueError."""
    _refuse_unless_allowed(desk, name)
    _change(desk, name, LIMITS[name].field.parse(text), why)


def reset_limit(desk: Desk, name: str, why: str) -> None:
    """Change one limit back to what the program was shipped with. Raises as `change_limit`."""
    _refuse_unless_allowed(desk, name)
    _change(desk, name, LIMITS[name].default, why)


def _refuse_unless_allowed(desk: Desk, name: str) -> None:
    if refusal := why_not_changeable(desk):
        raise LimitRefusedError(refusal)
    if name not in LIMITS:
        raise LimitRefusedError(f"There is no limit {name!r}; `plexlog limits` names them.")


def _change(desk: Desk, name: str, value: Decimal, why: str) -> None:
    limit = LIMITS[name]
    before = desk.knowledge.rule_facts.thresholds
    after = moved(before, name, value)
    if after == before:
        raise LimitRefusedError(f"{limit.field.label} is {limit.said(value)} already.")
    reason = " ".join(why.split())
    if not reason:
        raise LimitRefusedError("A reason is needed: it stands in the history with your name.")
    if len(reason) > LONGEST_REASON:
        raise LimitRefusedError(f"A reason takes at most {LONGEST_REASON} characters.")
    desk.store.change_limit(name, float(value), reason)
