"""Words of what is told before a session: body systems, waiting, teaching."""

from __future__ import annotations

import enum


class BodySystem(enum.StrEnum):
    """What is looked at before a session, system by system."""

    BREATHING = "breathing"
    CIRCULATION = "circulation"
    NEUROLOGY = "neurology"
    SKIN = "skin"
    FLUIDS = "fluids"
    PAIN = "pain"

    @property
    def label(self) -> str:
        """As the page names it."""
        return _SYSTEMS[self]


_SYSTEMS = {
    BodySystem.BREATHING: "Breathing and lungs",
    BodySystem.CIRCULATION: "Heart and circulation",
    BodySystem.NEUROLOGY: "Nerves and awareness",
    BodySystem.SKIN: "Skin and oedema",
    BodySystem.FLUIDS: "Drinking, urine, bowels",
    BodySystem.PAIN: "Pain",
}


class SystemState(enum.StrEnum):
    """How a body system was found."""

    UNREMARKABLE = "unremarkable"
    NO_CHANGE = "no-change"  # from the last session, attested anew
    FINDING = "finding"

    @property
    def label(self) -> str:
        """As the page and the reports name it."""
        return self.value.replace("-", " ")


class DelayReason(enum.StrEnum):
    """Why a session waited."""

    TRANSPORT = "transport"
    LABORATORY = "laboratory"
    BLOOD_BANK = "blood-bank"
    PHARMACY = "pharmacy"
    PHYSICIAN = "physician"
    ACCESS = "access"
    MACHINE = "machine"
    PATIENT = "patient"
    STAFF = "staff"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As the page and the reports name it."""
        return self.value.replace("-", " ")
