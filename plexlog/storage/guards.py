"""Triggers that refuse: of signed sessions, of what is never removed, of what would replace a row.

REPLACE removes a row without asking the triggers of DELETE where `recursive_triggers` is off, as
it is in most programs. So the triggers of INSERT and UPDATE look whether a row is in the way.

A row goes in one case alone: an erasure that two have signed is on file, and is under way on this
very connection (`plexlog.storage.erasing`). Any other program lacks the function that says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

SIGNED = "signed"  # what a trigger says of a session that cannot change any more
KEPT = "kept"  # and of a row that cannot be removed
TAKEN = "taken"  # and of one in whose way another row stands
FROZEN = (
    "session",
    "observation",
    "reading",
    "bag",
    "saline_bolus",
    "drug_given",
    "pause",
    "reaction",
    "checklist_answer",
    "lock",
    "override",
)
UNCHANGED = {
    "course_order": KEPT,  # a change of an order is a version of its own
    "access_device": KEPT,  # and so is what is told of an access later
    "signature": SIGNED,
    "limit_change": KEPT,
    "setting_change": KEPT,
    "verification": KEPT,
    "erasure": KEPT,
}  # what a change is told
UNIQUE: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "staff": (("login",),),
    "fact": (("kind", "code"),),
    "patient": (("compared_number",),),
    "course": (("course_id",),),
    "course_order": (("course_key", "version"),),
    "session": (("course_key", "id"),),
    "limit_change": (("version",),),
    "setting_change": (("version",),),
    "observation": (("session_key", "place", "reading_key", "code"),),
}  # beside the key; what else makes a row the only one of its kind
OF_SIGNED_COURSE = ("course_id", "course_number", "unit", "time_zone")  # sealed with a session
IN_FORCE = ("observation", "withdrawn_at")  # there among rows that were not taken back
# a draft is no record, and goes when it is given; the index of parts follows the patients
NOT_BY_KEY = frozenset({"history", "draft", "patient_part"})
OF_PATIENT = frozenset({"patient_key", "course_key", "session_key"})
ERASED = ("old", "new", "why", "salt")  # columns of the history that an erasure empties


def trigger(name: str, when: str, statement: str) -> tuple[str, str]:
    """A trigger by name."""
    return name, f'CREATE TRIGGER "{name}" {when}\nBEGIN\n  {statement};\nEND'


def guards(columns: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Every trigger that refuses, for tables with these columns."""
    tables = {name: tuple(of) for name, of in columns.items() if name not in NOT_BY_KEY}
    erases = "erasure" in tables
    for table, names in tables.items():
        is_of_patient = bool(OF_PATIENT & set(names)) or table == "patient"
        yield _no_delete(table, may_be_erased=erases and is_of_patient)
        yield from _no_replace(table)
    for table in FROZEN:
        yield from _frozen(table)
    for table, word in UNCHANGED.items():
        if table in tables:  # a file of an earlier version does not have it yet
            yield trigger(f"{table}_no_update", f'BEFORE UPDATE ON "{table}"', _refusal(word))
    yield from _of_course()
    yield from _of_history(tuple(columns["history"]), may_be_erased=erases)


def _refusal(word: str) -> str:
    return f"SELECT RAISE(ABORT, '{word}')"


def _is_erased(table: str, key: str) -> str:
    """Whether a signed erasure of this very row is on file and under way."""
    asked = f"plexlog_erasing('{table}', {key})"
    return f'EXISTS (SELECT 1 FROM "erasure" WHERE "key" = {asked})'  # noqa: S608


def _no_delete(table: str, *, may_be_erased: bool) -> tuple[str, str]:
    when = f'BEFORE DELETE ON "{table}"'
    if may_be_erased:
        key = 'OLD."key"'
        when += f"\nWHEN NOT {_is_erased(table, key)}"
    return trigger(f"{table}_no_delete", when, _refusal(KEPT))


