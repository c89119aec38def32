"""Differences between order and plan, each seen by a person who gave their name.

What was seen is kept with both sides as they were then; another change has to be seen anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from plexlog.clinical.plans import planned_balance_percent, planned_plasma_volumes
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.records import Acknowledgement, Plan
from plexlog.services import recording
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.planning import PlanLine, order_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One line of the order beside the plan, how far it is off, and who has seen that."""

    line: PlanLine
    percent: float | None  # of the ordered number, where it is one
    seen: Acknowledgement | None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.line.differs and self.seen is None


def differences(view: SessionView) -> tuple[Difference, ...]:
    """The order line by line, beside what this session does."""
    seen = {one.what: one for one in (view.session.plan or Plan()).acknowledged or ()}
    return tuple(
        Difference(
            line=line,
            percent=_percent(view, line) if line.differs else None,
            seen=_fitting(line, seen.get(word(line.key))),
        )
        for line in order_lines(view)
    )


def word(key: str) -> str:
    """The word by which a line is kept."""
    return key.replace("_", "-")


def _fitting(line: PlanLine, seen: Acknowledgement | None) -> Acknowledgement | None:
    """Only of the very difference that was seen."""
    if seen is None or not line.differs:
        return None
    return seen if (seen.ordered, seen.planned) == (line.ordered, line.today) else None


def _percent(view: SessionView, line: PlanLine) -> float | None:
    order, session = view.course.order, view.session
    pairs: dict[str, tuple[Decimal | None, Decimal | None]] = {
        "plasma_volumes": (order.plasma_volumes, planned_plasma_volumes(view.course, session)),
        "balance_percent": (order.balance_percent, planned_balance_percent(view.course, session)),
    }
    ordered, planned = pairs.get(line.key, (None, None))
    return float(100 * (planned - ordered) / ordered) if ordered and planned else None


def acknowledge(session: OpenSession, key: str) -> None:
    """Keep by name that a difference was seen. Raises RefusedError where nothing differs."""
    view = session.view()
    line = next((one.line for one in differences(view) if one.line.key == key), None)
    if line is None or not line.differs:
        raise RefusedError([Refusal(key, "does not differ from the order")])
    plan = view.session.plan or Plan()
    seen = Acknowledgement(
        what=word(key),
        ordered=line.ordered,
        planned=line.today,
        by=session.desk.me,
        at=session.desk.now(),
    )
    others = tuple(one for one in plan.acknowledged or () if one.what != seen.what)
    kept = replace(plan, acknowledged=(*others, seen))
    recording.set_facts(session, {"plan": kept})
