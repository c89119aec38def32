"""A bag or drug checked by a second person, who stands for it with name and time."""

from __future__ import annotations

from dataclasses import replace

from plexlog.clinical.rules.second_check import waiting_for_second
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.records import Bag, DrugGiven
from plexlog.domain.roles import Act, may
from plexlog.domain.unit import StaffMember
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.permission import needs


def to_check(view: SessionView) -> tuple[Bag | DrugGiven, ...]:
    """What waits for a second person, by the unit's limits; nothing once it is signed."""
    if view.is_signed:
        return ()
    return tuple(waiting_for_second(view.session, view.facts.thresholds))


def checkers(session: OpenSession, part: Bag | DrugGiven) -> tuple[StaffMember, ...]:
    """Who of the unit can check it: anybody at work but who hung or gave it, by name."""
    found = [one for one in session.desk.store.staff() if _may_check(one, part)]
    return tuple(sorted(found, key=lambda one: one.name))


def _may_check(member: StaffMember, part: Bag | DrugGiven) -> bool:
    return member.is_active and may(member, Act.SESSION) and member.name != part.by


@needs(Act.SESSION)
def second_check(
    session: OpenSession, part: Bag | DrugGiven, checker: StaffMember
) -> Bag | DrugGiven:
    """Keep that a second person checked a bag or drug.

    The caller has made sure of the person by their password. Raises RefusedError for whoever hung
    or gave it, and for somebody who may not.
    """
    if not _may_check(checker, part):
        words = f"{checker.name} cannot check it: whoever hung or gave it cannot, nor who left"
        raise RefusedError([Refusal("", words)])
    checked = replace(part, cosigned_by=checker.name, cosigned_at=session.desk.now())
    session.desk.store.put(session.key, checked)
    session.touch()
    return checked
