"""What the status line says of the history."""

from __future__ import annotations

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from ui.settings.checking import Checking
from ui.shell.status_line import StatusEntry


def history_entry(checking: Checking) -> StatusEntry:
    """Whether it holds, as far as it was looked at; nothing before that."""
    verified = checking.verified
    if checking.failure:
        return StatusEntry(_("the history could not be verified"), "ask")
    if verified is None:
        return StatusEntry("")
    if verified.problems:
        words = _("the history does not hold: {where}")
        return StatusEntry(words.format(where=verified.problems[0].where), "stop")
    if verified.since is None:
        return StatusEntry(_("history verified"))
    words = _("new entries verified, all on {day}")
    return StatusEntry(words.format(day=wording.day(verified.since.at.day)))
