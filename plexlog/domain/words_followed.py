"""The coded words of what is followed: what was recorded with a deed, calls and their answers."""

from __future__ import annotations

from plexlog.domain.words import Word


class RecordedAs(Word):
    """As what a deed about a reaction stands on record, beside the reaction itself."""

    DRUG = "drug"
    SALINE_BOLUS = "saline-bolus"
    PAUSE = "pause"
    END = "end"


class FollowUpKind(Word):
    """What a follow-up is about."""

    CALL = "call"
    INFECTION = "infection"
    CLOTTING = "clotting"


class Contact(Word):
    """What became of a call."""

    REACHED = "reached"
    NOT_REACHED = "not-reached"
