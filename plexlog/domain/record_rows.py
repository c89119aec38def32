"""The rows that a text for the hospital's record may have: each a part of a report, by its title.

A test holds titles and labels against the reports themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

CRITICAL = frozenset(
    {
        "Run",
        "Allergies",
        "Access used",
        "Identity checked",
        "Checklist",
        "Replacement fluids",
        "Drugs",
        "Reactions",
        "Before and after",
        "Sessions",
        "Signatures",
    }
)
HEAD, FIRST = "head", "first"  # who and which; the bottom line


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A row: a section of the report, or the line of it that begins with a label."""

    label: str
    section: str
    line: str = ""
    is_of_default: bool = True  # False: long, for units that ask for it

    @property
    def is_critical(self) -> bool:
        """Whether a reader has to know that nothing is recorded; other empty rows drop out."""
        return self.label in CRITICAL


def _facts(section: str, *labels: str) -> tuple[RecordRow, ...]:
    return tuple(RecordRow(label, section, label) for label in labels)


_DELIVERY = (
    "Plasma volumes",
    "Patient plasma removed",
    "Replacement",
    "Prime given to the patient",
    "Fluid balance",
    "Rinseback",
    "Samples",
    "Anticoagulant",
    "Citrate to the patient",
    "Calcium",
    "Run time",
)
_SECTIONS = (
    "Told before the start",
    "Ordered before the session",
    "Handed over",
    "Reactions",
    "Drugs",
    "Replacement fluids",
    "Before and after",
    "Access",
    "Machine, set and supplies",
    "Checked by two",
    "To give after the exchange",
    "Checklist exceptions",
    "Findings",
    "Not recorded",
    "Notes",
    "Amendments",
    "Addenda",
    "Follow-up",
    "Signatures",
)
SESSION_ROWS = (
    RecordRow("Patient", HEAD),
    RecordRow("Result", FIRST),
    *_facts("Session", "Indication", "Diagnosis", "Ordered", "Run", "Allergies"),
    RecordRow("Access used", "Session", "Access"),
    *_facts("Session", "Place", "Identity checked", "Checklist"),
    *_facts("Plan and delivery", *_DELIVERY),
    *(RecordRow(title, title) for title in _SECTIONS),
)
_COURSE_SECTIONS = (
    "Patient and order",
    "Changes of the order",
    "Sessions",
    "Response",
    "Laboratory",
    "Expected and measured (estimate)",
    "Counters",
    "Reactions",
    "Access",
    "Drugs",
    "Deviations and overrides",
    "Not recorded",
    "Narrative",
    "Recommendations",
    "Signatures",
)
_COURSE_ANNEX = (
    "Annex: products by lot and donation number",
    "Annex: machines, sets and supplies",
)
COURSE_ROWS = (
    RecordRow("Patient", HEAD),
    RecordRow("Result", FIRST),
    *(RecordRow(title, title) for title in _COURSE_SECTIONS),
    *(RecordRow(title, title, is_of_default=False) for title in _COURSE_ANNEX),
)
