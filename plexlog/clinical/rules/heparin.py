"""Whether heparin may be given: history of HIT and allergy, in the order, a plan and a lock."""

from __future__ import annotations

from collections.abc import Sequence

from plexlog.clinical.rules.rule import Answer, Missing, Raised
from plexlog.domain.records import Patient


def heparin_answer(patient: Patient, what: str, uses: Sequence[str]) -> Answer:
    """The finding for heparin in use; nothing where none is."""
    if not uses:
        return None
    contraindication = _contraindication(patient)
    if contraindication:
        return Raised(
            what=f"{what}: {contraindication}",
            why="Even the heparin of a flush can start thrombosis anew, or the allergy.",
            do="Use citrate in the circuit and citrate or saline in the lumens.",
        )
    missing = [
        name
        for name, asked in (("histories", patient.histories), ("allergies", patient.allergies))
        if asked is None
    ]
    return Missing(tuple(missing)) if missing else None


def _contraindication(patient: Patient) -> str:
    if any(history.kind == "hit" for history in patient.histories or ()):
        return "history of heparin-induced thrombocytopenia"
    for allergy in patient.allergies or ():
        if allergy.agent == "heparin" or "heparin" in allergy.substance.casefold():
            return "allergy to heparin"
    return ""
