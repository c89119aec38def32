"""Which bags and drugs two people check, by the unit's limits, and which of them were not."""

from __future__ import annotations

from collections.abc import Iterator

from plexlog.clinical.rules.rule import Answer, Raised, SessionCase
from plexlog.clinical.rules.thresholds import Thresholds, above
from plexlog.domain.records import Bag, DrugGiven, Session
from plexlog.domain.words import Fluid

ALONE = 1  # one person is enough


def checkers_of(part: Bag | DrugGiven, limits: Thresholds) -> float:
    """How many people check a bag or drug."""
    if isinstance(part, DrugGiven):
        by_vein = part.route is not None and part.route.counts_in_balance
        return limits.checkers_of_drugs if by_vein else ALONE
    if part.fluid.is_plasma:
        return limits.checkers_of_plasma
    return limits.checkers_of_albumin if part.fluid is Fluid.ALBUMIN else ALONE


def waiting_for_second(session: Session, limits: Thresholds) -> Iterator[Bag | DrugGiven]:
    """What was hung or given and waits for its second check, in order."""
    hung = [bag for bag in session.bags or () if bag.started_at is not None or bag.given_ml]
    parts: tuple[Bag | DrugGiven, ...] = (*hung, *(session.drugs_given or ()))
    for part in parts:
        is_by_two = part.cosigned_by is not None and part.cosigned_by != part.by
        is_named = part.cosigned_by is not None
        if not is_by_two and (is_named or above(checkers_of(part, limits), ALONE)):
            yield part


def second_check_missing(case: SessionCase) -> Answer:
    """Ask where a bag or drug that two people check was checked by one."""
    waiting = list(waiting_for_second(case.session, case.limits))
    if not waiting:
        return None
    named = ", ".join(dict.fromkeys(_words(part) for part in waiting))
    return Raised(
        what=f"Checked by one person only: {named}",
        why="The unit has two people check it: a mix-up is found before it runs in.",
        do="Have a colleague check it and type the password, or give the reason.",
        subject=tuple(part.id for part in waiting if isinstance(part, Bag)),
    )


def _words(part: Bag | DrugGiven) -> str:
    if isinstance(part, DrugGiven):
        return f"{part.drug} {part.at.clock}"
    return f"{part.fluid.label} {part.din or part.lot or part.id}"
