"""Which part of a session an action of a reaction names: that part stands on record once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from plexlog.domain import wording
from plexlog.domain.records import (
    ActionTaken,
    Bag,
    DrugGiven,
    Pause,
    Reaction,
    SalineBolus,
    Session,
)
from plexlog.domain.words_followed import RecordedAs

Part = SalineBolus | DrugGiven | Pause


def millilitres(amount: Decimal) -> str:
    """An amount as an action tells it."""
    return wording.with_unit(wording.plain(amount), "mL")


def parts_of(session: Session) -> tuple[Part, ...]:
    """All boluses, drugs and pauses on record."""
    return (
        *(session.saline_boluses or ()),
        *(session.drugs_given or ()),
        *(session.pauses or ()),
    )


def names(taken: ActionTaken, part: Part) -> bool:
    """Whether an action is this part, by its time and what it tells of it."""
    told = taken.detail or ""
    if isinstance(part, SalineBolus):
        is_told, kind = told == millilitres(part.volume_ml), RecordedAs.SALINE_BOLUS
    elif isinstance(part, DrugGiven):
        is_told, kind = told.startswith(f"{part.drug} {part.dose}"), RecordedAs.DRUG
    else:
        return taken.recorded_as is RecordedAs.PAUSE and taken.at == part.start
    return is_told and taken.recorded_as is kind and taken.at == part.at


def reactions_without(session: Session, gone: Part | Bag) -> tuple[Reaction, ...]:
    """The reactions that named a part which is taken back, each without that action."""
    if isinstance(gone, Bag):
        return ()
    left = [one for one in parts_of(session) if one.key != gone.key]

    def is_gone(taken: ActionTaken) -> bool:
        return names(taken, gone) and not any(names(taken, one) for one in left)

    return tuple(
        replace(one, actions=tuple(taken for taken in one.actions or () if not is_gone(taken)))
        for one in session.reactions or ()
        if any(is_gone(taken) for taken in one.actions or ())
    )
