"""Sessions with what is followed of them, as the list of follow-ups needs them."""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.domain.records import FollowUp, Reaction
from plexlog.domain.unit import SessionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedSession:
    """A session that was ended, or of which something is still followed."""

    line: SessionLine
    reactions: tuple[Reaction, ...]  # its infections and clots
    follow_ups: tuple[FollowUp, ...]
