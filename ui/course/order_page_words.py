"""What the page of an order calls what it does: giving one, or keeping a change of one."""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWords:
    """Title, button, and why it has not been done."""

    title: str
    lead: str
    give: str
    not_yet: str
    unfinished: str
    never: str  # with `{why}`

    def waiting(self, count: int) -> str:
        """So many findings wait for an answer."""
        words = ngettext(
            "{count} finding waits for an answer.", "{count} findings wait for an answer.", count
        )
        return f"{self.not_yet}: {words.format(count=count)}"

    def refused(self, name: str | None, others: int) -> str:
        """Which box needs somebody first, and how many more do; the indication has no box."""
        words = _("{box} needs you").format(box=name or _("Indication"))
        more = ngettext("; {count} more box too", "; {count} more boxes too", others)
        return f"{self.not_yet}: {words}{more.format(count=others) if others else ''}."


def words_of_order() -> OrderWords:
    """Of an order that is given for the first time."""
    return OrderWords(
        title=_("New order"),
        lead=_("Nothing is on record until the order is given."),
        give=_("Give order"),
        not_yet=_("Not given yet"),
        unfinished=_("Not given yet: something in the form needs you."),
        never=_("Not given: {why}"),
    )


def words_of_change() -> OrderWords:
    """Of a given order that is changed."""
    return OrderWords(
        title=_("Change the order"),
        lead=_("The earlier version stays on record; sessions already started keep it."),
        give=_("Keep the change"),
        not_yet=_("Not kept yet"),
        unfinished=_("Not kept yet: something in the form needs you."),
        never=_("Not kept: {why}"),
    )
