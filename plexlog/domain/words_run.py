"""The words of what patients are asked during a run, each with the reactions to think of."""

from __future__ import annotations

from collections.abc import Mapping

from plexlog.domain.words import ReactionKind, Word


class Symptom(Word):
    """One tap each; `none` when the patient was asked and has none."""

    TINGLING = "tingling"
    CHILLS = "chills"
    ITCH = "itch"
    DIZZY = "dizzy"
    NONE = "none"


class TakenFrom(Word):
    """Where a row comes from that nobody read off and typed."""

    MACHINE_EXPORT = "machine-export"


# the cards whose quick picks or definitions name the symptom, the likelier first; nobody is
# diagnosed by this: it says which card is opened
CARDS: Mapping[Symptom, tuple[ReactionKind, ...]] = {
    Symptom.TINGLING: (ReactionKind.CITRATE,),
    Symptom.CHILLS: (ReactionKind.CITRATE, ReactionKind.INFECTION),
    Symptom.ITCH: (ReactionKind.ALLERGIC,),
    Symptom.DIZZY: (ReactionKind.HYPOTENSION, ReactionKind.CITRATE),
}