def _no_replace(table: str) -> Iterator[tuple[str, str]]:
    word = UNCHANGED.get(table, KEPT)
    there = f'EXISTS (SELECT 1 FROM "{table}" WHERE'  # noqa: S608
    same = f'{there} rowid = NEW.rowid) OR {there} "key" = NEW."key")'
    yield trigger(
        f"{table}_no_replace", f'BEFORE INSERT ON "{table}"\nWHEN {same}', _refusal(word)
    )
    other = 'NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"'
    yield trigger(f"{table}_same_row", f'BEFORE UPDATE ON "{table}"\nWHEN {other}', _refusal(word))
    for names in UNIQUE.get(table, ()):
        found = f"{there} {_alike(table, names)}"
        yield trigger(
            f"{table}_only_one",
            f'BEFORE INSERT ON "{table}"\nWHEN {found} AND "key" <> NEW."key")',
            _refusal(TAKEN),
        )
        of = ", ".join(f'"{name}"' for name in (*names, *_in_force(table)))
        yield trigger(
            f"{table}_still_one",
            f'BEFORE UPDATE OF {of} ON "{table}"\nWHEN {found} AND rowid <> OLD.rowid)',
            _refusal(TAKEN),
        )


def _in_force(table: str) -> tuple[str, ...]:
    return IN_FORCE[1:] if table == IN_FORCE[0] else ()


def _alike(table: str, names: Iterable[str]) -> str:
    """The condition for a row that would be in the way of the new one."""
    same = [
        f"ifnull(\"{name}\", '') = ifnull(NEW.\"{name}\", '')"
        if name == "reading_key"
        else f'"{name}" = NEW."{name}"'
        for name in names
    ]
    both = [f'{row}"{name}" IS NULL' for name in _in_force(table) for row in ("", "NEW.")]
    return " AND ".join((*same, *both))


def _frozen(table: str) -> Iterator[tuple[str, str]]:
    key = "key" if table == "session" else "session_key"
    for event, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW"))):
        whose = ", ".join(f'{row}."{key}"' for row in rows)
        signed = (
            f'EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN ({whose})'  # noqa: S608
            " AND \"meaning\" = 'performed')"
        )
        when = f'BEFORE {event} ON "{table}"\nWHEN {signed}'
        yield trigger(f"{table}_signed_{event.lower()}", when, _refusal(SIGNED))


def _of_course() -> Iterator[tuple[str, str]]:
    """A course stays with its patient, and what is sealed of it stays once a session is signed."""
    when = 'BEFORE UPDATE ON "course"\nWHEN NEW."patient_key" IS NOT OLD."patient_key"'
    yield trigger("course_same_patient", when, _refusal(KEPT))
    other = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in OF_SIGNED_COURSE)
    signed = (
        'EXISTS (SELECT 1 FROM "session" s JOIN "signature" g ON g."session_key" = s."key"'
        ' WHERE s."course_key" = OLD."key" AND g."meaning" = \'performed\')'
    )
    when = f'BEFORE UPDATE ON "course"\nWHEN ({other})\nAND {signed}'
    yield trigger("course_signed_update", when, _refusal(SIGNED))


def _of_history(names: Iterable[str], *, may_be_erased: bool) -> Iterator[tuple[str, str]]:
    """Nothing of the history goes or changes; an erasure empties the contents of its rows."""
    yield trigger("history_no_delete", 'BEFORE DELETE ON "history"', _refusal(KEPT))
    there = 'EXISTS (SELECT 1 FROM "history" WHERE "number" = NEW."number")'
    when = f'BEFORE INSERT ON "history"\nWHEN {there}'
    yield trigger("history_no_replace", when, _refusal(KEPT))
    when = 'BEFORE UPDATE ON "history"'
    if may_be_erased:
        same = [f'NEW."{name}" IS OLD."{name}"' for name in names if name not in ERASED]
        empty = [f"ifnull(NEW.\"{name}\", '') = ''" for name in ERASED]
        number = 'OLD."number"'
        allowed = " AND ".join((*same, *empty, _is_erased("history", number)))
        when += f"\nWHEN NOT ({allowed})"
    yield trigger("history_no_update", when, _refusal(KEPT))
