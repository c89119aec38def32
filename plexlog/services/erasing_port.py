"""What the services need of the record to erase a patient."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from plexlog.domain.erasing import Erasure


class Erasures(Protocol):
    """Erasures on file, and the erasing itself."""

    def erasures(self) -> Sequence[Erasure]:
        """What was erased, the last one first, as two have signed it."""
        ...

    def erase_patient(self, patient_key: str, why: str, login: str, password: str) -> Erasure:
        """Erase a patient with everything of theirs, signed by who is signed in and by another.

        Raises AccessError where the other's password is wrong, StoreError.
        """
        ...
