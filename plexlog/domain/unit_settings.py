"""What a unit sets in words: the rows of its text for the hospital's record, and whom to call.

Each setting is declared once; its default holds until the unit has set it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plexlog.domain.moments import Moment
from plexlog.domain.record_rows import COURSE_ROWS, SESSION_ROWS, RecordRow

FURTHER = " and ".join(f"“{row.label}”" for row in COURSE_ROWS if not row.is_of_default)
SESSION_TEXT, COURSE_TEXT, TELEPHONES = "session_text", "course_text", "telephones"
PAPER_SIZE = "paper_size"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChange:
    """One setting of the unit changed; empty brings the default back."""

    version: int
    name: str
    value: str
    by: str
    at: Moment
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A setting; its value is lines of text. Where `rows` are, each line names one of them.

    Where `choices` are, it is one of them.
    """

    name: str
    label: str
    help: str
    rows: tuple[RecordRow, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def default(self) -> str:
        """What holds until the unit sets something: usual rows, first choice, or nothing."""
        if self.choices:
            return self.choices[0]
        return "\n".join(row.label for row in self.rows if row.is_of_default)


SETTINGS = {
    one.name: one
    for one in (
        Setting(
            name=SESSION_TEXT,
            label="Copy of a session, rows",
            help="One row to a line, in the order of the hospital's form; rows left out are not "
            "copied.",
            rows=SESSION_ROWS,
        ),
        Setting(
            name=COURSE_TEXT,
            label="Copy of a course, rows",
            help=f"One row to a line, in the order of the hospital's form; rows left out are not "
            f"copied. Two more may be added: {FURTHER}.",
            rows=COURSE_ROWS,
        ),
        Setting(
            name=TELEPHONES,
            label="Telephone numbers in the patient's letter",
            help="One to a line, with when it is answered: day, night, weekend. Without any, the "
            "letter has lines to fill in by hand.",
        ),
        Setting(
            name=PAPER_SIZE,
            label="Paper size",
            help="Of all reports, letters and sheets that are printed or saved as PDF.",
            choices=("A4", "Letter"),
        ),
    )
}


def value_of(name: str, changes: Sequence[SettingChange]) -> str:
    """What a setting is after these changes."""
    given = [one.value for one in changes if one.name == name]
    return (given[-1] if given else "") or SETTINGS[name].default


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a setting that say something."""
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


def rows_of(setting: Setting, text: str) -> tuple[RecordRow, ...]:
    """The rows that a text names, in its order; what names none is passed over."""
    known = {row.label.casefold(): row for row in setting.rows}
    named = (known.get(line.casefold()) for line in lines_of(text))
    return tuple(dict.fromkeys(row for row in named if row is not None))
