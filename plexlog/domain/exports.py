"""What is to be exported as one zip, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWanted:
    """What is wanted, and where it is to lie."""

    file: Path
    patient_key: str = ""  # empty for the whole unit
    deidentified: bool = False

    @property
    def what(self) -> str:
        """As the history names it."""
        if self.deidentified:
            return "tables without names, zip"
        return "whole patient, zip" if self.patient_key else "whole unit, zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What lies in the zip."""

    file: Path
    patients: int
    courses: int
    sessions: int
    files: int

    @property
    def sentence(self) -> str:
        """The same in words."""
        parts = ", ".join(
            f"{count} {word if count == 1 else f'{word}s'}"
            for count, word in (
                (self.patients, "patient"),
                (self.courses, "course"),
                (self.sessions, "session"),
                (self.files, "file"),
            )
        )
        return f"{self.file.name}: {parts}."


def file_name(day: date, *, of_patient: bool = False, deidentified: bool = False) -> str:
    """A name for the file that tells of nobody."""
    what = "patient" if of_patient else "tables" if deidentified else "unit"
    return f"plexlog-{what}-{day.isoformat()}.zip"
