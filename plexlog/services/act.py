"""An act of the run as the line "do now" names it."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Deed(enum.StrEnum):
    """What the button beside the sentence does."""

    NOTHING = ""
    PREPARE = "prepare"
    START = "start"
    CLOCK = "clock"
    RESUME = "resume"
    ANSWER = "answer"
    VITALS = "vitals"
    BAG = "bag"
    CHECK = "check"
    REACTION = "reaction"
    END = "end"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act as a sentence, and the deed that goes with it."""

    deed: Deed
    sentence: str
    subject: str = ""  # id or code the deed is about
    brief: str = ""  # in two or three words, for what follows another act

    @property
    def is_urgent(self) -> bool:
        """Whether it is to be done now, not merely next."""
        return self.deed is not Deed.NOTHING
