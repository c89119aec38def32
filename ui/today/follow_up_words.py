"""What the strip of follow-ups says of one: whom, about what, since when."""

from __future__ import annotations

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.domain.words_followed import Contact, FollowUpKind
from plexlog.services.follow_ups import DueFollowUp
from ui.today.follow_up_strip import ItemView

_KINDS = {
    FollowUpKind.CALL: _("call after session {number}"),
    FollowUpKind.INFECTION: _("infection, session {number}"),
    FollowUpKind.CLOTTING: _("clot, session {number}"),
}


def item_view(due: DueFollowUp, now: Moment) -> ItemView:
    """A follow-up as its item shows it."""
    line = due.line
    return ItemView(
        key=due.key,
        name=f"{wording.in_capitals(line.family_name)}, {line.given_name}",
        about=about(due),
        when=when(due, now),
        is_late=due.is_late(now),
        tries=sum(one.contact is Contact.NOT_REACHED for one in due.contacts),
    )


def about(due: DueFollowUp) -> str:
    """What is asked about."""
    return _KINDS[due.kind].format(number=due.line.number)


def when(due: DueFollowUp, now: Moment) -> str:
    """Until when, or since when it is overdue."""
    late = wording.clock_on(due.late_at, now.day)
    if due.is_late(now):
        return _("overdue since {time}").format(time=late)
    return _("due until {time}").format(time=late)
