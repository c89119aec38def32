"""What the files of an export hold that are no tables: the history, the signatures, the staff."""

from __future__ import annotations

from plexlog.exchange.columns import Column, Kind
from plexlog.exchange.tables import Table


def _key(name: str, kind: Kind, label: str, meaning: str = "") -> Column:
    return Column(path=(name,), kind=kind, label=label, meaning=meaning)


HISTORY = Table(
    "history.jsonl",
    "Who changed what, when and why: one change a line, as JSON, in the order of the changes",
    (),
    (
        _key("number", Kind.NUMBER, "Number", "Counts from 1; an export of one patient has gaps"),
        _key("at", Kind.TIME, "When", "In UTC"),
        _key("staff_key", Kind.TEXT, "Key of who did it", "As in staff.json"),
        _key("name", Kind.TEXT, "Name of who did it", "As it was then"),
        _key("station", Kind.TEXT, "Computer at which it was done"),
        _key("why", Kind.TEXT, "Reason", "Empty where none was asked for"),
        _key(
            "table_name",
            Kind.WORD,
            "Kind of row",
            "A table of the record, not of this export; access: somebody looked, printed, copied "
            "or exported, nothing was changed; sqlite_master: a trigger that was made again; "
            "recovery: a key that was set with the recovery key",
        ),
        _key("row_key", Kind.TEXT, "Key of the row", "Of access: of the patient"),
        _key("session_key", Kind.TEXT, "Key of its session", "Empty where it is of none"),
        _key("course_key", Kind.TEXT, "Key of its course", "Empty where it is of none"),
        _key(
            "operation",
            Kind.WORD,
            "What was done",
            "insert, update; of access: viewed, printed, exported, copied; remade: a trigger; "
            "acknowledged: one has looked into that",
        ),
        _key(
            "old",
            Kind.LIST,
            "The row before",
            "JSON in a text. It holds the columns that were changed and no others: they stand as "
            "they were, null is empty. The rest of the row before is as in new. Empty for insert. "
            "Early versions of the program wrote the whole row",
        ),
        _key(
            "new",
            Kind.LIST,
            "The row after",
            "JSON in a text: the whole row. A column that is absent is empty",
        ),
        _key("salt", Kind.TEXT, "Random text", "So that nobody can guess a content from its hash"),
        _key(
            "content",
            Kind.TEXT,
            "Hash of what the line says",
            "SHA-256, hex, of the JSON list of salt, why, old, new: old and new as the texts that "
            'they are, ", " between the parts, what is not ASCII as \\u escapes',
        ),
        _key(
            "previous",
            Kind.TEXT,
            "Hash of the line before",
            "Binds the lines to a chain: none can be changed, taken out or put in unseen. "
            "64 zeros for the first",
        ),
        _key(
            "hash",
            Kind.TEXT,
            "Hash of the line",
            "SHA-256, hex, of the JSON list, written alike, of number, at, staff_key, name, "
            "station, table_name, row_key, session_key, course_key, operation, content, previous. "
            "Of the whole unit, that of the last line is the head in manifest.json",
        ),
    ),
)
OTHERS = (
    HISTORY,
    Table(
        "signatures.json",
        "The signatures given in the program, beside each course: who, when, what for, the record "
        "that was signed (sealed) with its SHA-256 (fingerprint), the head of the history then, "
        "and the Ed25519 signature with the public key it is checked with, hex",
        (),
        (),
    ),
    Table(
        "staff.json",
        "Everybody who ever worked with this record, where the whole unit is exported: key, name, "
        "login, role, the public key they sign with now, whether they administer, when they left",
        (),
        (),
    ),
)
