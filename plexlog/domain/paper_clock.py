"""The time that a session from paper stands at: that of what was entered last in the run.

So nothing is due, late or running by the wall clock in a session that is entered afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator

from plexlog.domain.moments import Moment
from plexlog.domain.records import Session


def stands_at(session: Session, now: Moment) -> Moment:
    """The present time of a session from paper; `now` while nothing has a time."""
    return max(told_times(session), key=lambda at: at.instant, default=now)


def told_times(session: Session) -> Iterator[Moment]:
    """The times of the run that stand on record, in no order."""
    times = [session.started_at, session.ended_at]
    times += [row.at for row in session.readings or ()]
    times += [bag.started_at for bag in session.bags or ()]
    times += [drug.at for drug in session.drugs_given or ()]
    times += [bolus.at for bolus in session.saline_boluses or ()]
    times += [reaction.onset_at for reaction in session.reactions or ()]
    for pause in session.pauses or ():
        times += [pause.start, pause.end]
    yield from (at for at in times if at is not None)
